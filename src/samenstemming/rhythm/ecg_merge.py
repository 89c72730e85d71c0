"""Beats of the ECG in the place of those told by RR, wherever there is an ECG.

RR of the Heart Rate Service come late by a delay that only an ECG shows. Where both
exist that delay is measured; RR that fill a hole of the ECG are moved by it, so that
one wearer's beats lie on one clock. Where it cannot be measured they fill only holes
longer than a gap, as they are.

Movement drowns an ECG before it drowns the strap's own RR, which rest on a thousand
samples a second. So an ECG beat stands only while the beats around it are those that
the strap told of; elsewhere the RR have the word.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

import numpy as np

from samenstemming.events import Wearer
from samenstemming.rhythm.clock import Break
from samenstemming.rhythm.matching import Match, match_beats
from samenstemming.series import Beat, Bools, Origin
from samenstemming.settings import Settings

OWN_PLACE: Final = 0.6
"""A beat of an RR is another beat than the ECG's if it is this share of an RR away."""

SAME_BEAT_S: Final = 0.1
"""With the delay known, an RR whose end is this close to an R-peak ends at it."""

FARTHEST_S: Final = 1.5
"""A run of RR that was placed a beat off is still the same RR; noise has not their
lengths, wherever it is looked for within this."""

SAME_RR_MS: Final = 25.0
"""RR of strap and ECG agree to 2 ms where both are clear."""

USUAL_RR_S: Final = 0.8

AROUND_S: Final = 5.0
"""Beats so far to either side say whether the ECG can be believed here."""

AGREEING: Final = 0.75
"""Share of beats, of either kind, that the other kind must have too."""

UNCLEAR: Final = "ecg_unclear"

FEWEST_TOLD: Final = 4
"""With fewer RR around there is nothing to hold an ECG against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RrDelay:
    """How much later than its R-peaks a strap's RR are placed, in seconds.

    The radio's least delay is in both times and cancels: what is left is the strap's
    own. `spread_s` is the standard deviation of single beats around it.
    """

    delay_s: float
    spread_s: float
    n_beats: int
    rr_difference_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One wearer's beats on one clock."""

    beats: tuple[Beat, ...]
    breaks: tuple[Break, ...]
    delay: RrDelay | None


def merge(
    ecg: tuple[Sequence[Beat], Sequence[Break]],
    rr: tuple[Sequence[Beat], Sequence[Break]],
    wearer: Wearer,
    settings: Settings,
) -> Merged:
    """Beats with origin ECG where present, and with origin RR in the holes."""
    peaks, told = ecg[0], rr[0]
    match = match_beats(peaks, told) if peaks else None
    moved = _moved(told, match)
    why: Mapping[int, str] = {b.run: b.reason for b in ecg[1]}
    if match is not None:
        peaks, why = _believed(peaks, why, moved)
        peaks = _opened(peaks, moved)
    if not peaks:
        return Merged(beats=tuple(told), breaks=tuple(rr[1]), delay=None)
    longest_s = settings.gap_s if match is None else 0.0
    chosen = _between(moved, None, peaks[0])
    for beat, after in zip_longest(peaks, peaks[1:]):
        chosen.append(beat)
        if after is None:
            chosen += _between(moved, beat, None)
        elif after.run != beat.run and after.t_s - beat.t_s > longest_s:
            chosen += _between(moved, beat, after)
    beats, breaks = _numbered(chosen, why, rr[1], wearer)
    return Merged(beats=tuple(beats), breaks=tuple(breaks), delay=_delay(match))


def _delay(match: Match | None) -> RrDelay | None:
    if match is None:
        return None
    return RrDelay(
        delay_s=match.lag_s,
        spread_s=match.spread_s,
        n_beats=match.n,
        rr_difference_ms=match.rr_difference_ms,
    )


def _moved(told: Sequence[Beat], match: Match | None) -> list[Beat]:
    if match is None:
        return list(told)
    return [
        replace(
            beat,
            t_s=beat.t_s - match.lag_s,
            t_sd_s=(beat.t_sd_s**2 + match.spread_s**2) ** 0.5,
        )
        for beat in told
    ]


