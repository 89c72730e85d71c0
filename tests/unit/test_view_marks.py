"""Which marks can be corrected, and how they are called now."""

from dataclasses import replace

import samenstemming as sam
from dashboards.view_marks import marks_to_correct


def mark(
    called: str, /, *, source: str = "researcher", note: str = "", **data: object
) -> sam.Marker:
    return sam.Marker(t_ns=0, name=called, source=source, note=note, data=data)


def shown(*events: sam.Marker) -> list[tuple[int, str, str]]:
    found = marks_to_correct(enumerate(events, 1))
    return [(one.seq, one.name, one.note) for one in found]


def test_newest_first_without_what_was_taken_back_and_as_corrected() -> None:
    assert shown(
        mark("marker:laugh"),
        mark("marker:cough"),
        mark("undo", seq=1),
        replace(mark("edit"), data={"seq": 2, "name": "marker:cry", "note": "softly"}),
        mark("note", note="tea"),
    ) == [(5, "note", "tea"), (2, "marker:cry", "softly")]


def test_what_the_two_or_the_talk_made_is_not_a_researchers_to_correct() -> None:
    assert shown(mark("pause", source="either"), mark("step_begin"), mark("undo")) == []


def test_the_list_is_as_long_as_a_list_may_be() -> None:
    assert len(shown(*(mark("marker:laugh") for _ in range(50)))) == 20
