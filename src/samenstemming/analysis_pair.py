"""The two wearers together: synchrony of the record, of each step and of each turn.

Where turns are marked, the record's answer knows of them: what talk explains is taken
out, and nothing is read where it is not known who spoke. A step in which both were
asked to talk has turns that nobody marked; it is answered as it is, and says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from samenstemming.analysis_steps import Step, paced_pauses
from samenstemming.analysis_values import WearerAnalysis
from samenstemming.events import Recording, Wearer
from samenstemming.measures.alignment import alignment_in
from samenstemming.measures.chosen_windows import Span
from samenstemming.measures.imported_clock import imported_clock_in
from samenstemming.measures.lag import Timing
from samenstemming.measures.roles import Roles, roles_of
from samenstemming.measures.speech import Turn
from samenstemming.measures.synchrony import Synchrony, synchrony_of_spans
from samenstemming.rhythm.resample import heart_period
from samenstemming.series import Bools, Floats, Lead, NNSeries
from samenstemming.settings import Settings

WHOLE: Final = "whole"

MOSTLY_ECG: Final = 0.9
"""Share of beats from ECG above which a strap's delay of RR plays no part."""

KNOWN_SHARE: Final = 0.5
"""A step whose speaker is known for less than this share is answered as it is."""

Progress = Callable[[float], None]


def pair_synchrony(
    recording: Recording,
    wearers: Mapping[Wearer, WearerAnalysis],
    steps: Sequence[Step],
    turns: Sequence[Turn],
    duration_s: float,
    settings: Settings,
    surrogates: int | None,
    seed: int | None,
    progress: Progress | None,
) -> dict[str, Synchrony]:
    """Synchrony by name: `WHOLE`, step k as str(k), turn k as `turn_name(k)`."""
    spans: dict[str, Span | None] = {WHOLE: None}
    spans |= {str(k): (step.start_s, step.end_s) for k, step in enumerate(steps)}
    spans |= {turn_name(k): (t.start_s, t.end_s) for k, t in enumerate(turns)}
    if len(wearers) < 2:
        return dict.fromkeys(spans, Synchrony(withheld="one_wearer"))
    rates, knowns = zip(
        *(rate_grid(of.corrected.nn, duration_s, settings) for of in wearers.values()),
        strict=True,
    )
    a, b = (wearers[w].beat_time_sd_s or 0.0 for w in (Wearer.A, Wearer.B))
    roles = roles_of(turns, rates[0].size, settings.whole_rate_hz, settings)
    aware = {
        name: span
        for name, span in spans.items()
        if roles is not None and _is_known(span, roles, settings)
    }
    found: dict[str, Synchrony] = {}
    for chosen, by in (
        (aware, roles),
        ({name: span for name, span in spans.items() if name not in aware}, None),
    ):
        if not chosen:
            continue
        found |= synchrony_of_spans(
            rates[0],
            rates[1],
            settings.whole_rate_hz,
            spans=chosen,
            excluded=[
                *((s.start_s, s.end_s) for s in steps if s.instructed),
                *paced_pauses(recording.events(), duration_s),
            ],
            known_a=knowns[0],
            known_b=knowns[1],
            settings=settings,
            surrogates=surrogates,
            seed=seed,
            timing=Timing(
                sd_a_s=a,
                sd_b_s=b,
                same_model=_same_model(recording),
                both_ecg=all(of.ecg_share >= MOSTLY_ECG for of in wearers.values()),
                alignment=alignment_in(recording.meta),
                clock=imported_clock_in(recording.meta),
            ),
            roles=by,
            progress=progress,
        )
    for k, step in enumerate(steps):
        if step.instructed:
            found[str(k)] = _labelled_instructed(found[str(k)])
    return found


def turn_name(k: int) -> str:
    """The name of turn k among the answers."""
    return f"turn:{k}"


def _is_known(span: Span | None, roles: Roles, settings: Settings) -> bool:
    """Whether it is known who spoke in most of a stretch; the whole always counts."""
    if span is None:
        return True
    begin, end = (round(edge * settings.whole_rate_hz) for edge in span)
    inside = roles.role[begin : max(end, begin + 1)]
    return inside.size > 0 and float(np.mean(inside >= 0)) >= KNOWN_SHARE


def _labelled_instructed(found: Synchrony) -> Synchrony:
    """The same without a test: likeness was asked for, so chance says nothing of it."""
    if found.withheld is not None:
        return found
    return replace(
        found,
        p_value=None,
        p_withheld="instructed",
        segment_pairs=None,
        pairs_withheld="instructed",
        lead=Lead.CANNOT_TELL,
    )


def rate_grid(
    nn: NNSeries, duration_s: float, settings: Settings
) -> tuple[Floats, Bools]:
    """Heart rate in bpm from session zero on, and which samples are known."""
    grid = heart_period(
        nn,
        rate_hz=settings.whole_rate_hz,
        start_s=0.0,
        end_s=duration_s,
        bridge_s=settings.gap_s,
    )
    real = grid.period_ms > 0
    rate = np.zeros(grid.period_ms.size)
    rate[real] = 60_000 / grid.period_ms[real]
    return rate, grid.known & real


def _same_model(recording: Recording) -> bool:
    """Whether both straps are known to be of one model."""
    wearers = recording.meta.get("wearers")
    if not isinstance(wearers, Mapping):
        return False
    models = [of.get("model") for of in wearers.values() if isinstance(of, Mapping)]
    return len(models) == 2 and models[0] is not None and models[0] == models[1]
