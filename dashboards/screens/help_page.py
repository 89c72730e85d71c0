"""Help: phone numbers that work without internet, and what this software is not."""

from typing import Final

import streamlit as st

from samenstemming.words import Language, say

LINES: Final = (
    "danger",
    "home",
    "suicide",
    "sexual",
    "talk",
    "relation",
    "device",
    "netherlands",
)


def draw(language: Language) -> None:
    """Draw the help text."""
    with st.container(key="reading", gap="small"):
        st.title(say("app.help.title", language))
        for line in LINES:
            st.markdown(say(f"app.help.{line}", language))
        st.markdown(f"**{say('app.help.afraid', language)}**")
        st.header(say("app.about.title", language))
        st.markdown(say("app.about.text", language))
        st.markdown(say("app.local", language))
