"""Who is called what in a study: codes, and never a name.

A pair is a letter or three and a number; its partners add A and B. Which of two people
gets A is drawn by the session, not by who comes in first and not by who they are.
"""

import re
from collections.abc import Mapping
from typing import Final

from samenstemming.errors import Sentence, StudyError
from samenstemming.events import Wearer
from samenstemming.words import sentence

_PAIR: Final = re.compile(r"[A-Z]{1,3}[0-9]{3,5}")
_CODE: Final = re.compile(r"([A-Z]{1,3}[0-9]{3,5})([AB])")


def pair_name(prefix: str, number: int) -> str:
    """`D017`."""
    return f"{prefix}{number:03}"


def codes_of(pair: str) -> dict[Wearer, str]:
    """`D017A` and `D017B`, by wearer."""
    return {wearer: f"{pair}{wearer.value.upper()}" for wearer in Wearer}


def pair_given(text: str) -> str:
    """The pair that somebody typed; StudyError for a name, an address or a slip."""
    asked = text.strip().upper()
    if _PAIR.fullmatch(asked):
        return asked
    raise StudyError(_refusal(text, "D017"))


def code_given(text: str) -> tuple[str, Wearer]:
    """The pair and the partner of a code such as D017A; StudyError for others."""
    found = _CODE.fullmatch(text.strip().upper())
    if found is None:
        raise StudyError(_refusal(text, "D017A"))
    return found[1], Wearer(found[2].lower())


def seats(*, a_sits_left: bool) -> Mapping[str, str]:
    """Which chair gets which letter; the session draws."""
    return {"left": "a", "right": "b"} if a_sits_left else {"left": "b", "right": "a"}


def _refusal(text: str, example: str) -> Sentence:
    if "@" in text:
        return sentence("wrong.study.looks_like_address", example=example)
    if re.fullmatch(r"[^\W\d_]{2,}([ '-][^\W\d_]+)*", text.strip()):
        return sentence("wrong.study.looks_like_name", example=example)
    return sentence("wrong.study.no_code", text=text[:40], example=example)
