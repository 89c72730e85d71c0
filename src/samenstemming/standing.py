"""Markers as they stand: what was taken back is gone, what was corrected is correct.

A recording is append-only, so a wrong marker stays in it, and an `undo` or an `edit`
that names its `seq` follows. That trail is the audit; whoever computes something wants
the outcome. Live frames do not look back: a causal pipeline heard the marker when it
came. After the end the trail goes on beside the file (`mark_changes`), and is followed
here too.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from samenstemming.events import LOST_ROW, Event, Marker, Recording

UNDO: Final = "undo"
"""Data `{"seq"}`: this event, a marker or an edit, was taken back."""

EDIT: Final = "edit"
"""Data `{"seq", "name", "note"}`: that marker is called this and says that.

`t_s`, in session time, says when it was; only corrections after the end have it.
"""


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events without undone markers, with corrected ones, without the trail.

    An event's `seq` is its place, from 1 on, as in the file. Undo and edit themselves
    are left out; one that names no marker before it changes nothing.
    """
    return tuple(event for _, event in standing_by_seq(events))


def standing_by_seq(events: Iterable[Event]) -> tuple[tuple[int, Event], ...]:
    """The same, each with its number in the file."""
    found = tuple(events)
    if not any(map(is_trail, found)):
        return tuple(enumerate(found, 1))
    undone = {
        seq
        for place, event in enumerate(found, 1)
        if isinstance(event, Marker) and event.name == UNDO
        if (seq := named_seq(event)) is not None and seq < place
        if _is_marker_or_edit(found[seq - 1])
    }
    corrected: dict[int, Marker] = {}
    for place, event in enumerate(found, 1):
        if not isinstance(event, Marker) or event.name != EDIT or place in undone:
            continue
        seq = named_seq(event)
        if seq is not None and seq < place:
            was = corrected.get(seq, found[seq - 1])
            if isinstance(was, Marker) and not is_trail(was):
                corrected[seq] = _edited(was, event)
    left = [
        (place, corrected.get(place, event))
        for place, event in enumerate(found, 1)
        if place not in undone and not is_trail(event)
    ]
    for place, marker in corrected.items():
        if place not in undone and marker.t_ns != found[place - 1].t_ns:
            left.remove((place, marker))
            at = bisect_right(left, marker.t_ns, key=lambda one: one[1].t_ns)
            left.insert(at, (place, marker))
    return tuple(left)


def as_it_stands(recording: Recording) -> Recording:
    """The recording with its markers undone and corrected as people did."""
    return Recording.of(
        standing(recording.events()),
        meta=recording.meta,
        path=recording.path,
        chain=recording.chain,
    )


def is_trail(event: Event) -> bool:
    """Whether this is an undo, an edit or a lost row, and no marker of a moment."""
    return isinstance(event, Marker) and event.name in (UNDO, EDIT, LOST_ROW)


def _is_marker_or_edit(event: Event) -> bool:
    return isinstance(event, Marker) and event.name != UNDO


def named_seq(marker: Marker) -> int | None:
    """The event that an undo or an edit is about; None where it names none."""
    seq = marker.data.get("seq")
    return (
        seq if isinstance(seq, int) and not isinstance(seq, bool) and seq > 0 else None
    )


def _edited(marker: Marker, edit: Marker) -> Marker:
    name, note = edit.data.get("name"), edit.data.get("note")
    t_s = edit.data.get("t_s")
    return replace(
        marker,
        t_ns=round(t_s * 1e9) if isinstance(t_s, float) else marker.t_ns,
        name=name if isinstance(name, str) and name else marker.name,
        note=note if isinstance(note, str) else marker.note,
    )
