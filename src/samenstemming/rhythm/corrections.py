"""The log of what was done to the intervals: what, where, why and by whom.

One entry is one block of neighbouring intervals. `rr_ms` is what was measured, `nn_ms`
what stands in its place; where that is empty nothing does, and `left_out` says why. An
entry of a person's own edit (`beat_edits`) has `who` manual.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from samenstemming.events import Wearer


class Who(StrEnum):
    """Who found it: the beat-to-beat rules, an absolute gate, or a person."""

    RULES = "rules"
    GATE = "gate"
    MANUAL = "manual"


NOTHING_MORE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One block of intervals that is not what the strap said.

    `index` is the first of them in the wearer's beats, `t_s` the beat that ends the
    last. `why`: missed, extra, ectopic, implausible, or a manual edit's action.
    `left_out`: edge, drop_out, irregular, too_long, no_fit; None where divided anew.
    """

    wearer: Wearer
    index: int
    t_s: float
    why: str
    who: Who
    rr_ms: tuple[float, ...]
    nn_ms: tuple[float, ...]
    left_out: str | None = None
    about: Mapping[str, str] = field(default_factory=lambda: NOTHING_MORE)

    def to_json(self) -> dict[str, object]:
        """As it stands under `corrections` in the JSON."""
        return {
            "t_s": self.t_s,
            "index": self.index,
            "why": self.why,
            "who": self.who.value,
            "rr_ms": list(self.rr_ms),
            "nn_ms": list(self.nn_ms),
            "left_out": self.left_out,
            **self.about,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """What a person decided about one wearer's beats, by the beats' own times.

    `kept_s` are beats whose interval is right whatever the rules say, `made_s` those
    whose interval the person made; `log` has an entry for each edit.
    """

    kept_s: frozenset[float] = frozenset()
    made_s: frozenset[float] = frozenset()
    log: tuple[Correction, ...] = ()


UNTOUCHED: Final = ByHand()
