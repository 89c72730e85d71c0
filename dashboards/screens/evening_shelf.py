"""Our recordings: look, rename, erase, take one's own out; and the earlier evenings.

The list of evenings holds which exercise and when; there is no graph and no "how it
went" (T27). Whatever is erased is told with names and size.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import streamlit as st

import samenstemming as sam
from samenstemming import Wearer, home
from samenstemming.words import Language, say

from ..desk import desk
from ..shelf import shelf
from ..view_evening import size_text
from ..view_shelf import Book, book_about, book_names, date_text, day_text
from . import damaged_part
from .evening_look import begin as begin_look
from .evening_parts import link_to, two_clicks
from .plain_text import plain


def draw(profile: home.Profile, language: Language) -> None:
    """Draw both lists, and the way to erase everything."""
    found = shelf()
    books = () if found.samples else found.books
    with st.container(key="own_shelf", gap="small"):
        st.header(say("evening.shelf.title", language))
        damaged = found.damaged
        if not books and not damaged:
            st.markdown(say("evening.shelf.none", language))
        names = book_names(books)
        for number, book in enumerate(books):
            _book(book, names[book.path], number, profile, language)
        for number, path in enumerate(damaged):
            _damaged(path, number, language)
    if profile.evenings:
        _history(profile, language)
    if profile != home.Profile() or books or damaged:
        two_clicks(
            "forget_all",
            say("evening.shelf.forget_all", language),
            f"{say('evening.shelf.forget_what', language)} "
            f"{say('evening.shelf.sure', language)}",
            language,
            partial(_forget_all, language),
        )


def told_deleted(gone: home.Deleted, language: Language) -> str:
    """The proof of what is gone, as a sentence."""
    names = ", ".join(gone.names) or say("evening.shelf.nothing", language)
    size = size_text(gone.n_bytes)
    return say("evening.after.deleted", language, names=names, size=size)


def _book(
    book: Book, name: str, number: int, profile: home.Profile, language: Language
) -> None:
    until = home.kept_until(book.meta)
    about = book_about(book, language)
    if until is not None:
        date = day_text(until.isoformat(), language)
        about = f"{about} · {say('evening.shelf.until', language, date=date)}"
    with st.expander(plain(f"{name} · {about}"), key=f"book_{number}"):
        if until is not None:
            _look(book, number, language)
        elif home.may_show_both_hearts(book.meta):
            query = {"file": desk().admit(book.path), "lang": language.value}
            page = "lab" if book.running else "replay"
            link_to(page, say("evening.shelf.open", language), query)
        if book.running:
            return
        with st.form(f"rename_{number}", border=False):
            st.text_input(
                say("evening.shelf.new_name", language),
                key=f"name_of_{number}",
                max_chars=60,
            )
            st.form_submit_button(
                say("evening.shelf.rename", language),
                on_click=_rename,
                args=(book.path, number, language),
            )
        worn = book.meta.get("wearers")
        for wearer in Wearer:
            if isinstance(worn, dict) and wearer.value in worn:
                whose = plain(profile.named(wearer))
                two_clicks(
                    f"withdraw_{number}_{wearer.value}",
                    say("evening.shelf.withdraw", language, name=whose),
                    say("evening.shelf.withdraw_sure", language, name=whose),
                    language,
                    partial(_withdraw, book.path, wearer, whose, language),
                )
        two_clicks(
            f"delete_{number}",
            say("evening.shelf.delete", language),
            say("evening.shelf.sure", language),
            language,
            partial(_delete, book.path, language),
        )


def _damaged(path: Path, number: int, language: Language) -> None:
    """What cannot be opened can be saved, and erased like any other."""
    damaged_part.draw(path, f"damaged_{number}", language)
    if home.saved_path(path).exists():
        # Taking out what is one partner's reaches the new file alone.
        held = say("evening.shelf.damaged_holds", language, name=plain(path.name))
        st.caption(held)
    two_clicks(
        f"delete_damaged_{number}",
        say("evening.shelf.delete_damaged", language, name=plain(path.name)),
        say("evening.shelf.sure", language),
        language,
        partial(_delete, path, language),
    )


def _look(book: Book, number: int, language: Language) -> None:
    """The way to look back in the couple's words, and until when there is one."""
    until = home.look_back_until(book.meta)
    if until is None or book.running:
        return
    if not home.both_agreed(book.meta, home.LOOK_BACK):
        st.caption(say("evening.look_back.not_now", language))
        return
    date = day_text(until.isoformat(), language)
    if not home.may_look_back(book.meta, datetime.now(UTC)):
        st.caption(say("evening.look_back.over", language, date=date))
        return
    st.button(
        say("evening.shelf.look", language),
        key=f"look_{number}",
        on_click=begin_look,
        args=(book.path,),
    )
    st.caption(say("evening.look_back.until", language, date=date))


def _history(profile: home.Profile, language: Language) -> None:
    titles = {
        exercise.id: getattr(exercise.title, language.value)
        for exercise, _ in home.library()
    }
    st.header(say("evening.shelf.history", language))
    for of in reversed(profile.evenings):
        title = titles.get(of.exercise, of.exercise)
        st.markdown(plain(f"{date_text(of.utc, language)} · {title}"))


def _tell(text: str) -> None:
    st.session_state["evening_told"] = text


def _delete(path: Path, language: Language) -> None:
    try:
        _tell(told_deleted(home.delete(path), language))
    except sam.SamenstemmingError:
        _tell(say("evening.shelf.failed", language))


def _rename(path: Path, number: int, language: Language) -> None:
    typed = str(st.session_state[f"name_of_{number}"]).removesuffix(".samen")
    asked = " ".join(typed.split())
    try:
        name = home.rename(path, asked).stem
    except sam.SamenstemmingError:
        _tell(say("evening.shelf.failed", language))
        return
    key = "renamed" if name == asked else "renamed_nearly"
    _tell(say(f"evening.shelf.{key}", language, name=name))


def _withdraw(path: Path, wearer: Wearer, name: str, language: Language) -> None:
    try:
        taken = home.withdraw(path, wearer)
    except (sam.SamenstemmingError, OSError):
        _tell(say("evening.shelf.failed", language))
        return
    n = taken.removed.get("packet", 0)
    _tell(say("evening.shelf.withdrawn", language, name=name, n=n))


def _goes_with_all(meta: Mapping[str, object]) -> bool:
    made_up = meta.get("simulated") is True
    return home.of_an_evening(meta) and (made_up or not desk().practising)


def _forget_all(language: Language) -> None:
    """The profile, and every recording of an evening; a laboratory's stay.

    Whoever practises erases what was made up, and no evening of a real couple.
    """
    names: list[str] = []
    n_bytes = 0
    left = False
    profile = desk().profile_file
    try:
        if home.forget_profile(profile):
            names.append(profile.name)
    except sam.SamenstemmingError:
        left = True
    for path in sorted(sam.recordings_folder().glob("*.samen")):
        try:
            if not _goes_with_all(sam.open_recording(path).meta):
                continue
            gone = home.delete(path)
        except (sam.SamenstemmingError, OSError):
            left = True  # what is gone is told all the same
            continue
        names += gone.names
        n_bytes += gone.n_bytes
    told = told_deleted(home.Deleted(names=tuple(names), n_bytes=n_bytes), language)
    _tell(f"{told} {say('evening.shelf.failed', language)}" if left else told)
