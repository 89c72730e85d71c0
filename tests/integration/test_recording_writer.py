"""The live writer: acknowledgements, the lease, sleep, coming back, closing."""

import json
import os
import shutil
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import Event, Marker, Packet, Tick
from samenstemming.recording import (
    RecordingWriter,
    check,
    finish,
    open_recording,
    read_lease,
    rescue,
    tail,
    writer,
)
from samenstemming.recording.lease import HeldLease, lease_path
from tests.recording_cases import SECOND, HandClock, packet

SOON_S = 20.0


def begin(path: Path, clock: HandClock) -> RecordingWriter:
    return RecordingWriter.create(
        path, {"label": "live"}, lease_extra={"port": 4711, "token": "t"}, clock=clock
    )


def put(writer: RecordingWriter, *events: Event) -> list[int]:
    futures = [writer.put(event) for event in events]
    return [future.result(SOON_S) for future in futures]


def test_what_is_acknowledged_is_there_for_a_reader_at_once(tmp_path: Path) -> None:
    clock = HandClock()
    with begin(tmp_path / "s.samen", clock) as live:
        following = tail(tmp_path / "s.samen")
        assert following.meta["label"] == "live"
        assert put(live, clock.tick()) == [1]
        assert [e.t_ns for _, e in following.poll()] == [0]
        assert put(live, packet(clock.run(1))) == [2]
        assert following.poll() == [(2, packet(SECOND))]
        assert following.poll() == []
        assert not following.finished
    assert following.poll() == []
    assert following.finished
    assert following.closed


def test_live_and_afterwards_the_times_are_the_same(tmp_path: Path) -> None:
    clock = HandClock()
    seen: list[Event] = []
    with begin(tmp_path / "s.samen", clock) as live:
        following = tail(tmp_path / "s.samen")
        for _ in range(3):
            put(live, packet(clock.now.monotonic_ns - 5), clock.tick())
            seen += [event for _, event in following.poll()]
            clock.run(1)
            clock.sleep_through(60)
    assert tuple(seen) == tuple(
        e for e in open_recording(tmp_path / "s.samen").events()
    )


def test_events_before_the_first_tick_wait_for_session_zero(tmp_path: Path) -> None:
    clock = HandClock()
    with begin(tmp_path / "s.samen", clock) as live:
        following = tail(tmp_path / "s.samen")
        put(live, packet(clock.now.monotonic_ns))
        assert following.poll() == []
        clock.run(2)
        put(live, clock.tick())
        assert [e.t_ns for _, e in following.poll()] == [-2 * SECOND, 0]


def test_without_any_tick_zero_is_the_first_event(tmp_path: Path) -> None:
    clock = HandClock()
    with begin(tmp_path / "s.samen", clock) as live:
        put(live, packet(clock.run(4)), packet(clock.run(1)))
    following = tail(tmp_path / "s.samen")
    assert [e.t_ns for _, e in following.poll()] == [0, SECOND]
    assert [e.t_ns for e in open_recording(tmp_path / "s.samen").events()] == [
        0,
        SECOND,
    ]


def test_a_sleeping_computer_leaves_a_gap_a_marker_and_an_anchor(
    tmp_path: Path,
) -> None:
    clock = HandClock()
    with begin(tmp_path / "s.samen", clock) as live:
        put(live, clock.tick(), packet(clock.run(1)))
        clock.sleep_through(600)
        put(live, packet(clock.run(0.5)), clock.tick())
    events = open_recording(tmp_path / "s.samen").events()
    assert [(type(e).__name__, e.t_ns / 1e9) for e in events] == [
        ("Tick", 0.0),
        ("Packet", 1.0),
        ("Marker", 601.5),
        ("Packet", 601.5),
        ("Tick", 601.5),
    ]
    marker = events[2]
    assert isinstance(marker, Marker)
    assert (marker.name, marker.data) == ("suspend", {"slept_s": 600.0})
    report = check(tmp_path / "s.samen")
    assert report.facts["sleeps"] == [{"at_s": 1.5, "for_s": 600.0}]
    assert report.facts["clock_steps"] == []


def test_a_step_of_the_wall_clock_is_reported_and_moves_nothing(
    tmp_path: Path,
) -> None:
    clock = HandClock()
    with begin(tmp_path / "s.samen", clock) as live:
        put(live, clock.tick())
        clock.step_wall_clock(-7200)
        clock.run(1)
        put(live, clock.tick(), packet(clock.run(1)))
    assert [e.t_ns for e in open_recording(tmp_path / "s.samen").events()] == [
        0,
        SECOND,
        2 * SECOND,
    ]
    report = check(tmp_path / "s.samen")
    assert report.ok
    assert report.facts["clock_steps"] == [{"at_s": 1.0, "step_s": -7200.0}]
    assert "stepped by -7200.0 s" in report.summary


