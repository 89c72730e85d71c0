"""Follows the recording that this process makes, from a thread of its own.

It asks the collector once a second over the control channel, as any other screen does,
and tails the file for what a status does not hold: markers and batteries. So nothing of
a view reaches the collector's loop, and a view that fails costs no packet. The control
port is kept instead of the path: a file that is moved goes on under another name.
"""

import json
import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self, TextIO

from samenstemming.cli.keys import NoKeys, Waiting, terminal_keys
from samenstemming.cli.live_view import render
from samenstemming.cli.printing import language, out
from samenstemming.errors import SamenstemmingError
from samenstemming.events import BATTERY_LEVEL, Event, Marker, Packet
from samenstemming.recording import Tail, read_lease, tail
from samenstemming.session.client import exchange
from samenstemming.session.protocol import (
    Command,
    RefusedLineError,
    decode_answer,
    encode_request,
)

if TYPE_CHECKING:
    from rich.console import Console

EVERY_S: Final = 1.0

ANSWER_WITHIN_S: Final = 2.0

CLOSED_WITHIN_S: Final = 30.0
"""An answer to `stop` comes when the file is closed."""

KEPT: Final = 5
"""Markers that a status carries."""

MARKER_NAME: Final = "mark"

Status = dict[str, object]
Ask = Callable[[Command], Status | None]

log = logging.getLogger(__name__)


class View(AbstractContextManager["View"], Protocol):
    """Shows each status."""

    def show(self, status: Status) -> None:
        """Show this; OSError where nobody looks any more."""


class Lines:
    """One line of JSON for each status, on stdout."""

    def __enter__(self) -> Self:
        """Nothing to begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to end."""

    def show(self, status: Status) -> None:
        """Print it, at once."""
        out(json.dumps(status, allow_nan=False))
        sys.stdout.flush()


class Screen:
    """A table that is drawn again in place; what is told meanwhile scrolls above it."""

    def __init__(self, console: "Console", *, keys_work: bool) -> None:
        from rich.live import Live

        self._keys_work = keys_work
        self._live = Live(
            console=console, auto_refresh=False, transient=True, redirect_stdout=False
        )
        self._moved: list[tuple[logging.StreamHandler[TextIO], TextIO]] = []

    def __enter__(self) -> Self:
        """Begin to draw. A log that writes past the table would tear it."""
        self._live.start()
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler):
                before = handler.setStream(sys.stderr)
                if before is not None:
                    self._moved.append((handler, before))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the table away."""
        try:
            self._live.stop()
        finally:
            for handler, before in self._moved:
                handler.setStream(before)

    def show(self, status: Status) -> None:
        """Draw it."""
        view = render(status, language(), keys_work=self._keys_work)
        self._live.update(view, refresh=True)


class Collected:
    """What the collector says, and what only the file says, in one status."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lease = read_lease(path)
        self._tail: Tail | None = None
        self._markers: deque[Status] = deque(maxlen=KEPT)
        self._battery: dict[str, int] = {}

    def __call__(self, command: Command) -> Status | None:
        """The answer; None where there is none now."""
        lease = self._lease
        if lease is None or lease.port is None or lease.token is None:
            return None
        more = {"name": MARKER_NAME} if command is Command.MARKER else {}
        line = encode_request(lease.token, command, **more)
        within_s = CLOSED_WITHIN_S if command is Command.STOP else ANSWER_WITHIN_S
        try:
            answer = decode_answer(exchange(lease.port, line, within_s=within_s))
        except (OSError, RefusedLineError) as error:
            log.debug("the collector did not answer '%s': %s", command, error)
            return None
        if answer.pop("ok", None) is not True:
            log.warning("%s", answer.get("sentence", answer))
            return None
        return self._completed(answer) if command is Command.STATUS else answer

    def _completed(self, status: Status) -> Status:
        path = Path(str(status.get("path", self._path)))
        if path != self._path or self._tail is None:
            self._path, self._tail = path, tail(path)
            self._markers.clear()
        try:
            for _, event in self._tail.poll():
                self.see(event)
        except (SamenstemmingError, OSError) as error:
            log.debug("could not look at the recording: %s", error)
        return self.with_events(status)

    def see(self, event: Event) -> None:
        """Note an event of the file."""
        if isinstance(event, Marker):
            self._markers.append(
                {
                    "t_s": event.t_ns / 1e9,
                    "name": _called(event),
                    "wearer": None if event.wearer is None else event.wearer.value,
                }
            )
        elif isinstance(event, Packet) and event.characteristic == BATTERY_LEVEL:
            level = int.from_bytes(event.payload[:2])
            if len(event.payload) == 1 and level <= 100:
                self._battery[event.wearer.value] = level

    def with_events(self, status: Status) -> Status:
        """The status with `markers`, and each wearer's `battery_percent`."""
        wearers = status.get("wearers")
        if isinstance(wearers, Mapping):
            status["wearers"] = {
                wearer: {**known, "battery_percent": self._battery.get(wearer)}
                for wearer, known in wearers.items()
            }
        return {**status, "markers": list(self._markers)}


def _called(marker: Marker) -> str:
    name = marker.name.removeprefix("marker:")
    return f"{name} {marker.data['id']}" if "id" in marker.data else name


class Follower:
    """Shows the collector's status once a second from `start` to `stop`."""

    def __init__(self, view: View, waiting: Waiting) -> None:
        self._view = view
        self._waiting = waiting
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, path: Path) -> None:
        """Begin; the collector's lease on `path` must exist."""
        self._thread = threading.Thread(
            target=self._run, args=(path,), name="live view", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End, and leave the terminal as it was."""
        self._done.set()
        self._waiting.wake()
        if self._thread is not None:
            self._thread.join()

    def _run(self, path: Path) -> None:
        try:
            self.follow(Collected(path))
        except Exception:
            log.exception("The live view has ended by a fault; the recording goes on.")

    def follow(self, ask: Ask, now_s: Callable[[], float] = time.monotonic) -> None:
        """Ask and show until `stop`, or until nobody looks any more."""
        with suppress(OSError), self._waiting, self._view:
            due_s = now_s()
            while not self._done.is_set():
                status = ask(Command.STATUS)
                if status is not None:
                    self._view.show(status)
                if now_s() >= due_s:
                    due_s = max(due_s + EVERY_S, now_s())
                while not self._done.is_set() and (left_s := due_s - now_s()) > 0:
                    if self._press(self._waiting.wait(left_s), ask, status):
                        break

    def _press(self, key: str | None, ask: Ask, status: Status | None) -> bool:
        """Do what a key is for; True where there is something new to show at once."""
        if key == "m":
            return ask(Command.MARKER) is not None
        if key == "q":
            self._view.show({**(status or {}), "ending": True})
            ask(Command.STOP)
        return False


class NoFollower:
    """For a pipe: shows nothing."""

    def start(self, path: Path) -> None:
        """Nothing to begin."""

    def stop(self) -> None:
        """Nothing to end."""


def follower(*, as_json: bool, quiet: bool) -> Follower | NoFollower:
    """What shows this recording: lines of JSON, a table on a terminal, or nothing."""
    if as_json:
        return Follower(Lines(), NoKeys())
    if quiet or not sys.stderr.isatty():
        return NoFollower()
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal or console.is_dumb_terminal:
        return NoFollower()
    waiting = terminal_keys()
    return Follower(Screen(console, keys_work=waiting.keys_work), waiting)
