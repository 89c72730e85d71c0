"""One thing looked at before a talk, as a value that any screen can show.

A check holds codes and values, never a sentence: the terminal, the app's first screen
and `--json` pick the language themselves. One that is not in order always says what to
do; a warning without advice would only frighten people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from samenstemming.events import Wearer
from samenstemming.words import Language, say


class State(StrEnum):
    """How it is. A warning lets a talk begin; a failure does not."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, what was found, and what to do about it.

    `code` names the sentence of what was found (`doctor.<name>.<code>`), `advice` that
    of what to do (`doctor.do.<advice>`); both leave the same `values` open.
    """

    name: str
    state: State
    code: str = "ok"
    advice: str = ""
    wearer: Wearer | None = None
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        assert (self.state is State.OK) == (self.advice == ""), self

    def label(self, language: Language) -> str:
        """What was looked at, as people call it."""
        label = say(f"doctor.{self.name}", language)
        return label if self.wearer is None else f"{label} {self.wearer.upper()}"

    def evidence(self, language: Language) -> str:
        """What was found, as a sentence or a figure."""
        return say(f"doctor.{self.name}.{self.code}", language, **self.values)

    def what_to_do(self, language: Language) -> str | None:
        """What a person can do about it; None where nothing need be done."""
        if not self.advice:
            return None
        return say(f"doctor.do.{self.advice}", language, **self.values)

    def to_json(self, language: Language) -> dict[str, object]:
        """All of it as JSON values."""
        return {
            "name": self.name,
            "wearer": None if self.wearer is None else self.wearer.value,
            "state": self.state.value,
            "code": self.code,
            "evidence": self.evidence(language),
            "what_to_do": self.what_to_do(language),
            "values": dict(self.values),
        }


def in_order(checks: Iterable[Check]) -> bool:
    """Whether nothing fails."""
    return all(check.state is not State.FAIL for check in checks)
