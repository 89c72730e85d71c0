"""A collector as a process of its own, as screens and scripts meet it."""

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.errors import ControlError, SamenstemmingError
from samenstemming.events import Event, Marker
from samenstemming.recording import read_lease
from samenstemming.recording.check import check
from samenstemming.session.launch import CollectorHandle, start_collector

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals.")


@pytest.fixture
def collector(tmp_path: Path) -> Iterator[CollectorHandle]:
    handle = start_collector(
        a="simulated:2", b="simulated:2", path=tmp_path / "live.samen", speed=10
    )
    yield handle
    handle.stop()


def until(
    collector: CollectorHandle, holds: Callable[[dict[str, object]], object]
) -> dict[str, object]:
    """The first status of which this holds, within half a minute."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        status = collector.control.status()
        if holds(status):
            return status
    msg = f"never so: {status}"
    raise AssertionError(msg)


def markers(path: Path) -> list[Marker]:
    events = sam.open_recording(path).events()
    return [event for event in events if isinstance(event, Marker)]


def at(path: Path, seq: int) -> Event:
    return dict(sam.tail(path).poll())[seq]


def test_a_marker_is_on_disk_when_its_seq_comes_back(
    collector: CollectorHandle,
) -> None:
    seq = collector.control.marker("laugh", wearer="b", note="both", data={"n": 2})
    found = at(collector.path, seq)
    assert isinstance(found, Marker)
    assert (found.name, found.wearer, found.note) == ("marker:laugh", "b", "both")
    assert (found.source, found.data) == ("researcher", {"n": 2})


def test_a_marker_takes_less_than_a_tenth_of_a_second(
    collector: CollectorHandle,
) -> None:
    took_s = []
    for number in range(40):
        begun = time.perf_counter()
        collector.control.marker(f"number {number}")
        took_s.append(time.perf_counter() - begun)
    assert statistics.median(took_s) < 0.1
    assert statistics.quantiles(took_s, n=20)[-1] < 0.2  # other tests share the cores


def test_steps_pauses_choices_and_undo_become_markers(
    collector: CollectorHandle,
) -> None:
    control = collector.control
    control.step("story", speaker="a", instructed=True)
    assert control.status()["step"] == "story"
    control.pause(source="b")
    assert control.status()["paused"] is True
    control.resume()
    laugh = control.marker("laugh")
    control.undo()
    control.choice("topic", "garden", wearer="a")
    control.skip()
    with pytest.raises(ControlError, match="No step is running"):
        control.next()
    collector.stop()
    assert [(m.name, m.source, dict(m.data)) for m in markers(collector.path)] == [
        (
            "step_begin",
            "researcher",
            {"id": "story", "speaker": "a", "instructed": True},
        ),
        ("pause", "b", {}),
        ("resume", "researcher", {}),
        ("marker:laugh", "researcher", {}),
        ("undo", "researcher", {"seq": laugh}),
        ("choice", "researcher", {"id": "topic", "value": "garden"}),
        ("step_end", "researcher", {"id": "story", "skipped": True}),
    ]


def test_status_shows_both_hearts_and_the_word(collector: CollectorHandle) -> None:
    status = until(collector, lambda status: status["word"])
    assert status["word"] in ("together", "opposite", "can't tell")
    assert status["simulated"] is True
    assert status["problems"] == []
    wearers = status["wearers"]
    assert isinstance(wearers, dict)
    for wearer in ("a", "b"):
        assert wearers[wearer]["link"] == "connected"
        assert 30 < wearers[wearer]["heart_rate_bpm"] < 200
        assert wearers[wearer]["packets"] > 0
        assert wearers[wearer]["quality"] in ("good", "fair", "unusable")


def test_stop_answers_once_the_file_is_sealed(collector: CollectorHandle) -> None:
    answer = collector.control.stop()
    report = check(collector.path)
    assert report.ok
    assert report.closed
    assert not report.live
    assert answer["events"] == len(sam.open_recording(collector.path).events())
    assert read_lease(collector.path) is None
    assert collector.wait(10) == 0


def test_time_never_runs_backwards_in_a_recording(collector: CollectorHandle) -> None:
    for number in range(50):
        collector.control.marker(f"number {number}")
    collector.stop()
    times_ns = [event.t_ns for event in sam.open_recording(collector.path).events()]
    assert times_ns[0] == 0
    assert times_ns == sorted(times_ns)


@pytest.mark.parametrize(
    "noise",
    [
        b"\x00" * 1000 + b"\n",
        b"x" * 200_000,
        b'{"token": "guess", "command": "stop"}\n',
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ],
    ids=["zeros", "flood", "guess", "http"],
)
def test_noise_on_the_channel_changes_nothing(
    collector: CollectorHandle, noise: bytes
) -> None:
    lease = read_lease(collector.path)
    assert lease is not None
    assert lease.port is not None
    with socket.create_connection(("127.0.0.1", lease.port), timeout=5) as stranger:
        stranger.sendall(noise)
        until(collector, lambda status: status["refused_lines"] == 1)
    assert collector.running
    assert collector.stop() == 0
    assert markers(collector.path) == []


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_closes_the_recording_cleanly(
    collector: CollectorHandle, number: signal.Signals
) -> None:
    collector.control.marker("before")
    begun = time.perf_counter()
    os.kill(collector.pid, number)
    os.kill(collector.pid, number)  # pressed twice: no less a clean end
    assert collector.wait(10) == 130
    assert time.perf_counter() - begun < 5
    report = check(collector.path)
    assert report.closed
    assert not report.finalised
    assert [marker.name for marker in markers(collector.path)] == ["marker:before"]
    assert read_lease(collector.path) is None


@posix
def test_after_a_kill_the_client_says_who_has_gone(collector: CollectorHandle) -> None:
    seq = collector.control.marker("before")
    os.kill(collector.pid, signal.SIGKILL)
    collector.wait(10)
    with pytest.raises(ControlError, match=f"process {collector.pid}.*has gone"):
        collector.control.status()
    assert check(collector.path).finalised
    assert isinstance(at(collector.path, seq), Marker)


def test_nobody_records_where_no_collector_is(tmp_path: Path) -> None:
    with pytest.raises(ControlError, match="Nobody is recording"):
        sam.control(tmp_path / "none.samen").status()


def test_a_recording_ends_with_its_time(tmp_path: Path) -> None:
    handle = start_collector(
        a="simulated", path=tmp_path / "one.samen", speed=60, minutes=0.5
    )
    assert handle.wait(30) == 0
    handle.release()
    recording = sam.open_recording(handle.path)
    assert recording.wearers == ("a",)
    assert recording.duration_s == pytest.approx(30, abs=0.001)
    assert recording.meta["simulated"] is True


def test_a_second_collector_on_the_same_file_is_refused(
    collector: CollectorHandle,
) -> None:
    with pytest.raises(SamenstemmingError, match=str(collector.pid)):
        start_collector(a="simulated", path=collector.path)
    assert collector.running


@pytest.mark.parametrize(
    ("strap", "says"),
    [(" ", "needs a name"), ("simulated:x", "whole number")],
)
def test_a_collector_that_cannot_begin_says_why(
    tmp_path: Path, strap: str, says: str
) -> None:
    with pytest.raises(SamenstemmingError, match=says):
        start_collector(a=strap, path=tmp_path / "x.samen")
    assert list(tmp_path.iterdir()) == []


def test_a_collector_that_belongs_to_its_parent_ends_with_it(tmp_path: Path) -> None:
    handle = start_collector(
        a="simulated", path=tmp_path / "demo.samen", with_parent=True
    )
    handle.release()
    assert handle.wait(10) == 0
    assert check(handle.path).closed


@posix
def test_a_recording_goes_on_when_who_started_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "orphan.samen"
    starter = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from samenstemming.session.launch import start_collector\n"
        f"start_collector(a='simulated', path=Path({str(path)!r}), speed=10)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", starter], check=False, timeout=60)
    control = sam.control(path)
    first = control.status()["events"]
    assert isinstance(first, int)
    while control.status()["events"] == first:
        assert read_lease(path) is not None
    control.stop()
    assert check(path).closed


@posix
def test_a_file_that_is_moved_away_goes_on_beside_and_is_said(
    collector: CollectorHandle,
) -> None:
    seq = collector.control.marker("before")
    lease = read_lease(collector.path)
    assert lease is not None
    moved = collector.path.with_name("elsewhere.samen")
    collector.path.rename(moved)
    saved = collector.path.with_name("live-saved-1.samen")
    while not (saved.exists() and (found := read_lease(saved)) and found.port):
        assert collector.running
    control = sam.control(saved)
    problems = control.status()["problems"]
    while not problems:
        problems = control.status()["problems"]
    assert isinstance(problems, list)
    assert [problem["code"] for problem in problems] == ["file_moved"]
    control.marker("after")
    control.stop()
    assert collector.wait(10) == 0
    assert isinstance(at(saved, seq), Marker)
    names = [marker.name for marker in markers(saved)]
    assert names == ["marker:before", "marker:after"]


@posix
def test_a_full_disk_is_shown_once_and_stop_tells_what_is_missing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "full.samen"
    # No file of this process may grow beyond 100 kB: SQLite meets a failing write.
    limited = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "sys.argv[0] = 'samenstemming'\n"
        "runpy.run_module('samenstemming', run_name='__main__')\n"
    )
    record = ["record", "--a", "simulated", "--announce", "--speed", "200"]
    with subprocess.Popen(
        [sys.executable, "-c", limited, *record, "-o", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        control = sam.control(path)
        while not (problems := control.status()["problems"]):
            assert process.poll() is None
        assert isinstance(problems, list)
        assert [problem["code"] for problem in problems] == ["disk_full"]
        with pytest.raises(ControlError, match="not in it"):
            control.stop()
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert said.count("is full. What comes in is kept in memory") == 1
    assert "Traceback" not in said
    assert check(path).ok


def test_what_the_collector_showed_live_is_what_a_replay_shows(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path, live = tmp_path / "live.samen", tmp_path / "live.jsonl"
    command = [sys.executable, "-m", "samenstemming"]
    pair = ["--a", "simulated:5", "--b", "simulated:5"]
    record = ["record", *pair, "--minutes", "3", "--speed", "60"]
    subprocess.run(
        [*command, *record, "-o", str(path), "--frames-to", str(live)],
        check=True,
        timeout=120,
        capture_output=True,
    )
    assert main(["frames", str(path), "--jsonl"]) == 0
    replay = capfdbinary.readouterr().out
    kinds = {json.loads(line)["frame"] for line in replay.splitlines()}
    assert {"heart_rate", "beat", "hrv", "synchrony"} <= kinds
    assert live.read_bytes() == replay
