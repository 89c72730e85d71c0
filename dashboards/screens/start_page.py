"""The start page: three doors. The couple's opens a talk that is going on."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from samenstemming import home
from samenstemming.words import Language, say

from ..desk import desk
from ..shelf import Shelf, is_running, shelf
from ..view_shelf import Book, book_about, book_names
from . import couple_page, damaged_part, ready_card
from .plain_text import plain


def draw(language: Language) -> None:
    """Draw the doors and the recordings."""
    found = shelf()
    with st.container(key="doors", gap="medium"):
        st.title(say("app.name", language))
        st.markdown(say("app.tagline", language))
        ready_card.draw(language)
        left, right = st.columns(2, gap="medium", border=True)
        with left:
            _couple(found, language)
        with right:
            _lab(found, language)
        _shelf(found, language)


def _couple(found: Shelf, language: Language) -> None:
    st.header(say("app.door.couple", language))
    st.markdown(say("app.door.couple_about", language))
    path = couple_page.talk_running(found)
    if path is None:
        st.page_link(
            st.session_state["pages"]["evening"],
            label=say("evening.door.open", language),
            icon=":material/favorite:",
            query_params={"lang": language.value},
        )
        return
    st.page_link(
        st.session_state["pages"]["couple"],
        label=say("couple.open", language),
        icon=":material/favorite:",
        query_params={"file": desk().admit(path), "lang": language.value},
    )


def _lab(found: Shelf, language: Language) -> None:
    st.header(say("app.door.lab", language))
    st.markdown(say("app.door.lab_about", language))
    opened = desk().opened
    running = [
        book.path
        for book in found.books
        if book.running and not home.of_an_evening(book.meta)
    ]
    if opened is not None and opened not in running and is_running(opened):
        running.insert(0, opened)
    if not running:
        st.markdown(say("app.door.lab_none", language))
    names = book_names(found.books)
    for path in running:
        name = names.get(path, path.stem)
        _link(path, say("app.door.lab_open", language, name=name), language)
    st.page_link(
        st.session_state["pages"]["study"],
        label=say("study.page.open", language),
        icon=":material/science:",
        query_params={"lang": language.value},
    )


def _shelf(found: Shelf, language: Language) -> None:
    st.header(say("app.door.look", language))
    st.markdown(say("app.door.look_about", language))
    if found.samples:
        st.markdown(say("app.shelf.samples", language))
    if not found.books:
        st.markdown(say("app.shelf.none", language, folder=f"`{found.folder}`"))
    names = book_names(found.books)
    for book in found.books:
        _book(book, names[book.path], language)
    for number, path in enumerate(found.damaged):
        damaged_part.draw(path, f"damaged_{number}", language)
    for path in found.unreadable:
        if path not in found.damaged:
            st.caption(say("app.shelf.unreadable", language, name=plain(path.name)))
    if found.older:
        folder = f"`{found.folder}`"
        st.caption(say("app.shelf.more", language, n=found.older, folder=folder))
    st.page_link(
        st.session_state["pages"]["import"],
        label=say("importing.door", language),
        icon=":material/upload_file:",
        query_params={"lang": language.value},
    )


def _book(book: Book, name: str, language: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        about = book_about(book, language)
        if home.may_show_both_hearts(book.meta) and not _in_a_talk(book):
            page = "lab" if book.running else "replay"
            _link(book.path, name, language, page=page)
        else:
            _of_an_evening(book, name, language)
            about = f"{about} · {say('evening.shelf.for_yourselves', language)}"
        st.caption(about, width="content")


def _in_a_talk(book: Book) -> bool:
    """Whether two people are talking there now: no figure of them is shown then."""
    return book.running and home.of_an_evening(book.meta)


def _of_an_evening(book: Book, name: str, language: Language) -> None:
    """A couple's own: the way goes to their look back, or nowhere."""
    if book.running or not home.may_look_back(book.meta, datetime.now(UTC)):
        st.markdown(plain(name), width="content")
        return
    st.page_link(
        st.session_state["pages"]["evening"],
        label=plain(name),
        icon=":material/favorite:",
        query_params={"look": desk().admit(book.path), "lang": language.value},
    )


def _link(path: Path, label: str, language: Language, page: str = "lab") -> None:
    st.page_link(
        st.session_state["pages"][page],
        label=plain(label),
        icon=":material/show_chart:",
        query_params={"file": desk().admit(path), "lang": language.value},
    )
