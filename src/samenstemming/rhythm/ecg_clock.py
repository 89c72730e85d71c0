"""ECG frames to samples in session time: the strap's own clock, fitted to the host's.

A frame's stamp is the strap's clock at its last sample. Two stamps in a row say when
every sample between them was taken; the first frame of a trace has only the nominal
rate to go by. Frames that are missing, by their stamps, end a trace: nothing is
invented in between.

The strap's clock may start anywhere (2019, where nobody set it), so only its
differences are used. Frames are never early, so the line that touches their arrivals
from below is the strap's clock in session time plus the least delay of strap and
radio. That least delay no receiver can see; `t_sd_s` of the beats allows for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.rhythm.cadence import LINE, touching_period_s
from samenstemming.rhythm.envelope import least_around, mean_around
from samenstemming.rhythm.quantiles import quantile
from samenstemming.series import Floats
from samenstemming.wire.polar_pmd import ECG_RATE_HZ, EcgFrame

NOMINAL_STEP_S: Final = 1 / ECG_RATE_HZ

STEP_SHARE: Final = 0.04
"""The rate is true to 2 %; stamps that say more than twice that lost samples."""

FASTEST_CLOCK: Final = 1e-3
"""No crystal is further off than this; a line that is rests on too little."""

REACH: Final = 150
"""Frames on either side whose least delay makes the offset, as for notifications."""

UNKNOWN_JITTER_S: Final = 0.1
"""Spread of the delays that is assumed until they show their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EcgNotice:
    """One frame as it came; `reason` is why the stretch before it broke off."""

    arrival_s: float
    frame: EcgFrame
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trace:
    """Samples without a hole: µV (n,), strap's clock (n,), session time (n,).

    `reason` is why the trace before it ended. Traces of one `segment` are of one
    strap's clock. `half_s` is how far off the session times may be beside the least
    delay, which nobody sees.
    """

    segment: int
    reason: str
    microvolts: Floats
    strap_s: Floats
    t_s: Floats
    half_s: float


def traces_of(notices: Sequence[EcgNotice]) -> list[Trace]:
    """Unbroken stretches of ECG of one wearer, in order of arrival."""
    traces: list[Trace] = []
    for number, segment in enumerate(_segments(notices)):
        traces += _timed(segment, number)
    return traces


def _segments(notices: Sequence[EcgNotice]) -> list[list[EcgNotice]]:
    """Frames of one strap's clock each: a link that came back may have reset it."""
    segments: list[list[EcgNotice]] = []
    for notice in notices:
        newest = segments[-1][-1] if segments else None
        if newest is None or notice.reason is not None:
            segments.append([notice])
        elif notice.frame.stamp_ns > newest.frame.stamp_ns:
            segments[-1].append(notice)
        elif notice.frame.stamp_ns < newest.frame.stamp_ns:
            segments.append([notice])
        # The same stamp again is the same frame again.
    return segments


def _timed(segment: Sequence[EcgNotice], number: int) -> list[Trace]:
    # Whole ns are subtracted before anything becomes a float: 8e17 ns have no room.
    zero_ns = segment[0].frame.stamp_ns
    stamps = np.array([(n.frame.stamp_ns - zero_ns) / 1e9 for n in segment])
    arrivals = np.array([n.arrival_s for n in segment])
    scale, offsets, half_s = _fit(stamps, arrivals)
    traces: list[Trace] = []
    reason = segment[0].reason or "not_started"
    pieces: list[tuple[Floats, Sequence[int]]] = []

    def close() -> None:
        strap_s = np.concatenate([times for times, _ in pieces])
        traces.append(
            Trace(
                segment=number,
                reason=reason,
                microvolts=np.concatenate(
                    [np.array(values, np.float64) for _, values in pieces]
                ),
                strap_s=strap_s,
                t_s=scale * strap_s + np.interp(strap_s, stamps, offsets),
                half_s=half_s,
            )
        )

    step_s = NOMINAL_STEP_S
    before_s: float | None = None
    for notice, stamp_s in zip(segment, stamps.tolist(), strict=True):
        values = notice.frame.microvolts
        n = len(values)
        if before_s is not None:
            since_s = (stamp_s - before_s) / n
            if abs(since_s / NOMINAL_STEP_S - 1) <= STEP_SHARE:
                step_s = since_s
            else:
                close()
                pieces, reason = [], "lost_notification"
        times = stamp_s - step_s * np.arange(n - 1, -1, -1)
        if before_s is not None and times[0] <= before_s:
            # More samples than the stamps leave room for: these were sent before.
            keep = times > before_s
            times, values = times[keep], values[-int(keep.sum()) :]
        pieces.append((times, values))
        before_s = stamp_s
    close()
    return traces


def _fit(stamps: Floats, arrivals: Floats) -> tuple[float, Floats, float]:
    """Rate of the strap's clock, offset at each frame (n,), and half-width, in s."""
    scale = 1.0
    if stamps.size >= LINE:
        found = touching_period_s(stamps, arrivals, 1.0)
        if abs(found - 1.0) <= FASTEST_CLOCK:
            scale = found
    rest = arrivals - scale * stamps
    lowest = least_around(rest, REACH)
    spread_s = max(quantile(rest - lowest, 0.9), 0.0)
    frames = min(stamps.size, 2 * REACH)
    # The least of n delays lies about spread / n above the least there is.
    known = 4.0 * spread_s if stamps.size >= LINE else max(spread_s, UNKNOWN_JITTER_S)
    return scale, mean_around(lowest, REACH // 2), known / frames
