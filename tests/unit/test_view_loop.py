"""The couple's loop as a value and as a picture."""

import re
import xml.etree.ElementTree as ET
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.view_loop import (
    Loop,
    about_oneself,
    in_language,
    loop_image,
    loop_svg,
    ready_cards,
)
from samenstemming import home
from samenstemming.words import Language

NL, EN = Language
FOUR = Loop(cards=("a", "b", "c", "d"), name="de draaimolen")


def test_a_circle_has_no_beginning() -> None:
    assert FOUR.move(1, -1).cards == ("b", "a", "c", "d")
    assert FOUR.move(0, -1).cards == ("b", "c", "d", "a")
    assert FOUR.move(3, 1).cards == ("d", "a", "b", "c")
    assert FOUR.move(9, 1) == FOUR
    assert FOUR.without(2).cards == ("a", "b", "d")


def test_there_is_room_for_eight() -> None:
    loop = Loop()
    for _ in range(12):
        loop = loop.add("ik werd stil")
    assert len(loop.cards) == home.MOST_CARDS
    assert loop.full
    assert Loop().add("") == Loop()


@given(st.lists(st.text(max_size=8), max_size=8), st.integers(0, 9), st.integers(-1, 1))
def test_moving_loses_no_card(cards: list[str], at: int, by: int) -> None:
    loop = Loop(cards=tuple(cards))
    assert sorted(loop.move(at, by).cards) == sorted(cards)


@pytest.mark.parametrize("language", list(Language))
def test_ready_cards_speak_of_oneself_and_leave_out_the_one_that_says_nothing(
    language: Language,
) -> None:
    """T08."""
    own = {NL: "ik ", EN: "I "}[language]
    texts = [card[language] for card in ready_cards()]
    assert len(texts) >= 4
    assert all(text.startswith(own) for text in texts)
    assert not any("niet staat" in text or "isn't here" in text for text in texts)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("liep weg", "ik liep weg"),
        ("ik liep weg", "ik liep weg"),
        ("Ik  liep weg ", "ik liep weg"),
        ("jij liep weg", "ik jij liep weg"),
        ("  ", ""),
        ("ik", ""),
    ],
)
def test_an_own_card_begins_with_the_one_who_speaks(typed: str, kept: str) -> None:
    assert about_oneself(typed, NL) == kept


def test_a_ready_card_is_read_in_the_readers_language() -> None:
    cards = ready_cards()
    assert in_language(cards[0][NL], cards, EN) == cards[0][EN]
    assert in_language("ik zong", cards, EN) == "ik zong"


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8), st.text(max_size=200))
def test_whatever_is_typed_stays_text(cards: list[str], name: str) -> None:
    profile = home.Profile().with_loop(cards).with_words(pattern=name)
    loop = Loop(cards=profile.loop, name=profile.pattern)
    tree = ET.fromstring(loop_svg(loop))
    known = {"svg", "style", "circle", "path", "rect", "text"}
    assert {node.tag.rpartition("}")[2] for node in tree.iter()} <= known
    heads = [node for node in tree.iter() if node.tag.endswith("path")]
    assert len(heads) == len(loop.cards)


def test_no_card_is_cut_off_at_the_edge() -> None:
    for cards in range(1, 9):
        tree = ET.fromstring(loop_svg(Loop(cards=("ik werd stil " * 4,) * cards)))
        left, top, wide, high = map(float, tree.attrib["viewBox"].split())
        for node in tree.iter():
            if node.tag.endswith("rect"):
                x, y, w, h = (
                    float(node.attrib[k]) for k in ("x", "y", "width", "height")
                )
                assert left < x < x + w < left + wide
                assert top < y < y + h < top + high


def test_the_picture_says_all_cards_to_whoever_does_not_see_it() -> None:
    image = loop_image(FOUR, about='een kring: "a", <b>')
    assert 'alt="een kring: &quot;a&quot;, &lt;b&gt;"' in image
    (data,) = re.findall(r"base64,([^\"]+)", image)
    assert "de draaimolen" in b64decode(data).decode()


def test_a_loop_is_kept_and_can_be_taken_away() -> None:
    kept = home.Profile().with_loop(FOUR.cards)
    assert home.Profile.from_text(kept.to_text()).loop == FOUR.cards
    assert kept.with_loop(()).loop == ()
    older = '{"format": 1, "names": {}, "evenings": []}'
    assert home.Profile.from_text(older).loop == ()
