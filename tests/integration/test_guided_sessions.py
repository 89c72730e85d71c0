"""Guided talks through the real collector, its file and its control channel."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.errors import ControlError, SamenstemmingError
from samenstemming.events import Marker, Packet, Tick, Wearer
from samenstemming.recording.check import check
from samenstemming.session.launch import CollectorHandle, start_collector

SPEED = 20


def start(
    path: Path,
    *,
    exercise: str | None = "om_de_beurt",
    resume: Path | None = None,
    b: str | None = "simulated:2",
) -> CollectorHandle:
    return start_collector(
        a="simulated:1",
        b=b,
        path=None if resume else path,
        speed=SPEED,
        exercise=exercise,
        resume=resume,
    )


def talk(collector: CollectorHandle) -> dict[str, object]:
    status = collector.control.status()["talk"]
    assert isinstance(status, dict)
    return status


def step(collector: CollectorHandle) -> str:
    shown = talk(collector)["step"]
    assert isinstance(shown, dict)
    return str(shown["id"])


def beating(collector: CollectorHandle) -> bool:
    """Whether packets of both have come in this run."""
    wearers = collector.control.status()["wearers"]
    assert isinstance(wearers, dict)
    return all(of["packets"] for of in wearers.values())


def until(holds: Callable[[], object]) -> None:
    ends = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < ends, "never so"


def markers(path: Path) -> list[Marker]:
    events = sam.open_recording(path).events()
    return [event for event in events if isinstance(event, Marker)]


def test_steps_go_on_by_themselves_and_by_a_press(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    collector = start(path)
    try:
        first = step(collector)
        collector.control.next()
        second = step(collector)
        assert second != first
        until(lambda: step(collector) != second)  # a minute of talk and its grace
    finally:
        collector.stop()
    names = [marker.name for marker in markers(path)]
    assert names[:2] == ["exercise_begin", "step_begin"]
    assert names[-2:] == ["step_end", "exercise_end"]
    assert check(path).ok


@pytest.mark.parametrize("b", ["simulated:2", None])
def test_every_button_works_with_one_strap_too(tmp_path: Path, b: str | None) -> None:
    """Acceptance 1: pause, pattern and stop, whatever the signals do."""
    path = tmp_path / "talk.samen"
    collector = start(path, b=b)
    try:
        collector.control.pause(source="b")
        assert talk(collector)["phase"] == "paused"
        collector.control.marker("pattern", source="a")
        for wearer in ("a", "b"):
            collector.control.choice("break", "stop_today", wearer=wearer)
        assert talk(collector)["phase"] == "ended"
    finally:
        collector.stop()
    found = markers(path)
    pressed = [
        m for m in found if m.name in ("pause", "pattern_marked", "exercise_end")
    ]
    assert [m.name for m in pressed] == ["pause", "pattern_marked", "exercise_end"]
    assert {(m.source, m.wearer) for m in pressed} == {("either", None)}
    assert not [m for m in found if "stop_today" in str(m.data)]


def test_what_has_no_place_in_a_talk_is_answered_with_a_sentence(
    tmp_path: Path,
) -> None:
    collector = start(tmp_path / "talk.samen")
    try:
        with pytest.raises(ControlError, match="no place in a guided talk"):
            collector.control.step("own")
        collector.control.marker("laugh")
    finally:
        collector.stop()


def test_an_exercise_that_is_none_begins_nothing(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    with pytest.raises(SamenstemmingError, match="There is no exercise 'nope'"):
        start(path, exercise="nope")
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal.")
def test_a_killed_collector_goes_on_in_the_same_step_within_ten_seconds(
    tmp_path: Path,
) -> None:
    path = tmp_path / "talk.samen"
    collector = start(path)
    collector.control.next()
    collector.control.next()
    until(lambda: beating(collector))
    before = talk(collector)
    os.kill(collector.pid, signal.SIGKILL)
    collector.wait(10)
    killed_s = time.monotonic()
    again = start(path, resume=path)
    took_s = time.monotonic() - killed_s
    try:
        after = talk(again)
        assert after["index"] == before["index"]
        assert after["exercise"] == "om_de_beurt"
        left = float(str(before["left_s"])), float(str(after["left_s"]))
        # What the talk ran on before and after the kill, at twenty times real time;
        # what was not on the disk yet when it was killed, a tenth of a second, is back.
        assert -SPEED < left[0] - left[1] < 20 * SPEED
        again.control.next()
        until(lambda: beating(again))
    finally:
        again.stop()
    assert took_s < 10
    recording = sam.open_recording(path)
    assert check(path).ok
    assert recording.wearers == tuple(Wearer)
    begun = [m for m in markers(path) if m.name == "exercise_begin"]
    assert len(begun) == 1
    ticks_s = [e.t_ns / 1e9 for e in recording.events() if isinstance(e, Tick)]
    assert ticks_s == sorted(ticks_s)
    late = [e for e in recording.events() if isinstance(e, Packet)][-1]
    assert late.t_ns / 1e9 > ticks_s[-1] - 10


def test_a_file_without_a_talk_goes_on_without_one(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    start(path, exercise=None).stop()
    again = start(path, exercise=None, resume=path)
    try:
        assert again.control.status()["talk"] is None
    finally:
        again.stop()
