"""Every sentence that the two read: plain, short, and about nobody's fault.

Two circles. What stands on the couple's own pages (`couple*`, `evening*`) may hold
nothing of a laboratory. What stands around them (the start, the straps, help) is held
to the same length and to the same care, but may say what a strap or a signal is.

One test reads all texts and names each that is wrong.
"""

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module

import pytest

from samenstemming import words
from samenstemming.exercises.fairness import forbidden_in, longest_sentence

OWN = tuple(
    module.name
    for module in pkgutil.iter_modules(words.__path__)
    if module.name.startswith(("couple", "evening"))
)
AROUND = ("app", "straps_page", "ready", "ready_straps", "exercises", "withdraw")

LONGEST = 18
AIM = 15
"""Words of a sentence (conversation.md 5): the aim holds for nineteen in twenty."""

SAYS_WHAT_IT_IS_NOT = {
    *("evening.what.not_medical", "app.not_medical", "app.about.text"),
}
"""May hold "therapy" and "medical", because it says that this is neither."""

NAMES_THE_LAB = {"app.door.lab_about"}
"""The door that leads away from the couple's pages says what is behind it."""

ABOUT_A_STUDY = ("bpm", "%", "synchron", "coherent", "emotie", "emotion")


def texts(*modules: str) -> dict[tuple[str, str], str]:
    """Each text of these modules, by key and language."""
    found = {}
    for module in modules:
        strings: Mapping[str, tuple[str, str]] = import_module(
            f"samenstemming.words.{module}"
        ).WORDS
        for key, pair in strings.items():
            for language, text in zip(("nl", "en"), pair, strict=True):
                found[key, language] = text
    return found


def wrong(
    holds: Callable[[str, str], object], *modules: str, but: Iterable[str] = ()
) -> dict[tuple[str, str], str]:
    """The texts of which this does not hold, by key and language."""
    left_out = set(but)
    return {
        (key, language): text
        for (key, language), text in texts(*modules).items()
        if key not in left_out and not holds(language, text)
    }


def test_the_couples_pages_are_found() -> None:
    assert {"couple", "evening"} <= set(OWN)


def test_a_sentence_is_plain() -> None:
    """T10, T22, acceptance 3: no score, rank, role, blame or emotion from a heart."""
    meant = SAYS_WHAT_IT_IS_NOT | NAMES_THE_LAB

    def plain(language: str, text: str) -> bool:
        # A blank is no word: "{percent} %" is filled with a figure.
        return not forbidden_in(language, text.replace("{", "_").replace("}", "_"))

    assert wrong(plain, *OWN, *AROUND, but=meant) == {}


def test_the_couples_pages_hold_nothing_of_a_study_and_shout_nothing() -> None:
    def quiet(_: str, text: str) -> bool:
        return not any(word in text.lower() for word in (*ABOUT_A_STUDY, "!"))

    assert wrong(quiet, *OWN) == {}


@pytest.mark.parametrize("circle", [OWN, AROUND], ids=["own", "around"])
def test_a_sentence_can_be_taken_in_at_once(circle: tuple[str, ...]) -> None:
    lengths = {at: longest_sentence(text) for at, text in texts(*circle).items()}
    assert {at: n for at, n in lengths.items() if n > LONGEST} == {}
    over = [at for at, n in lengths.items() if n > AIM]
    assert len(over) <= len(lengths) / 20, over
