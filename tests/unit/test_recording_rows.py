"""Events as columns and as lines."""

import math
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenstemming.events import Event, LinkChange, Marker, Packet, Tick, Wearer
from samenstemming.recording import rows
from samenstemming.recording.lines import event_from_line, event_to_line

EVENTS: list[Event] = [
    Packet(
        t_ns=-5, wearer=Wearer.B, characteristic="battery_level", payload=b"\x00\xff"
    ),
    Packet(t_ns=0, wearer=Wearer.A, characteristic="x", payload=b""),
    LinkChange(t_ns=1, wearer=Wearer.A, state="silent", detail="8 s | ' \""),
    Tick(t_ns=2),
    Tick(t_ns=3, utc_ns=4, boottime_ns=5),
    Marker(t_ns=6, name="undo", data={"seq": 12}),
    Marker(t_ns=7, name="note", wearer=Wearer.B, source="b", note="ja, één"),
]


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_comes_back_from_its_columns_and_from_its_line(event: Event) -> None:
    assert rows.decode(rows.encode(event)) == event
    assert event_from_line(event_to_line(event)) == event


def test_a_line_is_one_reviewable_object_with_its_payload_in_hexadecimal() -> None:
    event = Packet(
        t_ns=1_000_000_000,
        wearer=Wearer.A,
        characteristic="heart_rate_measurement",
        payload=b"\x10\x3c\x00\x04",
    )
    assert event_to_line(event) == (
        '{"t_ns":1000000000,"kind":"packet","wearer":"a",'
        '"topic":"heart_rate_measurement","payload":"103c0004"}'
    )


def test_nested_read_only_data_is_stored_as_plain_json() -> None:
    inner = MappingProxyType({"a": 1})
    marker = Marker(t_ns=0, name="x", data={"inner": inner})
    back = rows.decode(rows.encode(marker))
    assert isinstance(back, Marker)
    assert back.data == {"inner": {"a": 1}}


@pytest.mark.parametrize("value", [math.nan, math.inf, object(), {1, 2}])
def test_what_json_cannot_hold_is_refused_before_it_is_queued(value: object) -> None:
    with pytest.raises(ValueError, match="JSON"):
        rows.encode(Marker(t_ns=0, name="x", data={"value": value}))


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[]",
        '{"t_ns":0,"kind":"pulse","payload":{}}',
        '{"t_ns":0,"kind":"tick","payload":{}}',
        '{"t_ns":0,"kind":"packet","wearer":"c","topic":"x","payload":""}',
    ],
)
def test_a_line_without_an_event_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        event_from_line(line)


def test_every_column_is_in_the_bytes_that_are_signed() -> None:
    content = rows.Content(5, "packet", "a", "heart", b"payload")
    changed = [
        content._replace(t_ns=6),
        content._replace(kind="link"),
        content._replace(wearer="b"),
        content._replace(wearer=None),
        content._replace(topic="hearT"),
        content._replace(topic="heart ", payload=b"ayload"),
        content._replace(payload=b"Payload"),
    ]
    signed = {rows.event_bytes(1, 1, row) for row in [content, *changed]}
    signed |= {rows.event_bytes(2, 1, content), rows.event_bytes(1, 2, content)}
    assert len(signed) == len(changed) + 3


@given(
    topic=st.text(),
    payload=st.binary(max_size=40),
    t_ns=st.integers(-(2**63), 2**63 - 1),
)
def test_any_packet_comes_back_from_its_line(
    topic: str, payload: bytes, t_ns: int
) -> None:
    event = Packet(t_ns=t_ns, wearer=Wearer.A, characteristic=topic, payload=payload)
    assert event_from_line(event_to_line(event)) == event
    assert replace(event, t_ns=0).payload == payload
