"""`export` as a command: who has to agree, what is left out, what is left behind."""

import csv
import errno
import json
import os
from pathlib import Path

import pytest

from samenstemming.cli import main
from samenstemming.events import Packet, Recording, Wearer
from samenstemming.recording import open_recording, write_recording
from tests.export_cases import (
    AGREED,
    couple_file,
    couple_recording,
    without_packets,
)
from tests.recording_cases import as_ordinary_user

FORMATS = ("csv", "parquet", "rr", "bids", "edf", "xdf")

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return couple_file(tmp_path_factory.mktemp("talk"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Surrogates are no part of what is tested here and most of the time."""
    import samenstemming.analysis as module

    analyse = module.analyze
    monkeypatch.setattr(
        module, "analyze", lambda *given, **more: analyse(*given, **more, surrogates=0)
    )


def export(file: Path, folder: Path, *more: str, name: str = "csv") -> int:
    return main(["export", str(file), "--format", name, "-o", str(folder), *more])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_listed(
    name: str, talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert export(talk, tmp_path / "out", name=name) == 0
    said = capsys.readouterr()
    listed = {Path(line) for line in said.out.splitlines()}
    there = {path for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert listed == there
    assert said.err == ""
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", FORMATS)
def test_without_consent_nothing_is_written(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    file = couple_file(tmp_path, consent={"a": AGREED["a"], "b": ["record"]})
    assert export(file, tmp_path / "out", name=name) == 1
    said = capsys.readouterr().err
    assert "Wearer B did not agree" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_the_one_who_agreed_can_be_exported_alone(
    tmp_path: Path, capsys: Capture
) -> None:
    file = couple_file(tmp_path, consent={"a": AGREED["a"], "b": ["record"]})
    out = tmp_path / "out"
    assert export(file, out, "--wearer", "b") == 1
    assert not out.exists()
    assert export(file, out, "--wearer", "a") == 0
    about = json.loads((out / "settings.json").read_text())
    assert about["only"] == "a"
    assert about["participants"] == {"a": "D017A"}
    assert about["consent"] == {"a": AGREED["a"]}
    assert about["chain"] == open_recording(file).chain
    names = set()
    for table in out.glob("*.csv"):
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
            assert row.get("wearer") in (None, "", "a")
            if table.name == "synchrony.csv":
                assert row["withheld"] == "one_wearer"
            if table.name == "markers.csv":
                names.add(row["name"])
    assert "step_begin" in names
    assert not {"cue", "cue_held_back", "note"} & names
    capsys.readouterr()


def test_a_simulated_recording_needs_no_consent_and_says_so(
    tmp_path: Path, capsys: Capture
) -> None:
    file = couple_file(tmp_path, simulated=True, consent={})
    assert export(file, tmp_path / "out", name="rr") == 0
    assert capsys.readouterr().err == ""  # in a pipe: a terminal is told
    assert json.loads((tmp_path / "out" / "settings.json").read_text())["simulated"]


def test_names_in_the_place_of_codes_stay_here(tmp_path: Path) -> None:
    named = {"a": {"participant": "Jan"}, "b": {"participant": "Marie"}}
    file = couple_file(tmp_path, wearers=named)
    out = tmp_path / "out"
    assert export(file, out, name="bids") == 0
    chain = (open_recording(file).chain or "")[:6]
    rows = (out / "participants.tsv").read_text().splitlines()
    assert rows[1] == f"sub-X{chain}A\tX{chain}\ta"
    for path in out.rglob("*"):
        assert "Jan" not in path.name
        if path.is_file():
            assert b"Marie" not in path.read_bytes()


def test_words_that_both_agreed_to_are_exported(tmp_path: Path) -> None:
    free = {wearer: [*of, "free_text"] for wearer, of in AGREED.items()}
    file = couple_file(tmp_path, consent=free)
    assert export(file, tmp_path / "out", name="bids") == 0
    (events,) = (tmp_path / "out" / "sub-D017A").rglob("*_events.tsv")
    assert "our own words" in events.read_text()


def test_dates_are_shifted_by_the_same_weeks_for_each_session_of_a_dyad(
    tmp_path: Path,
) -> None:
    from datetime import datetime

    first = couple_file(tmp_path, "1.samen")
    later = couple_file(tmp_path, "2.samen", created_utc="2026-01-15T19:30:00+00:00")
    shown = []
    for file in (first, later):
        out = tmp_path / f"out-{file.stem}"
        assert export(file, out, "--shift-dates", name="rr") == 0
        about = json.loads((out / "settings.json").read_text())
        assert about["dates"] == "shifted"
        shown.append(datetime.fromisoformat(about["created_utc"]))
    assert (shown[1] - shown[0]).total_seconds() == (14 * 24 + 7.5) * 3600
    assert shown[0].strftime("%A %H:%M") == "Thursday 12:00"
    real = datetime.fromisoformat("2026-01-01T12:00:00+00:00")
    weeks = (real - shown[0]).days / 7
    assert weeks == int(weeks)
    assert 52 <= weeks <= 1043
    key = tmp_path / "other.key"
    key.write_text("ab" * 32)
    out = tmp_path / "other"
    assert export(first, out, "--shift-key", str(key), name="rr") == 0
    other = json.loads((out / "settings.json").read_text())["created_utc"]
    assert other != shown[0].isoformat()


def test_real_dates_only_when_asked_for(talk: Path, tmp_path: Path) -> None:
    assert export(talk, tmp_path / "out", "--real-dates") == 0
    about = json.loads((tmp_path / "out" / "settings.json").read_text())
    assert about["created_utc"].startswith("2026-01-01T12:00:00")
    markers = (tmp_path / "out" / "markers.csv").read_text()
    assert "2026-01-01T12:25:00" in markers


@pytest.mark.parametrize("text", [None, "", "zz" * 32, "ab" * 8])
def test_a_key_that_is_none_is_refused(
    text: str | None, talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    key = tmp_path / "key"
    if text is not None:
        key.write_text(text)
    assert export(talk, tmp_path / "out", "--shift-key", str(key)) == 1
    assert "key" in capsys.readouterr().err
    both = ("--real-dates", "--shift-key", str(key))
    assert export(talk, tmp_path / "out", *both) == 1
    assert "Choose" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_with_an_earlier_export_is_refused_and_left_alone(
    talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "runs.csv").write_text("earlier")
    assert export(talk, out, name="rr") == 1
    said = capsys.readouterr().err
    assert "holds runs.csv already" in said
    assert "--replace" in said
    assert [path.name for path in out.iterdir()] == ["runs.csv"]
    assert export(talk, out, "--replace", name="rr") == 0
    assert (out / "runs.csv").read_text() != "earlier"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("new", [True, False], ids=["new folder", "old folder"])
def test_a_disk_that_fills_up_leaves_nothing(
    name: str,
    new: bool,  # noqa: FBT001 - a parameter of the test
    talk: Path,
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "on" / "the way" if new else tmp_path
    write_bytes = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "settings.json":
            write_bytes(path, data[:3])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert export(talk, out, name=name) == 1
    said = capsys.readouterr().err
    assert "No space left on device. Make room" in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("there", [True, False], ids=["there", "to be made"])
def test_a_read_only_place_is_one_sentence(
    there: bool,  # noqa: FBT001 - a parameter of the test
    talk: Path,
    tmp_path: Path,
    capsys: Capture,
) -> None:
    from samenstemming.errors import ExportError
    from samenstemming.exports.whole_folder import put

    place = tmp_path / "locked"
    place.mkdir()
    place.chmod(0o555)
    tmp_path.chmod(0o755)
    out = place if there else place / "out"
    with (
        as_ordinary_user(),
        pytest.raises(ExportError, match=r"cannot be written to .*Choose a folder"),
    ):
        put({"a.csv": b"1"}, out)
    assert list(place.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_one_sentence(
    talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    assert export(talk, out) == 1
    assert "There is a file of that name" in capsys.readouterr().err
    assert out.read_text() == "mine"


def test_what_fails_while_moving_in_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samenstemming.errors import ExportError
    from samenstemming.exports.whole_folder import put

    out = tmp_path / "out"
    put({"a.csv": b"old", "b/c.csv": b"old"}, out)
    rename = Path.rename

    def stuck(path: Path, target: Path) -> Path:
        if path.parent.name == "new" and path.name == "z.csv":
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stuck)
    new = {"a.csv": b"new", "b/c.csv": b"new", "d/e.csv": b"new", "z.csv": b"new"}
    with pytest.raises(ExportError, match="Permission denied"):
        put(new, out, replace=True)
    left = {str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()}
    assert left == {"a.csv", os.path.join("b", "c.csv")}  # noqa: PTH118
    assert (out / "a.csv").read_bytes() == (out / "b" / "c.csv").read_bytes() == b"old"
    assert {p.name for p in out.iterdir()} == {"a.csv", "b"}


@pytest.mark.parametrize("content", [b"", b"no recording", b"SQLite format 3\0"])
def test_what_is_no_recording_is_one_sentence(
    content: bytes, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "x.samen"
    file.write_bytes(content)
    assert export(file, tmp_path / "out", name="edf") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_talk_without_straps_needs_consent_too_and_has_no_beats(
    tmp_path: Path, capsys: Capture
) -> None:
    made = without_packets(couple_recording(consent={}))
    file = tmp_path / "talk.samen"
    write_recording(file, made)
    assert export(file, tmp_path / "out") == 1
    assert "The two of this talk did not agree" in capsys.readouterr().err
    agreed = tmp_path / "agreed.samen"
    write_recording(agreed, without_packets(couple_recording()))
    for name in FORMATS:
        out = tmp_path / name
        code = export(agreed, out, name=name)
        said = capsys.readouterr().err
        if name in ("rr", "bids", "edf"):
            assert code == 1
            assert "holds no beats" in said
            assert not out.exists()
        else:
            assert code == 0
            assert (out / "settings.json").exists()


@pytest.mark.parametrize("name", ["csv", "bids", "edf", "xdf"])
def test_of_whom_no_beat_came_in_it_is_said_and_the_other_is_exported(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    made = couple_recording()
    heard = [
        event
        for event in made.events()
        if not (isinstance(event, Packet) and event.wearer is Wearer.B)
    ]
    file, out = tmp_path / "talk.samen", tmp_path / "out"
    write_recording(file, Recording.of(heard, meta=made.meta))
    assert export(file, out, name=name) == 0
    told = "There is no heartbeat of B in this recording. The files hold what there is."
    assert capsys.readouterr().err.splitlines() == [told]
    (settings,) = out.rglob("settings.json")
    assert json.loads(settings.read_text())["without_beats"] == ["b"]
    holding_b = {"bids": "sub-D017B*", "edf": "b_part*"}
    assert not list(out.rglob(holding_b.get(name, "b_*")))


def test_one_code_for_both_is_no_code(tmp_path: Path) -> None:
    both = {"a": {"participant": "D017"}, "b": {"participant": "D017"}}
    file = couple_file(tmp_path, wearers=both)
    assert export(file, tmp_path / "out", name="bids") == 0
    assert len(list((tmp_path / "out").glob("sub-X*"))) == 2
