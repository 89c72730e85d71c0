"""When each heart beat, one wearer, with the whole record to judge by.

The numbering and the runs are those of the live clock, given more time to look ahead
and, from the start, the period that the live clock has to learn first. Then every
notification's send time and every run's offset are drawn from both sides of it.

Measured in simulation: `benchmarks/beat_times.py`.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.events import Wearer
from samenstemming.rhythm.bounds import rate_of
from samenstemming.rhythm.bridge import UNIFORM_SD, WIDE_S, Hint, narrowed
from samenstemming.rhythm.cadence import LINE, touching_period_s
from samenstemming.rhythm.clock import SLEW_S, sd_s
from samenstemming.rhythm.ledger import EAGER, UNTIMED_SPREAD_S, untimed_half_s
from samenstemming.rhythm.notices import History, Notice, Placed
from samenstemming.rhythm.tracker import Tracker
from samenstemming.series import Beat, Bools, Floats, Ints
from samenstemming.settings import Settings

LOOK_AHEAD_S: Final = 10.0
"""A notification is numbered with this much of its future."""

LOOK_AHEAD_LOGGED_S: Final = 40.0
"""A log leaves out empty notifications: telling them from lost ones takes more."""

FIRST_PASS: Final = 400
"""Notifications from which the timer's period is learned before numbering starts."""

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
    first = Tracker(settings)
    _track(first, notices[:FIRST_PASS])
    steady = first.cadence.regular and min(len(notices), FIRST_PASS) >= LINE
    history: list[History] = []
    tracker = Tracker(
        settings,
        period_s=first.cadence.period_s if steady else None,
        history=history,
    )
    placed = _track(tracker, notices)
    if not placed:
        return [], tracker.breaks
    send_s, before_s, regular = _send_times(placed, history)
    reasons = dict(tracker.breaks)
    beats = _beats(placed, send_s, before_s, regular, wearer, reasons)
    return beats, tracker.breaks


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
) -> tuple[Floats, Floats, Bools]:
    """When each placed notification left, and its predecessor; whether timed, (n,)."""
    send_s = np.array([p.arrival_s for p in placed])
    before_s = np.full(send_s.size, -np.inf)
    regular = np.zeros(send_s.size, dtype=np.bool_)
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
            period_s = touching_period_s(numbers, arrivals, period_s)
        rest = arrivals - period_s * numbers
        least = _smooth(_least(rest, SEND_REACH), SEND_REACH // 2)
        send_s[mine] = period_s * number[mine] + np.interp(number[mine], numbers, least)
        before_s[mine] = send_s[mine] - period_s
        regular[mine] = True
    return send_s, before_s, regular


def _beats(
    placed: Sequence[Placed],
    send_s: Floats,
    sent_before_s: Floats,
    regular: Bools,
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
                half_s=half_s,
                after_loss=reasons[placed[start].run] == "lost_notification",
            )
        )
    # Twice, because a short run's neighbour may be short itself.
    for _ in range(2):
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


def _ask_the_heart(stretches: Sequence[_Stretch], scale: float) -> None:
    """Narrow short runs by their neighbours on the far side of a lost notification."""
    padded: list[_Stretch | None] = [None, *stretches, None]
    for before, run, after in zip(padded, stretches, padded[2:], strict=False):
        narrow = run.high_s - run.low_s <= 2 * WIDE_S
        if narrow or run.low_s == -np.inf or run.offset_s.size > OFFSET_REACH:
            continue
        hints: list[Hint] = []
        rr_s = [rr for p in run.placed for rr in p.rr_s if rr is not None]
        if before is not None and run.after_loss and rr_s:
            last = before.placed[-1]
            around_s = (rr_s[0] + (last.rr_s[-1] or rr_s[0])) / 2
            beat_s = float(before.offset_s[-1]) + scale * last.sums_s[-1]
            sd = UNIFORM_SD * float(before.half_s[-1])
            hints.append(Hint(beat_s, sd, around_s, 1))
        if after is not None and after.after_loss and rr_s:
            around_s = (rr_s[-1] + (after.placed[0].rr_s[0] or rr_s[-1])) / 2
            beat_s = float(after.offset_s[0]) - scale * run.placed[-1].sums_s[-1]
            sd = UNIFORM_SD * float(after.half_s[0])
            hints.append(Hint(beat_s, sd, around_s, -1))
        middle_s, half_s = narrowed(run.low_s, run.high_s, hints)
        if hints:
            run.offset_s[:] = middle_s
            run.half_s[:] = half_s


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
    least = _least(high, OFFSET_REACH)
    if not timed:
        spread_s = UNTIMED_SPREAD_S
        if high.size >= EAGER:
            spread_s = float(np.quantile(high - least, 0.95))
        half_s = untimed_half_s(spread_s, min(high.size, OFFSET_REACH))
        return _smooth(least, OFFSET_REACH // 2), np.full(high.size, half_s)
    most = -_least(-low, OFFSET_REACH)
    # Nothing holds the only notification after a reconnect from below: an RR or so.
    most = np.maximum(most, least - 1.0)
    middle = _smooth((least + most) / 2, OFFSET_REACH // 4)
    half = _smooth(np.abs(least - most) / 2, OFFSET_REACH // 4)
    return middle, half


def _chunks(runs: Ints) -> Ints:
    """Rows at which a run starts, or has gone on for `CHUNK` notifications."""
    starts = np.flatnonzero(np.diff(runs, prepend=runs[0] - 1))
    pieces = [
        np.arange(start, stop, CHUNK)
        for start, stop in itertools.pairwise([*starts.tolist(), runs.size])
    ]
    return np.concatenate(pieces)


def _least(values: Floats, reach: int) -> Floats:
    """Minimum over `reach` neighbours on either side of each value, (n,)."""
    reach = min(reach, values.size)
    padded = np.pad(values, reach, constant_values=np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    least: Floats = windows.min(axis=1)
    return least


def _smooth(values: Floats, reach: int) -> Floats:
    """Mean over `reach` neighbours on either side of each value, (n,)."""
    reach = min(reach, values.size - 1)
    sums = np.cumsum(np.concatenate(([0.0], values)))
    at = np.arange(values.size)
    left = np.maximum(at - reach, 0)
    right = np.minimum(at + reach + 1, values.size)
    mean: Floats = (sums[right] - sums[left]) / (right - left)
    return mean
