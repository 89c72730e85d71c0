"""Beats of the ECG in the place of those told by RR, wherever there is an ECG.

RR of the Heart Rate Service come late by a delay that only an ECG shows. Where both
exist that delay is measured; RR that fill a hole of the ECG are moved by it, so that
one wearer's beats lie on one clock. Where it cannot be measured they fill only holes
longer than a gap, as they are.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from samenstemming.events import Wearer
from samenstemming.rhythm.clock import Break
from samenstemming.rhythm.matching import Match, match_beats
from samenstemming.series import Beat, Origin
from samenstemming.settings import Settings

OWN_PLACE: Final = 0.6
"""A beat of an RR is another beat than the ECG's if it is this share of an RR away."""

SAME_BEAT_S: Final = 0.1
"""With the delay known, an RR whose end is this close to an R-peak ends at it."""

USUAL_RR_S: Final = 0.8


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
    if not peaks:
        return Merged(beats=tuple(told), breaks=tuple(rr[1]), delay=None)
    match = match_beats(peaks, told)
    moved = _moved(told, match)
    peaks = _opened(peaks, moved, match)
    longest_s = settings.gap_s if match is None else 0.0
    chosen = _between(moved, None, peaks[0])
    for beat, after in zip_longest(peaks, peaks[1:]):
        chosen.append(beat)
        if after is None:
            chosen += _between(moved, beat, None)
        elif after.run != beat.run and after.t_s - beat.t_s > longest_s:
            chosen += _between(moved, beat, after)
    beats, breaks = _numbered(chosen, ecg[1], rr[1], wearer)
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


def _opened(
    peaks: Sequence[Beat], moved: Sequence[Beat], match: Match | None
) -> list[Beat]:
    """Give the first beat of an ECG run the interval that the strap told of it."""
    if match is None:
        return list(peaks)
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
    ecg_breaks: Sequence[Break],
    rr_breaks: Sequence[Break],
    wearer: Wearer,
) -> tuple[list[Beat], list[Break]]:
    """The same beats with runs counted through, and why each of them started."""
    why = {
        Origin.ECG: {b.run: b.reason for b in ecg_breaks},
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
