"""After the talk: thanks, perhaps a look back, own words, and what is kept.

No figure and no score. The look back is there only where the file holds both yes'es of
tonight; who said no, or that somebody did, is not told: the same line for everybody.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from ..desk import desk
from ..evenings import evening
from ..own_turns import own_turns
from ..shelf import book_of
from ..view_evening import Flow
from ..view_loop import EXERCISE as OUR_LOOP
from .evening_look import picture
from .evening_parts import flow, go, keep_until_line, two_clicks
from .evening_shelf import told_deleted
from .markup import said

OF_AN_EVENING: Final = ("after_gone", "looking_back", "own_gesture")


def draw(state: home.EveningState, profile: home.Profile, language: Language) -> None:
    """Draw it; what was erased meanwhile is told and nothing else is offered of it."""
    st.title(say("evening.after.title", language))
    st.markdown(say(f"couple.end.{'done' if state.done else 'stopped'}", language))
    gone = st.session_state.get("after_gone")
    meta = _meta(state.path)
    if state.path is not None and meta is not None:
        if home.both_agreed(meta, home.LOOK_BACK):
            _look_back(state.path, profile, language)
        else:
            st.markdown(say("evening.after.no_look_back", language))
        _own(state.path, language)
        if home.both_agreed(meta, home.FREE_TEXT):
            _words(state.exercise, profile, language)
        keep_until_line(state.path, language)
        two_clicks(
            "after_delete",
            say("evening.after.delete", language),
            say("evening.shelf.sure", language),
            language,
            lambda: _delete(language),
        )
    elif gone:
        st.html(said(str(gone), "verdict"))
    with st.container(horizontal=True, gap="small", key="steps"):
        st.button(
            say("evening.after.ready", language),
            key="ready",
            type="primary",
            on_click=_leave,
            args=(Flow(),),
        )
        st.button(
            say("evening.after.next", language),
            key="one_more",
            on_click=_leave,
            args=(flow().one_more(),),
        )
    st.caption(say("couple.end.help", language))


def _meta(path: Path | None) -> Mapping[str, object] | None:
    """What the recording says of itself; None where it is gone."""
    if path is None:
        return None
    try:
        return book_of(path).meta
    except (sam.SamenstemmingError, OSError):
        return None


def _look_back(path: Path, profile: home.Profile, language: Language) -> None:
    if st.session_state.get("looking_back") != path:
        st.button(
            say("evening.after.look_back", language),
            key="look_back",
            on_click=_begin_look_back,
            args=(path,),
        )
        return
    st.header(say("evening.after.look_back", language))
    picture(path, profile, language)


def _begin_look_back(path: Path) -> None:
    st.session_state["looking_back"] = path


def _own(path: Path, language: Language) -> None:
    """Two short turns alone, as long as they are not over."""
    if own_turns(path).turn is None:
        return
    with st.container(key="own_turns", gap="small"):
        st.markdown(say("evening.own.about", language))
        st.button(
            say("evening.own.open", language),
            key="own_open",
            on_click=_go,
            args=(flow().to_own_turns(),),
        )


def _words(exercise: str, profile: home.Profile, language: Language) -> None:
    """Their own words; the loop only once they have made one."""
    with st.form("own_words", border=False):
        st.text_input(
            say("evening.after.gesture", language),
            value=profile.gesture,
            key="own_gesture",
            max_chars=home.LONGEST_WORDS,
        )
        st.form_submit_button(say("evening.after.keep", language), on_click=_keep_words)
    if st.session_state.pop("words_kept", False):
        st.html(said(say("evening.after.kept_words", language)))
    if exercise == OUR_LOOP or profile.pattern or profile.loop:
        with st.container(key="own_loop", gap="small"):
            if profile.pattern:
                name = profile.pattern
                st.html(said(say("evening.loop.named", language, name=name)))
            st.button(
                say("evening.loop.open", language),
                key="loop_open",
                on_click=_go,
                args=(flow().to_the_loop(),),
            )


def _keep_words() -> None:
    gesture = str(st.session_state.get("own_gesture") or "")
    at = desk().profile_file
    try:
        home.write_profile(home.read_profile(at).with_words(gesture=gesture), at)
    except sam.SamenstemmingError:
        return  # the page says on top that the profile cannot be read
    st.session_state["words_kept"] = True


def _delete(language: Language) -> None:
    try:
        gone = told_deleted(evening().delete(), language)
    except sam.SamenstemmingError:
        gone = say("evening.shelf.failed", language)
    st.session_state["after_gone"] = gone


def _go(to: Flow) -> None:
    go(to)


def _leave(to: Flow) -> None:
    for key in OF_AN_EVENING:
        st.session_state.pop(key, None)
    evening().forget()
    go(to)
