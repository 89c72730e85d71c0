"""What is no recording, or a broken one: a sentence and a reason, nothing touched."""

import os
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import (
    RecordingWriter,
    check,
    open_recording,
    tail,
    write_recording,
)
from tests.recording_cases import HandClock, as_ordinary_user, packet, small_session

OPENERS: list[Callable[[Path], object]] = [
    open_recording,
    tail,
    check,
    RecordingWriter.resume,
]


def a_folder(path: Path) -> None:
    path.mkdir()


def empty(path: Path) -> None:
    path.touch()


def text(path: Path) -> None:
    path.write_text("812\n798\n805\n" * 40)


def short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)))


def another_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    write_recording(path, small_session(3))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 3")
    connection.close()


def nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize("use", OPENERS)
@pytest.mark.parametrize(
    ("make", "problem", "said"),
    [
        (nothing, RecordingProblem.MISSING, "There is no recording"),
        (a_folder, RecordingProblem.NOT_OURS, "is a folder"),
        (empty, RecordingProblem.NOT_OURS, "is empty"),
        (text, RecordingProblem.NOT_OURS, "begins with '812'"),
        (short, RecordingProblem.NOT_OURS, "not a recording"),
        (binary, RecordingProblem.NOT_OURS, "begins with 00 01 02"),
        (another_program, RecordingProblem.NOT_OURS, "another program"),
        (newer, RecordingProblem.NEWER, "format 3; this version reads up to 1"),
    ],
)
def test_what_is_no_recording_of_ours_is_called_so(
    tmp_path: Path,
    use: Callable[[Path], object],
    make: Callable[[Path], None],
    problem: RecordingProblem,
    said: str,
) -> None:
    path = tmp_path / "s.samen"
    make(path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(RecordingError, match=said) as caught:
        use(path)
    assert caught.value.problem is problem
    assert "\n" not in str(caught.value)
    assert sorted(tmp_path.iterdir()) == before


def damage(path: Path, change: str) -> None:
    """Change a row behind the back of the triggers and of the CRC."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(change)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("change", "seqs"),
    [
        ("UPDATE event SET t_ns = t_ns + 1 WHERE seq = 17", (17,)),
        ("UPDATE event SET wearer = 'b' WHERE seq = 4", (4,)),
        ("UPDATE event SET topic = 'x' WHERE seq IN (20, 21, 22)", (20, 21, 22)),
        ("UPDATE event SET payload = x'00' WHERE seq = 300", (300,)),
        ("DELETE FROM event WHERE seq BETWEEN 100 AND 102", (100, 101, 102)),
        ("DELETE FROM event WHERE seq >= 900", (900, 901, 902)),
        ("UPDATE event SET seq = 100000 WHERE seq = 50", (50, 100000)),
    ],
)
def test_check_names_the_damaged_rows_and_nobody_reads_them(
    tmp_path: Path, change: str, seqs: tuple[int, ...]
) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, small_session())
    damage(path, change)
    before = path.read_bytes()
    report = check(path)
    assert not report.ok
    assert not report.finalised
    rows = next(problem for problem in report.problems if problem.code == "rows")
    assert rows.seqs == seqs
    assert str(seqs[0]) in rows.sentence
    assert "is damaged" in report.summary
    assert report.to_json()["ok"] is False
    with pytest.raises(RecordingError, match="check") as caught:
        open_recording(path)
    assert caught.value.problem is RecordingProblem.DAMAGED
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meta SET value = '\"groot\"' WHERE key = 'label'",
        "DELETE FROM meta WHERE key = 'label'",
        "UPDATE boot SET zero_ns = 1",
        "DELETE FROM boot",
        "INSERT INTO anchor VALUES (1, 1, 0, '', 0, 0, 0, 0, 0)",
        "UPDATE seal SET head = zeroblob(32) WHERE seal = 1",
        "DELETE FROM seal WHERE seal = 1",
        "UPDATE seal SET rest = zeroblob(32) WHERE rest IS NOT NULL",
        "DROP TABLE anchor",
    ],
)
def test_check_finds_damage_beside_the_events(tmp_path: Path, change: str) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, small_session())
    damage(path, change)
    assert not check(path).ok


def test_a_destroyed_page_is_named_by_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, small_session(2000))
    content = bytearray(path.read_bytes())
    page = 20 * 4096
    content[page : page + 4096] = random.Random(1).randbytes(4096)
    path.write_bytes(content)
    report = check(path)
    rows = [problem for problem in report.problems if problem.code == "rows"]
    assert rows
    assert 20 < len(rows[0].seqs) < 120
    with pytest.raises(RecordingError) as caught:
        open_recording(path)
    assert caught.value.problem is RecordingProblem.DAMAGED


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_ends_too_early_is_damaged(tmp_path: Path, share: float) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, small_session())
    content = path.read_bytes()
    path.write_bytes(content[: round(len(content) * share)])
    found = check(path)
    assert not found.ok
    assert "`samenstemming check`" not in found.summary  # that is who speaks
    with pytest.raises(RecordingError) as caught:
        open_recording(path)
    assert caught.value.problem is RecordingProblem.DAMAGED


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that whoever runs the tests may be locked out of."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield folder
        folder.chmod(0o777)


def left_by_a_kill(folder: Path) -> Path:
    """A recording as a killed collector leaves it: rows in the -wal, a stale lease."""
    clock = HandClock()
    with tempfile.TemporaryDirectory() as name:
        original = Path(name) / "s.samen"
        with RecordingWriter.create(original, {}, clock=clock) as live:
            futures = [live.put(clock.tick())]
            futures += [live.put(packet(clock.run(1))) for _ in range(9)]
            assert futures[-1].result(20) == 10
            for suffix in ("", "-wal", ".lease"):
                content = Path(f"{original}{suffix}").read_bytes()
                (folder / f"s.samen{suffix}").write_bytes(content)
    return folder / "s.samen"


def lock_folder(folder: Path) -> None:
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)


@pytest.mark.skipif(os.name == "nt", reason="Windows folders have no such permission")
@pytest.mark.parametrize("killed", [False, True])
def test_a_read_only_folder_is_read_and_left_alone(
    shared_folder: Path, *, killed: bool
) -> None:
    path = shared_folder / "s.samen"
    if killed:
        left_by_a_kill(shared_folder)
    else:
        write_recording(path, small_session())
    lock_folder(shared_folder)
    before = {file.name: file.read_bytes() for file in shared_folder.iterdir()}
    with as_ordinary_user():
        events = open_recording(path).events()
        assert [event for _, event in tail(path).poll()] == list(events)
        report = check(path)
        assert report.ok
        assert not report.finalised
        assert ("cannot be written to" in report.summary) is killed
        with pytest.raises(RecordingError, match="cannot be written to") as caught:
            RecordingWriter.create(shared_folder / "new.samen", {})
        assert caught.value.problem is RecordingProblem.UNWRITABLE
        with pytest.raises(RecordingError, match="cannot be written") as caught:
            write_recording(shared_folder / "new.samen", small_session(3))
        assert caught.value.problem is RecordingProblem.UNWRITABLE
    assert len(events) == (10 if killed else 902)
    assert {f.name: f.read_bytes() for f in shared_folder.iterdir()} == before


def test_what_a_kill_left_is_readable_untouched_and_finished_by_check(
    tmp_path: Path,
) -> None:
    path = left_by_a_kill(tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    left = open_recording(path)
    assert len(left.events()) == 10
    following = tail(path)
    assert len(following.poll()) == 10
    assert following.finished
    assert not following.closed
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == before
    report = check(path)
    assert report.ok
    assert report.finalised
    assert report.closed
    assert [file.name for file in tmp_path.iterdir()] == ["s.samen"]
    again = open_recording(path)
    assert (again.events(), again.chain) == (left.events(), left.chain)
    assert not check(path).finalised


def test_a_damaged_file_that_a_kill_left_is_not_finished(tmp_path: Path) -> None:
    path = left_by_a_kill(tmp_path)
    RecordingWriter.resume(path, clock=HandClock()).close()
    content = bytearray(path.read_bytes())
    at = content.find(b"heart_rate_measurement")
    content[at] ^= 1
    path.write_bytes(content)
    (tmp_path / "s.samen.lease").write_text('{"pid": 1}')
    report = check(path)
    assert not report.ok
    assert not report.finalised
    assert (tmp_path / "s.samen.lease").exists()
    assert path.read_bytes() == bytes(content)


@pytest.mark.skipif(os.name == "nt", reason="Windows files have no such permission")
def test_a_file_that_may_not_be_read_says_so(shared_folder: Path) -> None:
    path = shared_folder / "s.samen"
    write_recording(path, small_session(3))
    shared_folder.chmod(0o755)
    path.chmod(0)
    with (
        as_ordinary_user(),
        pytest.raises(RecordingError, match="permission") as caught,
    ):
        open_recording(path)
    assert caught.value.problem is RecordingProblem.UNWRITABLE


def test_a_live_file_is_checked_without_being_finished(tmp_path: Path) -> None:
    path, clock = tmp_path / "s.samen", HandClock()
    with RecordingWriter.create(path, {}, clock=clock) as live:
        live.put(clock.tick()).result(20)
        report = check(path)
        assert report.ok
        assert report.live
        assert not report.closed
        assert not report.finalised
        assert "at this moment" in report.summary
