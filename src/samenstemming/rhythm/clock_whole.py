"""When each heart beat, one wearer, with the whole record to judge by.

The numbering and the runs are those of the live clock, given more time to look ahead
and, from the start, the period that the live clock has to learn first. Then every
notification's send time and every run's offset are drawn from both sides of it.

Measured in simulation: `benchmarks/beat_times.py`.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from samenstemming.events import Wearer
from samenstemming.rhythm.bounds import rate_of
from samenstemming.rhythm.bridge import UNIFORM_SD, WIDE_S, Hint, narrowed
from samenstemming.rhythm.cadence import (
    LINE,
    SHORTEST_COMB,
    strays,
    timer_period_s,
    touching_period_s,
)
from samenstemming.rhythm.clock import SLEW_S, sd_s
from samenstemming.rhythm.envelope import least_around, mean_around
from samenstemming.rhythm.ledger import EAGER, UNTIMED_SPREAD_S, untimed_half_s
from samenstemming.rhythm.notices import History, Notice, Placed
from samenstemming.rhythm.quantiles import quantile
from samenstemming.rhythm.tracker import Tracker
from samenstemming.series import Beat, Bools, Floats, Ints
from samenstemming.settings import Settings

LOOK_AHEAD_S: Final = 10.0
"""A notification is numbered with this much of its future."""

LOOK_AHEAD_LOGGED_S: Final = 40.0
"""A log leaves out empty notifications: telling them from lost ones takes more."""

COMB: Final = 400
"""Notifications in which the timer's period is searched before numbering starts."""

UNBROKEN_S: Final = 10.0
"""A silence after which a timer may no longer be the same."""

SEND_REACH: Final = 150
"""Notifications on either side whose least delay makes a send time."""

OFFSET_REACH: Final = 100
"""Notifications with RR on either side that limit an offset (200 s together)."""

APART_S: Final = 0.001
"""Beats are at least this far apart."""

CHUNK: Final = 300
"""Notifications for which one offset and one rate are a fair description."""


def place_whole(
    notices: Sequence[Notice], wearer: Wearer, settings: Settings
) -> tuple[list[Beat], list[tuple[int, str]]]:
    """Beats of one wearer and the reasons of their runs, from all notifications."""
    if not notices:
        return [], []
    history: list[History] = []
    tracker = Tracker(
        settings,
        period_s=_period_s(notices),
        history=history,
    )
    placed = _track(tracker, notices)
    if not placed:
        return [], tracker.breaks
    times = _send_times(placed, history)
    reasons = dict(tracker.breaks)
    beats = _beats(placed, *times, wearer, reasons)
    return beats, tracker.breaks


def _period_s(notices: Sequence[Notice]) -> float | None:
    """Period, in seconds, of the longest unbroken stretch; None where none shows."""
    arrivals = np.array([notice.arrival_s for notice in notices])
    broken = np.diff(arrivals, prepend=-np.inf) > UNBROKEN_S
    broken |= np.array([notice.reason is not None for notice in notices])
    edges = [*np.flatnonzero(broken).tolist(), arrivals.size]
    start, stop = max(itertools.pairwise(edges), key=lambda edge: edge[1] - edge[0])
    if stop - start < SHORTEST_COMB:
        return None
    return timer_period_s(arrivals[start : min(stop, start + COMB)])


def _track(tracker: Tracker, notices: Sequence[Notice]) -> list[Placed]:
    placed: list[Placed] = []
    for notice in notices:
        if notice.reason is not None:
            tracker.interrupt(notice.reason)
        tracker.take(notice.arrival_s, notice.rr_s, logged=notice.logged)
        ahead_s = LOOK_AHEAD_LOGGED_S if notice.logged else LOOK_AHEAD_S
        placed += tracker.advance(notice.arrival_s - ahead_s, -np.inf)
    placed += tracker.advance(np.inf, np.inf)
    return placed


