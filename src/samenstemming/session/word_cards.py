"""Cards that the two choose from in private: what is shared, and what is written down.

What somebody chose is held here and nowhere else until that one shares it; then it is
in the status, for both, with no name beside it. The recording says that a card was
chosen and whether it was shared (T09). Which card it was stands there only for whom
consented to free text (T08, T17): the consent is each one's own, and so are the words.

Passing takes back what was shared, leaves nothing on a screen and names nobody (T24).
A crash forgets the cards; who wants to choose again can.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from samenstemming.errors import ControlError
from samenstemming.events import Wearer
from samenstemming.session.protocol import Command, Request
from samenstemming.session.talk import Draft

if TYPE_CHECKING:
    from samenstemming.exercises.model import Exercise, ExerciseFile, Step, TextList

CARD_CHOSEN: Final = "card_chosen"
CARD_PASSED: Final = "card_passed"

FREE_TEXT: Final = "free_text"
"""The scope of consent (`consent.SCOPES`)."""

CARDS: Final = "cards"
FEELING_WORDS: Final = "feeling_words"
NEED_WORDS: Final = "need_words"

Word = Mapping[str, str]
_Place = tuple[Wearer, str, str]


@dataclass(frozen=True, slots=True)
class _Chosen:
    index: int
    shared: bool


class WordCards:
    """What each has chosen in this talk, by step and list."""

    def __init__(self, exercise: "Exercise", free_text: frozenset[Wearer]) -> None:
        self._exercise = exercise
        self._free_text = free_text
        self._chosen: dict[_Place, _Chosen] = {}

    def press(self, request: Request) -> list[Draft]:
        """The markers of a press; ControlError where there is no such card."""
        wearer = Wearer(request.text("wearer"))
        step, of = request.text("step"), request.text("list")
        cards = self._cards(step, of)
        if request.command is Command.CARD_PASS:
            return self._pass(wearer, step, of)
        index = request.arguments.get("index")
        if not isinstance(index, int) or not 0 <= index < len(cards):
            raise _no_card(step, of)
        chosen = _Chosen(index, request.arguments.get("shared") is True)
        if self._chosen.get((wearer, step, of)) == chosen:
            return []
        # Whoever shares last is shown last: no order of the wearers is to be seen.
        self._chosen.pop((wearer, step, of), None)
        self._chosen[wearer, step, of] = chosen
        return [self._marker(wearer, step, of, chosen, cards[index])]

    def shared(self) -> list[dict[str, object]]:
        """The words that were shared, in the order in which they were."""
        return [
            {"step": step, "list": of, "text": dict(self._cards(step, of)[one.index])}
            for (_, step, of), one in self._chosen.items()
            if one.shared
        ]

    def _pass(self, wearer: Wearer, step: str, of: str) -> list[Draft]:
        self._chosen.pop((wearer, step, of), None)
        data = {"step": step, "list": of}
        return [Draft(name=CARD_PASSED, source="either", data=data)]

    def _marker(
        self, wearer: Wearer, step: str, of: str, chosen: _Chosen, word: Word
    ) -> Draft:
        data: dict[str, object] = {
            "step": step,
            "list": of,
            "chosen": True,
            "shared": chosen.shared,
        }
        if wearer in self._free_text:
            data |= {"card": f"{of}.{chosen.index}", "word": dict(word)}
        return Draft(name=CARD_CHOSEN, wearer=wearer, source=wearer.value, data=data)

    def _cards(self, step: str, of: str) -> list[Word]:
        """The list in this step, as every screen counts it; ControlError if none."""
        found = next((one for one in self._exercise.steps if one.id == step), None)
        cards = [] if found is None else cards_of(found, of)
        if not cards:
            raise _no_card(step, of)
        return cards


def free_text_of(consent: object) -> frozenset[Wearer]:
    """Who agreed that own words are written down; what cannot be read is a no."""
    given = consent if isinstance(consent, Mapping) else {}
    return frozenset(
        wearer
        for wearer in Wearer
        if isinstance(scopes := given.get(wearer.value), list | tuple)
        and FREE_TEXT in scopes
    )


def cards_of(step: "Step", of: str) -> list[Word]:
    """The cards of a list that belongs to this step; empty where it has none.

    What somebody showed and what was felt inside are lists of their own, so that one
    may choose a word from each.
    """
    lists: Sequence[TextList | None] = ()
    if of == CARDS:
        lists = [step.cards]
    elif of.partition(".")[0] == step.private_choice:
        from samenstemming.session.exercise_files import built_in

        lists = _lists(built_in().file, of)
    return [
        {"nl": nl, "en": en}
        for one in lists
        if one is not None
        for nl, en in zip(one.nl, one.en, strict=True)
    ]


def _lists(file: "ExerciseFile", of: str) -> "Sequence[TextList | None]":
    words = file.feeling_words
    if of == NEED_WORDS:
        return [file.need_words]
    if words is None:
        return []
    known = {
        FEELING_WORDS: [words.outside, words.inside, words.warm, words.none],
        f"{FEELING_WORDS}.outside": [words.outside],
        f"{FEELING_WORDS}.inside": [words.inside, words.none],
    }
    return known.get(of, [])


def _no_card(step: str, of: str) -> ControlError:
    msg = f"There is no such card: '{of}' in step '{step}'."
    return ControlError(msg)
