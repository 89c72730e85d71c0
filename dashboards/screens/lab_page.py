"""The lab page: the canvas of one recording, and the button that marks a moment.

The canvas feeds itself; this script runs again only for a click.
"""

from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from ..anew import draw_anew
from ..components.heard import heard, missed
from ..components.lab_canvas import lab_canvas
from ..desk import desk
from ..shelf import book_of, is_running
from .lab_marks import marks_bar, video_mark


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
    marks_bar(path, language)
    mounted = lab_canvas(
        recording=at.admit(path),
        name=path.stem,
        token=at.token,
        language=language,
        on_video=partial(_video_shown, path, language),
    )
    late = missed(st.session_state, "lab", "video", mounted)
    if late is not None:
        video_mark(path, late, language)
        draw_anew()
    if is_running(path):
        _couple_window(path, language)
    with st.container(key="notes", gap="xxsmall"):
        for note in ("neutral", "legend", "keys"):
            st.caption(say(f"lab.{note}", language))


def _video_shown(path: Path, language: Language) -> None:
    shown = heard(st.session_state, "lab", "video")
    if shown is not None:
        video_mark(path, shown, language)


def _couple_window(path: Path, language: Language) -> None:
    """The other screen, for a second window: nothing of this page is on it."""
    query = urlencode({"file": desk().admit(path), "lang": language.value})
    label = say("lab.couple_window", language)
    st.link_button(label, f"/couple?{query}", type="tertiary")


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
