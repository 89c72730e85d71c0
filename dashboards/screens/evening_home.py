"""The first page of an evening: what was cut off, a new one, and what is kept."""

from functools import partial

import streamlit as st

from samenstemming import home
from samenstemming.words import Language, say

from ..desk import desk
from ..evenings import evening, tidied, unfinished
from ..view_evening import size_text
from ..view_loop import EXERCISE as OUR_LOOP
from . import evening_shelf
from .evening_parts import flow, go
from .markup import said


def draw(profile: home.Profile, language: Language) -> None:
    """Draw it."""
    st.title(say("evening.home.title", language))
    for gone in tidied().gone:
        names, size = ", ".join(gone.names), size_text(gone.n_bytes)
        st.html(said(say("evening.shelf.over", language, names=names, size=size)))
    told = st.session_state.pop("evening_told", None)
    # A place of its own, also when empty: nothing below it is drawn anew for a word.
    with st.container(key="evening_told"):
        if told:
            st.html(said(told, "verdict"))
    cut = unfinished()
    if cut is not None and st.session_state.get("left_cut") != cut.resume:
        _cut_off(cut, language)
    st.markdown(say("evening.door.about", language))
    if desk().practising:
        st.html(said(say("evening.home.practice", language), "notice"))
    st.button(
        say("evening.home.begin", language),
        key="begin",
        type="primary",
        on_click=partial(
            _begin,
            onboarded=bool(profile.onboarded_utc),
            named=any(profile.names.values()),
        ),
    )
    _ours(profile, language)
    evening_shelf.draw(profile, language)


def _ours(profile: home.Profile, language: Language) -> None:
    """The couple's own words, once there are some; the loop is made in its exercise."""
    if not (profile.gesture or profile.pattern or profile.loop or _made(profile)):
        return
    with st.container(key="ours", border=True, gap="small"):
        if profile.gesture:
            gesture = profile.gesture
            st.html(said(say("evening.home.gesture", language, gesture=gesture)))
        if profile.pattern:
            name = profile.pattern
            st.html(said(say("evening.loop.named", language, name=name)))
        st.button(
            say("evening.loop.open", language),
            key="loop_open",
            on_click=lambda: go(flow().to_the_loop()),
        )


def _made(profile: home.Profile) -> bool:
    """Whether they have been through the exercise about their loop."""
    return OUR_LOOP in {of.exercise for of in profile.evenings}


def _cut_off(wish: home.TalkWish, language: Language) -> None:
    with st.container(border=True, key="cut_off", gap="small"):
        st.header(say("evening.resume.title", language))
        st.markdown(say("evening.resume.text", language))
        with st.container(horizontal=True, gap="small"):
            st.button(
                say("evening.resume.yes", language),
                key="resume_yes",
                type="primary",
                on_click=partial(_resume, wish),
            )
            st.button(
                say("evening.resume.no", language),
                key="resume_no",
                on_click=partial(_leave, wish),
            )


def _begin(*, onboarded: bool, named: bool) -> None:
    go(flow().begin(onboarded=onboarded, named=named))


def _resume(wish: home.TalkWish) -> None:
    evening().begin(wish)


def _leave(wish: home.TalkWish) -> None:
    st.session_state["left_cut"] = wish.resume
