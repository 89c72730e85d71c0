"""What is left of a damaged recording: every whole row, each hole said, nothing new."""

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import Event, Marker, Packet, Recording, Tick, Wearer
from samenstemming.recording import (
    RecordingWriter,
    check,
    open_recording,
    write_recording,
)
from samenstemming.recording.repair import Repair, repair
from samenstemming.recording.repair_rows import salvage
from samenstemming.recording.store import schema
from samenstemming.series import Gap
from samenstemming.standing import standing
from tests.recording_cases import SECOND, HandClock, packet, small_session

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "s.samen"
    write_recording(place, small_session(300))
    return place


def saved(path: Path) -> Repair:
    found = repair(path, path.with_name("new.samen"))
    assert found is not None
    return found


def raw(path: Path) -> dict[int, tuple[object, ...]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return {row[0]: row for row in connection.execute("SELECT * FROM event")}
    finally:
        connection.close()


def destroy(path: Path, *pages: int, by: Callable[[int], bytes] = bytes) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = by(PAGE)
    path.write_bytes(content)


def change(path: Path, sql: str) -> None:
    """Change a row behind the back of the triggers."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.executescript(sql)
    connection.close()


def root_of(path: Path, table: str) -> int:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(query, (table,)).fetchone()[0])
    finally:
        connection.close()


def test_a_whole_recording_needs_none(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    assert repair(path, path.with_name("new.samen")) is None
    assert main(["repair", str(path), "-o", str(path.with_name("new.samen"))]) == 1
    assert capsys.readouterr().err == "s.samen is whole; nothing was written.\n"
    assert [file.name for file in path.parent.iterdir()] == ["s.samen"]
    assert path.read_bytes() == before


def test_rows_stay_what_they_were_and_holes_are_said(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original = raw(path)
    page = 14
    destroy(path, page, by=random.Random(1).randbytes)
    damaged = path.read_bytes()
    new = path.with_name("new.samen")
    assert main(["repair", str(path), "-o", str(new), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    after = raw(new)
    assert sorted(after) == sorted(original)
    fillers = {seq for seq in after if after[seq] != original[seq]}
    assert len(fillers) == said["rows_lost"] > 20
    assert said["rows_kept"] == len(original) - len(fillers)
    first, last = min(fillers), max(fillers)
    assert fillers == set(range(first, last + 1))
    (stretch,) = said["stretches"]
    assert (stretch["first_seq"], stretch["last_seq"]) == (first, last)
    before_ns, after_ns = original[first - 1][2], original[last + 1][2]
    assert isinstance(before_ns, int)
    assert isinstance(after_ns, int)
    assert stretch["from_s"] == pytest.approx(before_ns / 1e9, abs=1e-3)
    assert stretch["until_s"] == pytest.approx(after_ns / 1e9, abs=1e-3)
    assert all(after[seq][3] == "marker" for seq in fillers)
    assert [after[seq][5] for seq in sorted(fillers)] == [
        "rows_lost",
        *["lost_row"] * (len(fillers) - 1),
    ]
    assert said["seals_broken"]
    report = check(new)
    assert report.ok
    assert "It was repaired" in report.summary
    meta = open_recording(new).meta
    assert meta["label"] == "klein"
    assert json.loads(json.dumps(meta["repaired"])) == {
        key: value for key, value in said.items() if key not in ("path", "to")
    }
    assert path.read_bytes() == damaged


def test_no_run_of_beats_crosses_a_hole(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, sam.simulate(minutes=4, seed=3))
    destroy(path, 14)
    found = saved(path)
    (stretch,) = found.stretches
    assert stretch.from_s is not None
    assert stretch.until_s is not None
    recording = open_recording(found.to)
    for beats in sam.locate_beats(recording.events()).values():
        runs: dict[int, list[float]] = {}
        for beat in beats:
            runs.setdefault(beat.run, []).append(beat.t_s)
        assert len(runs) == 2
        assert max(runs[min(runs)]) < stretch.until_s - 0.5
    gaps = [
        derived
        for derived in sam.Pipeline().feed_all(recording.events())
        if isinstance(derived, Gap) and derived.reason == "rows_lost"
    ]
    assert {gap.wearer for gap in gaps} == set(Wearer)
    left = [e for e in standing(recording.events()) if isinstance(e, Marker)]
    assert [marker.name for marker in left].count("rows_lost") == 1
    assert "lost_row" not in {marker.name for marker in left}


@pytest.mark.parametrize("table", ["sqlite_schema", "event", "meta", "boot", "seal"])
def test_the_top_of_a_table_is_not_needed_to_read_its_rows(
    path: Path, table: str
) -> None:
    original = raw(path)
    destroy(path, 1 if table == "sqlite_schema" else root_of(path, table))
    found = saved(path)
    assert raw(found.to) == original
    assert found.rows_lost == 0
    assert check(found.to).ok
    assert open_recording(found.to).events() == small_session(300).events()


def test_rows_are_found_where_the_page_forgot_them(path: Path) -> None:
    original = raw(path)
    content = bytearray(path.read_bytes())
    content[13 * PAGE + 3 : 13 * PAGE + 5] = b"\0\2"  # two cells, it says
    path.write_bytes(content)
    assert saved(path).rows_lost == 0
    assert raw(path.with_name("new.samen")) == original


def test_the_end_that_is_gone_is_counted_by_its_seals(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    found = saved(path)
    events = open_recording(found.to).events()
    assert found.rows_kept + found.rows_lost == 902
    *kept, last = events
    assert tuple(kept) == small_session(300).events()[: found.rows_kept]
    assert isinstance(last, Marker)
    assert (last.name, last.data["rows"]) == ("rows_lost", found.rows_lost)


def test_an_undo_still_names_its_marker(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    events = list(small_session(300).events())
    events.insert(850, Marker(t_ns=283 * SECOND, name="oops"))
    events.insert(851, Marker(t_ns=283 * SECOND, name="undo", data={"seq": 851}))
    write_recording(path, Recording.of(events))
    destroy(path, 12)
    found = saved(path)
    assert found.rows_lost
    names = {
        event.name
        for event in standing(open_recording(found.to).events())
        if isinstance(event, Marker)
    }
    assert "rows_lost" in names
    assert "oops" not in names


def test_a_consent_that_is_in_doubt_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    consent = {"a": ["record", "research_export"], "b": ["record"]}
    session = small_session(30)
    write_recording(
        path, Recording.of(session.events(), meta={"consent": consent, "label": "x"})
    )
    change(path, "UPDATE meta SET value = '\"y\"' WHERE key = 'label'")
    found = saved(path)
    assert found.meta_in_doubt
    meta = open_recording(found.to).meta
    assert "consent" not in meta
    assert "label" not in meta
    assert meta["format"] == 1


def test_a_lost_run_of_a_collector_is_put_back_as_far_as_its_events_tell(
    tmp_path: Path,
) -> None:
    path, clock = tmp_path / "s.samen", HandClock()
    for _ in range(2):
        opened = (
            RecordingWriter.resume(path, clock=clock)
            if path.exists()
            else RecordingWriter.create(path, {}, clock=clock)
        )
        with opened as live:
            live.put(clock.tick())
            for _ in range(20):
                live.put(packet(clock.run(1)))
        clock.run(60)
    events = open_recording(path).events()
    change(path, "DELETE FROM boot WHERE boot = 2")
    found = saved(path)
    assert (found.boots_lost, found.rows_lost) == (1, 0)
    after = open_recording(found.to).events()
    # Without the host's own name for its start, the wall clock says how long it took.
    assert [round(e.t_ns / 1e9) for e in after] == [round(e.t_ns / 1e9) for e in events]


def test_what_the_log_holds_behind_a_broken_place_is_told_and_saved(
    tmp_path: Path,
) -> None:
    path = a_kill(tmp_path)
    log = path.with_name("s.samen-wal")
    content = bytearray(log.read_bytes())
    content[32 + 24 + 100 + 6 * (24 + PAGE)] ^= 1
    log.write_bytes(content)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    report = check(path)
    assert not report.ok
    assert [problem.code for problem in report.problems] == ["log"]
    with pytest.raises(RecordingError, match="cannot be gone on with") as caught:
        RecordingWriter.resume(path)
    assert caught.value.problem is RecordingProblem.DAMAGED
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == before
    found = saved(path)
    assert found.rows_kept >= 9
    assert check(found.to).ok


def test_a_kill_leaves_nothing_to_repair(tmp_path: Path) -> None:
    path = a_kill(tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert repair(path, tmp_path / "new.samen") is None
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == before
    assert len(salvage(path).events) == 10


def a_kill(folder: Path) -> Path:
    """A recording as a killed collector leaves it: ten rows, most in the -wal."""
    clock = HandClock()
    (folder / "live").mkdir()
    original = folder / "live" / "s.samen"
    with RecordingWriter.create(original, {}, clock=clock) as live:
        live.put(clock.tick()).result(20)
        for _ in range(9):
            live.put(packet(clock.run(1))).result(20)
        for suffix in ("", "-wal"):
            copy = (folder / "live" / f"s.samen{suffix}").read_bytes()
            (folder / f"s.samen{suffix}").write_bytes(copy)
    original.unlink()
    (folder / "live").rmdir()
    return folder / "s.samen"


def test_what_is_there_is_never_overwritten(path: Path) -> None:
    destroy(path, 14)
    new = path.with_name("new.samen")
    new.write_text("mine")
    with pytest.raises(RecordingError, match="exists already") as caught:
        repair(path, new)
    assert caught.value.problem is RecordingProblem.EXISTS
    with pytest.raises(RecordingError, match="exists already"):
        repair(path, path)
    assert new.read_text() == "mine"


def test_a_recording_that_is_being_made_is_left_alone(tmp_path: Path) -> None:
    path, clock = tmp_path / "s.samen", HandClock()
    with RecordingWriter.create(path, {}, clock=clock) as live:
        live.put(clock.tick()).result(20)
        with pytest.raises(RecordingError, match="being recorded") as caught:
            repair(path, tmp_path / "new.samen")
    assert caught.value.problem is RecordingProblem.BUSY


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"812\n798\n" * 40, "begins with '812'"),
        (b"", "is empty"),
        (bytes(3 * PAGE), "not a recording"),
    ],
    ids=["text", "empty", "zeros"],
)
def test_where_nothing_is_left_it_is_said_in_one_sentence(
    tmp_path: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.samen"
    path.write_bytes(content)
    assert main(["repair", str(path), "-o", str(tmp_path / "new.samen")]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["s.samen"]


def test_a_recording_of_which_no_row_is_left_is_hopeless(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:PAGE] + bytes(len(content) - PAGE))
    with pytest.raises(RecordingError, match="Nothing could be saved") as caught:
        repair(path, path.with_name("new.samen"))
    assert caught.value.problem is RecordingProblem.DAMAGED
    assert "\n" not in str(caught.value)


def test_a_newer_recording_is_not_taken_apart(path: Path) -> None:
    change(path, "UPDATE meta SET value = '2' WHERE key = 'format'")
    content = bytearray(path.read_bytes())
    content[60:64] = (2).to_bytes(4, "big")
    path.write_bytes(content)
    with pytest.raises(RecordingError) as caught:
        repair(path, path.with_name("new.samen"))
    assert caught.value.problem is RecordingProblem.NEWER


def test_a_flipped_format_number_is_damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[63] ^= 2
    path.write_bytes(content)
    found = saved(path)
    assert found.rows_lost == 0
    assert open_recording(found.to).events() == small_session(300).events()


def test_an_ecg_frame_over_several_pages_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    chance = random.Random(2)
    events: list[Event] = [
        Tick(t_ns=0),
        *(packet(i, payload=chance.randbytes(9000)) for i in (1, 2)),
    ]
    write_recording(path, Recording.of(events))
    destroy(path, 1)
    assert open_recording(saved(path).to).events() == tuple(events)
    assert all(isinstance(e, Packet | Tick) for e in events)
    assert "CREATE TABLE event" in schema()


@pytest.mark.parametrize("n_bytes", [16, 100, 4 * PAGE], ids=str)
def test_check_names_repair_where_the_first_bytes_are_gone(
    path: Path, n_bytes: int, capsys: pytest.CaptureFixture[str]
) -> None:
    content = path.read_bytes()
    path.write_bytes(b"\xa5" * n_bytes + content[n_bytes:])
    before = path.read_bytes()
    report = check(path)
    assert [problem.code for problem in report.problems] == ["unreadable"]
    assert "first bytes" in report.problems[0].sentence
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr()
    assert "samenstemming repair" in told.out + told.err
    assert path.read_bytes() == before
    assert saved(path).rows_kept > 800


@pytest.mark.parametrize(
    "content",
    [b"812\n798\n" * 400, bytes(3 * PAGE), b"\x0d" * (4 << 20)],
    ids=["text", "zeros", "leaves that list and hold nothing"],
)
def test_check_names_no_repair_where_it_would_find_nothing(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "s.samen"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match="not a recording") as caught:
        check(path)
    assert "samenstemming repair" not in str(caught.value)
