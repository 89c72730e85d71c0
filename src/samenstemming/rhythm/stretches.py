"""Runs of beats, and stretches: runs that only a short hole keeps apart.

A lost notification ends a run, since an interval may be missing. Artefact correction
needs some ninety beats of context, and at one loss in a hundred notifications runs
are no longer than that; so correction looks at a stretch, while no interval ever
crosses from one run into the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from samenstemming.series import Beat


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Runs with holes of at most `longest_hole_s` between them."""

    runs: tuple[tuple[Beat, ...], ...]

    def __len__(self) -> int:
        return sum(len(run) for run in self.runs)

    @property
    def beats(self) -> tuple[Beat, ...]:
        """All beats of the stretch."""
        return tuple(beat for run in self.runs for beat in run)


def runs_of(beats: Sequence[Beat]) -> list[tuple[Beat, ...]]:
    """Consecutive beats of one run each. All must have an interval."""
    runs: list[list[Beat]] = []
    for beat in beats:
        if runs and runs[-1][-1].run == beat.run:
            runs[-1].append(beat)
        else:
            runs.append([beat])
    return [tuple(run) for run in runs]


def stretches(beats: Sequence[Beat], *, longest_hole_s: float) -> list[Stretch]:
    """Group runs whose holes are at most `longest_hole_s` seconds long.

    With 0 every run is a stretch of its own.
    """
    groups: list[list[tuple[Beat, ...]]] = []
    runs = runs_of(beats)
    for i, run in enumerate(runs):
        if i and longest_hole_s > 0 and hole_s(runs[i - 1], run) <= longest_hole_s:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [Stretch(runs=tuple(group)) for group in groups]


def hole_s(before: Sequence[Beat], after: Sequence[Beat]) -> float:
    """Seconds between the last beat of a run and the first interval of the next."""
    return after[0].t_s - (after[0].rr_ms or 0.0) / 1000 - before[-1].t_s
