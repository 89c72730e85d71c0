"""Which of two straps was just touched: the check of whose strap is whose.

One wearer lifts the strap off the skin, or presses and moves it, when asked to. That
strap's notifications then go wrong in one of several ways, which differ from maker to
maker: contact is denied, the heart rate drops to zero, RR stay away or are wild, the
link falls silent. Whatever it is, it happens to one strap and not to the other; where
both or neither are disturbed the answer is None, and the check is done again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from samenstemming.wire.heart_rate import HeartRateMeasurement

WINDOW_S: Final = 15.0
"""How long after being asked an answer is looked for: a strap smooths its rate."""

BEFORE_S: Final = 20.0
"""What a strap did so long before it was touched is its usual way."""

QUIET_S: Final = 3.0
"""So long without a beat is no slow heart."""

WILD: Final = 0.30
"""An RR this far off the usual one is the movement's, not the heart's."""

FEWEST_S: Final = 3.0
"""Seconds of disturbance that are an answer."""

CLEARLY: Final = 3.0
"""The touched strap is disturbed this many times as long as the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One notification and when it came, in session seconds."""

    t_s: float
    said: HeartRateMeasurement


def which_answered(
    heard: Mapping[str, Sequence[Heard]], asked_s: float, now_s: float
) -> str | None:
    """The key of the strap that was touched since `asked_s`; None: cannot tell."""
    if not heard:
        return None
    until_s = min(now_s, asked_s + WINDOW_S)
    disturbed = {
        key: disturbed_s(of, asked_s, until_s) for key, of in sorted(heard.items())
    }
    key = max(disturbed, key=lambda k: disturbed[k])
    others = [length for k, length in disturbed.items() if k != key]
    most = max(others, default=0.0)
    clear = disturbed[key] >= max(FEWEST_S, CLEARLY * most)
    return key if clear else None


def disturbed_s(heard: Sequence[Heard], asked_s: float, until_s: float) -> float:
    """For how many seconds since it was asked this strap was not its usual self."""
    before = [h for h in heard if asked_s - BEFORE_S <= h.t_s < asked_s]
    after = [h for h in heard if asked_s <= h.t_s <= until_s]
    rr = [ticks for h in before for ticks in h.said.rr_ticks]
    usual_ticks = median(rr) if rr else None
    had_contact = any(h.said.contact for h in before)
    disturbed = 0.0
    last_s = asked_s
    beat_s = asked_s
    for h in after:
        gap_s, last_s = h.t_s - last_s, h.t_s
        if h.said.rr_ticks:
            beat_s = h.t_s
        lost = had_contact and h.said.contact is False
        quiet = usual_ticks is not None and h.t_s - beat_s >= QUIET_S
        wild = usual_ticks is not None and any(
            abs(ticks - usual_ticks) > WILD * usual_ticks for ticks in h.said.rr_ticks
        )
        wrong = lost or quiet or wild or h.said.heart_rate_bpm == 0
        if wrong or gap_s >= QUIET_S:
            disturbed += gap_s
    silent_s = until_s - last_s
    return disturbed + (silent_s if silent_s >= QUIET_S else 0.0)
