"""JSON from a file that may come from anybody: a plain value, or ValueError.

What surprised us, all of it found by fuzzing: Python's reader takes NaN, makes infinity
of `1e999` and a letter that UTF-8 does not have of half a surrogate pair; brackets in
great numbers end in RecursionError, which is no ValueError, and where that begins
depends on who called. A whole number of 400 digits is read and raises OverflowError
wherever somebody divides it. Each of them would only fail later, far from the file.
"""

import json
from typing import Final, NoReturn

DEEPEST: Final = 64
"""Brackets within brackets; nothing of ours needs ten."""

_LONGEST_WHOLE: Final = 19
_64_BITS: Final = 2**63


def read_json(text: str | bytes) -> object:
    """The value in this text; ValueError for all that is not strict JSON."""
    if isinstance(text, bytes):
        text = text.decode("utf-8")
    if text.count("[") + text.count("{") > DEEPEST:
        _check_depth(text)
    value: object = json.loads(
        text, parse_constant=_constant, parse_float=_number, parse_int=_whole
    )
    if "\\u" in text:
        # UnicodeEncodeError, a ValueError, for half a character.
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _check_depth(text: str) -> None:
    """ValueError where brackets lie too deep; those inside of strings do not count."""
    depth, at = 0, 0
    while at < len(text):
        letter = text[at]
        if letter == '"':
            at += 1
            while at < len(text) and text[at] != '"':
                at += 2 if text[at] == "\\" else 1
        elif letter in "[{":
            depth += 1
            if depth > DEEPEST:
                msg = f"more than {DEEPEST} brackets lie within each other"
                raise ValueError(msg)
        elif letter in "]}":
            depth -= 1
        at += 1


def _constant(name: str) -> NoReturn:
    msg = f"{name} is not JSON"
    raise ValueError(msg)


def _number(text: str) -> float:
    value = float(text)
    if value - value != 0:
        msg = f"{text[:20]} is no number that can be held"
        raise ValueError(msg)
    return value


def _whole(text: str) -> int | float:
    """As it is where 64 bits hold it, else as near as a float comes."""
    if len(text) <= _LONGEST_WHOLE - 1:
        return int(text)
    if len(text) > 400:
        msg = "a whole number of more than 400 digits"
        raise ValueError(msg)
    value = int(text)
    return value if -_64_BITS <= value < _64_BITS else _number(text)
