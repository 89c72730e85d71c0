"""Every index that neurokit2 0.2.13 knows, and from how long a window it says anything.

Three groups, by what a gap does to them. *Time*: values and differences, which a gap
only makes fewer, so the whole part counts. *Frequency*: one stretch, in which holes of
up to `gap_s` are bridged. *Non-linear*: one stretch without any hole, since the order
of the beats is what they are about; at most `hrv_nonlinear_s` of it, because they cost
the square of the number of beats.

Sources of the windows: science.md 2 for what it measured; Task Force 1996 (geometrical
indices 20 min; a band needs ten of its slowest periods; ULF a day); Peng 1995 (DFA over
4-11 and 12 to a tenth of the beats); Porta 2007 and Costa 2017 (300 beats and more).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Domain(StrEnum):
    """Which of neurokit2's three calls gives an index."""

    TIME = "time"
    FREQUENCY = "frequency"
    NONLINEAR = "nonlinear"


def _of(names: str, shortest_s: float) -> dict[str, float]:
    return {f"HRV_{name}": shortest_s for name in names.split()}


def _mfdfa(alpha: str) -> str:
    kinds = "Width Peak Mean Max Delta Asymmetry Fluctuation Increment"
    return " ".join(f"MFDFA_{alpha}_{kind}" for kind in kinds.split())


DAY_S: Final = 86_400.0
VLF_S: Final = 3000.0
"""Ten periods of .0033 Hz: in five minutes very low frequencies are drift."""

SHORTEST_S: Final[Mapping[Domain, Mapping[str, float]]] = {
    Domain.TIME: {
        **_of("MeanNN MedianNN", 10),
        **_of("RMSSD SDSD CVSD", 30),
        **_of("pNN50 pNN20 MinNN MaxNN", 60),
        **_of("SDNN CVNN MadNN MCVNN IQRNN SDRMSSD Prc20NN Prc80NN", 120),
        **_of("SDANN1 SDNNI1", 180),
        **_of("SDANN2 SDNNI2", 360),
        **_of("SDANN5 SDNNI5", 900),
        **_of("HTI TINN", 1200),
    },
    Domain.FREQUENCY: {
        **_of("HF LnHF VHF", 60),
        **_of("LF", 120),
        **_of("LFHF", 300),
        **_of("VLF TP LFn HFn", VLF_S),
        **_of("ULF", DAY_S),
    },
    Domain.NONLINEAR: {
        **_of("SD1", 30),
        **_of("SD2 SD1SD2 S CSI CVI CSI_Modified", 120),
        **_of("PIP IALS PSS PAS", 300),
        **_of("GI SI AI PI C1d C1a SD1d SD1a C2d C2a SD2d SD2a", 300),
        **_of("Cd Ca SDNNd SDNNa", 300),
        **_of(f"DFA_alpha1 {_mfdfa('alpha1')}", 300),
        **_of(f"DFA_alpha2 {_mfdfa('alpha2')}", 600),
        **_of("ApEn SampEn ShanEn FuzzyEn", 300),
        **_of("MSEn CMSEn RCMSEn CD", 600),
        **_of("HFD KFD LZC", 300),
        **_of(" ".join(f"Symbolic_EqualProb4_{k}" for k in ("0V", "1V")), 300),
        **_of(" ".join(f"Symbolic_EqualProb4_{k}" for k in ("2LV", "2UV")), 300),
    },
}
"""Seconds by domain and name, in neurokit2's order of domains."""

DOMAIN_OF: Final[Mapping[str, Domain]] = {
    name: domain for domain, names in SHORTEST_S.items() for name in names
}

RATES: Final = frozenset({"HRV_MeanNN", "HRV_MedianNN"})
"""Heart rate in other words: it outlives talk, an irregular rhythm and poor beats."""

NEVER: Final[Mapping[str, str]] = {
    "HRV_LFHF": "not_shown",
    **dict.fromkeys(
        (f"HRV_{kind}{n}" for kind in ("SDANN", "SDNNI") for n in (1, 2, 5)),
        "library_bug",
    ),
}
"""Computed by neurokit2 and never given, with the reason.

LF/HF is no balance of anything. SDANN and SDNNI leave the last beat out of every window
and put gaps out of time, since they add up the intervals to know what time it is.
"""

ZERO_IS_A_BUG: Final = frozenset({"HRV_TINN"})
"""Its search gives up above an error of 2**14, which long records pass, and says 0."""

SLACK_S: Final = 2.0
"""A part that beats fill is up to a beat shorter at both of its ends."""
