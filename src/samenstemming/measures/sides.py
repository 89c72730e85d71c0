"""One person's side of a comparison: the slow part of a heart rate, and its surrogates.

Where turns are marked, what talk explains is taken out of the data and of every
surrogate alike.
"""

from dataclasses import dataclass

import numpy as np

from samenstemming.measures.roles import Roles, without
from samenstemming.measures.surrogates import END_S, iaaft, joined_ends
from samenstemming.measures.windowed import Plan, band_passed, known_segments
from samenstemming.series import Bools, Floats
from samenstemming.settings import Settings


@dataclass(frozen=True, slots=True)
class Side:
    """The slow part (n,), where it is known, and what talk can explain of it."""

    slow: Floats
    segments: list[slice]
    hr: Floats
    rate_hz: float
    settings: Settings
    talk: Floats | None = None

    def surrogates(self, n: int, rng: np.random.Generator) -> Floats:
        """So many IAAFT surrogates, each segment by itself, (n, n_samples).

        Of the heart rate, then filtered as the heart rate was. Where talk is taken
        out, of what is left of it: the talk itself is no rhythm to be kept.
        """
        made = np.zeros((n, self.slow.size))
        for segment in self.segments:
            whole = joined_ends(self.hr[segment], round(END_S * self.rate_hz))
            made[:, segment] = iaaft(whole, n, rng)
        slow = band_passed(made, self.segments, self.rate_hz, self.settings)
        return slow if self.talk is None else without(self.talk, slow)


def side_of(
    hr: Floats, known: Bools, the_plan: Plan, settings: Settings, roles: Roles | None
) -> Side:
    """The side of a heart rate (n,) in bpm, of which `known` samples are real."""
    segments = known_segments(
        known,
        bridge=round(settings.gap_s * the_plan.rate_hz),
        shortest=the_plan.window + 2 * the_plan.half_shift,
    )
    slow = band_passed(hr, segments, the_plan.rate_hz, settings)
    if roles is None or not segments:
        return Side(slow, segments, hr, the_plan.rate_hz, settings)
    talk, quiet = roles.fitted(hr, segments, the_plan.rate_hz, settings)
    return Side(
        without(talk, slow), segments, quiet, the_plan.rate_hz, settings, talk=talk
    )


def joint_segments(ours: list[slice], theirs: list[slice]) -> list[slice]:
    """Where both are known."""
    found = [
        slice(max(a.start, b.start), min(a.stop, b.stop)) for a in ours for b in theirs
    ]
    return [both for both in found if both.start < both.stop]
