"""Single keys from a terminal, where it gives them; elsewhere only the waiting.

A terminal belongs to the shell: how it was is put back however this ends. A process in
the background must not even touch it, or the system stops the process.
"""

import os
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self


class Waiting(Protocol):
    """Waits for a key or for time to pass; `wake` ends every wait from then on."""

    keys_work: bool

    def __enter__(self) -> Self:
        """Begin to listen."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""

    def wait(self, seconds: float) -> str | None:
        """The key that was pressed within this time; None where there was none."""

    def wake(self) -> None:
        """End the wait; may be called from any thread."""


class NoKeys:
    """Only waits."""

    keys_work = False

    def __init__(self) -> None:
        self._woken = threading.Event()

    def __enter__(self) -> Self:
        """Nothing to begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to put back."""

    def wait(self, seconds: float) -> str | None:
        """None, after this time or once woken."""
        self._woken.wait(seconds)
        return None

    def wake(self) -> None:
        """End every wait."""
        self._woken.set()


if sys.platform != "win32":
    import select
    import termios
    import tty

    class TerminalKeys:
        """Keys of a terminal as they are pressed; Ctrl-C stays a signal."""

        keys_work = True

        def __init__(self, descriptor: int) -> None:
            self._terminal = descriptor
            self._heard, self._waker = os.pipe()
            self._listening = [self._terminal, self._heard]

        def __enter__(self) -> Self:
            """Ask for single keys instead of lines."""
            self._before = termios.tcgetattr(self._terminal)
            tty.setcbreak(self._terminal, termios.TCSADRAIN)
            return self

        def __exit__(
            self,
            kind: type[BaseException] | None,
            error: BaseException | None,
            trace: TracebackType | None,
        ) -> None:
            """Give the terminal back as it was, if it is still there."""
            with suppress(termios.error):
                termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._before)
            os.close(self._heard)
            os.close(self._waker)

        def wait(self, seconds: float) -> str | None:
            """The key pressed within this time; None for none, or once woken."""
            ready, _, _ = select.select(self._listening, [], [], max(0.0, seconds))
            if self._heard in ready or self._terminal not in ready:
                return None
            pressed = self._read()
            if not pressed:  # it was closed: it would be ready for ever
                self._listening.remove(self._terminal)
            return pressed.decode(errors="replace")[:1] or None

        def wake(self) -> None:
            """End every wait: what was written is never read."""
            os.write(self._waker, b".")

        def _read(self) -> bytes:
            try:
                return os.read(self._terminal, 64)
            except OSError:  # how Linux says that the other end has gone
                return b""


def terminal_keys() -> Waiting:
    """Keys of this process's own terminal where it may read them; else none."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        return NoKeys()
    descriptor = sys.stdin.fileno()
    if os.tcgetpgrp(descriptor) != os.getpgrp():  # in the background
        return NoKeys()
    return TerminalKeys(descriptor)
