"""What an exercise file may hold, as types; the shape and nothing else.

pydantic checks the shape (docs/exercises.md lists every field). What makes an exercise
a fair one (equal time, both languages plain) is in `fairness`: a therapist who
writes a file should hear of both, each with its line.

`extra="forbid"` everywhere: a mistyped `minuts` that is quietly ignored would be a step
without a length.
"""

import re
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from samenstemming.words import sentence

SCHEMA_VERSION: Final = 1

Level = Literal["start", "middle", "deep", "follow_up"]
Speaker = Literal["none", "A", "B", "both"]
Display = Literal[
    "dark", "signal_check", "pacer", "together", "own_private", "look_back"
]
LiveCues = Literal["none", "flood_only", "flood_and_together"]
Action = Literal["none", "offer_pause", "pause_now", "slow_down"]
Resume = Literal["same_step", "repeat_step", "ask_couple"]
Choice = Literal["continue", "little_longer", "long_break_20min", "stop_today"]
Private = Literal["feeling_words", "need_words"]
Moment = Literal["ask", "answer", "received"]

_NO_MARKUP: Final = re.compile(
    r"[<>`\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufeff]|\]\(|https?:",
    re.IGNORECASE,
)
_PLACES: Final = re.compile(r"\{([^{}]*)\}")
_PICTURES: Final = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """The text as it is; ValueError where a screen could not just show it."""
    if _NO_MARKUP.search(text):
        raise ValueError(sentence("wrong.exercise.markup"))
    if _PICTURES.search(text):
        raise ValueError(sentence("wrong.exercise.pictures"))
    rest = _PLACES.sub("", text)
    if "{" in rest or "}" in rest:
        raise ValueError(sentence("wrong.exercise.open_brace", a="{A}", b="{B}"))
    for name in _PLACES.findall(text):
        if name not in ("A", "B"):
            place = f"{{{name}}}"
            msg = sentence("wrong.exercise.other_name", name=place, a="{A}", b="{B}")
            raise ValueError(msg)
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=600),
    AfterValidator(plain),
]
Identifier = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$", strict=True)
]
Minutes = Annotated[float, Field(gt=0, le=60, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Strict):
    """One text, Dutch and English side by side."""

    nl: Line
    en: Line


class TextList(_Strict):
    """Texts that belong together, one for one in both languages."""

    nl: Annotated[tuple[Line, ...], Field(min_length=1, max_length=40)]
    en: Annotated[tuple[Line, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _as_many(self) -> Self:
        if len(self.nl) != len(self.en):
            msg = sentence(
                "wrong.exercise.not_as_many", nl=len(self.nl), en=len(self.en)
            )
            raise ValueError(msg)
        return self


class Biofeedback(_Strict):
    """What the shared screen does during a step."""

    display: Display
    live_cues: LiveCues
    shows: Text

    @model_validator(mode="before")
    @classmethod
    def _off_is_false(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("display") is False:
            raise ValueError(sentence("wrong.exercise.display_off"))
        return value


class OnFlooded(_Strict):
    """What happens when it is too much by the sensor; the button always pauses."""

    action: Action
    text: Text
    go_to: Identifier | None = None
    resume: Resume


class Measure(_Strict):
    """A step that says what somebody's own rest, or own talking, looks like."""

    baseline: Literal["rest", "talk"]
    discard_first_s: Seconds | None = None
    min_clean_s: Seconds | None = None


class Step(_Strict):
    """One step of an exercise: who speaks, for how long, and what the screen does."""

    id: Identifier
    title: Text
    purpose: Text
    minutes: Minutes
    speaker: Speaker
    prompt: Text
    biofeedback: Biofeedback
    on_flooded: OnFlooded
    measure: Measure | None = None
    cards: TextList | None = None
    starters: TextList | None = None
    private_choice: Private | None = None
    choices: tuple[Choice, ...] = ()
    markers: tuple[Identifier, ...] = ()
    moment: Moment | None = None
    optional: bool = False
    expected_movement: bool = False
    instructed_synchrony: bool = False

    @property
    def seconds(self) -> float:
        """Planned length."""
        return self.minutes * 60

    @property
    def instructed(self) -> bool:
        """Whether a shared rhythm is asked for, so that nothing is read into it."""
        return self.instructed_synchrony or self.biofeedback.display == "pacer"


class Exercise(_Strict):
    """One guided talk."""

    id: Identifier
    order: Annotated[int, Field(ge=1, le=999)]
    level: Level
    minutes: Minutes
    task_label: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,24}$")]
    title: Text
    purpose: Text
    prerequisites: tuple[Identifier, ...] = ()
    note: str = ""
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=60)]


class PauseRoutine(_Strict):
    """The way out of every step, and back."""

    id: Identifier
    title: Text
    purpose: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Button(_Strict):
    """A button that is always there, for either of the two."""

    nl: Line
    en: Line
    who: Literal["either"]
    always: Literal[True]
    event: Identifier
    note: str = ""


class FeelingWords(_Strict):
    """Words to choose from in private; sharing is a second, separate choice."""

    outside: TextList
    inside: TextList
    warm: TextList
    none: TextList


class ExerciseFile(_Strict):
    """A whole file. Only the built-in one has to bring more than its exercises."""

    schema_version: Literal[1]
    languages: tuple[Literal["nl"], Literal["en"]] = ("nl", "en")
    content_version: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    review: str = ""
    buttons: dict[Identifier, Button] = Field(default_factory=dict)
    on_flooded: dict[Identifier, OnFlooded] = Field(default_factory=dict)
    feeling_words: FeelingWords | None = None
    need_words: TextList | None = None
    pause_routine: PauseRoutine | None = None
    exercises: Annotated[tuple[Exercise, ...], Field(min_length=1)]
