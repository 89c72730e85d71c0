"""What older and newer versions wrote: read through a copy, or refused kindly."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import (
    FORMAT,
    RecordingWriter,
    check,
    migration,
    open_recording,
    store,
    tail,
    write_recording,
)
from samenstemming.recording.appender import put_meta, rest_digest
from tests.recording_cases import HandClock, packet, small_session

GOLDEN = Path(__file__).parents[1] / "golden"

SEALED = "a6f16ada5d17ef3c91cdca1360a502748fff7e0ea66f34a03af9130c3afa765a"


SHA_256 = "44d3bbc5c416fa237e0a4a7b0ea22a3b5a7404b07e456c52c41491f579218800"
"""Of the golden file itself: nobody may make it anew."""


def next_format(connection: sqlite3.Connection) -> None:
    """A made-up format 2: what was the label is the title."""
    (text,) = connection.execute(
        "SELECT value FROM meta WHERE key = 'label'"
    ).fetchone()
    connection.execute("DELETE FROM meta WHERE key = 'label'")
    put_meta(connection, "title", text.strip('"'))
    query = "SELECT sql FROM sqlite_master WHERE name = 'seal_is_never_changed'"
    (trigger,) = connection.execute(query).fetchone()
    connection.execute("DROP TRIGGER seal_is_never_changed")
    connection.execute(
        "UPDATE seal SET rest = ? WHERE rest IS NOT NULL", (rest_digest(connection),)
    )
    connection.execute(trigger)


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The golden recording, for a version whose own format is 2."""
    path = tmp_path / "s.samen"
    path.write_bytes((GOLDEN / "format-1.samen").read_bytes())
    monkeypatch.setattr(store, "FORMAT", 2)
    monkeypatch.setitem(migration.STEPS, 1, next_format)
    return path


def test_there_is_a_golden_file_of_every_format_and_a_step_from_each_older() -> None:
    files = {f"format-{number}.samen" for number in range(1, FORMAT + 1)}
    assert {file.name for file in GOLDEN.glob("format-*.samen")} == files
    assert set(migration.STEPS) == set(range(1, FORMAT))


def test_the_golden_file_of_format_1_is_opened_for_ever(tmp_path: Path) -> None:
    golden = (GOLDEN / "format-1.samen").read_bytes()
    path = tmp_path / "s.samen"
    path.write_bytes(golden)
    assert hashlib.sha256(golden).hexdigest() == SHA_256
    recording = open_recording(path)
    assert recording.events() == small_session(20).events()
    assert recording.chain == SEALED
    report = check(path)
    assert (report.ok, report.closed, report.chain) == (True, True, SEALED)
    assert [event for _, event in tail(path).poll()] == list(recording.events())
    assert path.read_bytes() == golden


def test_an_older_recording_is_read_through_a_copy_and_stays_as_it_is(
    older: Path,
) -> None:
    before = older.read_bytes()
    recording = open_recording(older)
    assert recording.meta["title"] == "klein"
    assert "label" not in recording.meta
    assert recording.events() == small_session(20).events()
    assert recording.chain == SEALED
    assert [event for _, event in tail(older).poll()] == list(recording.events())
    report = check(older)
    assert report.ok
    assert not report.finalised
    assert older.read_bytes() == before
    assert [file.name for file in older.parent.iterdir()] == ["s.samen"]


def test_an_older_recording_in_a_read_only_folder_is_read(older: Path) -> None:
    older.chmod(0o444)
    older.parent.chmod(0o555)
    try:
        assert len(open_recording(older).events()) == 62
    finally:
        older.parent.chmod(0o755)


def test_nothing_is_added_to_an_older_recording(older: Path) -> None:
    before = older.read_bytes()
    with pytest.raises(RecordingError, match="older recording format 1") as caught:
        RecordingWriter.resume(older)
    assert caught.value.problem is RecordingProblem.UNWRITABLE
    assert older.read_bytes() == before


def test_an_older_recording_that_a_kill_left_keeps_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = HandClock()
    live = tmp_path / "live.samen"
    path = tmp_path / "s.samen"
    with RecordingWriter.create(live, {"label": "kill"}, clock=clock) as writer:
        for _ in range(9):
            writer.put(packet(clock.run(1))).result(20)
        for suffix in ("", "-wal"):
            Path(f"{path}{suffix}").write_bytes(Path(f"{live}{suffix}").read_bytes())
    live.unlink()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    monkeypatch.setattr(store, "FORMAT", 2)
    monkeypatch.setitem(migration.STEPS, 1, next_format)
    assert len(open_recording(path).events()) == 9
    assert check(path).ok
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == before


def broken(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM meta WHERE key = 'label'")


def fails(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT nothing FROM nowhere")


@pytest.mark.parametrize("step", [broken, fails])
def test_a_migration_that_goes_wrong_changes_nothing(
    older: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: Callable[[sqlite3.Connection], None],
) -> None:
    monkeypatch.setitem(migration.STEPS, 1, step)
    before = older.read_bytes()
    with pytest.raises(RecordingError) as caught:
        open_recording(older)
    assert caught.value.problem is RecordingProblem.DAMAGED
    assert "format 1" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert older.read_bytes() == before


def test_a_format_that_is_not_read_any_more_says_who_reads_it(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(migration.STEPS, 1)
    with pytest.raises(RecordingError, match="An older samenstemming does"):
        open_recording(older)


def test_a_newer_recording_is_refused_kindly_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, small_session(3))
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    before = path.read_bytes()
    for use in (open_recording, tail, check, RecordingWriter.resume):
        with pytest.raises(RecordingError, match="Upgrade samenstemming") as caught:
            use(path)
        assert caught.value.problem is RecordingProblem.NEWER
    assert path.read_bytes() == before
