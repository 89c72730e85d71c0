"""Every sentence that the two read: plain, short, and about nobody's fault."""

import pytest

from samenstemming.exercises.fairness import forbidden_in, longest_sentence
from samenstemming.words import couple, evening

ALL = {**couple.WORDS, **evening.WORDS}

SAYS_WHAT_IT_IS_NOT = {"evening.what.not_medical"}
"""May hold "therapy" and "medical", because it says that this is neither."""

ABOUT_A_STUDY = ("bpm", "%", "synchron", "coherent", "emotie", "emotion")

TEXTS = [
    pytest.param(key, language, text, id=f"{key}-{language}")
    for key, texts in ALL.items()
    for language, text in zip(("nl", "en"), texts, strict=True)
]


@pytest.mark.parametrize(("key", "language", "text"), TEXTS)
def test_a_sentence_is_plain(key: str, language: str, text: str) -> None:
    """T10, T22, acceptance 3: no score, rank, role, blame or emotion from a heart."""
    if key not in SAYS_WHAT_IT_IS_NOT:
        assert not forbidden_in(language, text)
    assert longest_sentence(text) <= 20
    assert not any(word in text.lower() for word in ABOUT_A_STUDY)
    assert "!" not in text


@pytest.mark.parametrize(("key", "language", "text"), TEXTS)
def test_both_languages_leave_the_same_open(key: str, language: str, text: str) -> None:
    del language
    holes = {part.split("}")[0] for part in text.split("{")[1:]}
    for other in ALL[key]:
        assert {part.split("}")[0] for part in other.split("{")[1:]} == holes


SPELT_ALIKE = {"Begin"}
"""The same word in both languages."""


def test_no_text_was_left_untranslated() -> None:
    same = {nl for nl, en in ALL.values() if nl == en and len(nl) > 2}
    assert same <= SPELT_ALIKE
