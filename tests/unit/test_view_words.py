"""Languages, and the strings that the browser's side needs."""

import re

import pytest

from dashboards.components.lab_canvas import PREFIXES, source
from dashboards.view_words import first_language, words_under
from samenstemming.words import Language, keys, say


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        ((), "nl"),
        ((None, None), "nl"),
        (("en",), "en"),
        ((None, "nl-BE", "en"), "nl"),
        (("fr", "en-GB"), "en"),
        (("EN_us",), "en"),
    ],
)
def test_the_first_wish_that_can_be_met(
    wishes: tuple[str | None, ...], language: str
) -> None:
    assert first_language(*wishes) == language


def test_the_canvas_uses_only_strings_that_it_is_given() -> None:
    used = set(re.findall(r'"((?:lab|gap|withheld|app)\.[\w. ]+)"', source("js")))
    assert used
    assert used <= set(words_under(PREFIXES, Language.NL))


@pytest.mark.parametrize("key", [k for k in keys() if k.startswith(("lab.", "app."))])
def test_both_languages_leave_the_same_things_open(key: str) -> None:
    holes = [set(re.findall(r"{(\w+)}", say(key, language))) for language in Language]
    assert holes[0] == holes[1]
    assert all(say(key, language).strip() for language in Language)


def test_no_screen_scores_or_judges() -> None:
    forbidden = re.compile(
        r"\b(score|match|percent match|better|worse|beter|slechter|pursuer|withdrawer"
        r"|winnaar|winner)\b",
        re.IGNORECASE,
    )
    for key in keys():
        if key.startswith(("lab.", "app.")):
            for language in Language:
                assert not forbidden.search(say(key, language)), key
