"""Notes of an import in the reader's language: kept in English, said again in Dutch.

The meta of a recording holds the English text alone. It was made from a string with
blanks, so the same string finds what stood in them.
"""

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Final

from samenstemming.words import Language, keys, say

PREFIX: Final = "import.note."

NOTES_THEMSELVES: Final = frozenset({"why", "method"})
"""Blanks that hold a text of ours. What stands in the others is figures and names."""

_WHOSE: Final = re.compile(r"([AB]): (.+)", re.DOTALL)


def note_in(note: str, language: Language) -> str:
    """The note in this language; as it stands where no string of ours made it."""
    if language is Language.EN:
        return note
    if whose := _WHOSE.fullmatch(note):
        return f"{whose[1]}: {note_in(whose[2], language)}"
    for key, pattern in _patterns().items():
        if found := pattern.fullmatch(note):
            held = found.groupdict()
            held |= {
                of: note_in(held[of], language) for of in NOTES_THEMSELVES & {*held}
            }
            return say(key, language, **held)
    return note


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    made = {
        key: _pattern(say(key, Language.EN)) for key in keys() if key.startswith(PREFIX)
    }
    # The one with most text of its own first: its blanks leave the least open.
    return dict(sorted(made.items(), key=lambda of: -len(say(of[0], Language.EN))))


def _pattern(text: str) -> re.Pattern[str]:
    parts = [
        re.escape(literal) + (f"(?P<{name}>.+?)" if name else "")
        for literal, name, _, _ in Formatter().parse(text)
    ]
    return re.compile("".join(parts), re.DOTALL)
