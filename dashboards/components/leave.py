"""The way out on every page for couples: a button, and Esc twice.

It puts an empty page in the place of this one, and the browser's Back leads to an empty
page as well. Nothing is noted down. The couple's screen has its own, which also ends
its stream; the pages of a laboratory have none, because Esc closes things there.

What surprised us: a key that is pressed while a field is typed in must count as well,
so the listener is on the window and hears it first. And the script runs later than the
page is there: the button has its word from the beginning, or it has no name for those
who hear the page.
"""

from html import escape
from typing import Final

from samenstemming.words import Language, say

HTML: Final = '<button type="button" aria-keyshortcuts="Escape">{word}</button>'

CSS: Final = """
button {
  font: inherit;
  color: var(--st-text-color);
  background: transparent;
  border: 1px solid var(--st-border-color);
  border-radius: 0.5rem;
  min-height: 2.5rem;
  padding: 0.25rem 0.75rem;
  white-space: nowrap;
  cursor: pointer;
}
button:hover { background: var(--st-secondary-background-color); }
button:focus-visible {
  outline: 3px solid var(--st-primary-color);
  outline-offset: 2px;
}
"""

SCRIPT: Final = """
const TWICE_MS = 800;
const LEFT = "left";

export default function (component) {
  const root = component.parentElement;
  root.stopListening?.(); // drawn anew, as for another language
  const button = root.querySelector("button");
  button.textContent = component.data.word;
  button.title = component.data.how;
  const leave = () => {
    sessionStorage.setItem(LEFT, "yes");
    location.replace("about:blank");
  };
  const [arrival] = performance.getEntriesByType("navigation");
  if (arrival?.type === "back_forward" && sessionStorage.getItem(LEFT)) leave();
  else sessionStorage.removeItem(LEFT);
  let escaped = -TWICE_MS;
  const pressed = (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - escaped < TWICE_MS) leave();
    escaped = event.timeStamp;
  };
  button.onclick = leave;
  window.addEventListener("keydown", pressed, true);
  root.stopListening = () => window.removeEventListener("keydown", pressed, true);
  return root.stopListening;
}
"""


def leave_quickly(language: Language) -> None:
    """Draw the button, and listen for Esc twice."""
    import streamlit as st

    word = say("couple.button.away", language)
    mount = st.components.v2.component(
        f"samenstemming_leave_{language}",
        html=HTML.format(word=escape(word)),
        css=CSS,
        js=SCRIPT,
    )
    mount(
        key="leave",
        data={
            "word": word,
            "how": say("couple.away_how", language),
        },
        width="content",
        height="content",
    )
