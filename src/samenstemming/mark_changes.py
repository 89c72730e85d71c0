"""Corrections that a person made to marks after the recording had ended.

While a recording goes on, an `undo` or an `edit` is written into it and `standing`
follows it. Afterwards the file is sealed, so the trail goes on beside it: each change
names the mark by its number in the file, what it was and what it is, by whom (a code,
no name) and when. A change that was taken back stays in the list, and so does the
taking back. `with_mark_changes` hangs this trail behind the events, and `standing`
follows the whole: one rule for both.

Only marks that a person set can be changed. Steps, turns and what the program wrote
are what frames and steps were made of, and a later change would make the past look
different from what was lived.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final

from samenstemming.errors import MarkChangesError
from samenstemming.events import Event, Marker, Recording
from samenstemming.standing import EDIT, UNDO, standing_by_seq
from samenstemming.words import sentence

FORMAT: Final = "samenstemming-marks"
VERSION: Final = 1
LONGEST_NAME: Final = 60
LONGEST_NOTE: Final = 200
MOST_CHANGES: Final = 10_000
MARK_CHANGES: Final = "mark_changes"
"""In the meta of a recording with a trail behind it: the trail's digest."""

BY_HAND: Final = "researcher"
"""The source of marks that a person set at the lab screen or the command line."""


class Act(StrEnum):
    """What somebody did to a mark; or to a change, which is called to take it back."""

    CORRECT = "correct"
    TAKE_BACK = "take_back"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark that a person set: its number in the file, and what it says."""

    seq: int
    t_s: float
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChange:
    """One line of the trail. `of` is a mark's `seq`, of an undo the change's number.

    `was` and `now` are the mark before and after, None where there is none.
    """

    act: Act
    of: int
    was: Mark | None = None
    now: Mark | None = None
    coder: str = ""
    utc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChanges:
    """All changes of one recording, in the order in which they were made."""

    chain: str
    changes: tuple[MarkChange, ...] = ()

    def in_force(self) -> tuple[int, ...]:
        """The numbers, from 1, of the changes that were not taken back."""
        undone = {one.of for one in self.changes if one.act is Act.UNDO}
        return tuple(
            number
            for number, one in enumerate(self.changes, 1)
            if one.act is not Act.UNDO and number not in undone
        )

    def digest(self) -> str:
        """SHA-256 of the file's text, 16 hex digits: exports carry it."""
        return hashlib.sha256(self.to_text().encode()).hexdigest()[:16]

    def to_text(self) -> str:
        """The file's text."""
        whole = {
            "format": FORMAT,
            "version": VERSION,
            "recording": {"chain": self.chain},
            "changes": [asdict(one) for one in self.changes],
        }
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def marks_by_hand(events: Iterable[Event]) -> tuple[Mark, ...]:
    """The marks that people set, as they stand, in the order of the file."""
    found = (
        Mark(seq=seq, t_s=event.t_ns / 1e9, name=event.name, note=event.note)
        for seq, event in standing_by_seq(events)
        if isinstance(event, Marker)
        and event.source == BY_HAND
        and not event.name.startswith("step_")
    )
    return tuple(sorted(found, key=lambda mark: mark.seq))


def correct_mark(
    recording: Recording,
    changes: MarkChanges,
    seq: int,
    *,
    name: str,
    note: str,
    t_s: float,
    coder: str,
    utc: str,
) -> MarkChanges:
    """The trail with this mark called `name`, at `t_s`, with this note.

    MarkChangesError where there is no such mark, or where it would be no mark.
    """
    was = _mark(recording, changes, seq)
    now = Mark(
        seq=seq,
        t_s=round(t_s, 3) if math.isfinite(t_s) else t_s,
        name=name.strip()[:LONGEST_NAME],
        note=note.strip()[:LONGEST_NOTE],
    )
    if not now.name or not 0 <= now.t_s <= recording.duration_s:
        raise MarkChangesError(sentence("wrong.beside.mark_needs"))
    if now == was:
        raise MarkChangesError(sentence("wrong.beside.mark_same"))
    change = MarkChange(
        act=Act.CORRECT, of=seq, was=was, now=now, coder=coder.strip()[:20], utc=utc
    )
    return _longer(changes, change)


