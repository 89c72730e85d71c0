"""Exercises on this computer: ours, own files beside them, and the command for both."""

import json
from pathlib import Path

import pytest

from samenstemming.cli import main
from samenstemming.errors import ExerciseError
from samenstemming.session.exercise_files import built_in, library, read_file
from tests.own_exercise import quiet


def own(
    folder: Path, name: str = "kijken", prompt: str = "Kijk rond.", file: str = "a.yaml"
) -> Path:
    path = folder / file
    path.write_text(quiet(name, prompt), encoding="utf-8")
    return path


def test_ours_are_always_there() -> None:
    assert [exercise.order for exercise, _ in library(Path("nowhere"))] == [
        *range(1, 9)
    ]


def test_an_own_file_stands_beside_ours(tmp_path: Path) -> None:
    own(tmp_path)
    exercise, content = library(tmp_path).find("kijken")
    assert exercise.minutes == 1
    assert content.version == "lab 3"
    assert content.sha256 != built_in().sha256


def test_a_broken_own_file_is_told_about_and_nothing_else_is_lost(
    tmp_path: Path,
) -> None:
    own(tmp_path)
    (tmp_path / "b.yaml").write_text("exercises: [", encoding="utf-8")
    (tmp_path / "c.yml").write_bytes(b"a: 1\n\xff\xfe")
    own(tmp_path, file="d.yaml")
    own(tmp_path, name="om_de_beurt", file="e.yaml")
    found = library(tmp_path)
    assert len([*found]) == 9
    texts = [str(trouble) for trouble in found.troubles]
    assert len(texts) == 4
    assert "b.yaml, line 1: this is not YAML" in texts[0]
    assert "c.yml, line 2: this is not UTF-8" in texts[1]
    assert "d.yaml: another own file has 'kijken' already" in texts[2]
    assert "e.yaml, line 4: the exercise 'om_de_beurt' exists already" in texts[3]


def test_a_name_that_is_none_is_answered_with_those_there_are() -> None:
    with pytest.raises(ExerciseError, match="There are: samen_aankomen, om_de_beurt"):
        library(Path("nowhere")).find("nope")


@pytest.mark.parametrize("place", ["missing.yaml", "."])
def test_a_file_that_cannot_be_read_is_said_so(place: str, tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match="cannot be read"):
        read_file(tmp_path / place)


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(5_000_000)
    with pytest.raises(ExerciseError, match="larger than"):
        read_file(path)


def test_the_file_in_the_docs_is_one(tmp_path: Path) -> None:
    page = Path(__file__).parents[2].joinpath("docs/exercises.md").read_text("utf-8")
    path = tmp_path / "docs.yaml"
    path.write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    content = read_file(path)
    assert content.remarks == ()
    assert content.file.exercises[0].id == "even_kijken"


# -- the command ----------------------------------------------------------------------


def test_the_list_has_all_and_the_json_their_hashes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["exercises", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 9
    assert main(["exercises", "--json"]) == 0
    every = json.loads(capsys.readouterr().out)
    assert {entry["sha256"] for entry in every} == {built_in().sha256}


@pytest.mark.parametrize(
    ("locale", "says"), [("nl_NL.UTF-8", "A praat"), ("en_GB.UTF-8", "A talks")]
)
def test_one_exercise_can_be_read_in_both_languages(
    locale: str,
    says: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert main(["exercises", "show", "om_de_beurt"]) == 0
    assert says in capsys.readouterr().out


def test_one_exercise_as_json_holds_every_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["exercises", "show", "ons_patroon", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["steps"][0]["prompt"]["nl"]
    assert sum(step["minutes"] for step in found["steps"]) == found["minutes"]


def test_an_own_file_is_validated_with_its_remarks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own(tmp_path, prompt="Geef elkaar een score.")
    assert main(["exercises", "validate", str(path)]) == 0
    said = capsys.readouterr()
    assert "a.yaml is in order: 1 exercise(s), version lab 3." in said.out
    assert "a.yaml, line 18: exercises[0].steps[0].prompt.nl uses 'score'" in said.err
    assert main(["exercises", "validate", str(path), "--json"]) == 0
    (remark,) = json.loads(capsys.readouterr().out)["remarks"]
    assert remark["line"] == 18


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["validate", "missing.yaml"], "missing.yaml cannot be read"),
        (["validate"], "Add a file"),
        (["show"], "Add a name"),
        (["show", "nope"], "There is no exercise 'nope'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    given: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["exercises", *given]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert "Traceback" not in said.err
