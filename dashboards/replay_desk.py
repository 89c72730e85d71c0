"""Records being looked back at: what was computed of each, once, and how far it is.

Beats are wanted at once and take half a second; the chance of a map takes seconds, the
full analysis more. So there are two kinds of work: quick pieces, made by whoever asks
first while others wait for them, and slow ones in a thread of their own, one at a time
for the whole process, that say how far they are.

Slow work stands aside while quick work is wanted, and stops within seconds of the last
page that waited for it being closed: measured, an analysis that nobody waits for any
more held up the next recording by ten seconds on two cores.

Nothing is stored: results belong to a file's content and the edits beside it, and are
made anew when either changes.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Event, Lock, Thread
from time import monotonic
from typing import Final, Generic, TypeVar

import samenstemming as sam
from samenstemming import Analysis, codes_path, edits_path, home, marks_path

from .shelf import book_of, is_running
from .view_replay import beats_body, chance_body, map_body, moments_json
from .view_shelf import Book

KEPT: Final = 6
"""Records whose results are kept: a comparison of a few sessions stays quick."""

Identity = tuple[object, ...]
Result = TypeVar("Result")

log = logging.getLogger(__name__)

WANTED_FOR_S: Final = 5.0
"""A page asks several times a second; after this long without, nobody is there."""

EXPECTED_FOR_S: Final = 30.0
"""A browser that has not come by then is not coming."""

_ONE_AT_A_TIME: Final = Lock()


class _Left(Exception):  # noqa: N818  # nothing went wrong: whoever waited has gone
    """Nobody waits for this work any more."""


class _Quick:
    """How much quick work is going on; slow work waits until there is none."""

    def __init__(self) -> None:
        self._many = 0
        self._change = Condition()

    def __enter__(self) -> None:
        with self._change:
            self._many += 1

    def __exit__(self, *_: object) -> None:
        with self._change:
            self._many -= 1
            self._change.notify_all()

    def stand_aside(self) -> None:
        """Wait until no quick work is going on."""
        with self._change:
            self._change.wait_for(lambda: not self._many)


_QUICK: Final = _Quick()


@dataclass(eq=False)
class Slow(Generic[Result]):
    """A piece of slow work: begun when first asked for, `share` done (0-1)."""

    work: Callable[[Callable[[float], None]], Result]
    share: float = 0.0
    result: Result | None = None
    error: Exception | None = None
    clock: Callable[[], float] = monotonic
    _begun: bool = False
    _asked_s: float = 0.0
    _lock: Lock = field(default_factory=Lock)
    _over: Event = field(default_factory=Event)

    @property
    def done(self) -> bool:
        """Whether there is a result or an error."""
        return self.result is not None or self.error is not None

    def begin(self) -> "Slow[Result]":
        """Start the work unless it was started; returns at once.

        Whoever wants the result asks again: work that nobody asks for stops.
        """
        with self._lock:
            self._asked_s = self.clock()
            if not self._begun:
                self._begun = True
                Thread(target=self.run, name="replay", daemon=True).start()
        return self

    def wait(self, seconds: float) -> None:
        """Wait until it is done, at most so long."""
        self._over.wait(seconds)

    def run(self) -> None:
        """Do the work here; an error is kept for whoever asks."""
        with _ONE_AT_A_TIME:
            try:
                self.result = self.work(self._tell)
            except _Left:
                with self._lock:
                    self._begun, self.share = False, 0.0
                return
            except Exception as error:
                log.exception("A recording could not be analysed")
                self.error = error
        self._over.set()

    def _tell(self, share: float) -> None:
        _QUICK.stand_aside()
        if self.clock() - self._asked_s > WANTED_FOR_S:
            raise _Left
        self.share = share


@dataclass(eq=False)
class Replay:
    """One record, opened: each piece is made once."""

    path: Path
    _lock: Lock = field(default_factory=Lock)
    _reading: Lock = field(default_factory=Lock)
    _recording: sam.Recording | None = None
    _overview: sam.Overview | None = None
    _bodies: dict[str, bytes] = field(default_factory=dict)
    _prepared: bool = False

    def __post_init__(self) -> None:
        self.ready = Event()
        self.fetched = Event()
        """Its beats were."""
        self.shown = Event()
        """Its map was too, or what comes after it."""
        self.chance = Slow(self._chance)
        self.analysis = Slow(self._analysis)

    def recording(self) -> sam.Recording:
        """The record as it was stored, read once; a tenth of the time to its beats."""
        with self._reading:
            if self._recording is None:
                self._recording = sam.open_recording(self.path)
            return self._recording

    def overview(self) -> sam.Overview:
        """The record at a glance; SamenstemmingError or OSError where it has none."""
        with _QUICK, self._lock:
            if self._overview is None:
                edits = sam.read_edits(self.path)
                changes = sam.read_marks(self.path)
                seen = sam.with_mark_changes(self.recording(), changes)
                self._overview = sam.overview(seen, edits=edits)
            return self._overview

    def prepare(self) -> bool:
        """Make the beats; once, whoever asks. True for the one who made them."""
        with self._lock:
            before, self._prepared = self._prepared, True
        if before or not home.may_show_both_hearts(self.recording().meta):
            return False
        self.beats()
        self.ready.set()
        return True

    def prepare_map(self) -> None:
        """Make the map once the beats were fetched."""
        self.fetched.wait(EXPECTED_FOR_S)
        self.map()

    def beats(self) -> bytes:
        """The body of `beats`."""
        return self._body("beats", lambda: beats_body(self.overview()))

    def map(self) -> bytes:
        """The body of `map`."""
        return self._body("map", lambda: map_body(sam.sync_map(self.overview())))

    def moments(self) -> dict[str, object]:
        """The candidate moments as JSON."""
        of = self.overview()
        with _QUICK:
            return moments_json(sam.moments_in(of))

    def _body(self, name: str, make: Callable[[], bytes]) -> bytes:
        if name not in self._bodies:
            self._bodies[name] = make()
        return self._bodies[name]

    def _chance(self, tell: Callable[[float], None]) -> bytes:
        of = self.overview()
        tell(0.0)
        return chance_body(sam.sync_map_chance(of, progress=tell))

    def _analysis(self, tell: Callable[[float], None]) -> Analysis:
        of = self.overview()
        tell(0.0)
        return sam.analyze(of.recording, edits=of.edits, progress=tell)


class ReplayDesk:
    """The records of this process that somebody looks back at."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Identity, Replay] = OrderedDict()
        self._lock = Lock()
        self.stopped = False
        self.looked_at, self.made = Event(), Event()
        self.looked_at.set()
        self.made.set()

    def expect(self, path: Path) -> None:
        """Begin with this record: the app was opened with it, a browser will come."""
        self.looked_at.clear()
        self.made.clear()
        self.prepare(path)

    def until_made(self) -> None:
        """Wait until the beats of what was expected are made, or cannot be.

        What makes the map is loaded then, before the browser has them and asks for it.
        """
        self.made.wait(EXPECTED_FOR_S)

    def until_looked_at(self) -> None:
        """Wait until the record that was expected was fetched, half a minute at most.

        What is not needed for it is loaded afterwards: side by side it takes longer.
        """
        self.looked_at.wait(EXPECTED_FOR_S)

    def stop(self) -> None:
        """End every performance that is going on."""
        self.stopped = True

    def of(self, path: Path) -> Replay:
        """What is known of this record as it lies there now; OSError if it is gone."""
        identity = (path, *_stamps(path))
        with self._lock:
            found = self._kept.pop(identity, None) or Replay(path)
            self._kept[identity] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return found

    def stamp(self, path: Path) -> str:
        """A text that changes when the recording or its edits do; OSError if gone."""
        return str(_stamps(path))

    def codes(self, path: Path) -> sam.Codes:
        """The codes beside it; SamenstemmingError or OSError where there are none."""
        return sam.read_codes(path, self.of(path).recording().chain or "")

    def codes_to_show(self, path: Path) -> tuple[sam.Code, ...]:
        """The same; where there is no file no page waits for the recording's chain."""
        return self.codes(path).codes if codes_path(path).exists() else ()

    def prepare(self, path: Path) -> None:
        """Begin with the beats now: the browser will ask for them in a moment."""
        Thread(target=self._prepare, args=(path,), name="replay", daemon=True).start()

    def _prepare(self, path: Path) -> None:
        with suppress(sam.SamenstemmingError, OSError):  # whoever asks for it is told
            replay = self._with_beats(path)
            if replay is not None:
                replay.prepare_map()

    def _with_beats(self, path: Path) -> Replay | None:
        try:
            if self.book(path).running:
                return None
            replay = self.of(path)
            return replay if replay.prepare() else None
        finally:
            self.made.set()

    def book(self, path: Path) -> Book:
        """The recording as on the shelf; SamenstemmingError or OSError.

        A finished one is read for it only once: what was read is what is looked at.
        """
        if is_running(path):
            return book_of(path)
        whole = self.of(path).recording()
        length_s = whole.duration_s
        return Book(path=path, meta=whole.meta, duration_s=length_s, running=False)


def _stamps(path: Path) -> Identity:
    """Of the recording and of what is beside it and changes what is seen of it."""
    return (
        *_stamp(path),
        *_stamp(edits_path(path)),
        *_stamp(marks_path(path)),
    )


def _stamp(path: Path) -> Identity:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return (None,)
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)
