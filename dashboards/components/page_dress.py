"""What Streamlit leaves out of a page: its language, and its colours as variables.

Streamlit serves one page for every language, marked as English. It gives the theme's
colours to components only; the shell's own style sheet wants them too. Both are set
anew whenever the language or the theme changes.
"""

from typing import Final

from samenstemming.words import Language

COLOURS: Final = ("text", "border", "background", "secondary-background", "primary")

SCRIPT: Final = """
export default function (component) {
  const page = document.documentElement;
  page.lang = component.data.language;
  const own = component.parentElement.host ?? component.parentElement;
  for (const name of component.data.colours) {
    const colour = getComputedStyle(own).getPropertyValue(`--st-${name}-color`);
    page.style.setProperty(`--page-${name}`, colour);
  }
}
"""


def page_dress(language: Language) -> None:
    """Mark the page as being in this language, and give it its theme's colours."""
    import streamlit as st

    mount = st.components.v2.component("samenstemming_page", js=SCRIPT)
    mount(
        key="page_dress",
        data={"language": language.value, "colours": list(COLOURS)},
        height=1,
    )
