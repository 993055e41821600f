"""The door of the running window, at which a second start hands over what it was given.

A caller is of the same user (the socket's own rights) and may say one line of bounded length: which files to open.
"""

import hashlib
import json
import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_LOG = logging.getLogger(__name__)

KNOCK_MS = 2000
PATIENCE_MS = 5000
"""How long a caller may take to say its line."""
LONGEST = 64 * 1024
"""Bytes of a caller's line."""
MOST_FILES = 20
HEARD = "heard"
"""Of a caller that has said its line: what follows is not listened to."""


def server_name(folder: Path) -> str:
    """Where the window of a data folder listens for a second start."""
    return "inspector-app-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def knock(folder: Path, files: Sequence[Path] = ()) -> bool:
    """Ask the window that has the folder to come to the front and open `files`; whether it heard."""
    caller = QLocalSocket()
    caller.connectToServer(server_name(folder))
    if not caller.waitForConnected(KNOCK_MS):
        return False
    line = message(files)
    caller.write(line)
    while caller.bytesToWrite():
        if not caller.waitForBytesWritten(KNOCK_MS):
            return False
    caller.disconnectFromServer()
    if caller.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        caller.waitForDisconnected(KNOCK_MS)
    return True


def message(files: Sequence[Path]) -> bytes:
    """What a second start says: one line of JSON, in ASCII whatever the names are."""
    return json.dumps({"open": [str(path.absolute()) for path in files[:MOST_FILES]]}).encode("ascii") + b"\n"


def understood(line: bytes) -> tuple[Path, ...] | None:
    """The files that a caller names, none for one that only knocks; None for what is not ours."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match said:
        case {"open": list(names)} if len(said) == 1 and len(names) <= MOST_FILES:
            pass
        case _:
            return None
    if not all(isinstance(name, str) and name and "\0" not in name for name in names):
        return None
    paths = tuple(map(Path, names))
    return paths if all(path.is_absolute() for path in paths) else None


class Doorkeeper(QObject):
    """Listens for a second start. Needs the lock to be held."""

    knocked = Signal(object)
    """tuple of the files to open; the window should come to the front"""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # Whoever holds the lock may clear away what a crashed window left.
        QLocalServer.removeServer(server_name(folder))
        if not self._server.listen(server_name(folder)):
            _LOG.info("a second start will not find this window: %s", self._server.errorString())

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.setReadBufferSize(LONGEST)
            caller.readyRead.connect(partial(self._listen, caller))
            caller.disconnected.connect(partial(self._left, caller))
            QTimer.singleShot(PATIENCE_MS, caller, caller.abort)
            self._listen(caller)

    def _listen(self, caller: QLocalSocket) -> None:
        if caller.canReadLine():
            line = bytes(caller.readLine(LONGEST).data())
            caller.setProperty(HEARD, True)
            if (files := understood(line)) is not None:
                self.knocked.emit(files)
        if caller.property(HEARD) or caller.bytesAvailable() >= LONGEST:
            caller.abort()

    def _left(self, caller: QLocalSocket) -> None:
        if not caller.property(HEARD) and caller.canReadLine():
            self._listen(caller)
        caller.deleteLater()
