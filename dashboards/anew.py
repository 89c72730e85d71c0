"""The whole page anew, asked for by a part of it, without losing a press.

`st.rerun()` in a part that looks by itself (`run_every`) names the page that the part
was drawn on. Where somebody has just pressed the link to another page, and that has not
been begun with, Streamlit makes one request of the two, and the later one names the
page: the press is lost, as happened on the first screen just when it was done with
looking. So what waits goes first.
"""

from typing import NoReturn

import streamlit as st


def draw_anew() -> NoReturn:
    """Leave the page that is being drawn: for the one asked for, else for its own."""
    # Looking into the session is where Streamlit takes up what waits. Unlike drawing
    # something empty for it, nothing flickers where nothing does.
    _ = "pages" in st.session_state
    st.rerun()
