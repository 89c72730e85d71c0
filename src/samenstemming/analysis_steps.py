"""The steps of a session, read from its markers.

A step begins at `step_begin` and ends at the next `step_end`, the next step, or the
end of the record. Steps whose movement was asked for (a pacer, a shared rhythm) are
`instructed`: they are labelled and left out of the record's statistics.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from samenstemming.events import Event, Marker
from samenstemming.measures.step_context import is_instructed


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an exercise or one condition of a protocol."""

    id: str
    start_s: float
    end_s: float
    speaker: str | None
    instructed: bool


def steps_of(events: Iterable[Event], duration_s: float) -> tuple[Step, ...]:
    """All steps in order of time."""
    steps: list[Step] = []
    current: Marker | None = None
    for event in events:
        if not isinstance(event, Marker):
            continue
        if event.name not in ("step_begin", "step_end"):
            continue
        if current is not None:
            steps.append(_step(current, event.t_ns / 1e9))
        current = event if event.name == "step_begin" else None
    if current is not None:
        steps.append(_step(current, duration_s))
    return tuple(step for step in steps if step.end_s > step.start_s)


def paced_pauses(
    events: Iterable[Event], duration_s: float
) -> tuple[tuple[float, float], ...]:
    """Stretches of a pause in which a common rhythm was asked for."""
    found: list[tuple[float, float]] = []
    since_s: float | None = None
    for event in events:
        if not isinstance(event, Marker) or event.name not in PAUSE_ENDS:
            continue
        if since_s is not None:
            found.append((since_s, event.t_ns / 1e9))
        paced = event.name == "pause_step" and is_instructed(event.data)
        since_s = event.t_ns / 1e9 if paced else None
    if since_s is not None:
        found.append((since_s, duration_s))
    return tuple(found)


PAUSE_ENDS: Final = ("pause_step", "resume", "step_begin", "step_end")


def _step(begin: Marker, end_s: float) -> Step:
    speaker = begin.data.get("speaker")
    return Step(
        id=str(begin.data.get("id", begin.note or "step")),
        start_s=begin.t_ns / 1e9,
        end_s=end_s,
        speaker=str(speaker) if speaker is not None else None,
        instructed=is_instructed(begin.data),
    )
