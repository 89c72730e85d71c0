"""What the private word cards need: whose turns there are, which words, what is shared.

A choice is made in the browser and is nowhere else until its second choice, to share it
or not. So a drawing holds what anybody could choose, the same for both, and of what was
chosen only the shared words: in alphabetical order, because the order in which they
came says whose they are.

Source: conversation.md 1 (T08, T09, T17, T18, T24).
"""

from collections.abc import Mapping, Sequence
from typing import Final

from .view_couple_status import Both, Drawing, Status, both, mapping

WordLists = Mapping[str, Sequence[Both]]
"""Words by the list's name, in the order in which the collector counts them."""

CARDS: Final = "cards"

PROMPTS: Final = {
    CARDS: "couple.words.cards",
    "feeling_words.outside": "couple.words.outside",
    "feeling_words.inside": "couple.words.inside",
    "need_words": "couple.words.needs",
}

LACK_NOT_KNOWING: Final = (CARDS, "feeling_words.outside")
"""Lists that do not hold "I don't know yet": it is a button there."""


def private_turns(
    talk: Status, names: Mapping[str, str], words: WordLists
) -> Drawing | None:
    """The turns and the words of this step; None where there is nothing to choose."""
    step = mapping(talk, "step")
    asked = _asked(step, words)
    if not asked:
        return None
    return {
        "step": str(step.get("id", "")),
        "turns": [
            {
                "wearer": wearer,
                "alone": both("couple.private", name=names[wearer]),
                "hand_over": both("couple.private.hand_over", name=names[wearer]),
            }
            for wearer in _order(talk, step)
        ],
        "asked": asked,
    }


def shared_words(talk: Status) -> list[Both]:
    """The words that were shared, each once, for both to see."""
    held = talk.get("shared")
    found: dict[str, Both] = {}
    for one in held if isinstance(held, list) else []:
        text = one.get("text") if isinstance(one, Mapping) else None
        if isinstance(text, Mapping) and text.get("nl") and text.get("en"):
            found[str(text["nl"])] = {"nl": str(text["nl"]), "en": str(text["en"])}
    return [found[text] for text in sorted(found, key=str.casefold)]


def _order(talk: Status, step: Status) -> list[str]:
    speaker = step.get("speaker")
    if speaker in ("a", "b"):
        return [str(speaker)]
    return ["b", "a"] if talk.get("first") == "b" else ["a", "b"]


def _asked(step: Status, words: WordLists) -> list[Drawing]:
    """What one is asked for, one after the other; each word with its number."""
    found: list[Drawing] = []
    held = mapping(step, CARDS)
    dutch, english = held.get("nl"), held.get("en")
    if isinstance(dutch, Sequence) and isinstance(english, Sequence):
        pairs = zip(dutch, english, strict=True)
        texts = [{"nl": str(nl), "en": str(en)} for nl, en in pairs]
        found.append(_question(CARDS, texts))
    for name, list_of in words.items():
        if name.partition(".")[0] == step.get("private_choice"):
            found.append(_question(name, list_of))
    return found


def _question(name: str, texts: Sequence[Both]) -> Drawing:
    return {
        "list": name,
        "prompt": both(PROMPTS[name]),
        "cards": [{"index": i, "text": text} for i, text in enumerate(texts)],
        "not_knowing": name in LACK_NOT_KNOWING,
    }
