"""A damaged recording in a list: one sentence, one button, and what came of it.

The button is not asked about twice: it changes nothing that is there.
"""

from pathlib import Path

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from ..shelf import book_of
from ..view_damaged import saved_lines
from .markup import said
from .plain_text import plain

TRIED = "damaged_tried"


def draw(path: Path, key: str, language: Language) -> None:
    """Draw this recording; `key` tells it from others on the page."""
    with st.container(key=key, border=True, gap="small"):
        if home.saved_path(path).exists():
            _saved(path, language)
            return
        st.markdown(say("app.damaged.about", language, name=plain(path.name)))
        st.button(
            say("app.damaged.save", language),
            key=f"{key}_save",
            icon=":material/healing:",
            on_click=_save,
            args=(path, language),
        )
        why = st.session_state.get(TRIED, {}).get(path)
        if why:
            st.html(said(say(why, language, name=path.name), "notice"))


def _save(path: Path, language: Language) -> None:
    with st.spinner(say("app.damaged.working", language)):
        found = home.save_what_is_left(path)
    tried = dict(st.session_state.get(TRIED, {}))
    st.session_state[TRIED] = tried | {path: found.why}


def _saved(path: Path, language: Language) -> None:
    to = home.saved_path(path)
    kept = say("app.damaged.kept", language, name=path.name, to=to.name)
    st.html(said(" ".join([kept, *_lines(to, language)])))


def _lines(to: Path, language: Language) -> list[str]:
    """What that file says of its repair; nothing where it is none or cannot be read."""
    try:
        about = home.repaired(book_of(to).meta)
    except (sam.SamenstemmingError, OSError):
        return []
    return [] if about is None else saved_lines(about, language)
