"""Around every page: language, the way to the other pages, help, and what this is not.

Help is one action away everywhere, without internet.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from samenstemming.words import Language, say

from .components.leave import leave_quickly
from .components.page_dress import here, page_dress
from .desk import desk
from .guard import FROM, PHONE
from .screens import (
    compare_page,
    couple_page,
    evening_page,
    help_page,
    import_page,
    lab_page,
    replay_page,
    start_page,
    straps_page,
    study_page,
)
from .screens.evening_parts import away
from .view_words import first_language

DOORS: Final = frozenset({"couple", "replay", "compare", "import", "study"})
"""Pages whose doors are on the start page and not above every page."""

FOR_COUPLES: Final = ("start", "evening", "straps", "help")
"""Pages that can be left quickly; the couple's screen has a way out of its own."""

ON_A_PHONE: Final = ("couple", "help")
"""All that a phone on the Wi-Fi gets: what it shows can be read along there."""


def draw() -> None:
    """Draw the page that the visitor asked for."""
    language = chosen_language()
    st.set_page_config(page_title=say("app.name", language), layout="wide")
    phone = on_a_phone()
    pages = {
        name: st.Page(
            _page(page.draw, language),
            title=f"{say(f'app.page.{name}', language)} · {say('app.name', language)}",
            url_path=name,
            default=name == (ON_A_PHONE[0] if phone else "start"),
        )
        for name, page in (
            ("start", start_page),
            ("evening", evening_page),
            ("straps", straps_page),
            ("couple", couple_page),
            ("lab", lab_page),
            ("replay", replay_page),
            ("compare", compare_page),
            ("import", import_page),
            ("study", study_page),
            ("help", help_page),
        )
        if not phone or name in ON_A_PHONE
    }
    st.session_state["pages"] = pages
    here = st.navigation(list(pages.values()), position="hidden")
    st.html(Path(__file__).with_name("shell.css"))
    for_couples = any(here is pages.get(name) for name in FOR_COUPLES)
    _header(pages, language, for_couples=for_couples)
    if here is not pages.get("evening"):
        away()
    here.run()
    with st.container(key="footer"):
        local = "lan.plain" if phone else "app.local"
        st.caption(f"{say('app.not_medical', language)} {say(local, language)}")
    page_dress(language)


def on_a_phone() -> bool:
    """Whether this visitor came in over the Wi-Fi; the guard says so, not the phone."""
    return st.context.headers.get(FROM) == PHONE


def chosen_language() -> Language:
    """The visitor's choice, the address's, the browser's, the launcher's, or Dutch."""
    return first_language(
        st.session_state.get("lang"),
        st.query_params.get("lang"),
        st.context.locale,
        desk().language,
    )


def _page(
    draw_page: Callable[[Language], None], language: Language
) -> Callable[[], None]:
    return partial(_marked, draw_page, language)


def _marked(draw_page: Callable[[Language], None], language: Language) -> None:
    here()
    draw_page(language)


def _header(
    pages: dict[str, st.Page], language: Language, *, for_couples: bool
) -> None:
    doors = DOORS.difference(ON_A_PHONE if on_a_phone() else ())
    with st.container(
        key="header", horizontal=True, vertical_alignment="center", gap="small"
    ):
        for name, page in pages.items():
            if name in doors:
                continue
            st.page_link(
                page,
                label=say(f"app.page.{name}", language),
                query_params={"lang": language.value},
            )
        st.space("stretch")
        if for_couples:
            leave_quickly(language)
        st.segmented_control(
            say("app.language", language),
            list(Language),
            format_func=str.upper,
            default=language,
            required=True,
            key="lang",
            bind="query-params",
            label_visibility="collapsed",
        )
