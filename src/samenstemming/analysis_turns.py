"""Steps and turns as people looked at them: each with its synchrony, many at a time.

Many p-values at once are many chances of a false one: those of the steps are one
family and those of the turns another, each adjusted by Holm's method. Instructed steps
are in neither, since likeness was asked for.
"""

from collections.abc import Mapping, Sequence

from samenstemming.analysis_pair import turn_name
from samenstemming.analysis_steps import Step
from samenstemming.analysis_values import (
    StepAnalysis,
    TurnAnalysis,
    WearerAnalysis,
)
from samenstemming.analysis_wearer import part_of
from samenstemming.events import Wearer
from samenstemming.measures.multiplicity import holm
from samenstemming.measures.speech import Turn
from samenstemming.measures.synchrony import Synchrony
from samenstemming.settings import Settings


def step_analyses(
    steps: Sequence[Step],
    turns: Sequence[Turn],
    wearers: Mapping[Wearer, WearerAnalysis],
    found: Mapping[str, Synchrony],
    settings: Settings,
) -> tuple[StepAnalysis, ...]:
    """Each step: the wearers' variability, the pair's synchrony, its adjusted p."""
    of_steps = [found[str(k)] for k in range(len(steps))]
    adjusted = holm([one.p_value for one in of_steps])
    return tuple(
        StepAnalysis(
            step=step,
            wearers={
                w: part_of(
                    of.beats, of.corrected, step.start_s, step.end_s, settings, turns
                )
                for w, of in wearers.items()
            },
            synchrony=synchrony,
            p_adjusted=p,
        )
        for step, synchrony, p in zip(steps, of_steps, adjusted, strict=True)
    )


def turn_analyses(
    turns: Sequence[Turn], found: Mapping[str, Synchrony]
) -> tuple[TurnAnalysis, ...]:
    """Each turn: who speaks, the pair's synchrony, its adjusted p."""
    of_turns = [found[turn_name(k)] for k in range(len(turns))]
    adjusted = holm([one.p_value for one in of_turns])
    return tuple(
        TurnAnalysis(turn=turn, synchrony=synchrony, p_adjusted=p)
        for turn, synchrony, p in zip(turns, of_turns, adjusted, strict=True)
    )
