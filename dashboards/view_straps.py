"""Straps as people read them: names, words for strength, and the command to record."""

import shlex
from collections.abc import Sequence
from typing import Final

import samenstemming as sam
from samenstemming.words import Language, say

NO_BLUETOOTH: Final = frozenset(
    {"no_adapter", "bluetooth_off", "no_permission", "no_service", "no_bleak"}
)


def problem_text(code: str, language: Language) -> str:
    """What went wrong, as a sentence; nobody's fault."""
    if code in NO_BLUETOOTH:
        return say("straps.problem.no_bluetooth", language)
    if code in {"recording", "busy", "not_kept", "unreadable"}:
        return say(f"straps.problem.{code}", language)
    return say("straps.problem.failed", language)


def signal_text(strap: sam.StrapOnShelf, language: Language, *, looked: bool) -> str:
    """How well it is heard, in words."""
    signal = strap.signal or ("absent" if looked else "unknown")
    return say(f"straps.signal.{signal}", language)


def of_whom(strap: sam.StrapOnShelf, language: Language) -> str:
    """Whose it is."""
    if strap.wearer is None:
        return say("straps.of_nobody", language)
    return say("straps.of", language, wearer=strap.wearer.upper())


def pair_of(
    straps: Sequence[sam.StrapOnShelf],
) -> tuple[sam.StrapOnShelf, sam.StrapOnShelf] | None:
    """The two that are meant: A's and B's, else the only two; None where it is unclear.

    One that is chosen and one other that is heard are two as well.
    """
    chosen = [strap for strap in straps if strap.wearer is not None]
    if len(chosen) == 2:
        return chosen[0], chosen[1]
    heard = [strap for strap in straps if strap.signal]
    either = [*chosen, *(strap for strap in heard if strap not in chosen)]
    return (either[0], either[1]) if len(either) == 2 else None


def record_command(straps: Sequence[sam.StrapOnShelf]) -> str | None:
    """What to type to record with A's and B's strap; None where one is not chosen."""
    asked = {strap.wearer: strap.asked_for for strap in straps}
    if sam.Wearer.A not in asked or sam.Wearer.B not in asked:
        return None
    a, b = shlex.quote(asked[sam.Wearer.A]), shlex.quote(asked[sam.Wearer.B])
    return f"samenstemming record --a {a} --b {b}"
