"""Ons rondje: the couple lay their own loop and give it a name (T10).

Cards in a circle, moved, added and taken away with buttons that the keyboard reaches
as well. What stands there is kept at once in what this computer remembers of the two,
0600, and in no recording. Taking back is for this tab and until it closes; erasing is
for good.
"""

from collections.abc import Callable

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from ..desk import desk
from ..view_evening import Flow
from ..view_loop import (
    FEWEST,
    Loop,
    about_oneself,
    in_language,
    loop_image,
    ready_cards,
)
from .evening_parts import go, two_clicks
from .markup import said
from .plain_text import plain

MOST_TAKEN_BACK = 30


def draw(profile: home.Profile, language: Language) -> None:
    """Draw the circle, its cards, what may be added, and the name."""
    loop = Loop(cards=profile.loop, name=profile.pattern)
    ready = ready_cards()
    shown = tuple(in_language(text, ready, language) for text in loop.cards)
    st.title(say("evening.loop.title", language))
    st.markdown(say("evening.loop.about", language))
    st.markdown(say("evening.loop.of_both", language))
    if len(shown) > 1:
        cards = shown[0]
        for card in shown[1:]:
            cards = say("evening.loop.then", language, one=cards, next=card)
        about = say("evening.loop.picture", language, cards=cards)
        st.html(loop_image(Loop(cards=shown, name=loop.name), about=about))
    if 0 < len(shown) < FEWEST:
        st.html(said(say("evening.loop.few", language)))
    told = st.session_state.pop("loop_told", None)
    if told:
        st.html(said(str(told), "verdict"))
    if shown:
        _cards(shown, language)
    _adding(loop, [card[language] for card in ready], language)
    _name(loop, language)
    _end(loop, language)


def _cards(shown: tuple[str, ...], language: Language) -> None:
    st.header(say("evening.loop.cards", language))
    with st.container(key="loop_cards", gap="small"):
        for at, text in enumerate(shown):
            with st.container(
                key=f"loop_card_{at}",
                horizontal=True,
                vertical_alignment="center",
                gap="small",
            ):
                st.html(said(text, "card"), width="stretch")
                for word, act in (
                    ("earlier", lambda loop, at: loop.move(at, -1)),
                    ("later", lambda loop, at: loop.move(at, 1)),
                    ("remove", lambda loop, at: loop.without(at)),
                ):
                    st.button(
                        say(f"evening.loop.{word}", language),
                        key=f"loop_{word}_{at}",
                        disabled=word != "remove" and len(shown) < 2,
                        on_click=_at_card,
                        args=(act, at),
                    )


def _adding(loop: Loop, ready: list[str], language: Language) -> None:
    st.header(say("evening.loop.add", language))
    if loop.full:
        st.html(said(say("evening.loop.full", language)))
        return
    with st.container(horizontal=True, gap="small", key="loop_ready"):
        for number, text in enumerate(ready):
            st.button(
                plain(text),
                key=f"loop_add_{number}",
                on_click=_change,
                args=(lambda of, text=text: of.add(text),),
            )
    with st.form("loop_own", border=False, clear_on_submit=True):
        st.text_input(
            say("evening.loop.own", language),
            key="loop_typed",
            max_chars=home.LONGEST_CARD,
        )
        st.form_submit_button(
            say("evening.loop.own_add", language), on_click=_add_own, args=(language,)
        )


def _name(loop: Loop, language: Language) -> None:
    with st.form("loop_named", border=False):
        st.text_input(
            say("evening.loop.name", language),
            value=loop.name,
            key="loop_name",
            max_chars=home.LONGEST_WORDS,
        )
        st.form_submit_button(
            say("evening.loop.name_keep", language), on_click=_keep_name
        )


def _end(loop: Loop, language: Language) -> None:
    with st.container(horizontal=True, gap="small", key="steps"):
        st.button(
            say("evening.loop.ready", language),
            key="loop_ready_button",
            type="primary",
            on_click=_leave,
        )
        st.button(
            say("evening.loop.undo", language),
            key="loop_undo",
            disabled=not st.session_state.get("loop_before"),
            on_click=_take_back,
        )
    if loop != Loop():
        two_clicks(
            "loop_clear",
            say("evening.loop.clear", language),
            say("evening.loop.sure", language),
            language,
            lambda: _clear(language),
        )
    st.caption(say("evening.loop.where", language))


def _at_card(act: Callable[[Loop, int], Loop], at: int) -> None:
    _change(lambda loop: act(loop, at))


def _change(act: Callable[[Loop], Loop]) -> None:
    """Change what is kept, and remember in this tab what was there before."""
    before = _kept()
    after = act(before)
    if after != before and _keep(after):
        past = st.session_state.setdefault("loop_before", [])
        past.append(before)
        del past[:-MOST_TAKEN_BACK]


def _take_back() -> None:
    past = st.session_state.get("loop_before")
    if past and _keep(past[-1]):
        past.pop()
        st.session_state.pop("loop_name", None)


def _add_own(language: Language) -> None:
    text = about_oneself(str(st.session_state.get("loop_typed") or ""), language)
    _change(lambda loop: loop.add(text))


def _keep_name() -> None:
    name = str(st.session_state.get("loop_name") or "")
    _change(lambda loop: Loop(cards=loop.cards, name=name))


def _clear(language: Language) -> None:
    if _keep(Loop()):
        for key in ("loop_before", "loop_name"):
            st.session_state.pop(key, None)
        st.session_state["loop_told"] = say("evening.loop.gone", language)


def _kept() -> Loop:
    try:
        profile = home.read_profile(desk().profile_file)
    except sam.SamenstemmingError:
        return Loop()
    return Loop(cards=profile.loop, name=profile.pattern)


def _keep(loop: Loop) -> bool:
    at = desk().profile_file
    try:
        profile = home.read_profile(at).with_words(pattern=loop.name)
        home.write_profile(profile.with_loop(loop.cards), at)
    except sam.SamenstemmingError:
        return False  # the page says on top that the profile cannot be read
    return True


def _leave() -> None:
    st.session_state.pop("loop_before", None)
    go(Flow())