def take_back_mark(
    recording: Recording, changes: MarkChanges, seq: int, *, coder: str, utc: str
) -> MarkChanges:
    """The trail in which this mark is no more; MarkChangesError where there is none."""
    was = _mark(recording, changes, seq)
    change = MarkChange(
        act=Act.TAKE_BACK, of=seq, was=was, coder=coder.strip()[:20], utc=utc
    )
    return _longer(changes, change)


def undo_mark_change(changes: MarkChanges, *, coder: str, utc: str) -> MarkChanges:
    """The trail with its last change taken back; MarkChangesError where none is."""
    in_force = changes.in_force()
    if not in_force:
        raise MarkChangesError(sentence("wrong.beside.no_mark_change"))
    number = in_force[-1]
    gone = changes.changes[number - 1]
    change = MarkChange(
        act=Act.UNDO,
        of=number,
        was=gone.now,
        now=gone.was,
        coder=coder.strip()[:20],
        utc=utc,
    )
    return _longer(changes, change)


def with_mark_changes(recording: Recording, changes: MarkChanges | None) -> Recording:
    """The recording with this trail behind its events, for `standing` to follow.

    MarkChangesError where the trail is of another recording.
    """
    if changes is None or not changes.changes:
        return recording
    if changes.chain != recording.chain:
        raise MarkChangesError(sentence("wrong.beside.marks_of_another"))
    events = recording.events()
    return Recording.of(
        (*events, *_trail(changes, events[-1].t_ns if events else 0)),
        meta={**recording.meta, MARK_CHANGES: changes.digest()},
        path=recording.path,
        chain=recording.chain,
    )


def parse(text: str) -> MarkChanges:
    """The trail in a file's text; ValueError says what is wrong with it."""
    found = json.loads(text)
    if not isinstance(found, Mapping) or found.get("format") != FORMAT:
        raise ValueError(f"it lacks the format '{FORMAT}'")
    if found.get("version") != VERSION:
        raise ValueError(f"its version is {found.get('version')!r}")
    return MarkChanges(
        chain=str(found["recording"]["chain"]),
        changes=tuple(_change(one) for one in found["changes"]),
    )


def _longer(changes: MarkChanges, change: MarkChange) -> MarkChanges:
    if len(changes.changes) >= MOST_CHANGES:
        raise MarkChangesError(sentence("wrong.beside.too_many_changes"))
    return replace(changes, changes=(*changes.changes, change))


def _mark(recording: Recording, changes: MarkChanges, seq: int) -> Mark:
    events = with_mark_changes(recording, changes).events()
    for mark in marks_by_hand(events):
        if mark.seq == seq:
            return mark
    raise MarkChangesError(sentence("wrong.beside.no_mark", seq=seq))


def _trail(changes: MarkChanges, t_ns: int) -> tuple[Marker, ...]:
    """What is in force of the changes, as the markers that a live file would hold."""
    made = []
    for number in changes.in_force():
        one = changes.changes[number - 1]
        if one.now is None:
            made.append(_marker(UNDO, t_ns, {"seq": one.of}))
        else:
            now = one.now
            data = {"name": now.name, "note": now.note, "t_s": now.t_s}
            made.append(_marker(EDIT, t_ns, {"seq": one.of, **data}))
    return tuple(made)


def _marker(name: str, t_ns: int, data: Mapping[str, object]) -> Marker:
    return Marker(t_ns=t_ns, name=name, source=BY_HAND, data=data)


def _change(one: Mapping[str, Any]) -> MarkChange:
    change = MarkChange(
        act=Act(one["act"]),
        of=_whole(one["of"]),
        was=_read(one.get("was")),
        now=_read(one.get("now")),
        coder=str(one.get("coder", "")),
        utc=str(one.get("utc", "")),
    )
    if change.act is Act.CORRECT and change.now is None:
        raise ValueError("a correction does not say what the mark is")
    return change


def _read(mark: Mapping[str, Any] | None) -> Mark | None:
    if mark is None:
        return None
    t_s = float(mark["t_s"])
    if not math.isfinite(t_s):
        raise ValueError("a mark has no time")
    return Mark(
        seq=_whole(mark["seq"]),
        t_s=t_s,
        name=str(mark["name"]),
        note=str(mark.get("note", "")),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{value!r} is no number of a mark")
    return value
