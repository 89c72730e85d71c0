"""What a file's time stamps mean: when the beats were, or when a row was written.

A laboratory stamps R-peaks, so stamps differ by the intervals themselves. Some
loggers stamp where an interval begins, so that each row is the one before plus its
RR. Most phones stamp the arrival of a notification, and then a stamp says nothing
about a beat: rows a few milliseconds apart came in one packet. The numbers tell which
it is, for each file anew, and the reason is kept with the recording.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from samenstemming.errors import ImportFileError
from samenstemming.sources.import_formats import BeatFile
from samenstemming.sources.import_times import NS_PER_S, Clock
from samenstemming.words import sentence

SAME_MS: Final = 3.0
"""Stamps and intervals, both written to a millisecond, agree this closely."""

SHARE_OF_BEATS: Final = 0.8
"""So many stamps must differ by their RR before they are called beat times."""

ONE_NOTIFICATION_NS: Final = 20_000_000
"""Rows written within 20 ms came together: a phone logs them one by one."""


LONGEST_BEAT_MS: Final = 3000.0
"""Beats further apart have something missing between them: no interval."""

STEP_BACK_S: Final = 30.0
"""Rows may be written out of order by seconds. More, and the clock was set back."""


class Meaning(StrEnum):
    """What the stamps of a file are."""

    INTERVAL_ENDS = "beat times: each stamp is the R-peak that ends its interval"
    INTERVAL_BEGINS = "beat times: each stamp is where its interval begins"
    ARRIVAL = "arrival times of notifications"
    BEATS = "beat times, and no intervals: these are what lies between"
    SUM = "no stamps: beat times are the running sum of the intervals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One file's intervals in order of time, in ns of the file's own clock.

    `beats` are (time, RR in ms or None) where beat times are known; otherwise
    `notifications` are (arrival, intervals in ms).
    """

    meaning: Meaning
    why: str
    clock: Clock
    beats: tuple[tuple[int, float | None], ...] = ()
    notifications: tuple[tuple[int, tuple[float, ...]], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def first_ns(self) -> int:
        """The first stamp."""
        return self.beats[0][0] if self.beats else self.notifications[0][0]

    @property
    def last_ns(self) -> int:
        """The last stamp."""
        return self.beats[-1][0] if self.beats else self.notifications[-1][0]

    @property
    def n_rr(self) -> int:
        """How many intervals there are."""
        in_beats = sum(rr is not None for _, rr in self.beats)
        return in_beats + sum(len(rr) for _, rr in self.notifications)


def timed(file: BeatFile) -> Timed:
    """The intervals of a file in order of time, with what their stamps mean."""
    if file.stamps is None:
        known = [rr for rr in file.rr_ms if rr is not None]
        return summed(known, notes=file.notes)
    rows = list(zip(file.stamps.ns, file.rr_ms, strict=True))
    _refuse_steps_back(rows, file)
    return stamped(rows, file.stamps.clock, file.notes)


def beat_times(
    ns: Sequence[int],
    *,
    why: str,
    clock: Clock = Clock.ELAPSED,
    notes: Sequence[str] = (),
) -> Timed:
    """Beats of which only the times are known: intervals are what lies between."""
    times = sorted(set(ns))
    if len(times) < 2:
        msg = sentence("wrong.import.too_few_beats")
        raise ImportFileError(msg)
    gaps = [(b - a) / 1e6 for a, b in itertools.pairwise(times)]
    rr_ms = [None, *(gap if gap <= LONGEST_BEAT_MS else None for gap in gaps)]
    return Timed(
        meaning=Meaning.BEATS,
        why=why,
        clock=clock,
        beats=tuple(zip(times, rr_ms, strict=True)),
        notes=tuple(notes),
    )


def stamped(
    rows: list[tuple[int, float | None]], clock: Clock, told: Sequence[str]
) -> Timed:
    """Intervals with a stamp each, by what the stamps are found to mean."""
    notes = list(told)
    later = sum(b[0] < a[0] for a, b in itertools.pairwise(rows))
    if later:
        rows.sort(key=lambda row: row[0])
        notes.append(sentence("import.note.sorted", n=later))
    meaning, why = _meaning(rows)
    if meaning is Meaning.ARRIVAL:
        empty = sum(rr_ms is None for _, rr_ms in rows)
        if empty:
            notes.append(sentence("import.note.no_rr", n=empty))
        return Timed(
            meaning=meaning,
            why=why,
            clock=clock,
            notifications=_together(rows),
            notes=tuple(notes),
        )
    if meaning is Meaning.INTERVAL_BEGINS:
        rows = [(ns + round(rr * 1e6), rr) for ns, rr in rows if rr is not None]
    beats: list[tuple[int, float | None]] = []
    for ns, rr_ms in rows:
        if not beats or ns > beats[-1][0]:
            beats.append((ns, rr_ms))
    if len(beats) < len(rows):
        twice = len(rows) - len(beats)
        notes.append(sentence("import.note.twice", n=twice))
    return Timed(
        meaning=meaning,
        why=why,
        clock=clock,
        beats=tuple(beats),
        notes=tuple(notes),
    )


_MOST_SHOWN_NS: Final = 2**80
"""A stamp may have any number of digits; dividing by it must not fail."""


def _refuse_steps_back(
    rows: Sequence[tuple[int, float | None]], file: BeatFile
) -> None:
    for k, ((before, _), (ns, _)) in enumerate(itertools.pairwise(rows), start=1):
        if before - ns > STEP_BACK_S * NS_PER_S:
            msg = sentence(
                "wrong.import.clock_back",
                name=file.name,
                line=file.lines[k],
                by=min(before - ns, _MOST_SHOWN_NS) / NS_PER_S,
            )
            raise ImportFileError(msg)


def summed(rr_ms: Sequence[float], *, notes: Sequence[str] = ()) -> Timed:
    """Intervals without stamps: each beat is where the sum so far ends."""
    ends_ms = itertools.accumulate(rr_ms)
    return Timed(
        meaning=Meaning.SUM,
        why="there are intervals and no times",
        clock=Clock.NONE,
        beats=tuple(
            (round(end * 1e6), rr) for end, rr in zip(ends_ms, rr_ms, strict=True)
        ),
        notes=tuple(notes),
    )


def _meaning(rows: Sequence[tuple[int, float | None]]) -> tuple[Meaning, str]:
    """What the stamps are, and the figure that decided it."""
    pairs = [((b[0] - a[0]) / 1e6, a[1], b[1]) for a, b in itertools.pairwise(rows)]
    known = [pair for pair in pairs if pair[0] > 0]
    if not known:
        return Meaning.ARRIVAL, "there are too few stamps to compare with intervals"
    ends = sum(rr is not None and abs(step - rr) <= SAME_MS for step, _, rr in known)
    begins = sum(rr is not None and abs(step - rr) <= SAME_MS for step, rr, _ in known)
    share = max(ends, begins) / len(pairs)
    if share < SHARE_OF_BEATS:
        return Meaning.ARRIVAL, (
            f"only {share:.0%} of the stamps differ by their interval to within "
            f"{SAME_MS:g} ms, so a stamp is when a row arrived"
        )
    if ends >= begins:
        return Meaning.INTERVAL_ENDS, (
            f"{share:.0%} of the stamps differ by their own interval"
        )
    return Meaning.INTERVAL_BEGINS, (
        f"{share:.0%} of the stamps differ by the interval of the row before"
    )


def _together(
    rows: Sequence[tuple[int, float | None]],
) -> tuple[tuple[int, tuple[float, ...]], ...]:
    """Rows that were written at once, as one notification at the first one's time."""
    groups: list[tuple[int, list[float]]] = []
    before_ns: int | None = None
    for ns, rr_ms in rows:
        if rr_ms is None:
            continue
        if before_ns is not None and ns - before_ns <= ONE_NOTIFICATION_NS:
            groups[-1][1].append(rr_ms)
        else:
            groups.append((ns, [rr_ms]))
        before_ns = ns
    return tuple((ns, tuple(rr)) for ns, rr in groups)
