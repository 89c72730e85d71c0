"""The lab screen's canvas: mounted by the script, fed by its own event stream.

Streamlit takes one module of JavaScript, so the parts are joined in the order of their
names. Everything variable goes in as data: names and notes are people's text and reach
the page as text, never as HTML.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from samenstemming.words import Language

from ..palette import DARK, LIGHT
from ..view_words import words_under

PARTS: Final = Path(__file__).with_name("lab")
PREFIXES: Final = (
    "lab.",
    "gap.",
    "withheld.",
    "recording.",
    "writing.",
    "probe.",
    "strap.",
    "alignment.one_body",
    "app.simulated",
    "unknown.",
)


@cache
def source(kind: str) -> str:
    """All files of this kind, joined in the order of their names."""
    files = sorted(PARTS.glob(f"*.{kind}"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def lab_canvas(
    *,
    recording: str,
    name: str,
    token: str,
    language: Language,
    play: Mapping[str, str] | None = None,
    on_change: Callable[[], None] = lambda: None,
    on_video: Callable[[], None] = lambda: None,
) -> Mapping[str, Any]:
    """Mount the canvas for the recording behind this key.

    `play`, a `speed` and a `from` in seconds: perform it from the beginning instead.
    `on_change` only has to exist: a recording that ended or a server that was
    restarted makes the canvas ask for a rerun. Returns what mounting it says
    was asked for (`heard.missed`).
    """
    import streamlit as st

    mount = st.components.v2.component(
        "samenstemming_lab",
        html=source("html"),
        css=source("css"),
        js=source("js"),
    )
    query = urlencode({"recording": recording, "token": token, **(play or {})})
    mounted: Mapping[str, Any] = mount(
        key="lab",
        data={
            "url": f"/api/{'play' if play else 'live'}?{query}",
            "name": name,
            "language": language.value,
            "words": words_under(PREFIXES, language),
            "light": LIGHT,
            "dark": DARK,
        },
        on_renew_change=on_change,
        on_ended_change=on_change,
        on_video_change=on_video,
    )
    return mounted
