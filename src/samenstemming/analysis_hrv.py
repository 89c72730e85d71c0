"""Variability beyond the analysis's own table: the series once a second, for analysts.

`hrv_series` looks at the whole record, as `analyze` does, and needs no more than its
beats: it costs a fraction of a second where synchrony costs many.
"""

from collections.abc import Mapping

from samenstemming.analysis_values import Analysis
from samenstemming.events import Recording, Wearer
from samenstemming.measures.hrv_series import HrvSeries, hrv_series_of
from samenstemming.measures.speech import turns_of
from samenstemming.rhythm.artifacts import corrected
from samenstemming.rhythm.beats import locate
from samenstemming.settings import Settings


def hrv_series(
    recording: Recording, settings: Settings | None = None
) -> dict[Wearer, HrvSeries]:
    """Heart rate, RMSSD, SDNN and HF of each wearer, once a second.

    For intervals from elsewhere: `hrv_series(from_rr(rr_ms))`.
    """
    knobs = settings or Settings()
    events = recording.events()
    located = locate(events, knobs)
    turns = turns_of(events, recording.duration_s)
    return {
        wearer: hrv_series_of(
            wearer,
            located.beats[wearer],
            corrected(located.beats[wearer], knobs),
            duration_s=recording.duration_s,
            settings=knobs,
            turns=turns,
        )
        for wearer in Wearer
        if located.beats.get(wearer)
    }


def series_of(analysis: Analysis) -> Mapping[Wearer, HrvSeries]:
    """The same of an analysis that exists: its beats and their correction."""
    turns = turns_of(analysis.recording.events(), analysis.duration_s)
    return {
        wearer: hrv_series_of(
            wearer,
            of.beats,
            of.corrected,
            duration_s=analysis.duration_s,
            settings=analysis.settings,
            turns=turns,
        )
        for wearer, of in analysis.wearers.items()
    }
