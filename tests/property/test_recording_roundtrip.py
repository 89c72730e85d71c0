"""Whatever is appended is what a tail, a reader and a copy hand out."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenstemming.events import (
    Event,
    LinkChange,
    Marker,
    Packet,
    Recording,
    Tick,
    Wearer,
)
from samenstemming.recording import (
    RecordingWriter,
    check,
    open_recording,
    tail,
    write_recording,
)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=6,
)
TIMES = st.integers(-(2**61), 2**61)
WEARERS = st.sampled_from(list(Wearer))
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        Packet,
        t_ns=TIMES,
        wearer=WEARERS,
        characteristic=st.text(),
        payload=st.binary(max_size=300),
    ),
    st.builds(
        LinkChange, t_ns=TIMES, wearer=WEARERS, state=st.text(), detail=st.text()
    ),
    st.builds(
        Tick,
        t_ns=TIMES,
        utc_ns=st.none() | TIMES,
        boottime_ns=st.none() | TIMES,
    ),
    st.builds(
        Marker,
        t_ns=TIMES,
        name=st.text(),
        wearer=st.none() | WEARERS,
        source=st.text(),
        note=st.text(),
        data=st.dictionaries(st.text(), JSON, max_size=3),
    ),
)


@given(events=st.lists(EVENTS, max_size=30), meta=st.dictionaries(st.text(), JSON))
@settings(deadline=None, max_examples=60)
def test_a_recording_written_at_once_is_what_was_given(
    events: list[Event], meta: dict[str, object]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.samen"
        write_recording(path, Recording.of(events, meta=meta))
        back = open_recording(path)
        assert back.events() == tuple(events)
        assert {**back.meta, **meta, "format": 1} == back.meta
        assert check(path).ok


@given(
    groups=st.lists(st.lists(EVENTS, max_size=8), max_size=5),
    cut=st.integers(0, 5),
)
@settings(deadline=None, max_examples=30)
def test_what_is_appended_is_what_a_tail_hands_out(
    groups: list[list[Event]], cut: int
) -> None:
    zero = Tick(t_ns=1000)
    tailed: list[tuple[int, Event]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.samen"
        with RecordingWriter.create(path, {}) as writer:
            writer.put(zero).result(20)
            following = tail(path)
            for number, group in enumerate(groups):
                for future in [writer.put(event) for event in group]:
                    future.result(20)
                if number != cut:
                    tailed += following.poll()
        tailed += following.poll()
        whole = open_recording(path).events()
    put = [zero, *(event for group in groups for event in group)]
    wanted = [replace(event, t_ns=event.t_ns - 1000) for event in put]
    assert [event for _, event in tailed] == wanted
    assert [seq for seq, _ in tailed] == list(range(1, len(wanted) + 1))
    assert list(whole) == wanted


@pytest.mark.parametrize("value", [2**63 + 1, -(2**64) - 1, [{"deep": 10**30 + 1}]])
def test_a_whole_number_that_would_come_back_as_another_is_refused(
    value: object, tmp_path: Path
) -> None:
    path = tmp_path / "s.samen"
    marker = Marker(t_ns=1000, name="mark", data={"n": value})
    with RecordingWriter.create(path, {}) as writer:
        for refused in (writer.put(marker), writer.set_meta("n", value)):
            with pytest.raises(ValueError, match="64 bits"):
                refused.result(20)
    assert open_recording(path).events() == ()
    with pytest.raises(ValueError, match="64 bits"):
        write_recording(tmp_path / "t.samen", Recording.of([], meta={"n": value}))
