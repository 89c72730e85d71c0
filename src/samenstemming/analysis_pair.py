"""The two wearers together: synchrony of the whole record and of each step."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from samenstemming.analysis_steps import Step
from samenstemming.analysis_values import WearerAnalysis
from samenstemming.events import Recording, Wearer
from samenstemming.measures.alignment import alignment_in
from samenstemming.measures.lag import Timing
from samenstemming.measures.synchrony import Span, Synchrony, synchrony_of_spans
from samenstemming.rhythm.resample import heart_period
from samenstemming.series import Bools, Floats, NNSeries
from samenstemming.settings import Settings

WHOLE: Final = "whole"

MOSTLY_ECG: Final = 0.9
"""Share of beats from ECG above which a strap's delay of RR plays no part."""

Progress = Callable[[float], None]


def pair_synchrony(
    recording: Recording,
    wearers: Mapping[Wearer, WearerAnalysis],
    steps: Sequence[Step],
    duration_s: float,
    settings: Settings,
    surrogates: int | None,
    seed: int | None,
    progress: Progress | None,
) -> dict[str, Synchrony]:
    """Synchrony of the whole record and of step k by name (`WHOLE`, "0", "1"...)."""
    names = [WHOLE, *(str(k) for k in range(len(steps)))]
    if len(wearers) < 2:
        return dict.fromkeys(names, Synchrony(withheld="one_wearer"))
    rates, knowns = zip(
        *(_rate_grid(of.corrected.nn, duration_s, settings) for of in wearers.values()),
        strict=True,
    )
    spans: dict[str, Span | None] = {WHOLE: None}
    spans |= {str(k): (step.start_s, step.end_s) for k, step in enumerate(steps)}
    a, b = (wearers[w].beat_time_sd_s or 0.0 for w in (Wearer.A, Wearer.B))
    return synchrony_of_spans(
        rates[0],
        rates[1],
        settings.whole_rate_hz,
        spans=spans,
        excluded=[(s.start_s, s.end_s) for s in steps if s.instructed],
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
        ),
        progress=progress,
    )


def _rate_grid(
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
