"""Recordings as lines of a list: name, date, length, what they are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from samenstemming import home
from samenstemming.words import Language, say

MONTHS: Final = {
    Language.NL: "janfebmrtaprmeijunjulaugsepoktnovdec",
    Language.EN: "JanFebMarAprMayJunJulAugSepOctNovDec",
}
"""Three letters a month: Python's own names follow the machine, not the visitor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One recording as it stands on the shelf."""

    path: Path
    meta: Mapping[str, object]
    duration_s: float
    running: bool


def book_name(path: Path, meta: Mapping[str, object]) -> str:
    """What people call this recording: its label, else its file."""
    label = meta.get("label")
    return label if isinstance(label, str) and label else path.stem


def book_names(books: Iterable[Book]) -> dict[Path, str]:
    """What to call each of these: a label that two of them share tells nothing."""
    names = {book.path: book_name(book.path, book.meta) for book in books}
    often = Counter(names.values())
    return {p: p.stem if often[name] > 1 else name for p, name in names.items()}


def book_about(book: Book, language: Language) -> str:
    """Date, length and whether it was simulated, as one line."""
    parts = [date_text(book.meta.get("created_utc"), language)]
    if book.running:
        parts.append(say("app.shelf.running", language))
    else:
        parts.append(length_text(book.duration_s, language))
    if book.meta.get("simulated") is True:
        parts.append(say("app.simulated", language))
    if home.repaired(book.meta) is not None:
        parts.append(say("app.damaged.mark", language))
    return " · ".join(parts)


def length_text(seconds: float, language: Language) -> str:
    """Whole minutes, or seconds where there is less than one."""
    if seconds < 60:
        return say("app.seconds", language, n=round(seconds))
    return say("app.minutes", language, n=round(seconds / 60))


def date_text(created_utc: object, language: Language) -> str:
    """`2 mrt 2026, 14:05` in the computer's own time zone."""
    try:
        when = datetime.fromisoformat(str(created_utc)).astimezone()
    except ValueError:
        return say("app.shelf.unknown_date", language)
    month = MONTHS[language][3 * when.month - 3 : 3 * when.month]
    return f"{when.day} {month} {when.year}, {when:%H:%M}"


def day_text(created_utc: object, language: Language) -> str:
    """`2 mrt 2026`: the same without the hour."""
    return date_text(created_utc, language).partition(",")[0]
