"""The further measures of synchrony for a recording: asked for, never by default.

`analyze --more` puts them under `synchrony_more`. They cost seconds for ten minutes
and half a minute for an hour, and they answer other studies' questions; what the
analysis itself says under `synchrony` does not change by a bit. Instructed steps are
left out here, too.
"""

from collections.abc import Callable

import numpy as np

from samenstemming.analysis_values import Analysis, WearerAnalysis
from samenstemming.measures.imported_clock import imported_clock_in
from samenstemming.measures.synchrony_table import SynchronyTable, synchrony_table
from samenstemming.measures.synchrony_table_json import table_json, withheld_json
from samenstemming.rhythm.resample import heart_period
from samenstemming.series import Bools, Floats


def further_synchrony(
    analysis: Analysis,
    *,
    surrogates: int | None = None,
    seed: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> SynchronyTable | str:
    """The table over the whole record, or the code of the reason why there is none."""
    if len(analysis.wearers) < 2:
        return "one_wearer"
    why = imported_clock_in(analysis.recording.meta).p_withheld
    if why is not None:
        return why
    (hr_a, known_a), (hr_b, known_b) = (
        _rate_grid(of, analysis) for of in analysis.wearers.values()
    )
    return synchrony_table(
        hr_a,
        hr_b,
        analysis.settings.whole_rate_hz,
        known_a=known_a,
        known_b=known_b,
        settings=analysis.settings,
        surrogates=surrogates,
        seed=seed,
        progress=progress,
    )


def further_synchrony_json(table: SynchronyTable | str) -> dict[str, object]:
    """The value of `synchrony_more` in the JSON."""
    return withheld_json(table) if isinstance(table, str) else table_json(table)


def _rate_grid(of: WearerAnalysis, analysis: Analysis) -> tuple[Floats, Bools]:
    """Heart rate in bpm from session zero on, known where it counts."""
    grid = heart_period(
        of.corrected.nn,
        rate_hz=analysis.settings.whole_rate_hz,
        start_s=0.0,
        end_s=analysis.duration_s,
        bridge_s=analysis.settings.gap_s,
    )
    real = grid.period_ms > 0
    rate = np.zeros(grid.period_ms.size)
    rate[real] = 60_000 / grid.period_ms[real]
    known = grid.known & real
    for part in analysis.steps:
        if part.step.instructed:
            inside = (grid.t_s >= part.step.start_s) & (grid.t_s < part.step.end_s)
            known &= ~inside
    return rate, known
