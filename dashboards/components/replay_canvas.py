"""The replay canvas: mounted by the script, it fetches its record in parts by itself.

Names, codes and notes are people's text: they go in as data and reach the page as text.
What somebody does (a code, a corrected beat) comes back to the script, which alone
writes, beside the recording and never in it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from samenstemming.words import Language

from ..palette import DARK, LIGHT
from ..view_words import words_under

HERE: Final = Path(__file__).parent
SHARED: Final = tuple(
    HERE / "lab" / name for name in ("2_hold.js", "2_view.js", "5_look.js")
)
"""Parts of the lab's canvas that this one needs as well."""

PREFIXES: Final = (
    "replay.",
    "lab.",
    "gap.",
    "moment.",
    "withheld.",
    "recording.",
    "alignment.one_body",
    "app.simulated",
)


@cache
def source(kind: str) -> str:
    """All files of this kind, joined in the order of their names."""
    own = sorted((HERE / "replay").glob(f"*.{kind}"))
    shared = SHARED if kind == "js" else ()
    return "\n".join(file.read_text(encoding="utf-8") for file in (*shared, *own))


def replay_canvas(
    *,
    recording: str,
    name: str,
    token: str,
    language: Language,
    stamp: str,
    codes: Sequence[dict[str, object]],
    said: str,
    on_act: Callable[[], None],
    on_change: Callable[[], None] = lambda: None,
) -> Mapping[str, Any]:
    """Mount the canvas for the recording behind this key.

    `stamp` changes whenever the record has to be fetched anew: its edits changed.
    Returns what mounting it says was asked for (`heard.missed`).
    """
    import streamlit as st

    mount = st.components.v2.component(
        "samenstemming_replay",
        html=source("html"),
        css=source("css"),
        js=source("js"),
    )
    query = urlencode({"recording": recording, "token": token, "lang": language.value})
    mounted: Mapping[str, Any] = mount(
        key="replay",
        data={
            "url": f"/api/replay/{{part}}?{query}",
            "stamp": stamp,
            "name": name,
            "codes": list(codes),
            "said": said,
            "language": language.value,
            "words": words_under(PREFIXES, language),
            "light": LIGHT,
            "dark": DARK,
        },
        on_act_change=on_act,
        on_renew_change=on_change,
    )
    return mounted