def _send_times(
    placed: Sequence[Placed], histories: Sequence[History]
) -> tuple[Floats, Floats, Bools, Floats]:
    """Per notification: sent, its predecessor sent, whether timed, doubt; (n,)."""
    send_s = np.array([p.arrival_s for p in placed])
    before_s = np.full(send_s.size, -np.inf)
    regular = np.zeros(send_s.size, dtype=np.bool_)
    doubt_s = np.zeros(send_s.size)
    segment = np.array([p.segment for p in placed])
    number = np.array([p.number for p in placed], dtype=np.float64)
    for key, history in enumerate(histories):
        mine = segment == key
        if not history.regular or not mine.any():
            continue
        numbers = np.array(history.numbers, dtype=np.float64)
        arrivals = np.array(history.arrivals)
        period_s = history.period_s
        if numbers.size >= LINE:
            kept = ~_strays(arrivals - period_s * numbers)
            numbers, arrivals = numbers[kept], arrivals[kept]
            period_s = touching_period_s(numbers, arrivals, period_s)
        rest = arrivals - period_s * numbers
        least = mean_around(least_around(rest, SEND_REACH), SEND_REACH // 2)
        send_s[mine] = period_s * number[mine] + np.interp(number[mine], numbers, least)
        before_s[mine] = send_s[mine] - period_s
        # The least of n delays lies about spread / n above the least there is.
        spread_s = quantile(rest - least, 0.9)
        doubt_s[mine] = 4.0 * spread_s / min(numbers.size, 2 * SEND_REACH)
        regular[mine] = True
    return send_s, before_s, regular, doubt_s


def _beats(
    placed: Sequence[Placed],
    send_s: Floats,
    sent_before_s: Floats,
    regular: Bools,
    doubt_s: Floats,
    wearer: Wearer,
    reasons: Mapping[int, str],
) -> list[Beat]:
    runs = np.array([p.run for p in placed])
    opening_s = np.array([p.before_s for p in placed])
    first_s = np.array([p.first_s for p in placed])
    last_s = np.array([p.sums_s[-1] for p in placed])
    starts = np.flatnonzero(np.diff(runs, prepend=-1))
    rate = 0.0
    if regular.any():
        timed = np.flatnonzero(regular)
        rate, _ = rate_of(
            send_s=send_s[timed],
            sent_before_s=sent_before_s[timed],
            before_s=opening_s[timed],
            first_s=first_s[timed],
            last_s=last_s[timed],
            starts=_chunks(runs[timed]),
        )
    scale = 1.0 + rate
    high = send_s - scale * last_s
    low = np.full(high.size, -np.inf)
    high[regular] = np.minimum(
        high[regular], sent_before_s[regular] - scale * opening_s[regular]
    )
    low[regular] = sent_before_s[regular] - scale * first_s[regular]
    stretches = []
    for start, stop in itertools.pairwise([*starts.tolist(), runs.size]):
        offset_s, half_s = _offsets(
            high[start:stop], low[start:stop], timed=bool(regular[start])
        )
        stretches.append(
            _Stretch(
                placed=placed[start:stop],
                low_s=float(low[start:stop].max()),
                high_s=float(high[start:stop].min()),
                offset_s=offset_s,
                half_s=half_s + doubt_s[start:stop],
                after_loss=reasons[placed[start].run] == "lost_notification",
            )
        )
    _ask_the_heart(stretches, scale)
    return _handed_out(stretches, scale, wearer)


@dataclass(slots=True)
class _Stretch:
    """One run: its notifications, limits, and the offset at each notification."""

    placed: Sequence[Placed]
    low_s: float
    high_s: float
    offset_s: Floats
    half_s: Floats
    after_loss: bool

    @property
    def wide(self) -> bool:
        """Whether a short run's limits leave more room than its neighbours might."""
        room_s = self.high_s - self.low_s
        return 2 * WIDE_S < room_s < np.inf and self.offset_s.size <= OFFSET_REACH

    def at(self, end: int) -> "_Belief":
        return _Belief(float(self.offset_s[end]), float(self.half_s[end]))

    def narrowed(self, *hints: Hint | None) -> "_Belief":
        given = [hint for hint in hints if hint is not None]
        return _Belief(*narrowed(self.low_s, self.high_s, given))


class _Belief(NamedTuple):
    offset_s: float
    half_s: float


def _ask_the_heart(stretches: Sequence[_Stretch], scale: float) -> None:
    """Narrow short runs by their neighbours on the far side of a lost notification.

    News goes through the runs once in each direction and is put together only at the
    end: a run must not hear its own opinion back from its neighbour.
    """
    forth: list[Hint | None] = [None] * len(stretches)
    back: list[Hint | None] = [None] * len(stretches)
    for i in range(1, len(stretches)):
        before, run = stretches[i - 1], stretches[i]
        if run.after_loss:
            told = before.narrowed(forth[i - 1]) if before.wide else before.at(-1)
            beat_s = told.offset_s + scale * before.placed[-1].sums_s[-1]
            sd = UNIFORM_SD * told.half_s
            forth[i] = Hint(beat_s, sd, _around_s(before, run), 1)
    for i in range(len(stretches) - 2, -1, -1):
        run, after = stretches[i], stretches[i + 1]
        if after.after_loss:
            told = after.narrowed(back[i + 1]) if after.wide else after.at(0)
            beat_s = told.offset_s - scale * run.placed[-1].sums_s[-1]
            sd = UNIFORM_SD * told.half_s
            back[i] = Hint(beat_s, sd, _around_s(run, after), -1)
    for run, before_it, after_it in zip(stretches, forth, back, strict=True):
        if run.wide and (before_it is not None or after_it is not None):
            run.offset_s[:], run.half_s[:] = run.narrowed(before_it, after_it)


def _around_s(before: _Stretch, after: _Stretch) -> float:
    """Mean length, in seconds, of the RR on both sides of a loss."""
    both = [rr for rr in (before.placed[-1].rr_s[-1], after.placed[0].rr_s[0]) if rr]
    return sum(both) / len(both) if both else 0.8


def _handed_out(
    stretches: Sequence[_Stretch], scale: float, wearer: Wearer
) -> list[Beat]:
    beats: list[Beat] = []
    for run in stretches:
        # Two runs never overlap: one that would is held back, and catches up.
        opens_s = float(run.offset_s[0]) + scale * run.placed[0].sums_s[0]
        held_s = max(0.0, beats[-1].t_s + APART_S - opens_s) if beats else 0.0
        for p, offset, half in zip(
            run.placed, run.offset_s.tolist(), run.half_s.tolist(), strict=True
        ):
            sd = sd_s(half)
            for sum_s, rr_s in zip(p.sums_s, p.rr_s, strict=True):
                beats.append(
                    Beat(
                        wearer=wearer,
                        t_s=offset + scale * sum_s + held_s,
                        t_sd_s=sd + held_s,
                        rr_ms=None if rr_s is None else rr_s * 1000,
                        run=p.run,
                    )
                )
                held_s = max(0.0, held_s - SLEW_S)
    return beats


def _offsets(high: Floats, low: Floats, *, timed: bool) -> tuple[Floats, Floats]:
    """Offset and half-width, in seconds, at each notification of one run, (n,)."""
    least = least_around(high, OFFSET_REACH)
    if not timed:
        spread_s = UNTIMED_SPREAD_S
        if high.size >= EAGER:
            spread_s = quantile(high - least, 0.95)
        half_s = untimed_half_s(spread_s, min(high.size, OFFSET_REACH))
        return mean_around(least, OFFSET_REACH // 2), np.full(high.size, half_s)
    most = -least_around(-low, OFFSET_REACH)
    # Nothing holds the only notification after a reconnect from below: an RR or so.
    most = np.maximum(most, least - 1.0)
    middle = mean_around((least + most) / 2, OFFSET_REACH // 4)
    half = mean_around(np.abs(least - most) / 2, OFFSET_REACH // 4)
    return middle, half


def _strays(rest_s: Floats) -> Bools:
    """Which arrivals were numbered wrong, in pieces: a timer wanders a little."""
    pieces = [
        strays(rest_s[at : at + CHUNK]) if rest_s.size - at >= LINE else None
        for at in range(0, rest_s.size, CHUNK)
    ]
    none = np.zeros(rest_s.size % CHUNK, dtype=np.bool_)
    return np.concatenate([none if piece is None else piece for piece in pieces])


def _chunks(runs: Ints) -> Ints:
    """Rows at which a run starts, or has gone on for `CHUNK` notifications."""
    starts = np.flatnonzero(np.diff(runs, prepend=runs[0] - 1))
    pieces = [
        np.arange(start, stop, CHUNK)
        for start, stop in itertools.pairwise([*starts.tolist(), runs.size])
    ]
    return np.concatenate(pieces)
