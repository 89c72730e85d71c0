"""A whole session into one file and back."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import Event, Recording, Tick
from samenstemming.recording import (
    FORMAT,
    check,
    open_recording,
    read_lease,
    tail,
    write_recording,
)
from samenstemming.recording.store import APPLICATION_ID
from tests.recording_cases import packet, small_session


def test_a_written_recording_reads_back_as_it_was(tmp_path: Path) -> None:
    session = small_session()
    write_recording(tmp_path / "s.samen", session)
    back = open_recording(tmp_path / "s.samen")
    assert back.events() == session.events()
    assert {key: back.meta[key] for key in session.meta} == dict(session.meta)
    assert back.meta["format"] == FORMAT
    assert str(back.meta["software"]).startswith("samenstemming ")


def test_it_is_one_private_file_and_reading_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, small_session())
    before = path.read_bytes()
    open_recording(path)
    tail(path).poll()
    check(path)
    assert [file.name for file in tmp_path.iterdir()] == ["s.samen"]
    assert path.read_bytes() == before
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_times_stay_exactly_what_they_were(tmp_path: Path) -> None:
    # The first Tick stands at 7, and an import begins before it.
    events: list[Event] = [packet(-3), Tick(t_ns=7), packet(2**53 + 1)]
    write_recording(tmp_path / "s.samen", Recording.of(events))
    assert open_recording(tmp_path / "s.samen").events() == tuple(events)
    assert [e for _, e in tail(tmp_path / "s.samen").poll()] == events


def test_a_recording_without_events_is_a_recording(tmp_path: Path) -> None:
    write_recording(tmp_path / "s.samen", Recording.of([]))
    assert open_recording(tmp_path / "s.samen").events() == ()
    assert check(tmp_path / "s.samen").ok


def test_the_tail_of_a_finished_file_is_everything_and_then_nothing(
    tmp_path: Path,
) -> None:
    session = small_session()
    write_recording(tmp_path / "s.samen", session)
    following = tail(tmp_path / "s.samen")
    assert not following.finished
    assert following.meta["label"] == "klein"
    polled = following.poll()
    assert [seq for seq, _ in polled] == list(range(1, len(session.events()) + 1))
    assert tuple(event for _, event in polled) == session.events()
    assert following.finished
    assert following.closed
    assert following.poll() == []


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    path.write_text("mine")
    with pytest.raises(RecordingError, match="exists already") as caught:
        write_recording(path, small_session(3))
    assert caught.value.problem is RecordingProblem.EXISTS
    assert path.read_text() == "mine"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="no folder") as caught:
        write_recording(tmp_path / "nowhere" / "s.samen", small_session(3))
    assert caught.value.problem is RecordingProblem.MISSING


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, small_session())
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


@pytest.mark.parametrize("table", ["event", "anchor", "boot", "seal"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET boot = 7"])
def test_nothing_that_was_recorded_can_be_changed_by_a_slip(
    tmp_path: Path, table: str, change: str
) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, small_session())
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("INSERT INTO anchor VALUES (1, 1, 0, '', 0, 0, 0, 0, 0)")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(change.format(table))
    connection.close()


def test_the_chain_is_the_same_for_the_same_events_and_no_other(
    tmp_path: Path,
) -> None:
    session = small_session()
    for name in ("one", "two"):
        write_recording(tmp_path / name, session)
    write_recording(tmp_path / "three", Recording.of(session.events()[:-1]))
    heads = [open_recording(tmp_path / n).chain for n in ("one", "two", "three")]
    assert heads[0] == heads[1] != heads[2]
    assert heads[0] is not None
    assert len(heads[0]) == 64


def test_no_collector_no_lease(tmp_path: Path) -> None:
    write_recording(tmp_path / "s.samen", small_session(3))
    assert read_lease(tmp_path / "s.samen") is None
