"""The couple's stage: mounted by the script, fed by an event stream of its own.

It draws what `view_couple` says and passes presses on. Names and sentences go in as
data and reach the page as text, never as HTML.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from samenstemming.words import Language

from ..palette import DARK, DIM, LIGHT
from ..view_words import words_under

HERE: Final = Path(__file__).parent
SHARED: Final = (HERE / "lab" / "5_stream.js", HERE / "lab" / "5_look.js")
"""Parts of the lab's canvas that this stage needs as well."""


@cache
def source(kind: str) -> str:
    """All files of this kind, joined in the order of their names."""
    own = sorted((HERE / "couple").glob(f"*.{kind}"))
    shared = SHARED if kind == "js" else ()
    return "\n".join(file.read_text(encoding="utf-8") for file in (*shared, *own))


def couple_stage(
    *,
    recording: str,
    token: str,
    language: Language,
    failed: int,
    noted: int,
    on_press: Callable[[], None],
    on_renew: Callable[[], None] = lambda: None,
) -> Mapping[str, Any]:
    """Mount the stage for the talk of the recording behind this key.

    `failed` names the press that did not arrive and `noted` the mark that did, 0 for
    none. Returns what mounting it says was asked for (`heard.missed`).
    """
    import streamlit as st

    mount = st.components.v2.component(
        "samenstemming_couple",
        html=source("html"),
        css=source("css"),
        js=source("js"),
    )
    query = urlencode({"recording": recording, "token": token})
    mounted: Mapping[str, Any] = mount(
        key="couple",
        data={
            "url": f"/api/couple?{query}",
            "language": language.value,
            "words": words_under(("couple.",), language),
            "light": LIGHT,
            "dark": DARK,
            "dim": DIM,
            "failed": failed,
            "noted": noted,
        },
        on_press_change=on_press,
        on_renew_change=on_renew,
    )
    return mounted
