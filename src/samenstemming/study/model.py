"""What a study file may hold, as types; the shape and nothing else.

A study says beforehand who does what in which order, what is shown, and what counts as
good enough. The list of arms is made before the first couple and stands in the file,
row by row: nobody draws lots at the door, and the list can be read by whoever reviews
the study. What must agree with what is in `sense`.
"""

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from samenstemming.exercises.model import Identifier, Text
from samenstemming.words import sentence

Arm = Literal["no_feedback", "shape_only", "shape_and_cues"]
Scope = Literal[
    "record",
    "live",
    "look_back",
    "two_lines",
    "free_text",
    "research_export",
    "recontact",
]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


def _quiet(text: str) -> str:
    if not text.replace("\n", "").replace("\t", "").isprintable():
        msg = sentence("wrong.study.control")
        raise ValueError(msg)
    return text


Note = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_quiet)]
Version = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Check(_Strict):
    """Something to be ticked before a couple takes part; the answer is kept nowhere."""

    id: Identifier
    text: Text


class Visit(_Strict):
    """One session of the protocol."""

    id: Identifier
    title: Text


class Order(_Strict):
    """Which exercises each session holds, in their order."""

    id: Identifier
    sessions: dict[
        Identifier, Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=8)]
    ]


class Row(_Strict):
    """What one couple gets: the arm, the order, and who is called A in exercises."""

    arm: Arm
    order: Identifier
    starts: Literal["a", "b"]


class Limits(_Strict):
    """What a session has to reach to count."""

    usable_share: Share = 0.8
    corrected_share: Share = 0.1


class Scale(_Strict):
    """A question that is answered with a number."""

    kind: Literal["scale"]
    id: Identifier
    text: Text
    lowest: Annotated[int, Field(ge=0, le=100)]
    highest: Annotated[int, Field(ge=1, le=100)]
    low_label: Text
    high_label: Text
    required: bool = True

    @model_validator(mode="after")
    def _upwards(self) -> Self:
        if not self.lowest < self.highest:
            msg = sentence(
                "wrong.study.upwards", lowest=self.lowest, highest=self.highest
            )
            raise ValueError(msg)
        return self


class Option(_Strict):
    """One answer to choose."""

    id: Identifier
    text: Text


class Choice(_Strict):
    """A question that is answered with one of a few."""

    kind: Literal["choice"]
    id: Identifier
    text: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)]
    required: bool = True


class Words(_Strict):
    """A question that is answered in one's own words."""

    kind: Literal["text"]
    id: Identifier
    text: Text
    required: bool = False


Question = Annotated[Scale | Choice | Words, Field(discriminator="kind")]


class Form(_Strict):
    """Questions for each partner alone, before or after a session."""

    id: Identifier
    when: Literal["before", "after"]
    title: Text
    sessions: tuple[Identifier, ...] = ()
    """The sessions it belongs to; all of them where none is named."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=60)]


class Study(_Strict):
    """A whole study file."""

    schema_version: Literal[1]
    id: Identifier
    version: Version
    title: Text
    pair_prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}$")] = "D"
    screening: tuple[Check, ...] = ()
    consent: Annotated[tuple[Scope, ...], Field(min_length=1)]
    sessions: Annotated[tuple[Visit, ...], Field(min_length=1, max_length=20)]
    orders: Annotated[tuple[Order, ...], Field(min_length=1, max_length=24)]
    block: Annotated[int, Field(ge=1, le=200)] | None = None
    """Each so many rows hold every arm equally often."""
    allocation: Annotated[tuple[Row, ...], Field(min_length=1, max_length=2000)]
    settings: dict[str, float | int] = Field(default_factory=dict)
    quality: Limits = Limits()
    forms: Annotated[tuple[Form, ...], Field(max_length=20)] = ()
    notes: Note = ""

    def order(self, name: str) -> Order:
        """The order of this name, which `sense` has looked for."""
        return next(order for order in self.orders if order.id == name)

    def visit(self, name: str) -> Visit | None:
        """The session of this name, if there is one."""
        return next((visit for visit in self.sessions if visit.id == name), None)

    def forms_of(self, session: str, when: str) -> tuple[Form, ...]:
        """The forms of this session, before or after it."""
        return tuple(
            form
            for form in self.forms
            if form.when == when and (not form.sessions or session in form.sessions)
        )

    def exercises(self) -> tuple[str, ...]:
        """Every exercise that is used, once, in order of first use."""
        used = [
            name
            for order in self.orders
            for visit in self.sessions
            for name in order.sessions.get(visit.id, ())
        ]
        return tuple(dict.fromkeys(used))
