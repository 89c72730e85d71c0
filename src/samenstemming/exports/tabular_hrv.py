"""The tables about variability: a row a part, a row a second, a row an index.

`hrv.csv` is the analysis's own table; `hrv_series.csv` holds four indices once a
second; `hrv_full.csv`, only where asked for, holds neurokit2's full set, one index
a row with the window that it came from. A value that is withheld is an empty cell and
its reason a code in `withheld`.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from samenstemming.analysis_hrv import WHOLE, full_hrv_of, series_of
from samenstemming.analysis_values import Analysis, Part
from samenstemming.events import Wearer
from samenstemming.exports.cells import Row
from samenstemming.measures.hrv_full_rules import DOMAIN_OF
from samenstemming.measures.hrv_series import SERIES

HRV: Final = (
    "heart_rate_bpm",
    "mean_nn_ms",
    "sdnn_ms",
    "rmssd_ms",
    "pnn50",
    "sd1_ms",
    "sd2_ms",
    "lf_ms2",
    "hf_ms2",
)

HRV_HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "hrv": (
        "part",
        "start_s",
        "end_s",
        "wearer",
        "n_beats",
        *HRV,
        "usable_share",
        "corrected_share",
        "spoken_s",
        "longest_gap_s",
        "t_sd_s",
        "verdict",
        "rhythm",
        "withheld",
    ),
    "hrv_series": ("wearer", "t_s", *SERIES, "withheld"),
}
"""Tables that are always there, and their columns."""

HRV_FULL_HEADER: Final = (
    "wearer",
    "part",
    "index",
    "value",
    "withheld",
    "domain",
    "start_s",
    "end_s",
    "n_beats",
)
"""`start_s` to `end_s` is what the index was computed from, not the part."""


def hrv_rows(analysis: Analysis) -> Iterator[Row]:
    """Each wearer in the whole record, then in each step."""
    for wearer, of in analysis.wearers.items():
        yield _hrv_row(WHOLE, 0.0, analysis.duration_s, wearer, of.whole)
    for made in analysis.steps:
        step = made.step
        for wearer, part in made.wearers.items():
            yield _hrv_row(step.id, step.start_s, step.end_s, wearer, part)


def _hrv_row(
    name: str, start_s: float, end_s: float, wearer: Wearer, part: Part
) -> Row:
    return (
        name,
        start_s,
        end_s,
        wearer.value,
        part.n_beats,
        *(part.hrv.values.get(index) for index in HRV),
        part.usable_share,
        part.corrected_share,
        part.spoken_s,
        part.quality.longest_gap_s,
        part.quality.t_sd_s,
        part.quality.verdict.value,
        part.rhythm.value,
        _reasons(part.hrv.withheld),
    )


def hrv_series_rows(analysis: Analysis) -> Iterator[Row]:
    """Each wearer at each whole second; windows end there."""
    for wearer, series in series_of(analysis).items():
        tracks = series.tracks()
        for k, t_s in enumerate(series.t_s.tolist()):
            why = {name: track.reason(k) for name, track in tracks.items()}
            yield (
                wearer.value,
                t_s,
                *(track.at(k) for track in tracks.values()),
                _reasons({name: reason for name, reason in why.items() if reason}),
            )


def hrv_full_rows(analysis: Analysis) -> Iterator[Row]:
    """Each index of each wearer in the whole record and in each step."""
    for part in full_hrv_of(analysis):
        for name, domain in DOMAIN_OF.items():
            window = part.full.windows[domain]
            yield (
                part.wearer.value,
                part.name,
                name,
                part.full.values[name],
                part.full.withheld.get(name),
                domain.value,
                None if window is None else window.start_s,
                None if window is None else window.end_s,
                part.full.n_beats[domain],
            )


def _reasons(withheld: Mapping[str, str]) -> str | None:
    found = (f"{index}:{reason}" for index, reason in sorted(withheld.items()))
    return " ".join(found) or None
