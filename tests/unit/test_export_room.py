"""Exports and reports that a screen asks for: made once, kept, and failed in words."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest

import samenstemming as sam
from dashboards.export_room import ExportRoom, Making, Tell
from dashboards.screens.export_part import to_take
from samenstemming.recording import write_recording
from tests.export_cases import (
    AGREED,
    couple_file,
    couple_recording,
    without_packets,
)

WITHIN_S = 60.0


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of their own; surrogates are most of the time and not tested."""
    import samenstemming.analysis as module

    analyse = module.analyze

    def quick(*given: Any, **more: Any) -> sam.Analysis:
        return analyse(*given, **{**more, "surrogates": 0})

    monkeypatch.setattr(module, "analyze", quick)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "samenstemming"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short made-up talk."""
    path = tmp_path_factory.mktemp("made") / "talk.samen"
    write_recording(path, sam.simulate(minutes=2, seed=1))
    return path


def test_a_piece_of_work_is_begun_once_and_says_how_far_it_is() -> None:
    room, go, begun = ExportRoom(), Event(), []

    def work(tell: Tell) -> Making:
        begun.append(1)
        tell(0.5)
        go.wait(WITHIN_S)
        return Making(html="<p>")

    assert room.made("page") is None
    room.begin("page", work)
    room.begin("page", work)
    go.set()
    assert room.wait("page", WITHIN_S)
    assert room.made("page") == Making(html="<p>", share=1.0, done=True)
    assert begun == [1]


def test_what_goes_wrong_is_a_sentence() -> None:
    def work(tell: Tell) -> Making:
        raise sam.SamenstemmingError("Nobody agreed.")

    room = ExportRoom()
    room.begin("page", work)
    assert room.wait("page", WITHIN_S)
    assert room.made("page") == Making(done=True, problem="Nobody agreed.")


def test_every_export_gets_a_folder_of_its_own(file: Path, own: Path) -> None:
    shares: list[float] = []
    first, second = (
        sam.export_to_own_folder(
            [sam.ToExport(path=file, name="talk")],
            format="rr",
            name="talk: one",
            progress=shares.append,
        )
        for _ in range(2)
    )
    assert first.folder == own / "exports" / "talk-one_rr"
    assert second.folder == own / "exports" / "talk-one_rr-2"
    assert first.n_files == len(list(first.folder.iterdir())) > 2
    assert first.folder.parent.stat().st_mode & 0o77 == 0
    assert shares == sorted(shares[: len(shares) // 2]) * 2


def test_several_are_whole_or_not_there(file: Path, own: Path) -> None:
    both = [sam.ToExport(path=file, name=name) for name in ("one", "two")]
    made = sam.export_to_own_folder(both, format="rr", name="study")
    assert {of.name for of in made.folder.iterdir()} == {"one", "two"}
    with pytest.raises(sam.SamenstemmingError, match="already"):
        sam.export_to_own_folder(both, format="bids", name="study")
    gone = [both[0], sam.ToExport(path=file.with_name("no.samen"), name="no")]
    with pytest.raises(sam.SamenstemmingError):
        sam.export_to_own_folder(gone, format="rr", name="gone")
    with pytest.raises(sam.SamenstemmingError, match="nothing to export"):
        sam.export_to_own_folder([], format="rr", name="none")
    assert [of.name for of in (own / "exports").iterdir()] == ["study_rr"]


def test_a_report_is_one_page_for_either_reader(file: Path) -> None:
    couple = sam.make_report(file, reader="couple", language="en")
    assert couple.startswith("<!DOCTYPE html>") or "<html" in couple
    with pytest.raises(sam.SamenstemmingError, match="known: researcher, couple"):
        sam.make_report(file, reader="boss")


def test_who_cannot_go_along_is_named_and_holds_up_nobody(tmp_path: Path) -> None:
    silent = tmp_path / "silent.samen"
    write_recording(silent, without_packets(couple_recording()))
    refused = {"a": AGREED["a"], "b": ["record"]}
    files = {
        "good": couple_file(tmp_path, "good.samen"),
        "silent": silent,
        "refused": couple_file(tmp_path, "refused.samen", consent=refused),
        "gone": tmp_path / "gone.samen",
    }
    asked = [sam.ToExport(path=path, name=name) for name, path in files.items()]
    wanted, left_out = to_take(asked)
    # What is wrong with a file, the export itself says.
    assert [of.name for of in wanted] == ["good", "gone"]
    assert left_out == {"silent": ["silent"], "left_out": ["refused"]}
