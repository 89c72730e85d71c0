"""The lab page: the canvas of one recording, and the button that marks a moment.

The canvas feeds itself; this script runs again only for a click.
"""

from pathlib import Path
from time import perf_counter

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from ..components.lab_canvas import lab_canvas
from ..desk import desk
from ..shelf import book_of, is_running


def draw(language: Language) -> None:
    """Draw the recording that was asked for, or say how to choose one."""
    path = _asked_for()
    if path is None:
        st.title(say("lab.title", language))
        st.markdown(say("lab.none", language))
        pages = st.session_state["pages"]
        st.page_link(pages["start"], label=say("lab.to_start", language))
        return
    at = desk()
    if path != at.opened and _is_a_couples(path):
        st.title(say("lab.title", language))
        st.markdown(say("evening.shelf.not_here", language))
        return
    lab_canvas(
        recording=at.admit(path), name=path.stem, token=at.token, language=language
    )
    _marker_bar(path, language)
    with st.container(key="notes", gap="xxsmall"):
        for note in ("neutral", "legend", "keys"):
            st.caption(say(f"lab.{note}", language))


def _is_a_couples(path: Path) -> bool:
    """Whether this is an evening whose two did not both ask for two lines."""
    try:
        book = book_of(path)
    except (sam.SamenstemmingError, OSError):
        return False
    talking = book.running and home.of_an_evening(book.meta)
    return talking or not home.may_show_both_hearts(book.meta)


def _asked_for() -> Path | None:
    at = desk()
    key = st.query_params.get("file") or st.session_state.get("file")
    path = at.path_of(key) or at.opened
    if path is not None:
        st.session_state["file"] = at.admit(path)
    return path


@st.fragment
def _marker_bar(path: Path, language: Language) -> None:
    if not is_running(path):
        return
    form = st.form("marker", border=False, clear_on_submit=True)
    with form.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            say("lab.marker.note", language),
            key="marker_note",
            placeholder=say("lab.marker.placeholder", language),
            label_visibility="collapsed",
            max_chars=200,
            width=360,
        )
        st.form_submit_button(
            say("lab.marker", language),
            key="marker_button",
            on_click=_mark,
            args=(path, language),
            type="primary",
            shortcut="M",
            help=say("lab.marker.help", language),
        )
        st.caption(st.session_state.get("marker_said", ""), width="content")


def _mark(path: Path, language: Language) -> None:
    begun = perf_counter()
    note = str(st.session_state.get("marker_note") or "")
    try:
        seq = sam.control(path).marker("marker", note=note)
    except (sam.SamenstemmingError, OSError):
        said = say("lab.marker.failed", language)
    else:
        ms = round(1000 * (perf_counter() - begun))
        said = say("lab.marker.on_disk", language, seq=seq, ms=ms)
    st.session_state["marker_said"] = said
