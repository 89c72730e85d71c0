"""The language of the page as browsers and screen readers know it.

Streamlit serves one page for every language, marked as English.
"""

from typing import Final

from samenstemming.words import Language

SCRIPT: Final = """
export default function (component) {
  document.documentElement.lang = component.data.language;
}
"""


def page_language(language: Language) -> None:
    """Mark the page as being in this language."""
    import streamlit as st

    mount = st.components.v2.component("samenstemming_language", js=SCRIPT)
    mount(key="page_language", data={"language": language.value}, height=1)
