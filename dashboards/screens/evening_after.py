"""After the talk: thanks, perhaps a look back, own words, and what is kept.

No figure and no score. The look back is there only where the file holds both yes'es of
tonight; who said no, or that somebody did, is not told: the same line for everybody.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming.consent import both_agreed
from samenstemming.events import Wearer
from samenstemming.session.evening import EveningState
from samenstemming.session.keeping import kept_until
from samenstemming.session.profile import (
    LONGEST_WORDS,
    Profile,
    read_profile,
    write_profile,
)
from samenstemming.words import Language, say

from ..evenings import evening, look_back
from ..shelf import book_of
from ..view_evening import FREE_TEXT, LOOK_BACK, Flow
from ..view_look_back import strip_image
from ..view_shelf import date_text
from .evening_parts import flow, go, two_clicks
from .evening_shelf import told_deleted
from .markup import said

ASKED_EVERY_S: Final = 0.5
OUR_LOOP: Final = "ons_patroon"


def draw(state: EveningState, profile: Profile, language: Language) -> None:
    """Draw it; what was erased meanwhile is told and nothing else is offered of it."""
    st.title(say("evening.after.title", language))
    st.markdown(say(f"couple.end.{'done' if state.done else 'stopped'}", language))
    gone = st.session_state.get("after_gone")
    meta = _meta(state.path)
    if state.path is not None and meta is not None:
        if both_agreed(meta, LOOK_BACK):
            _look_back(state.path, profile, language)
        else:
            st.markdown(say("evening.after.no_look_back", language))
        if both_agreed(meta, FREE_TEXT):
            _words(state.exercise, profile, language)
        until = kept_until(meta)
        if until is not None:
            date = date_text(until.isoformat(), language).partition(",")[0]
            st.markdown(say("evening.after.kept", language, date=date))
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


def _look_back(path: Path, profile: Profile, language: Language) -> None:
    if st.session_state.get("looking_back") != path:
        st.button(
            say("evening.after.look_back", language),
            key="look_back",
            on_click=_begin_look_back,
            args=(path,),
        )
        return
    st.header(say("evening.after.look_back", language))
    made = look_back(path)
    if not made.done.is_set():
        _until_ready(path, language)
        return
    strip = made.strip
    if strip is None:
        st.html(said(say("evening.look_back.none", language)))
        return
    read = say("evening.look_back.read", language)
    kinds = sorted({kind for _, kind in strip.marks})
    marks = [say(f"evening.look_back.{kind}", language) for kind in kinds]
    names = {wearer.value: profile.named(wearer) for wearer in Wearer}
    legend = [read, *marks]
    if made.two_lines:
        legend.insert(1, say("evening.look_back.two", language, **names))
    st.html(strip_image(strip, about=" ".join(legend)))
    for line in legend:
        st.html(said(line))
    st.html(said(say("couple.shape_why", language)))
    st.html(said(say("couple.end.moment", language)))


def _until_ready(path: Path, language: Language) -> None:
    def look() -> None:
        st.html(said(say("evening.look_back.making", language)))
        if look_back(path).done.is_set():
            st.rerun()

    st.fragment(look, run_every=ASKED_EVERY_S)()


def _begin_look_back(path: Path) -> None:
    st.session_state["looking_back"] = path


def _words(exercise: str, profile: Profile, language: Language) -> None:
    """Their own words; the loop's name only once they have made one."""
    loop = exercise == OUR_LOOP or bool(profile.pattern)
    with st.form("own_words", border=False):
        for name in ("gesture", "pattern") if loop else ("gesture",):
            st.text_input(
                say(f"evening.after.{name}", language),
                value=getattr(profile, name),
                key=f"own_{name}",
                max_chars=LONGEST_WORDS,
            )
        st.form_submit_button(say("evening.after.keep", language), on_click=_keep_words)
    if st.session_state.pop("words_kept", False):
        st.html(said(say("evening.after.kept_words", language)))


def _keep_words() -> None:
    typed = {
        name: st.session_state.get(f"own_{name}") for name in ("pattern", "gesture")
    }
    try:
        write_profile(read_profile().with_words(**typed))
    except sam.SamenstemmingError:
        return  # the page says on top that the profile cannot be read
    st.session_state["words_kept"] = True


def _delete(language: Language) -> None:
    try:
        gone = told_deleted(evening().delete(), language)
    except sam.SamenstemmingError:
        gone = say("evening.shelf.failed", language)
    st.session_state["after_gone"] = gone


def _leave(to: Flow) -> None:
    for key in ("after_gone", "looking_back"):
        st.session_state.pop(key, None)
    evening().forget()
    go(to)
