"""BIDS trees that `export` makes: valid to the official validator, and growing."""

import gzip
import json
from pathlib import Path

import pytest

from samenstemming.cli import main
from tests.bids_validator import errors_in, validator
from tests.export_cases import AGREED, couple_file

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


def export(file: Path, folder: Path, *more: str, name: str = "bids") -> int:
    return main(["export", str(file), "--format", name, "-o", str(folder), *more])


def test_a_bids_tree_of_two_sessions_and_one_alone_is_valid(
    talk: Path, tmp_path: Path
) -> None:
    out = tmp_path / "study"
    assert export(talk, out, "--shift-dates", name="bids") == 0
    assert export(talk, out, "--session", "02", name="bids") == 0
    other = {"a": {"participant": "D018A"}, "b": {"participant": "D018B"}}
    second = couple_file(tmp_path, wearers=other, consent={"a": AGREED["a"]})
    assert export(second, out, "--wearer", "a", name="bids") == 0
    report = validator(out)
    assert errors_in(report) == []
    assert errors_in(validator(out / "derivatives" / "samenstemming")) == []
    summary = report["summary"]
    assert isinstance(summary, dict)
    assert sorted(summary["subjects"]) == ["D017A", "D017B", "D018A"]
    assert sorted(summary["sessions"]) == ["01", "02"]
    assert (out / "participants.tsv").read_text().splitlines() == [
        "participant_id\tdyad_id\trole",
        "sub-D017A\tD017\ta",
        "sub-D017B\tD017\tb",
        "sub-D018A\tD018\ta",
    ]


def test_the_validator_would_have_seen_a_mistake(talk: Path, tmp_path: Path) -> None:
    out = tmp_path / "study"
    assert export(talk, out, name="bids") == 0
    (sidecar,) = (out / "sub-D017A").rglob("*_physio.json")
    sidecar.write_text("{}")
    (out / "sub-D017A" / "ses-01" / "beh" / "notes.txt").write_text("hello")
    assert errors_in(validator(out))


def test_bids_events_tell_of_steps_cues_and_why_one_was_held_back(
    talk: Path, tmp_path: Path
) -> None:
    out = tmp_path / "study"
    assert export(talk, out, name="bids") == 0
    (events,) = (out / "sub-D017B").rglob("*_events.tsv")
    assert events.name == "sub-D017B_ses-01_task-omdebeurt_events.tsv"
    golden = Path(__file__).parents[1] / "golden" / "bids_events.tsv"
    assert events.read_text() == golden.read_text()
    (physio,) = (out / "sub-D017B").rglob("*_physio.tsv.gz")
    lines = gzip.decompress(physio.read_bytes()).decode().splitlines()
    about = json.loads(physio.with_name(physio.name[:-7] + ".json").read_text())
    assert about["Columns"] == ["time_s", "heart_rate_bpm", "heart_period_ms"]
    assert float(lines[0].split("\t")[0]) == about["StartTime"]
    assert len(lines) == 180 * 4 + 1
    assert any("n/a" in line for line in lines)


def test_another_data_set_is_left_alone(
    talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    description = tmp_path / "dataset_description.json"
    description.write_text('{"Name": "somebody else\'s", "BIDSVersion": "1.8.0"}')
    assert export(talk, tmp_path, name="bids") == 1
    assert "did not make" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["dataset_description.json"]


def test_the_same_session_twice_is_refused(
    talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert export(talk, tmp_path / "study", name="bids") == 0
    assert export(talk, tmp_path / "study", name="bids") == 1
    assert "already" in capsys.readouterr().err
