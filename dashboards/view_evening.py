"""The evening around the talk as values: where the two are, what both yes'es allow.

Streamlit keeps a `Flow` for each visitor in memory and nowhere else: what one answered
in private is gone with the tab. What leaves this file is only what both together come
to. Nothing here tells the answers of one to a screen of both: who said no, and whether
it was one or both, looks the same (conversation.md 4.1, T24).

What surprised us: one partner without a strap is seen by both, because nobody puts one
on. So that answer alone cannot stay private, and the sentence beside it says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from samenstemming import Wearer
from samenstemming.home import FREE_TEXT, SCOPES, Offer, offer

if TYPE_CHECKING:
    from samenstemming.home import Exercise

RECORD: Final = "record"
LIVE: Final = "live"

ON_AT_FIRST: Final = frozenset({RECORD, LIVE})
"""All others are off until somebody says yes (conversation.md 4.4)."""

CALM_EVENINGS: Final = 2
"""So many evenings come before the first hard talk (conversation.md 4.1)."""

WHAT: Final = ("what", "when_not", "private")
"""The three cards of a first time."""


class Stage(StrEnum):
    """The pages of an evening, in their order; the last three are beside it."""

    HOME = "home"
    WHAT = "what"
    NAMES = "names"
    TURN = "turn"
    STRAPS = "straps"
    CHOOSE = "choose"
    OWN = "own"
    LOOK = "look"
    LOOP = "loop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What one of the two said in private. Never written down as a whole.

    `scopes` go into the recording's meta; the other two are for this evening alone.
    """

    scopes: frozenset[str] = ON_AT_FIRST
    deeper: bool = False
    buttons_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tonight:
    """What both answers together come to: all that anybody else may know."""

    strapped: tuple[Wearer, ...]
    consent: tuple[str, ...]
    arm: str
    buttons_only: bool
    may_go_deeper: bool
    keeps_words: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Where one visitor's evening is. Every step makes a new value."""

    stage: Stage = Stage.HOME
    card: int = 0
    turn: Wearer = Wearer.A
    alone: bool = False
    answers: Mapping[Wearer, Answers] = field(default_factory=dict)
    straps: Mapping[Wearer, str] = field(default_factory=dict)

    # -- forwards -------------------------------------------------------------------

    def begin(self, *, onboarded: bool, named: bool) -> "Flow":
        """From the first page to what comes next; answers begin anew."""
        new = replace(self, answers={}, straps={}, card=0, turn=Wearer.A, alone=False)
        if not onboarded:
            return replace(new, stage=Stage.WHAT)
        return replace(new, stage=Stage.TURN if named else Stage.NAMES)

    def next_card(self) -> "Flow":
        """The next card, or after the last the names."""
        if self.card + 1 < len(WHAT):
            return replace(self, card=self.card + 1)
        return replace(self, stage=Stage.NAMES, card=0)

    def named(self) -> "Flow":
        """After the names the first private turn."""
        return replace(self, stage=Stage.TURN, turn=Wearer.A, alone=False)

    def by_oneself(self) -> "Flow":
        """Who has the turn says to be alone at the screen."""
        return replace(self, alone=True)

    def answered(self, answers: Answers) -> "Flow":
        """One has answered: the other's turn, or on to the straps."""
        held = {**self.answers, self.turn: answers}
        if len(held) < len(Wearer):
            return replace(self, answers=held, turn=self.turn.other, alone=False)
        return replace(self, answers=held, stage=Stage.STRAPS, alone=False)

    def with_straps(self, straps: Mapping[Wearer, str]) -> "Flow":
        """These straps, or none, and on to the exercises."""
        worn = tonight(self.answers).strapped
        kept = {wearer: strap for wearer, strap in straps.items() if wearer in worn}
        return replace(self, straps=kept, stage=Stage.CHOOSE)

    def one_more(self) -> "Flow":
        """One more exercise: each is asked again, alone (conversation.md 0.6)."""
        return Flow(stage=Stage.TURN)

    # -- beside the way -------------------------------------------------------------

    def to_own_turns(self) -> "Flow":
        """After the talk to the short turns of each alone; nobody is at it yet."""
        return Flow(stage=Stage.OWN)

    def own_turn_of(self, wearer: Wearer) -> "Flow":
        """Who has the turn after the talk says to be alone at the screen."""
        return Flow(stage=Stage.OWN, turn=wearer, alone=True)

    def looking_back(self) -> "Flow":
        """To the look back at a recording of the list."""
        return Flow(stage=Stage.LOOK)

    def to_the_loop(self) -> "Flow":
        """To the couple's own loop."""
        return Flow(stage=Stage.LOOP)

    # -- backwards ------------------------------------------------------------------

    def back(self) -> "Flow":
        """The page before. Nobody gets back to another's answers: they begin anew."""
        match self.stage:
            case Stage.WHAT if self.card:
                return replace(self, card=self.card - 1)
            case Stage.TURN if self.alone:
                return replace(self, alone=False)
            case Stage.CHOOSE:
                return replace(self, stage=Stage.STRAPS)
            case _:
                return Flow()


def tonight(answers: Mapping[Wearer, Answers]) -> Tonight:
    """What both yes'es come to; who has not answered said no to everything."""
    none = Answers(scopes=frozenset())
    both = {wearer: answers.get(wearer, none) for wearer in Wearer}

    def all_said(scope: str) -> bool:
        return all(scope in of.scopes for of in both.values())

    return Tonight(
        strapped=tuple(w for w, of in both.items() if RECORD in of.scopes),
        consent=tuple(
            f"{wearer.value}:{scope}"
            for wearer, of in both.items()
            for scope in SCOPES
            if scope in of.scopes
        ),
        arm="shape_and_cues" if all_said(LIVE) else "no_feedback",
        buttons_only=any(of.buttons_only for of in both.values()),
        may_go_deeper=all(of.deeper for of in both.values()),
        keeps_words=all_said(FREE_TEXT),
    )


def offered(
    exercises: Iterable["Exercise"],
    answers: Mapping[Wearer, Answers],
    *,
    done: Iterable[str],
    begun_tonight: Iterable[str] = (),
    evenings_before: int,
) -> Offer:
    """What may be chosen: nothing hard at first, and one deep exercise an evening.

    A deep one that was begun counts, finished or not. On the first evenings the line
    is the same as where somebody said no.
    """
    known = tuple(exercises)
    deep = {of.id for of in known if of.level == "deep"}
    may = evenings_before >= CALM_EVENINGS and tonight(answers).may_go_deeper
    return offer(
        known,
        done=frozenset(done),
        yes=dict.fromkeys(Wearer, may),
        deep_done_tonight=bool(deep & set(begun_tonight)),
    )


def size_text(n_bytes: int) -> str:
    """Bytes as people say them: the same in both languages."""
    if n_bytes < 1_000_000:
        return f"{max(1, round(n_bytes / 1000))} kB"
    return f"{n_bytes / 1_000_000:.0f} MB"