def _believed(
    peaks: Sequence[Beat], why: Mapping[int, str], moved: Sequence[Beat]
) -> tuple[list[Beat], Mapping[int, str]]:
    """The ECG beats among which strap and ECG agree; runs end where others were."""
    seen_s = np.array([beat.t_s for beat in peaks])
    told_s = np.array([beat.t_s for beat in moved])
    in_both, told_in_both = _agreeing(peaks, moved)
    told_too = np.concatenate(([0], np.cumsum(in_both)))
    seen_too = np.concatenate(([0], np.cumsum(told_in_both)))
    # Outside a run there is no ECG, so nothing that the strap told of contradicts it.
    runs = np.array([beat.run for beat in peaks])
    opens_s = seen_s[np.searchsorted(runs, runs)] - SAME_BEAT_S
    closes_s = seen_s[np.searchsorted(runs, runs, side="right") - 1] + SAME_BEAT_S
    low = np.maximum(seen_s - AROUND_S, opens_s)
    high = np.minimum(seen_s + AROUND_S, closes_s)
    a, b = np.searchsorted(told_s, low), np.searchsorted(told_s, high)
    c, d = np.searchsorted(seen_s, low), np.searchsorted(seen_s, high)
    agrees = seen_too[b] - seen_too[a] >= AGREEING * (b - a)
    # Beats that only the ECG has may be the strap's losses, while it told of little.
    agrees &= told_too[d] - told_too[c] >= AGREEING * np.minimum(d - c, b - a)
    agrees |= b - a < FEWEST_TOLD
    kept: list[Beat] = []
    kept_why: dict[int, str] = {}
    run, before = -1, -1
    for k in np.flatnonzero(agrees).tolist():
        beat = peaks[k]
        cut = k - before > 1
        if cut or not k or beat.run != peaks[before].run:
            run += 1
            kept_why[run] = UNCLEAR if cut else why.get(beat.run, "silence")
            if cut:
                beat = replace(beat, rr_ms=None)
        kept.append(replace(beat, run=run))
        before = k
    return kept, kept_why


def _agreeing(peaks: Sequence[Beat], moved: Sequence[Beat]) -> tuple[Bools, Bools]:
    """Which ECG beats and which told ones are in both, by their intervals.

    The first beat of an ECG run has none: it must be where an RR ends.
    """
    seen = np.zeros(len(peaks), np.bool_)
    told = np.zeros(len(moved), np.bool_)
    for k, beat in enumerate(moved):
        first = bisect_left(peaks, beat.t_s - FARTHEST_S, key=_time)
        for j in range(first, len(peaks)):
            if peaks[j].t_s > beat.t_s + FARTHEST_S:
                break
            rr_ms = peaks[j].rr_ms
            if rr_ms is None or beat.rr_ms is None:
                same = abs(peaks[j].t_s - beat.t_s) <= SAME_BEAT_S
            else:
                same = abs(rr_ms - beat.rr_ms) <= SAME_RR_MS
            if same:
                seen[j] = told[k] = True
    return seen, told


def _opened(peaks: Sequence[Beat], moved: Sequence[Beat]) -> list[Beat]:
    """Give the first beat of an ECG run the interval that the strap told of it."""
    times = [beat.t_s for beat in moved]
    opened: list[Beat] = []
    for peak in peaks:
        found = peak
        if peak.rr_ms is None:
            k = bisect_left(times, peak.t_s - SAME_BEAT_S)
            if k < len(moved) and moved[k].t_s <= peak.t_s + SAME_BEAT_S:
                found = replace(peak, rr_ms=moved[k].rr_ms)
        opened.append(found)
    return opened


def _between(
    moved: Sequence[Beat], before: Beat | None, after: Beat | None
) -> list[Beat]:
    """Beats told by RR that are neither of these two; None for the end of the record.

    The beat after the hole is known only by its R-peak, so what is left between is
    judged by the intervals of what is told.
    """
    first = 0 if before is None else bisect_left(moved, before.t_s, key=_time)
    last = len(moved) if after is None else bisect_left(moved, after.t_s, key=_time)
    found: list[Beat] = []
    for beat in moved[first:last]:
        room_s = OWN_PLACE * (beat.rr_ms / 1000 if beat.rr_ms else USUAL_RR_S)
        if before is not None and beat.t_s < before.t_s + room_s:
            continue
        if after is not None and beat.t_s > after.t_s - room_s:
            break
        found.append(beat)
    return found


def _time(beat: Beat) -> float:
    return beat.t_s


def _numbered(
    chosen: Sequence[Beat],
    ecg_why: Mapping[int, str],
    rr_breaks: Sequence[Break],
    wearer: Wearer,
) -> tuple[list[Beat], list[Break]]:
    """The same beats with runs counted through, and why each of them started."""
    why = {
        Origin.ECG: ecg_why,
        Origin.RR: {b.run: b.reason for b in rr_breaks},
    }
    beats: list[Beat] = []
    breaks: list[Break] = []
    last: Beat | None = None
    run = -1
    for beat in chosen:
        if last is None or (beat.origin, beat.run) != (last.origin, last.run):
            run += 1
            reason = why[beat.origin].get(beat.run, "silence")
            if last is not None and reason == "not_started":
                reason = "ecg_began" if beat.origin is Origin.ECG else "ecg_ended"
            if last is not None and beat.origin is Origin.RR is not last.origin:
                reason = "ecg_ended"
            breaks.append(Break(wearer=wearer, run=run, reason=reason))
        last = beat
        beats.append(replace(beat, run=run))
    return beats, breaks
