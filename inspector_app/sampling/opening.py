"""Opens files that were found a while ago: what stands under the name by now may be no file at all."""

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from typing import BinaryIO

_STEP = 1 << 20


@contextlib.contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """A plain file, to be read. OSError for anything else: a pipe would be waited for, a device never ends."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(file, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with os.fdopen(descriptor, "rb") as stream:
        yield stream


def size_and_hash(file: str, largest: int) -> tuple[int, str | None]:
    """Its size, and the SHA-256 of its bytes where they are no more than `largest`. OSError as `opened`."""
    with opened(file) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > largest:
            return size, None
        digest, read = hashlib.sha256(), 0
        while part := stream.read(_STEP):
            read += len(part)
            if read > largest:  # it grows while it is read
                return read, None
            digest.update(part)
        return read, digest.hexdigest()
