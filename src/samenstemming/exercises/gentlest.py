"""Private choices, and what they come to for both: never whose choice it was.

Two rules of conversation.md 4.1. After a break the gentlest choice counts for both.
And a deeper exercise is there only if both said yes in private, this very evening;
whoever did not, and whether it was one or both, the same exercises are offered and the
same line is shown. What each one chose is held here until both have, and is nowhere
written down.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from samenstemming.events import Wearer

if TYPE_CHECKING:
    from samenstemming.exercises.model import Choice, Exercise

GENTLEST_FIRST: "Final[tuple[Choice, ...]]" = (
    *("stop_today", "long_break_20min", "little_longer", "continue"),
)

ASKS_A_YES: Final = ("middle", "deep")


@dataclass(slots=True)
class Ballot:
    """Collects one private choice of each; tells the outcome and forgets."""

    _chosen: "dict[Wearer, Choice]" = field(default_factory=dict)

    def choose(self, wearer: Wearer, choice: "Choice") -> "Choice | None":
        """The outcome once both have chosen; None while one has not."""
        self._chosen[wearer] = choice
        if len(self._chosen) < len(Wearer):
            return None
        outcome = min(self._chosen.values(), key=GENTLEST_FIRST.index)
        self._chosen.clear()
        return outcome

    def waits_for(self) -> tuple[Wearer, ...]:
        """Who has not chosen yet: a screen asks them one at a time."""
        return tuple(wearer for wearer in Wearer if wearer not in self._chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The exercises of this evening in their order, and whether only the calm ones.

    `only_calm` shows the one neutral line. It is the same for everybody who sees it.
    """

    ids: tuple[str, ...]
    only_calm: bool


def offer(
    exercises: "Iterable[Exercise]",
    *,
    done: Collection[str],
    yes: Mapping[Wearer, bool],
    deep_done_tonight: bool = False,
) -> Offer:
    """What may be chosen now.

    `done` are exercises finished before, `yes` the private answers of this evening
    (missing is no). At most one deep exercise an evening (conversation.md 2).
    """
    both = all(yes.get(wearer, False) for wearer in Wearer)
    ids = []
    held_back = False
    for exercise in sorted(exercises, key=lambda of: of.order):
        if not set(exercise.prerequisites) <= set(done):
            continue
        if exercise.level in ASKS_A_YES and not both:
            held_back = True
            continue
        if exercise.level == "deep" and deep_done_tonight:
            continue
        ids.append(exercise.id)
    return Offer(ids=tuple(ids), only_calm=held_back)
