"""The marks that a researcher set: which can be corrected, and how they are called."""

from collections.abc import Iterable
from typing import Final

import samenstemming as sam
from samenstemming.words import Language, say

MOST: Final = 20

HOTKEYS: Final = (
    "topic",
    "laugh",
    "cry",
    "cough",
    "touch",
    "interruption",
    "deviation",
)
"""Marks with a key of their own, 1 to 7."""


def marks_to_correct(events: Iterable[tuple[int, sam.Event]]) -> list[sam.Mark]:
    """A researcher's own marks that were not taken back, newest first.

    `events` are all that a tail has told so far, from the first one on.
    """
    found = sam.marks_by_hand(event for _, event in events)
    return list(reversed(found))[:MOST]


def mark_text(mark: sam.Mark, language: Language) -> str:
    """`12:05 laugh · at the door`."""
    minutes, seconds = divmod(int(mark.t_s), 60)
    note = f" \u00b7 {mark.note}" if mark.note else ""
    return f"{minutes}:{seconds:02d} {name_text(mark.name, language)}{note}"


def name_text(name: str, language: Language) -> str:
    """What a mark is called on a screen."""
    own = name.removeprefix("marker:")
    return say(f"lab.mark.{own}", language) if own in HOTKEYS else own


def trail_lines(changes: sam.MarkChanges, language: Language) -> list[str]:
    """Every change after the end, newest first: when, by whom, from what to what."""
    in_force = changes.in_force()
    lines = []
    for number, one in enumerate(changes.changes, 1):
        said = say(
            f"replay.marks.did.{one.act}",
            language,
            number=number,
            of=one.of,
            was="-" if one.was is None else mark_text(one.was, language),
            now="-" if one.now is None else mark_text(one.now, language),
        )
        who = one.coder or say("replay.marks.nobody", language)
        line = f"{number}. {one.utc[:16].replace('T', ' ')} UTC, {who}: {said}"
        if one.act != "undo" and number not in in_force:
            line += say("replay.marks.no_more", language)
        lines.append(line)
    return lines[::-1]
