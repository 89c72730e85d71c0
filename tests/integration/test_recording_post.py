"""Events that are posted: no Future, no lock, no waking, and none of them lost."""

import time
from pathlib import Path

import pytest

from samenstemming.events import Event
from samenstemming.recording import RecordingWriter, open_recording, tail
from tests.recording_cases import SECOND, HandClock, packet

SOON_S = 20.0


def test_what_is_posted_is_written_in_its_order_and_counted(tmp_path: Path) -> None:
    clock = HandClock()
    path = tmp_path / "s.samen"
    with RecordingWriter.create(path, {}, clock=clock) as live:
        live.post(clock.tick())
        for _ in range(5):
            live.post(packet(clock.run(1)))
        last = live.put(packet(clock.run(1)))  # which waits for all before it
        assert last.result(SOON_S) == 7
        assert (live.written, live.lost) == (7, 0)
    events = open_recording(path).events()
    assert [e.t_ns // SECOND for e in events] == [0, 1, 2, 3, 4, 5, 6]


def test_what_is_posted_is_written_within_a_second_though_nobody_wakes_the_writer(
    tmp_path: Path,
) -> None:
    clock = HandClock()
    with RecordingWriter.create(tmp_path / "s.samen", {}, clock=clock) as live:
        following = tail(tmp_path / "s.samen")
        live.post(clock.tick())
        seen: list[tuple[int, Event]] = []
        give_up_s = time.monotonic() + SOON_S
        while not seen and time.monotonic() < give_up_s:
            seen = following.poll()
        assert len(seen) == 1


def test_posts_that_no_file_can_hold_or_that_come_too_late_are_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = HandClock()
    live = RecordingWriter.create(tmp_path / "s.samen", {}, clock=clock)
    live.post(packet(2**63))
    assert live.put(clock.tick()).result(SOON_S) == 1
    assert (live.written, live.lost) == (1, 1)
    assert "no file can hold" in caplog.text
    live.close()
    live.post(clock.tick())
    assert (live.written, live.lost) == (1, 2)


def test_two_clocks_that_were_read_far_apart_are_no_sleep(tmp_path: Path) -> None:
    clock = HandClock()
    apart_ns = [0, -SECOND, 0]  # a busy host between the two readings of the second
    live = RecordingWriter.create(
        tmp_path / "s.samen",
        {},
        clock=clock,
        look=(
            lambda: clock.now.boottime_ns,
            lambda: clock.now.monotonic_ns - (apart_ns.pop(0) if apart_ns else 0),
        ),
    )
    for event in (clock.tick(), packet(clock.run(1)), packet(clock.run(1))):
        live.put(event).result(SOON_S)
    live.close()
    assert len(open_recording(tmp_path / "s.samen").events()) == 3  # and no marker
