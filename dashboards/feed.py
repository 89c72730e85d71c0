"""One recording, followed: tail, pipeline, columns.

All its work happens in one worker thread, a bounded number of events at a time, so
that an hour being opened does not hold up a session that is live.

A file that was deleted, replaced or damaged ends a feed with a sentence. The hub makes
a new feed on its next round, with a new session name, and the canvas starts afresh.
"""

import secrets
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

import samenstemming as sam

from .view_session import Event, Message, SessionView

EVENTS_A_STEP: Final = 200
"""About a minute of two straps: the most that a live session waits for another."""


PAGE: Final = ("pyarrow", "pandas", f"{__package__}.shell")
"""What a first page needs; Streamlit loads the first two for any component."""

NUMBERS: Final = ("scipy.interpolate", "scipy.fft", "scipy.signal")
"""What the map of a record that is looked back at needs; half a second at first use."""


def warm_up(
    beats: Callable[[], None] = lambda: None, page: Callable[[], None] = lambda: None
) -> None:
    """Load the calculator now: at its first use it would hold up a session for seconds.

    It takes 2-6 s cold, and its first use comes a quarter of a minute into a session.
    Whoever looks back wants other things first: `beats` returns when theirs are made,
    `page` when the rest of their page was asked for.
    """
    # An app that is told to stop meanwhile takes the interpreter away from under the
    # import. Any other failure comes back, and is told, at the first use.
    with suppress(Exception):
        for name in PAGE:
            import_module(name)
        beats()
        for name in NUMBERS:
            import_module(name)
        page()
        import_module("neurokit2")


class Tail(Protocol):
    """What `sam.tail` returns, as far as a feed uses it."""

    @property
    def meta(self) -> Mapping[str, object]:
        """What the recording says about itself."""

    @property
    def finished(self) -> bool:
        """Whether everything was read and nobody writes any more."""

    @property
    def closed(self) -> bool:
        """Whether the collector itself closed it; otherwise it broke off."""

    def poll(self) -> list[tuple[int, Event]]:
        """Events that were not handed out before, each with its `seq`."""


class Follows(Protocol):
    """What the hub asks of a feed, whatever it follows."""

    @property
    def session(self) -> str:
        """A name that is new whenever viewers have to start afresh."""

    @property
    def caught_up(self) -> bool:
        """Whether the last step told all there is."""

    def step(self) -> Message | None:
        """Move on; what is new, or None."""

    def everything(self) -> Message:
        """All that a new viewer needs."""


class Feed:
    """Follows one recording; `step` moves on and returns what the screens need."""

    def __init__(
        self,
        path: Path,
        *,
        open_tail: Callable[[Path], Tail] | None = None,
        settings: sam.Settings | None = None,
    ) -> None:
        self._path = path
        self._open_tail = open_tail or sam.tail
        self._given = settings
        self._begin()

    def _begin(self) -> None:
        self.session = secrets.token_hex(4)
        self.caught_up = False
        self._tail: Tail | None = None
        self._waiting: deque[tuple[int, Event]] = deque()
        self._use(self._given or sam.Settings())
        self._identity: tuple[int, int] | None = None
        self._finished = False
        self._taken = 0
        self._number = 0

    def _use(self, settings: sam.Settings) -> None:
        """The settings that it was recorded with: the screen shows what was said."""
        self._pipeline = sam.Pipeline(settings)
        self._view = SessionView(hrv_window_s=settings.hrv_window_s)

    def step(self) -> Message | None:
        """Poll, fold, and return what is new; None where nothing is.

        SamenstemmingError or OSError where the recording cannot be read: the feed has
        forgotten it then and starts afresh at the next step.
        """
        try:
            self._read()
        except (sam.SamenstemmingError, OSError):
            self._begin()
            raise
        was_finished, behind = self._finished, not self.caught_up
        for _ in range(min(len(self._waiting), EVENTS_A_STEP)):
            seq, event = self._waiting.popleft()
            frames = [sam.derived_to_json(one) for one in self._pipeline.feed(event)]
            self._view.take(seq, event, frames)
            self._taken += 1
        self.caught_up = not self._waiting
        if not self.caught_up:
            share = self._taken / (self._taken + len(self._waiting))
            return {
                "kind": "loading",
                "session": self.session,
                "share": round(share, 2),
            }
        self._finished = self._tail is not None and self._tail.finished
        new = self._view.new()
        if new is None and not behind and was_finished == self._finished:
            return None
        self._number += 1
        return self._addressed(
            new or {"reset": False, "t": self._view.t_s, "tables": {}}
        )

    def everything(self) -> Message:
        """The whole session so far, as of the last step."""
        meta = self._tail.meta if self._tail is not None else {}
        return self._addressed(self._view.everything()) | {"meta": _shown(meta)}

    def _addressed(self, message: Message) -> Message:
        return {
            "kind": "session",
            "session": self.session,
            "number": self._number,
            "finished": self._finished,
            "closed": self._tail is not None and self._tail.closed,
            **message,
        }

    def _read(self) -> None:
        stat = self._path.stat()
        identity = (stat.st_dev, stat.st_ino)
        if self._identity not in (None, identity):
            self._begin()
        self._identity = identity
        if self._tail is None:
            self._tail = self._open_tail(self._path)
            if self._given is None:  # nothing was fed yet
                self._use(sam.Settings.of_recording(self._tail.meta))
        self._waiting.extend(self._tail.poll())


def _shown(meta: Mapping[str, object]) -> dict[str, object]:
    names = (
        *("label", "simulated", "created_utc", "wearers", "time_zone", "speed"),
        "alignment_check",
    )
    return {name: meta[name] for name in names if name in meta}
