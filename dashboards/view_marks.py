"""The marks of a recording that a researcher may still correct, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import samenstemming as sam

MOST: Final = 20
TRAIL: Final = ("undo", "edit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark as it stands: its number in the file, when, what, and a note."""

    seq: int
    t_s: float
    name: str
    note: str


def marks_to_correct(events: Iterable[tuple[int, object]]) -> list[Mark]:
    """A researcher's own marks that were not taken back, corrections followed."""
    found: dict[int, Mark] = {}
    for seq, event in events:
        if not isinstance(event, sam.Marker):
            continue
        about = event.data.get("seq")
        if event.name in TRAIL:
            if event.name == "undo" and isinstance(about, int):
                found.pop(about, None)
            elif isinstance(about, int) and about in found:
                found[about] = _corrected(found[about], event)
        elif event.source == "researcher" and not event.name.startswith("step_"):
            found[seq] = Mark(
                seq=seq, t_s=event.t_ns / 1e9, name=event.name, note=event.note
            )
    return sorted(found.values(), key=lambda mark: -mark.seq)[:MOST]


def _corrected(mark: Mark, edit: sam.Marker) -> Mark:
    name, note = edit.data.get("name"), edit.data.get("note")
    return Mark(
        seq=mark.seq,
        t_s=mark.t_s,
        name=name if isinstance(name, str) else mark.name,
        note=note if isinstance(note, str) else mark.note,
    )
