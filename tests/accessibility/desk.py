"""A desk of its own for the running program: a display, a window manager, a session bus, a screen reader beside it, and
a person's keyboard and mouse. Nothing of the person's own session is touched; everything ends with the desk.
"""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

SYSTEM_PYTHON = "/usr/bin/python3"
"""pyatspi comes with the system, not with the environment of the program."""
PROGRAM = "inspector-app"
PATIENCE_S = 30.0
SIZE = "1366x768x24"

Found = TypeVar("Found")


def until(what: Callable[[], Found], *, patience: float = PATIENCE_S, about: str = "") -> Found:
    """Ask again and again until there is an answer; returns it."""
    end = time.monotonic() + patience
    while not (found := what()):
        if time.monotonic() > end:
            raise TimeoutError(about or getattr(what, "__name__", repr(what)))
        time.sleep(0.02)
    return found


class Desk(AbstractContextManager["Desk"]):
    """Where the program runs as for a person."""

    def __init__(self, home: Path, size: str = SIZE) -> None:
        self._home, self._size = home, size
        self._stack = ExitStack()
        self.keys = self.clicks = 0
        """How often a key or a mouse button went down."""

    def __enter__(self) -> Self:
        for needed in ("Xvfb", "openbox", "dbus-daemon", "xdotool"):
            assert shutil.which(needed), f"{needed} is missing: packaging/system-packages.sh test"
        runtime = self._home / "run"
        runtime.mkdir(parents=True, mode=0o700)
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS")
        } | {
            "HOME": str(self._home),
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LC_ALL": "C.UTF-8",
        }
        self.environment["DISPLAY"] = f":{self._display()}"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._bus()
        self._run(["openbox", "--sm-disable"])
        self._program: subprocess.Popen[bytes] | None = None
        return self

    def __exit__(self, *_problem: object) -> None:
        self._stack.close()

    def start(self, data: Path, *options: str) -> None:
        """The program on a data folder, its window in front."""
        command = [sys.executable, "-m", "inspector_app", "--data", str(data), *options]
        self._program = self._run(command, log=self._home / "program.log")
        until(lambda: self._said("search", "--onlyvisible", "--class", PROGRAM), about="no window appears")

    def stop(self) -> int:
        """Leave the program by its own key; returns its exit code."""
        assert self._program is not None
        self.press("ctrl+q")
        return self._program.wait(PATIENCE_S)

    @property
    def log(self) -> str:
        """What the program said on its standard error."""
        return (self._home / "program.log").read_text(encoding="utf-8")

    def press(self, *keys: str) -> None:
        """Keys one after another, as X names them: "Down", "ctrl+4"."""
        self.keys += len(keys)
        self._said("key", "--delay", "25", *keys)

    def type(self, text: str) -> None:
        """Letters, as from a Vietnamese keyboard."""
        self.keys += len(text)
        # A letter that is on no key is put on one for a moment: the program must have looked at it by then.
        for letter in text:
            self._said("type", "--delay", "25" if letter.isascii() else "120", letter)

    def click(self, x: int, y: int) -> None:
        """The left button at a place of the screen."""
        self.clicks += 1
        self._said("mousemove", str(x), str(y), "click", "1")

    def wheel(self, x: int, y: int, down: int) -> None:
        """The wheel over a place; below zero is up."""
        button = "5" if down > 0 else "4"
        self._said("mousemove", str(x), str(y), "click", "--repeat", str(abs(down)), "--delay", "10", button)

    @contextmanager
    def screen_reader(self) -> Iterator["ScreenReader"]:
        """A screen reader that listens from now on."""
        script = Path(__file__).with_name("screen_reader.py")
        with (self._home / "screen-reader.log").open("wb") as log:
            process = subprocess.Popen(
                [SYSTEM_PYTHON, str(script)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=self.environment,
                encoding="utf-8",
            )
            with process:
                try:
                    yield ScreenReader(process)
                finally:
                    process.kill()

    def _display(self) -> str:
        """A free number, chosen by the server itself."""
        reading, writing = os.pipe()
        with open(reading, "rb") as said:  # noqa: PTH123 - a pipe has no path
            self._run(
                ["Xvfb", "-displayfd", str(writing), "-screen", "0", self._size, "-nolisten", "tcp"],
                pass_fds=(writing,),
            )
            os.close(writing)
            return said.readline().decode().strip()

    def _bus(self) -> str:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        bus = self._run(command, stdout=subprocess.PIPE)
        assert bus.stdout is not None
        return bus.stdout.readline().decode().strip()

    def _run(self, command: Sequence[str], *, log: Path | None = None, **how: Any) -> subprocess.Popen[bytes]:
        with (log or self._home / f"{Path(command[0]).name}.log").open("wb") as told:
            given = {"stdout": told, "stderr": told, "stdin": subprocess.DEVNULL} | how
            process = subprocess.Popen(command, env=self.environment, **given)
        self._stack.callback(_end, process)
        return process

    def _said(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, check=False)
        return done.stdout.decode()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


class ScreenReader:
    """Asks the process that listens to the program."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        assert self._read() == "ready"

    def ask(self, ask: str, **more: object) -> Any:
        """One request, one answer."""
        assert self._process.stdin is not None
        print(json.dumps({"ask": ask, "program": PROGRAM, **more}), file=self._process.stdin, flush=True)
        return self._read()

    def find(self, role: str | None = None, name: str = "", **more: object) -> list[dict[str, Any]]:
        """Everything of a role whose name fits a pattern, in sight."""
        found: list[dict[str, Any]] = self.ask("find", role=role, name=name, **more)
        return found

    def one(self, role: str | None, name: str) -> dict[str, Any]:
        """The first of a role whose name fits a pattern, as soon as it is there."""
        return until(lambda: self.find(role, name, most=1), about=f"no {role} named {name!r}")[0]

    def act(self, role: str, name: str, action: str) -> bool:
        """Let a control act, as a switch or a voice would."""
        return bool(self.ask("act", role=role, name=name, action=action))

    def heard(self, kind: str, *, forget: bool = False) -> list[dict[str, Any]]:
        """What the program told of its own accord, of one kind of event."""
        return [own for own in self.ask("heard", forget=forget) if own["type"].startswith(kind)]

    @property
    def focused(self) -> str:
        """The name of what got the keyboard last."""
        names = [own["name"] for own in self.heard("object:state-changed:focused") if own["on"]]
        return str(names[-1]) if names else ""

    @property
    def announced(self) -> list[str]:
        """Every sentence that was to be spoken."""
        return [own["text"] for own in self.heard("object:announcement")]

    def _read(self) -> Any:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE_S)
        line = self._process.stdout.readline() if ready else ""
        assert line, "the screen reader does not answer"
        reply = json.loads(line)
        assert "problem" not in reply, reply
        return reply["answer"]
