"""Marks corrected after the end: what stands, what is kept, what is refused."""

import json
import math
from dataclasses import replace

import pytest

from samenstemming.errors import MarkChangesError
from samenstemming.events import Marker, Recording, Tick
from samenstemming.mark_changes import (
    Mark,
    MarkChanges,
    correct_mark,
    marks_by_hand,
    parse,
    take_back_mark,
    undo_mark_change,
    with_mark_changes,
)
from samenstemming.standing import standing

CHAIN = "c0ffee"
WHEN = "2026-11-23T10:00:00+00:00"


def mark(t_s: float, name: str, note: str = "", **data: object) -> Marker:
    return Marker(
        t_ns=round(t_s * 1e9), name=name, source="researcher", note=note, data=data
    )


TALK = Recording.of(
    [
        Tick(t_ns=0),
        Marker(t_ns=10**9, name="step_begin", data={"id": "een"}),
        mark(10, "marker:laugh"),
        mark(20, "marker:cough", "at the door"),
        replace(mark(25, "edit"), data={"seq": 4, "note": "at the window"}),
        mark(30, "marker:cry"),
        mark(31, "undo", seq=6),
        Tick(t_ns=60 * 10**9),
    ],
    chain=CHAIN,
)
NONE = MarkChanges(chain=CHAIN)


def stands(changes: MarkChanges) -> list[tuple[int, float, str, str]]:
    events = with_mark_changes(TALK, changes).events()
    return [(m.seq, m.t_s, m.name, m.note) for m in marks_by_hand(events)]


def correct(
    changes: MarkChanges,
    seq: int = 3,
    *,
    name: str = "marker:cry",
    note: str = "",
    t_s: float = 12.5,
) -> MarkChanges:
    return correct_mark(
        TALK, changes, seq, name=name, note=note, t_s=t_s, coder="K2", utc=WHEN
    )


def test_what_was_corrected_while_it_was_recorded_is_followed_first() -> None:
    assert stands(NONE) == [
        (3, 10.0, "marker:laugh", ""),
        (4, 20.0, "marker:cough", "at the window"),
    ]


def test_a_mark_is_called_something_else_and_moved() -> None:
    changes = correct(NONE, note="softly", t_s=22.0)
    assert stands(changes)[0] == (3, 22.0, "marker:cry", "softly")
    (made,) = changes.changes
    assert (made.coder, made.utc, made.of) == ("K2", WHEN, 3)
    assert made.was == Mark(seq=3, t_s=10.0, name="marker:laugh")
    assert made.now == Mark(seq=3, t_s=22.0, name="marker:cry", note="softly")


def test_a_moved_mark_stands_among_the_events_of_its_new_time() -> None:
    seen = with_mark_changes(TALK, correct(NONE, t_s=22.0))
    times = [event.t_ns for event in standing(seen.events())]
    assert times == sorted(times)
    assert seen.duration_s == TALK.duration_s
    assert seen.chain == CHAIN


def test_a_mark_taken_back_is_gone_and_undoing_brings_it_again() -> None:
    gone = take_back_mark(TALK, NONE, 4, coder="", utc=WHEN)
    assert [seq for seq, *_ in stands(gone)] == [3]
    again = undo_mark_change(gone, coder="K3", utc=WHEN)
    assert stands(again) == stands(NONE)
    assert len(again.changes) == 2
    assert again.changes[1].coder == "K3"


def test_each_undo_takes_back_the_newest_that_still_holds() -> None:
    first = correct(NONE)
    second = correct(first, name="marker:touch", t_s=13.0)
    once = undo_mark_change(second, coder="", utc=WHEN)
    assert stands(once) == stands(first)
    twice = undo_mark_change(once, coder="", utc=WHEN)
    assert stands(twice) == stands(NONE)
    with pytest.raises(MarkChangesError, match="no correction of a mark"):
        undo_mark_change(twice, coder="", utc=WHEN)
    assert len(twice.changes) == 4


def test_only_a_mark_that_somebody_set_and_that_stands_can_be_changed() -> None:
    for seq in (1, 2, 5, 6, 7, 99):
        with pytest.raises(MarkChangesError, match=f"number {seq}"):
            correct(NONE, seq)
    gone = take_back_mark(TALK, NONE, 3, coder="", utc=WHEN)
    with pytest.raises(MarkChangesError, match="number 3"):
        correct(gone)


@pytest.mark.parametrize(
    ("name", "t_s"),
    [(" ", 1.0), ("x", -1.0), ("x", 61.0), ("x", math.nan), ("x", math.inf)],
)
def test_a_mark_keeps_a_name_and_a_time_in_the_recording(name: str, t_s: float) -> None:
    with pytest.raises(MarkChangesError, match="needs a name and a time"):
        correct(NONE, name=name, t_s=t_s)


def test_a_change_that_changes_nothing_is_refused() -> None:
    with pytest.raises(MarkChangesError, match="already"):
        correct(NONE, name="marker:laugh", t_s=10.0)


def test_the_trail_is_read_as_it_was_written() -> None:
    changes = undo_mark_change(correct(NONE), coder="K2", utc=WHEN)
    assert parse(changes.to_text()) == changes


def test_the_trail_of_another_recording_is_not_followed() -> None:
    other = Recording.of(TALK.events(), chain="other")
    with pytest.raises(MarkChangesError, match="another recording"):
        with_mark_changes(other, correct(NONE))
    assert with_mark_changes(other, None) is other
    assert with_mark_changes(other, NONE) is other


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "x"},
        {"version": 2},
        {"recording": {}},
        {"changes": [{"act": "grow", "of": 1}]},
        {"changes": [{"act": "correct", "of": 3}]},
        {"changes": [{"act": "take_back", "of": True}]},
        {"changes": [{"act": "undo", "of": 0}]},
        {
            "changes": [
                {
                    "act": "correct",
                    "of": 3,
                    "now": {"seq": 3, "t_s": "nan", "name": "x"},
                }
            ]
        },
    ],
)
def test_a_trail_that_says_nothing_clear_is_refused(wrong: dict[str, object]) -> None:
    whole = json.loads(correct(NONE).to_text())
    with pytest.raises((ValueError, KeyError)):
        parse(json.dumps({**whole, **wrong}))