def test_going_on_after_an_end_joins_the_two_runs(tmp_path: Path) -> None:
    path, clock = tmp_path / "s.samen", HandClock()
    with begin(path, clock) as live:
        put(live, clock.tick())
        clock.run(1)
    following = tail(path)
    assert len(following.poll()) == 1
    assert following.finished
    clock.run(29)
    with RecordingWriter.resume(path, clock=clock) as live:
        assert put(live, clock.tick()) == [2]
        assert [e.t_ns for _, e in following.poll()] == [30 * SECOND]
        assert not following.finished
    assert open_recording(path).meta["label"] == "live"
    report = check(path)
    assert report.ok
    assert report.facts["collector_away"] == [{"at_s": 0.0, "for_s": 30.0}]


def test_the_lease_says_who_writes_and_only_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    with begin(path, HandClock()) as live:
        lease = read_lease(path)
        assert lease is not None
        assert (lease.pid, lease.port, lease.token) == (os.getpid(), 4711, "t")
        assert lease.alive
        assert "'t'" not in repr(lease)
        if os.name != "nt":
            assert stat.S_IMODE(lease_path(path).stat().st_mode) == 0o600
        live.announce(port=12)
        lease = read_lease(path)
        assert lease is not None
        assert (lease.port, lease.token) == (12, "t")
    assert read_lease(path) is None


def test_a_second_collector_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path, clock = tmp_path / "s.samen", HandClock()
    with begin(path, clock) as live:
        with pytest.raises(RecordingError, match="another collector") as caught:
            RecordingWriter.resume(path)
        assert caught.value.problem is RecordingProblem.BUSY
        assert str(os.getpid()) in str(caught.value)
        with pytest.raises(RecordingError, match="another collector"):
            RecordingWriter.create(path, {})
        assert put(live, clock.tick()) == [1]
    assert check(path).ok


def test_a_stale_lease_is_taken_over_even_when_its_pid_lives_again(
    tmp_path: Path,
) -> None:
    path = tmp_path / "s.samen"
    # The pid is that of a living process, as after pid reuse; the lock is not held.
    lease_path(path).write_text(json.dumps({"pid": os.getppid(), "port": 1}))
    stale = read_lease(path)
    assert stale is not None
    assert not stale.alive
    begin(path, HandClock()).close()
    assert read_lease(path) is None


@pytest.mark.parametrize("text", ["", "[1, 2]", '{"pid": "x", "port": true}', "\xff"])
def test_a_lease_of_nonsense_is_a_stale_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "s.samen"
    lease_path(path).write_text(text)
    lease = read_lease(path)
    assert lease is not None
    assert (lease.pid, lease.port, lease.alive) == (0, None, False)
    HeldLease.take(path).release()


def test_a_failed_beginning_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    path.write_text("mine")
    with pytest.raises(RecordingError, match="exists already"):
        RecordingWriter.create(path, {})
    with pytest.raises(ValueError, match="JSON"):
        RecordingWriter.create(tmp_path / "t.samen", {"x": object()})
    assert [file.name for file in tmp_path.iterdir()] == ["s.samen"]


def test_an_event_that_cannot_be_stored_fails_alone(tmp_path: Path) -> None:
    clock = HandClock()
    with begin(tmp_path / "s.samen", clock) as live:
        bad = live.put(Marker(t_ns=0, name="x", data={"x": object()}))
        with pytest.raises(ValueError, match="JSON"):
            bad.result(SOON_S)
        huge = live.put(packet(2**63))
        with pytest.raises(ValueError, match="64 bits"):
            huge.result(SOON_S)
        half = live.put(Marker(t_ns=0, name="\ud800"))
        with pytest.raises(ValueError, match="surrogates"):
            half.result(SOON_S)
        assert put(live, clock.tick()) == [1]


def test_after_closing_nothing_is_added(tmp_path: Path) -> None:
    live = begin(tmp_path / "s.samen", HandClock())
    live.close()
    with pytest.raises(RecordingError, match="is closed"):
        live.put(Tick(t_ns=0)).result(SOON_S)
    live.close()


