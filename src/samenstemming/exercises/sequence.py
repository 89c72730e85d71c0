"""Exercises one after the other as one talk, so that their rest serves them all.

A study's session is often more than one exercise: the rest of the first is the baseline
of the next. One recording with one talk keeps them together. Its id is theirs joined by
`+`, so that a talk that was cut off finds itself again.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from samenstemming.exercises.model import Exercise, Step

JOINER: Final = "+"


def names_in(name: str) -> tuple[str, ...]:
    """The exercises that this name joins; the name itself where it is one."""
    return tuple(name.split(JOINER))


def joined(parts: "Sequence[Exercise]") -> "Exercise":
    """All steps of these in order; a step id that comes twice gets its exercise's."""
    first = parts[0]
    if len(parts) == 1:
        return first
    nl = ", ".join(part.title.nl for part in parts)
    en = ", ".join(part.title.en for part in parts)
    return first.model_copy(
        update={
            "id": JOINER.join(part.id for part in parts),
            "minutes": sum(part.minutes for part in parts),
            "title": first.title.model_copy(update={"nl": nl, "en": en}),
            "prerequisites": (),
            "steps": tuple(_steps(parts)),
        }
    )


def _steps(parts: "Sequence[Exercise]") -> "Iterator[Step]":
    seen: set[str] = set()
    for part in parts:
        for step in part.steps:
            name = f"{part.id}_{step.id}" if step.id in seen else step.id
            seen.add(name)
            yield step if name == step.id else step.model_copy(update={"id": name})
