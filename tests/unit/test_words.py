"""Every string exists twice, keeps its blanks, and judges nobody.

One test reads all strings and names each that is wrong: a case for every string would
be four thousand.
"""

import re
import string
from collections.abc import Iterator

import pytest

from samenstemming.words import Language, keys, say

JUDGING = {
    Language.NL: r"\b(goed zo|slecht|fout van|schuld|match|winnaar|boos|verliefd)\b",
    Language.EN: r"\b(well done|bad|your fault|match|winner|angry|in love)\b",
}
DENIED = ("niet goed en niet slecht", "not good or bad")
"""What moving together means, in so many words: neither."""

ALIKE = frozenset(
    {
        *("Samenstemming", "Python", "SQLite", "Bluetooth", "Holm"),  # names
        *("RMSSD", "SDNN", "pNN50", "SD1", "SD2", "LF", "HF"),  # what science calls it
        *("r", "p", "A", "B", "ms", "ms²", "MB", "min", "s"),  # letters, units
        *(
            "Begin",
            "Details",
            "Stop",
            "Later",
            "contact",
            "in",
            "moment",
            "arm",
            "Open",
            "Week",
        ),
    }
)
"""All that two texts may consist of that are the same in both languages."""


def every() -> Iterator[tuple[str, str, str]]:
    """Each key with its Dutch and its English."""
    for key in keys():
        yield key, say(key, Language.NL), say(key, Language.EN)


def blanks(text: str) -> set[str]:
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return {name for name in names if name.isidentifier()}


def test_both_languages_say_something() -> None:
    assert [key for key, nl, en in every() if not nl.strip() or not en.strip()] == []


def test_both_languages_leave_the_same_blanks() -> None:
    assert [key for key, nl, en in every() if blanks(nl) != blanks(en)] == []


def is_alike(text: str) -> bool:
    words = re.findall(r"[^\W\d_]\w*", re.sub(r"\{[^}]*\}", "", text))
    return all(word in ALIKE or word.capitalize() in ALIKE for word in words)


def test_no_string_was_left_untranslated() -> None:
    same = {key: nl for key, nl, en in every() if nl == en}
    assert {key: nl for key, nl in same.items() if not is_alike(nl)} == {}


def test_every_word_that_is_spelt_alike_is_met() -> None:
    met = " ".join(nl for _, nl, en in every() if nl == en).casefold()
    assert [word for word in ALIKE if word.casefold() not in met] == []


@pytest.mark.parametrize("language", list(Language))
def test_no_string_judges_or_names_an_emotion(language: Language) -> None:
    judging = re.compile(JUDGING[language], re.IGNORECASE)
    denied = re.compile("|".join(DENIED))
    found = {key: denied.sub("", say(key, language)) for key in keys()}
    assert [key for key, text in found.items() if judging.search(text)] == []


def test_a_score_is_only_ever_denied() -> None:
    wrong = []
    for key in keys():
        for language, denied in (
            (Language.NL, "geen score"),
            (Language.EN, "no score"),
        ):
            text = say(key, language).lower()
            if text.count("score") != text.count(denied):
                wrong.append((key, language))
    assert wrong == []


def test_an_unknown_key_is_a_mistake_that_shows() -> None:
    with pytest.raises(KeyError):
        say("nothing.of.the.kind", Language.NL)
