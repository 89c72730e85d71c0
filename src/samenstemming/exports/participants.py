"""What the two are called in files that leave: codes, never names.

A recording should hold nothing else, but a person types the code, so one without a
digit in it is taken for a name and stays here. What stands in its place follows from
the head of the chain: the same recording gives the same code, and it says nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from samenstemming.events import Recording, Wearer

PLACEHOLDERS: Final = ("simulated", "participant")
"""What recordings hold where nobody gave a code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """The dyad's code and that of each wearer; letters and digits only."""

    dyad: str
    codes: Mapping[Wearer, str]


def participants_of(recording: Recording) -> Participants:
    """The codes of this recording, or codes made of its chain head."""
    made = f"X{(recording.chain or 'memory')[:6]}"
    own = {wearer: _own_code(recording, wearer) for wearer in Wearer}
    if own[Wearer.A] == own[Wearer.B]:
        own = dict.fromkeys(Wearer)  # a code of both is a code of neither
    codes = {
        wearer: own[wearer] or f"{made}{wearer.upper()}" for wearer in recording.wearers
    }
    return Participants(dyad=_dyad(recording, own) or made, codes=codes)


def _own_code(recording: Recording, wearer: Wearer) -> str | None:
    wearers = recording.meta.get("wearers")
    about = wearers.get(wearer.value) if isinstance(wearers, Mapping) else None
    code = about.get("participant") if isinstance(about, Mapping) else None
    return None if code is None else _as_code(code)


def _as_code(value: object) -> str | None:
    """Letters and digits of a code; None for a name and for a placeholder."""
    text = str(value)
    if text.startswith(PLACEHOLDERS) or not re.search(r"\d", text):
        return None
    return re.sub(r"[^0-9A-Za-z]", "", text)[:32] or None


def _dyad(recording: Recording, own: Mapping[Wearer, str | None]) -> str | None:
    """The dyad's own code, or what the two codes have in common before A and B."""
    given = recording.meta.get("dyad")
    if given is not None:
        return _as_code(given)
    stems = {
        code[:-1] if code.upper().endswith(wearer.upper()) else None
        for wearer, code in own.items()
        if code is not None
    }
    return stems.pop() if len(stems) == 1 else None
