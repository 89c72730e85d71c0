"""The couple's evening: where it is decides what is drawn.

A talk that goes on or is just over belongs to the process and is there in every tab;
the way towards one belongs to the tab. A script never waits: what takes a while runs
in the evening desk, and this page asks it now and then.
"""

from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.home import At
from samenstemming.words import Language, say, told

from ..anew import draw_anew
from ..desk import desk
from ..evenings import evening
from ..view_evening import Stage
from . import (
    evening_after,
    evening_begin,
    evening_first,
    evening_home,
    evening_look,
    evening_loop,
    evening_own,
    evening_turn,
)
from .evening_parts import flow, go, link_to
from .markup import said

ASKED_EVERY_S: Final = 0.7


def draw(language: Language) -> None:
    """Draw the page of the evening that is next."""
    with st.container(key="evening", gap="medium"):
        profile = _profile(language)
        state = evening().state()
        if state.at is At.TALKING and state.said_end:
            evening().end()
        match state.at:
            case At.STARTING:
                st.session_state["evening_go"] = True
                _waiting(say("evening.choose.starting", language), state)
            case At.TALKING:
                _talking(state, language)
            case At.OVER:
                _over(state, profile, language)
            case At.FAILED:
                _failed(state, language)
            case At.NOTHING:
                _towards(profile, language)


def _over(state: home.EveningState, profile: home.Profile, language: Language) -> None:
    at = flow().stage
    if at is Stage.LOOP:
        evening_loop.draw(profile, language)
    elif at is Stage.OWN and state.path is not None and state.path.exists():
        evening_own.draw(state.path, profile, language)
    else:
        evening_after.draw(state, profile, language)


def _towards(profile: home.Profile, language: Language) -> None:
    asked = desk().path_of(st.query_params.get("look"))
    if asked is not None:
        # A link from the list of all recordings; it counts once.
        st.query_params.pop("look", None)
        evening_look.begin(asked)
    match flow().stage:
        case Stage.LOOP:
            evening_loop.draw(profile, language)
        case Stage.LOOK:
            evening_look.page(st.session_state["look_at"], profile, language)
        case Stage.HOME | Stage.OWN:
            evening_home.draw(profile, language)
        case Stage.WHAT:
            evening_first.cards(language)
        case Stage.NAMES:
            evening_first.names(profile, language)
        case Stage.TURN:
            evening_turn.draw(profile, language)
        case Stage.STRAPS:
            evening_begin.straps(profile, language)
        case Stage.CHOOSE:
            evening_begin.choose(profile, language)


def _profile(language: Language) -> home.Profile:
    try:
        return home.read_profile(desk().profile_file)
    except sam.SamenstemmingError:
        st.html(said(say("evening.trouble.profile", language), "notice"))
        return home.Profile()


def _waiting(text: str, was: home.EveningState) -> None:
    """A sentence that stands until something changes."""

    def look() -> None:
        st.html(said(text, "please"))
        if evening().state() != was:
            draw_anew()

    st.fragment(look, run_every=ASKED_EVERY_S)()


def _talking(state: home.EveningState, language: Language) -> None:
    if state.said_end:
        _waiting(say("evening.talk.closing", language), state)
        return
    assert state.path is not None
    file = {"file": desk().admit(state.path)}
    if st.session_state.pop("evening_go", False):
        # Not with the language: it is bound to its widget, which keeps it by itself.
        st.switch_page(st.session_state["pages"]["couple"], query_params=file)
    st.title(say("evening.home.title", language))
    _waiting(say("evening.talk.going", language), state)
    awake = "awake" if state.awake else "may_sleep"
    st.caption(say(f"evening.choose.{awake}", language))
    with st.container(horizontal=True, gap="small"):
        query = file | {"lang": language.value}
        link_to("couple", say("evening.talk.open", language), query)
        st.button(
            say("evening.talk.stop", language), key="stop", on_click=evening().end
        )


def _failed(state: home.EveningState, language: Language) -> None:
    st.title(say("evening.choose.title", language))
    st.html(said(say("evening.choose.failed", language), "notice"))
    with st.expander(say("evening.choose.why", language)):
        st.text(told(state.problem, language))
    st.button(
        say("evening.back", language), key="failed", type="primary", on_click=_again
    )


def _again() -> None:
    evening().forget()
    if flow().stage is Stage.CHOOSE:
        go(flow().back())
