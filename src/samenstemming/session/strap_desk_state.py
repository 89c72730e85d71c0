"""What a screen knows about the straps at one moment, as a value.

Codes and shares, never sentences: each screen speaks its visitor's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from samenstemming.events import Wearer
from samenstemming.session.preflight_check import Check
from samenstemming.session.strap_memory import Forgotten
from samenstemming.sources.ble_names import SeenStrap

if TYPE_CHECKING:
    from samenstemming.session.whose_listening import Answer


class Work(StrEnum):
    """What the radio is being used for."""

    CHECK = "check"
    LOOK = "look"
    WHOSE = "whose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why something could not be done; a screen picks its sentence by the code."""

    code: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """How things are at this moment."""

    work: Work | None = None
    stage: str = ""
    share: float = 0.0
    checks: tuple[Check, ...] | None = None
    checked_at: datetime | None = None
    checked_for: Mapping[Wearer, str] = field(default_factory=dict)
    looked: bool = False
    seen: tuple[SeenStrap, ...] = ()
    answer: "Answer | None" = None
    problems: Mapping[str, Problem] = field(default_factory=dict)
    not_kept: Problem | None = None
    forgotten: Forgotten | None = None
