"""How long the two took to be calm together after an answer (conversation.md T07).

`answer` is the marker at the end of a step in which somebody answers a request. From
there on, the first minute in which both are less than 8 bpm above their own baseline,
with good signals of both; a researcher's figure, never shown to the two. Exploratory:
being calm after an answer may also mean that somebody has given up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samenstemming.events import Event, Marker
from samenstemming.measures.moments import calm_together
from samenstemming.series import DyadFrame
from samenstemming.settings import Settings

ANSWER: Final = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettling:
    """`took_s`: from the answer to the end of the calm minute; None says why below."""

    t_s: float
    step: str | None
    speaker: str | None
    took_s: float | None
    withheld: str | None


def answers_settled(
    frames: Sequence[DyadFrame], events: Sequence[Event], settings: Settings
) -> tuple[AnswerSettling, ...]:
    """One for each answer, in order of time."""
    calm = calm_together(frames, settings)
    found = []
    for event in events:
        if not isinstance(event, Marker) or event.name != ANSWER:
            continue
        t_s = event.t_ns / 1e9
        ends_s = t_s + settings.moment_settle_within_s
        done_s = min(
            (
                max(start_s, t_s) + settings.moment_settled_s
                for start_s, end_s in calm
                if max(start_s, t_s) + settings.moment_settled_s <= end_s
            ),
            default=None,
        )
        took_s = None if done_s is None or done_s > ends_s else done_s - t_s
        found.append(
            AnswerSettling(
                t_s=t_s,
                step=_text(event, "step"),
                speaker=_text(event, "speaker"),
                took_s=took_s,
                withheld=None if took_s is not None else _why(frames, t_s, ends_s),
            )
        )
    return tuple(found)


def _why(frames: Sequence[DyadFrame], t_s: float, ends_s: float) -> str:
    """Why there is no time: unknown for most of it, over too soon, or not settled."""
    after = [of for of in frames if t_s < of.t_s <= ends_s]
    reasons = [
        next((r for r in (of.reason, *_reasons(of)) if r is not None), None)
        for of in after
    ]
    unknown = [reason for reason in reasons if reason is not None]
    if 2 * len(unknown) > len(after):
        return max(sorted(set(unknown)), key=unknown.count)
    if not after or after[-1].t_s < ends_s - 1:
        return "ended_before"
    return "not_settled"


def _reasons(frame: DyadFrame) -> list[str | None]:
    return ["one_wearer" if of is None else of.reason for of in (frame.a, frame.b)]


def _text(marker: Marker, name: str) -> str | None:
    value = marker.data.get(name)
    return value if isinstance(value, str) else None
