"""One measure in the three bands, each with its phase and what chance gives there."""

from collections.abc import Mapping
from dataclasses import dataclass

from samenstemming.measures.chance import BANDS_HZ, level, no_p_because
from samenstemming.measures.pair import Pair
from samenstemming.series import ChanceLevel, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class BandValue:
    """A value between 0 and 1, and the mean phase in radians.

    `phase_rad` positive: B follows A. It means something only where the value stands
    out of chance; a phase is a lag only up to whole turns.
    """

    value: float | None = None
    phase_rad: float | None = None
    chance: ChanceLevel | None = None
    withheld: str | None = None
    p_withheld: str | None = None


def band_values(
    pair: Pair,
    values: Floats,
    phases: Floats,
    null: Floats | None,
    *,
    p_from_s: Mapping[str, float],
    withheld: Mapping[str, str] | None = None,
) -> dict[str, BandValue]:
    """Bands by name from values and phases (3,) of the pair, and null (n, 3).

    `p_from_s`: by band, the length from which the null was measured to hold its level.
    """
    without = withheld or {}
    no_p = {name: no_p_because(pair, null, p_from_s[name]) for name in BANDS_HZ}
    return {
        name: BandValue(withheld=without[name])
        if name in without
        else BandValue(
            value=float(values[k]),
            phase_rad=pair.turned * float(phases[k]),
            chance=None
            if null is None
            else level(float(values[k]), null[:, k], with_p=no_p[name] is None),
            p_withheld=no_p[name],
        )
        for k, name in enumerate(BANDS_HZ)
    }
