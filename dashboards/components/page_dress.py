"""What Streamlit leaves out of a page: its language, its colours, and at times all.

Streamlit serves one page for every language, marked as English. It gives the theme's
colours to components only; the shell's own style sheet wants them too. Both are set
anew whenever the language or the theme changes.

And it can wipe a page: where a page that looks every second (`run_every`) is left, its
last look may be run behind the new page. The browser is then told that the page before
begins, throws the new one away, and gets nothing in its place: a couple that pressed
"begin" looked at an empty page, as did a test once in many runs. So every page leaves a
mark (`here`); where that is missing while nothing runs, the page is asked for again.

What was pressed to get to another page is kept by `kept_press`, at the same looks.
"""

from typing import Final

from samenstemming.words import Language

from . import kept_press

COLOURS: Final = ("text", "border", "background", "secondary-background", "primary")

SCRIPT: Final = (
    kept_press.SCRIPT
    + """
const LOOK_MS = 500;
const AGAIN_MS = 5000;

function keepThePage(component) {
  let missed = 0;
  let asked = -AGAIN_MS;
  const kept = (document.documentElement.keptPress ??= {}); // outlives this element
  const forget = keepThePress(kept);
  const look = () => {
    const app = document.querySelector(".stApp");
    const rests = app?.dataset.testScriptState === "notRunning";
    pressAgain(kept, rests);
    missed = rests && !document.querySelector(".st-key-page_here") ? missed + 1 : 0;
    if (missed < 2 || performance.now() - asked < AGAIN_MS) return;
    asked = performance.now();
    component.setTriggerValue("wiped", Date.now());
  };
  const timer = setInterval(look, LOOK_MS);
  return () => {
    clearInterval(timer);
    forget();
  };
}

export default function (component) {
  const page = document.documentElement;
  page.lang = component.data.language;
  const own = component.parentElement.host ?? component.parentElement;
  for (const name of component.data.colours) {
    const colour = getComputedStyle(own).getPropertyValue(`--st-${name}-color`);
    page.style.setProperty(`--page-${name}`, colour);
  }
  const root = component.parentElement;
  root.stopLooking?.(); // drawn anew, as for another language
  root.stopLooking = keepThePage(component);
  return root.stopLooking;
}
"""
)


def page_dress(language: Language) -> None:
    """Mark the page as being in this language, and give it its theme's colours."""
    import streamlit as st

    mount = st.components.v2.component("samenstemming_page", js=SCRIPT)
    mount(
        key="page_dress",
        data={"language": language.value, "colours": list(COLOURS)},
        height=1,
        on_wiped_change=lambda: None,
    )


def here() -> None:
    """Mark this page as being there; drawn by the page itself, so wiped with it."""
    import streamlit as st

    with st.container(key="page_here"):
        st.html("<i hidden></i>")
