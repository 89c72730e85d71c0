"""Many p-values at once: what each is worth when somebody looks at all of them.

Holm's step-down (1979, Scand J Stat 6:65): the chance that any true null among the
family is rejected stays below the level, whatever the tests have to do with each other.
Benjamini & Hochberg would find more among many; steps are few, and one false "here they
moved together" is one too many.
"""

from collections.abc import Sequence
from typing import Final

METHOD: Final = "holm"


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Adjusted p-values in the same order; None stays None and counts for no test."""
    ranked = sorted((p, k) for k, p in enumerate(p_values) if p is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    highest = 0.0
    for rank, (p, k) in enumerate(ranked):
        highest = max(highest, min(1.0, (len(ranked) - rank) * p))
        adjusted[k] = highest
    return tuple(adjusted)
