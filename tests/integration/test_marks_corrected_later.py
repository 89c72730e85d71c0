"""Marks corrected after the end: beside a sealed file, followed by what leaves it."""

import csv
import json
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.errors import MarkChangesError
from samenstemming.recording import check, open_recording, write_recording
from samenstemming.recording.withdrawal import withdraw
from samenstemming.session.keeping import delete, rename
from tests.export_cases import AGREED

WHEN = "2026-11-23T10:00:00+00:00"


def made() -> sam.Recording:
    """A minute and a half with two marks that somebody set."""
    simulated = sam.simulate(minutes=1.5, seed=3)
    marks = [
        sam.Marker(
            t_ns=t_s * 10**9, name=f"marker:{name}", source="researcher", note=note
        )
        for t_s, name, note in ((20, "laugh", ""), (40, "silence", "at the window"))
    ]
    events = sorted([*simulated.events(), *marks], key=lambda event: event.t_ns)
    meta = {**simulated.meta, "consent": AGREED, "simulated": True}
    return sam.Recording.of(events, meta=meta)


RECORDING = made()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.samen"
    write_recording(path, RECORDING)
    return path


def corrected(file: Path) -> Path:
    """The laugh was a cry, five seconds later; the silence was none."""
    recording = open_recording(file)
    changes = sam.MarkChanges(chain=recording.chain or "")
    laugh, silence = sam.marks_by_hand(recording.events())
    changes = sam.correct_mark(
        recording,
        changes,
        laugh.seq,
        name="marker:cry",
        note="=softly",
        t_s=25.0,
        coder="K2",
        utc=WHEN,
    )
    changes = sam.take_back_mark(recording, changes, silence.seq, coder="K2", utc=WHEN)
    return sam.write_marks(file, changes)


def exported(file: Path, folder: Path) -> list[tuple[float, str]]:
    sam.export_recording(file, folder, format="csv")
    text = (folder / "markers.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return [
        (float(row["t_s"]), row["name"])
        for row in rows
        if row["source"] == "researcher"
    ]


def test_exports_carry_the_marks_as_they_were_corrected(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import samenstemming.analysis as module

    analyse = module.analyze
    monkeypatch.setattr(
        module, "analyze", lambda *of, **more: analyse(*of, **more, surrogates=0)
    )
    before = exported(file, tmp_path / "before")
    assert before == [(20.0, "marker:laugh"), (40.0, "marker:silence")]
    corrected(file)
    assert exported(file, tmp_path / "after") == [(25.0, "marker:cry")]
    told = [
        json.loads((tmp_path / name / "settings.json").read_text("utf-8"))
        for name in ("before", "after")
    ]
    changes = sam.read_marks(file)
    assert changes is not None
    assert [of["mark_changes"] for of in told] == [None, changes.digest()]


def test_the_file_stays_sealed_and_frames_stay_what_they_were(file: Path) -> None:
    bytes_before, frames = file.read_bytes(), sam.open_recording(file)
    place = corrected(file)
    assert file.read_bytes() == bytes_before
    assert check(file).ok
    assert place.stat().st_mode & 0o777 == 0o600
    # What plays a recording again opens it as it was heard.
    assert sam.open_recording(file).events() == frames.events()


def test_moments_and_reports_follow_the_corrections(file: Path) -> None:
    def silences(recording: sam.Recording) -> list[float]:
        analysis = sam.analyze(recording, surrogates=0)
        found = (*analysis.talk.moments, *sam.moments(recording))
        return [one.start_s for one in found if one.kind == "silence"]

    assert silences(sam.open_with_marks(file)) != []
    corrected(file)
    assert silences(sam.open_with_marks(file)) == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "samenstemming-marks"}'])
def test_a_trail_that_cannot_be_read_is_told_and_never_replaced(
    file: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = sam.marks_path(file)
    place.write_text(text, encoding="utf-8")
    with pytest.raises(MarkChangesError, match="cannot be read"):
        sam.open_with_marks(file)
    assert main(["analyze", str(file), "--json"]) == 1
    assert "talk.samen.marks.json cannot be read" in capsys.readouterr().err
    assert place.read_text("utf-8") == text


def test_the_trail_goes_where_the_recording_goes(file: Path) -> None:
    corrected(file)
    new = rename(file, "another")
    assert sam.marks_path(new).exists()
    assert not sam.marks_path(file).exists()
    delete(new)
    assert not sam.marks_path(new).exists()


def test_after_a_withdrawal_the_marks_are_as_corrected_and_the_trail_is_gone(
    file: Path,
) -> None:
    corrected(file)
    withdraw(file, sam.Wearer.A)
    assert not sam.marks_path(file).exists()
    left = sam.marks_by_hand(open_recording(file).events())
    assert [(mark.name, mark.t_s, mark.note) for mark in left] == [
        ("marker:cry", 25.0, "")
    ]
