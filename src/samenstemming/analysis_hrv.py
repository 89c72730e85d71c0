"""Variability beyond the analysis's own table: once a second, and neurokit2's full set.

`hrv_series` looks at the whole record, as `analyze` does, and needs no more than its
beats: it costs a fraction of a second where synchrony costs many. `full_hrv_of` costs a
second or two for each part of each wearer, so it is computed only where asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from samenstemming.analysis_values import Analysis, Part
from samenstemming.analysis_wearer import between, without_speech
from samenstemming.beat_edits import BeatEdits, edited
from samenstemming.events import Recording, Wearer
from samenstemming.measures.hrv_full import FullHrv, full_hrv
from samenstemming.measures.hrv_series import HrvSeries, hrv_series_of
from samenstemming.measures.speech import turns_of
from samenstemming.rhythm.artifacts import corrected
from samenstemming.rhythm.beats import locate
from samenstemming.rhythm.corrections import UNTOUCHED, ByHand
from samenstemming.series import NNSeries
from samenstemming.settings import Settings
from samenstemming.words import Language, say

WHOLE: Final = "whole"
"""The name of the part that is the whole record; other parts are steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullPart:
    """The full set of one wearer in one part of the record."""

    wearer: Wearer
    name: str
    start_s: float
    end_s: float
    full: FullHrv


def hrv_series(
    recording: Recording,
    settings: Settings | None = None,
    *,
    edits: BeatEdits | None = None,
) -> dict[Wearer, HrvSeries]:
    """Heart rate, RMSSD, SDNN and HF of each wearer, once a second.

    For intervals from elsewhere: `hrv_series(from_rr(rr_ms))`. `edits` as in `analyze`.
    """
    knobs = settings or Settings()
    events = recording.events()
    beats = locate(events, knobs).beats
    by_hand: dict[Wearer, ByHand] = {}
    if edits is not None:
        beats, by_hand = edited(beats, edits, recording.chain)
    turns = turns_of(events, recording.duration_s)
    return {
        wearer: hrv_series_of(
            wearer,
            beats[wearer],
            corrected(beats[wearer], knobs, by_hand.get(wearer, UNTOUCHED)),
            duration_s=recording.duration_s,
            settings=knobs,
            turns=turns,
        )
        for wearer in Wearer
        if beats.get(wearer)
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


def full_hrv_of(analysis: Analysis) -> tuple[FullPart, ...]:
    """neurokit2's full set of each wearer, in the whole record and in each step.

    A step in which the wearer speaks has a rate only; the whole record leaves the own
    turns out.
    """
    knobs = analysis.settings
    turns = turns_of(analysis.recording.events(), analysis.duration_s)
    found: list[FullPart] = []
    for wearer, of in analysis.wearers.items():
        nn = between(of.corrected.nn, 0.0, analysis.duration_s)
        quiet = without_speech(nn, wearer, turns)
        whole = _full(quiet, of.whole, analysis, left_out_s=of.whole.spoken_s or 0.0)
        found.append(
            FullPart(
                wearer=wearer,
                name=WHOLE,
                start_s=0.0,
                end_s=analysis.duration_s,
                full=whole,
            )
        )
        for made in analysis.steps:
            step, part = made.step, made.wearers[wearer]
            length_s = step.end_s - step.start_s
            found.append(
                FullPart(
                    wearer=wearer,
                    name=step.id,
                    start_s=step.start_s,
                    end_s=step.end_s,
                    full=_full(
                        between(of.corrected.nn, step.start_s, step.end_s),
                        part,
                        analysis,
                        speaking=(part.spoken_s or 0.0)
                        > knobs.hrv_speech_share * length_s,
                    ),
                )
            )
    return tuple(found)


def full_hrv_json(parts: Iterable[FullPart]) -> dict[str, list[dict[str, object]]]:
    """The value of `hrv_full` in the JSON: by wearer, the whole first."""
    found: dict[str, list[dict[str, object]]] = {}
    for part in parts:
        windows = {
            domain.value: None
            if window is None
            else {
                "start_s": window.start_s,
                "end_s": window.end_s,
                "n_beats": part.full.n_beats[domain],
            }
            for domain, window in part.full.windows.items()
        }
        found.setdefault(part.wearer.value, []).append(
            {
                "part": part.name,
                "start_s": part.start_s,
                "end_s": part.end_s,
                "windows": windows,
                "values": dict(part.full.values),
                "withheld": {
                    name: say(f"withheld.{code}", Language.EN)
                    for name, code in part.full.withheld.items()
                },
            }
        )
    return found


def _full(
    nn: NNSeries,
    part: Part,
    analysis: Analysis,
    *,
    speaking: bool = False,
    left_out_s: float = 0.0,
) -> FullHrv:
    return full_hrv(
        nn,
        rhythm=part.rhythm,
        quality=part.quality,
        settings=analysis.settings,
        speaking=speaking,
        left_out_s=left_out_s,
    )
