"""Keep the machine from falling asleep while two people talk, where it lets itself.

Linux and macOS have a program that holds the machine awake for as long as another one
runs: `systemd-inhibit` and `caffeinate`. The other one here is `cat`, which gives back
what it is sent: a line that comes back is the proof that the lock is held, and `cat`
ends by itself when this process is gone, also when it was killed. Windows has a call
whose effect belongs to the thread that made it, so a thread of its own waits there.

What surprised us: `systemd-inhibit` says nothing when it works and ends at once where
there is no systemd to ask, so starting it is no evidence at all.

Source: systemd-inhibit(1), caffeinate(8), SetThreadExecutionState (Win32).
"""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

LINUX: Final = (
    "systemd-inhibit",
    "--what=idle:sleep",
    "--who=Samenstemming",
    "--why=A talk is going on",
    "--mode=block",
    "cat",
)
MACOS: Final = ("caffeinate", "-i", "cat")

ANSWERS_WITHIN_S: Final = 5.0

CONTINUOUS: Final = 0x80000000
SYSTEM_REQUIRED: Final = 0x00000001

Start = Callable[[Sequence[str]], "subprocess.Popen[str]"]
"""Starts a program with pipes for its input and output."""


def start_program(command: Sequence[str]) -> "subprocess.Popen[str]":
    """The program with pipes; what it complains about is not for this terminal."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


class KeepAwake:
    """Holds the machine awake between `begin` and `end`; `begin` says whether."""

    def __init__(
        self,
        *,
        platform: str = sys.platform,
        which: Callable[[str], str | None] = shutil.which,
        start: Start = start_program,
        set_state: Callable[[int], int] | None = None,
    ) -> None:
        self._platform = platform
        self._which = which
        self._start = start
        self._set_state = set_state
        self._process: subprocess.Popen[str] | None = None
        self._let_go: threading.Event | None = None

    def begin(self) -> bool:
        """Ask for it; whether the system said yes."""
        self.end()
        if self._platform == "win32":
            return self._begin_windows()
        command = MACOS if self._platform == "darwin" else LINUX
        if self._which(command[0]) is None:
            return False
        return self._begin_program(command)

    def end(self) -> None:
        """Let it sleep again; nothing where nothing was held."""
        if self._let_go is not None:
            self._let_go.set()
            self._let_go = None
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            process.wait(ANSWERS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _begin_program(self, command: Sequence[str]) -> bool:
        try:
            process = self._start(command)
        except OSError:
            return False
        assert process.stdin is not None
        assert process.stdout is not None
        patience = threading.Timer(ANSWERS_WITHIN_S, process.kill)
        patience.start()
        try:
            process.stdin.write("awake\n")
            process.stdin.flush()
            held = process.stdout.readline() == "awake\n"
        except OSError:
            held = False
        finally:
            patience.cancel()
        self._process = process
        if not held:
            self.end()
        return held

    def _begin_windows(self) -> bool:
        set_state = self._set_state or _windows_call()
        if set_state is None:
            return False
        let_go, said = threading.Event(), threading.Event()
        answers: list[int] = []

        def hold() -> None:
            answers.append(set_state(CONTINUOUS | SYSTEM_REQUIRED))
            said.set()
            let_go.wait()
            set_state(CONTINUOUS)

        threading.Thread(target=hold, name="keep awake", daemon=True).start()
        said.wait(ANSWERS_WITHIN_S)
        self._let_go = let_go
        return bool(answers and answers[0])


def _windows_call() -> Callable[[int], int] | None:
    """The system's own call; None anywhere but on Windows."""
    import ctypes

    library = getattr(ctypes, "windll", None)
    if library is None:
        return None
    call: Callable[[int], int] = library.kernel32.SetThreadExecutionState
    return call