def test_meta_can_be_completed_while_recording(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    with begin(path, HandClock()) as live:
        live.set_meta("wearers", {"a": {"strap": "H10"}}).result(SOON_S)
    assert open_recording(path).meta["wearers"] == {"a": {"strap": "H10"}}
    assert check(path).ok


def test_a_reader_that_never_lets_go_costs_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finish, "ATTEMPTS", 2)
    path, clock = tmp_path / "s.samen", HandClock()
    live = begin(path, clock)
    put(live, clock.tick())
    idle = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    idle.execute("BEGIN")
    idle.execute("SELECT * FROM event").fetchall()
    put(live, packet(clock.run(1)))
    live.close()
    assert live.problems.get(timeout=SOON_S).code == "two_files"
    assert len(open_recording(path).events()) == 2
    idle.close()
    assert check(path).finalised
    assert [file.name for file in tmp_path.iterdir()] == ["s.samen"]


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move an open file")
@pytest.mark.parametrize("fate", ["deleted", "moved", "replaced"])
def test_a_file_that_is_taken_away_is_saved_beside_its_place(
    tmp_path: Path, fate: str
) -> None:
    path, clock = tmp_path / "s.samen", HandClock()
    live = begin(path, clock)
    put(live, clock.tick(), packet(clock.run(1)))
    if fate == "deleted":
        path.unlink()
    else:
        path.rename(tmp_path / "elsewhere.samen")
    if fate == "replaced":
        path.write_text("something else")
    problem = live.problems.get(timeout=SOON_S)
    assert problem.code == "file_moved"
    assert "s-saved-1.samen" in problem.sentence
    put(live, packet(clock.run(1)))
    saved = tmp_path / "s-saved-1.samen"
    assert live.path == saved
    lease = read_lease(saved)
    assert lease is not None
    assert lease.alive
    assert lease.port == 4711
    live.close()
    report = check(saved)
    assert report.ok
    assert report.closed
    assert [e.t_ns // SECOND for e in open_recording(saved).events()] == [0, 1, 2]
    if fate == "moved":
        assert len(open_recording(tmp_path / "elsewhere.samen").events()) == 2
    left = {file.name for file in tmp_path.iterdir()}
    assert left - {"elsewhere.samen", "s.samen"} == {"s-saved-1.samen"}


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move an open file")
def test_when_the_whole_folder_is_gone_it_is_saved_among_the_users_recordings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescue, "default_folder", lambda: tmp_path)
    stick, clock = tmp_path / "stick", HandClock()
    stick.mkdir()
    live = begin(stick / "s.samen", clock)
    put(live, clock.tick())
    shutil.rmtree(stick)
    assert live.problems.get(timeout=SOON_S).code == "file_moved"
    put(live, packet(clock.run(1)))
    live.close()
    assert len(open_recording(tmp_path / "s-saved-1.samen").events()) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move an open file")
def test_a_recording_that_can_be_saved_nowhere_says_so_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescue, "default_folder", lambda: tmp_path / "nowhere")
    monkeypatch.setattr(writer, "CLOSE_PATIENCE_S", 0.3)
    stick, clock = tmp_path / "stick", HandClock()
    stick.mkdir()
    live = begin(stick / "s.samen", clock)
    put(live, clock.tick())
    shutil.rmtree(stick)
    assert live.problems.get(timeout=SOON_S).code == "file_lost"
    with pytest.raises(RecordingError, match="deleted or moved") as caught:
        live.close()
    assert caught.value.problem is RecordingProblem.MISSING


def test_an_anchor_of_the_collector_is_kept(tmp_path: Path) -> None:
    path, clock = tmp_path / "s.samen", HandClock()
    with begin(path, clock) as live:
        put(live, clock.tick())
        live.anchor(replace(clock(), uncertainty_ns=77), "reconnect")
        put(live, packet(clock.run(1)))
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT reason, after_seq, uncertainty_ns FROM anchor")
    assert found.fetchall() == [
        ("start", 0, 100),
        ("reconnect", 1, 77),
        ("close", 2, 100),
    ]
    connection.close()


def test_every_256_rows_are_sealed_while_live(tmp_path: Path) -> None:
    path, clock = tmp_path / "s.samen", HandClock()
    with begin(path, clock) as live:
        put(live, clock.tick(), *(packet(clock.run(1)) for _ in range(600)))
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT seq, rest IS NOT NULL FROM seal").fetchall()
    assert found == [(256, 0), (512, 0), (601, 1)]
    connection.close()
    assert all(isinstance(e, Packet) for e in open_recording(path).events()[1:])
