"""Every string exists twice, keeps its blanks, and judges nobody."""

import re
import string

import pytest

from samenstemming.words import Language, keys, say

JUDGING = {
    Language.NL: r"\b(goed zo|slecht|fout van|schuld|match|winnaar|boos|verliefd)\b",
    Language.EN: r"\b(well done|bad|your fault|match|winner|angry|in love)\b",
}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", keys())
def test_both_languages_say_something_and_leave_the_same_blanks(key: str) -> None:
    dutch, english = say(key, Language.NL), say(key, Language.EN)
    assert dutch.strip()
    assert english.strip()
    assert blanks(dutch) == blanks(english)


@pytest.mark.parametrize("key", keys())
@pytest.mark.parametrize("language", list(Language))
def test_no_string_judges_or_names_an_emotion(key: str, language: Language) -> None:
    assert not re.search(JUDGING[language], say(key, language), re.IGNORECASE)


@pytest.mark.parametrize("key", keys())
def test_a_score_is_only_ever_denied(key: str) -> None:
    for language, denied in ((Language.NL, "geen score"), (Language.EN, "no score")):
        text = say(key, language).lower()
        assert text.count("score") == text.count(denied)


def test_an_unknown_key_is_a_mistake_that_shows() -> None:
    with pytest.raises(KeyError):
        say("nothing.of.the.kind", Language.NL)
