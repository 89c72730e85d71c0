"""Edits of beats by the command line: beside the recording, never in it."""

import json
from pathlib import Path

import pytest

from samenstemming.cli import main
from samenstemming.recording import write_recording
from samenstemming.sources.simulate import simulate


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edits") / "talk.samen"
    write_recording(path, simulate(minutes=2, seed=4))
    return path


@pytest.fixture
def talk(made: Path) -> Path:
    made.with_name("talk.samen.edits.json").unlink(missing_ok=True)
    return made


def add(talk: Path, *more: str) -> int:
    return main(["edits", str(talk), "add", *more])


def analysis(
    talk: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> dict[str, object]:
    capsys.readouterr()
    assert main(["analyze", str(talk), "--json", "--surrogates", "0", *more]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_an_edit_is_kept_applied_named_and_taken_back(
    talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = talk.read_bytes()
    assert add(talk, "--action", "delete", "--at", "30", "--author", "R1") == 0
    assert "delete" in capsys.readouterr().out
    found = analysis(talk, capsys)
    assert found["beat_edits"] == {"n": 1, "digest": found["beat_edits"]["digest"]}  # type: ignore[index]
    wearers = found["wearers"]
    assert isinstance(wearers, dict)
    (entry,) = [e for e in wearers["a"]["corrections"] if e["who"] == "manual"]
    assert entry["why"] == "delete"
    assert entry["author"] == "R1"
    assert analysis(talk, capsys, "--no-edits")["beat_edits"] is None
    assert main(["edits", str(talk), "undo"]) == 0
    assert main(["edits", str(talk), "undo"]) == 1
    assert "nothing to take back" in capsys.readouterr().err
    assert talk.read_bytes() == before


def test_what_was_edited_goes_into_the_export(
    talk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(talk, "--action", "insert", "--at", "40.8", "--wearer", "b") == 0
    assert main(["export", str(talk), "--format", "csv", "-o", str(tmp_path)]) == 0
    assert "applied" in capsys.readouterr().err
    rows = (tmp_path / "corrections.csv").read_text().splitlines()
    assert rows[0].startswith("wearer,t_s,beat_index,why,who,left_out,rr_ms,nn_ms")
    assert any(",insert,manual," in row for row in rows)
    settings = json.loads((tmp_path / "settings.json").read_text())
    assert settings["beat_edits"]["n"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("--at", "30"),
        ("--action", "delete"),
        ("--action", "delete", "--at", "nan"),
        ("--action", "delete", "--at", "5000"),
        ("--action", "move", "--at", "30"),
        ("--action", "delete", "--at", "30", "--to", "31"),
        ("--action", "move", "--at", "30", "--to", "90"),
        ("--action", "insert", "--at", "1e9"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_leaves_no_file(
    talk: Path, wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(talk, *wrong) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not talk.with_name("talk.samen.edits.json").exists()


@pytest.mark.parametrize(
    "text", ["{", '{"format": "samenstemming-beat-edits", "version": 9}', "\xff"]
)
def test_a_file_that_cannot_be_read_stops_everything_and_stays(
    talk: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = talk.with_name("talk.samen.edits.json")
    place.write_bytes(text.encode("latin-1"))
    for command in (
        ["analyze", str(talk)],
        ["edits", str(talk)],
        ["edits", str(talk), "undo"],
        ["edits", str(talk), "add", "--action", "delete", "--at", "30"],
    ):
        assert main(command) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert place.read_bytes() == text.encode("latin-1")
    assert main(["analyze", str(talk), "--no-edits", "--surrogates", "0"]) == 0


def test_edits_of_another_recording_are_refused(
    talk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(talk, "--action", "delete", "--at", "30") == 0
    other = tmp_path / "other.samen"
    write_recording(other, simulate(minutes=1, seed=5))
    talk.with_name("talk.samen.edits.json").rename(tmp_path / "other.samen.edits.json")
    capsys.readouterr()
    assert main(["analyze", str(other)]) == 1
    assert "another recording" in capsys.readouterr().err
