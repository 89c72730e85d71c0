"""What was taken back or corrected: the outcome, whatever the trail."""

from hypothesis import given
from hypothesis import strategies as st

from samenstemming.events import Event, Marker, Packet, Tick, Wearer
from samenstemming.standing import standing


def mark(called: str, note: str = "", /, **data: object) -> Marker:
    return Marker(t_ns=0, name=called, note=note, source="researcher", data=data)


def names(*events: Event) -> list[tuple[str, str]]:
    return [(e.name, e.note) for e in standing(events) if isinstance(e, Marker)]


def test_an_undone_marker_is_gone_and_so_is_its_undo() -> None:
    assert names(mark("laugh"), mark("cough"), mark("undo", seq=1)) == [("cough", "")]


def test_an_edit_changes_name_and_note_and_the_newest_one_counts() -> None:
    first = mark("edit", seq=1, name="marker:cry", note="at the door")
    second = mark("edit", seq=1, note="at the window")
    assert names(mark("laugh"), first) == [("marker:cry", "at the door")]
    assert names(mark("laugh"), first, second) == [("marker:cry", "at the window")]


def test_an_edit_that_was_taken_back_changes_nothing() -> None:
    edit = mark("edit", seq=1, note="wrong")
    assert names(mark("laugh", "right"), edit, mark("undo", seq=2)) == [
        ("laugh", "right")
    ]


def test_what_names_no_marker_before_it_changes_nothing() -> None:
    tick = Tick(t_ns=0)
    for data in ({"seq": 9}, {"seq": 0}, {"seq": True}, {"seq": "1"}, {}, {"seq": 2}):
        trail = [mark("undo", **data), mark("edit", **data, note="x")]
        assert names(mark("laugh"), *trail, mark("cough")) == [
            ("laugh", ""),
            ("cough", ""),
        ]
    assert standing([tick, mark("edit", seq=1, note="x")]) == (tick,)


@given(
    st.lists(
        st.sampled_from(
            [
                mark("laugh"),
                Tick(t_ns=1),
                Packet(t_ns=2, wearer=Wearer.A, characteristic="x", payload=b""),
                *(mark("undo", seq=seq) for seq in (1, 2, 5)),
                *(mark("edit", seq=seq, note="n") for seq in (1, 3, 4)),
            ]
        ),
        max_size=12,
    )
)
def test_it_never_touches_what_is_no_marker_and_needs_no_second_time(
    events: list[Event],
) -> None:
    once = standing(events)
    assert [e for e in once if not isinstance(e, Marker)] == [
        e for e in events if not isinstance(e, Marker)
    ]
    assert standing(once) == once
