"""Help: phone numbers that work without internet, and what this software is not."""

from typing import Final

import streamlit as st

from samenstemming.words import Language, say

from .evening_first import CARDS

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
        st.header(say("evening.when_not.title", language))
        for line in CARDS["when_not"]:
            st.markdown(say(f"evening.when_not.{line}", language))
        st.header(say("app.about.title", language))
        st.markdown(say("app.about.text", language))
        st.markdown(say("app.local", language))
        st.markdown(say("app.about.who", language))
