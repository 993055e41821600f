"""What stands under a name that was found a while ago: files are read, nothing is waited for."""

import os
from pathlib import Path

import pytest

from inspector_app.sampling import opening


def test_a_file_gives_its_bytes_its_size_and_its_hash(tmp_path: Path) -> None:
    file = tmp_path / "Văn bản.pdf"
    file.write_bytes(b"abc")
    with opening.opened(str(file)) as stream:
        assert stream.read() == b"abc"
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert opening.size_and_hash(str(file), 3) == (3, digest)
    assert opening.size_and_hash(str(file), 2) == (3, None)


def test_a_pipe_or_a_device_that_took_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe, device = tmp_path / "Văn bản.pdf", tmp_path / "Phụ lục.pdf"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for place in (pipe, device, tmp_path):
        with pytest.raises(OSError, match=r"\[Errno"):
            opening.size_and_hash(str(place), 1 << 20)
