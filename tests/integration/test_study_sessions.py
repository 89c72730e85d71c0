"""A study through its files, the real collector and the command line."""

import json
import os
import stat
import threading
import time
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.errors import SamenstemmingError, StudyError
from samenstemming.events import Marker
from samenstemming.recording.filelock import try_lock
from samenstemming.session import study_files
from samenstemming.session.launch import CollectorHandle, start_collector
from samenstemming.session.study_answers import (
    answers_of,
    export_answers,
    forget_answers,
    keep_answers,
)
from samenstemming.session.study_dry_run import dry_run
from samenstemming.session.study_files import (
    hand_out,
    ledger_path,
    lock_path,
    lock_study,
    pairs_of,
    standing,
    write_new,
)
from samenstemming.session.study_week import quality_of, week
from samenstemming.study.ledger import Entry
from samenstemming.study.template import BLOCK
from samenstemming.words import Language, say

TICKS = ("apart_gebeld", "geen_reden_tegen")
BOTH = ("record", "live", "research_export")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A locked study, whose one session is short."""
    path = tmp_path / "s.yaml"
    write_new(path, pairs=12, seed=1)
    lock_study(path)
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_not_locked_can_only_be_tried(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    write_new(path, pairs=12, seed=1)
    with pytest.raises(StudyError, match="not locked, so it can only be tried"):
        hand_out(path, screened=TICKS)
    with pytest.raises(StudyError, match="exists already"):
        write_new(path, pairs=12, seed=1)
    lock = lock_study(path)
    assert lock_study(path) == lock
    path.write_text(path.read_text().replace("usable_share: 0.8", "usable_share: 0"))
    for act in (lambda: hand_out(path, screened=TICKS), lambda: lock_study(path)):
        with pytest.raises(StudyError, match=r"usable_share was 0\.8 and is 0"):
            act()
    assert not ledger_path(path).exists()


def test_assistants_at_once_get_a_pair_each(study: Path) -> None:
    got: list[Entry] = []

    def take() -> None:
        got.append(hand_out(study, screened=TICKS))

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.row for entry in got) == [1, 2, 3, 4, 5, 6]
    assert [entry.row for entry in pairs_of(study)] == [1, 2, 3, 4, 5, 6]
    assert mode(ledger_path(study)) == mode(lock_path(study)) == 0o600


def test_an_assistant_who_keeps_the_ledger_is_told_of(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_out(study, screened=TICKS)
    monkeypatch.setattr(study_files, "ATTEMPTS", 2)
    descriptor = os.open(ledger_path(study), os.O_RDWR)
    try:
        assert try_lock(descriptor)
        with pytest.raises(StudyError, match="Somebody else is handing out"):
            hand_out(study, screened=TICKS)
    finally:
        os.close(descriptor)
    assert hand_out(study, screened=TICKS).pair == "D002"


def test_a_full_disk_leaves_the_ledger_as_it_was(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_out(study, screened=TICKS)
    before = ledger_path(study).read_bytes()
    real = os.write

    def half(descriptor: int, line: bytes) -> int:
        return real(descriptor, line[:20])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(StudyError, match="is full; nothing was written"):
        hand_out(study, screened=TICKS)
    monkeypatch.undo()
    assert ledger_path(study).read_bytes() == before
    with ledger_path(study).open("ab") as file:
        file.write(b'{"number": 2, "cut')
    assert hand_out(study, screened=TICKS).pair == "D002"


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StudyError, match="cannot be written"):
        write_new(tmp_path / "file" / "s.yaml", pairs=12, seed=1)


def both_were_heard(collector: CollectorHandle) -> bool:
    """Whether some packets of each have come in."""
    wearers = collector.control.status()["wearers"]
    assert isinstance(wearers, dict)
    return all(of["packets"] > 5 for of in wearers.values())


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A locked study with one pair that came and one that did not."""
    folder = tmp_path_factory.mktemp("study")
    path = folder / "s.yaml"
    write_new(path, pairs=12, seed=1)
    text = path.read_text().replace("settings: {}", "settings: {live_every_s: 10}")
    path.write_text(text)
    lock_study(path)
    hand_out(path, screened=TICKS)
    hand_out(path, screened=TICKS)
    file = folder / "one.samen"
    collector = start_collector(
        a="simulated:1",
        b="simulated:1",
        path=file,
        speed=100,
        consent=BOTH,
        study={"study": str(path), "pair": "d001"},
    )
    try:
        collector.control.next()
        rang = collector.control.marker("deviation", note="phone")
        collector.control.edit(rang, note="phone rang")
        collector.control.marker("note", note="taken back")
        collector.control.undo()
        collector.control.next()
        ends = time.monotonic() + 30
        while not both_were_heard(collector):
            assert time.monotonic() < ends, "never heard both"
    finally:
        collector.stop()
    return path, file


def test_a_session_says_what_it_belongs_to(recorded: tuple[Path, Path]) -> None:
    path, file = recorded
    (entry, _) = pairs_of(path)
    recording = sam.open_recording(file)
    study = recording.meta["study"]
    assert isinstance(study, dict)
    assert study["sha256"] == entry.sha256
    assert (study["pair"], study["session"]) == ("D001", "ses1")
    assert study["codes"] == {"a": "D001A", "b": "D001B"}
    wearers = recording.meta["wearers"]
    assert isinstance(wearers, dict)
    assert wearers["a"]["participant"] == "D001A"
    assert recording.meta["dyad"] == "D001"
    (begin,) = (
        event
        for event in recording.events()
        if isinstance(event, Marker) and event.name == "exercise_begin"
    )
    assert begin.data["arm"] == entry.arm
    assert begin.data["first"] == entry.starts
    assert sam.Settings.of_recording(recording.meta).live_every_s == 10


def test_the_quality_page_says_what_counts_and_why_not(
    recorded: tuple[Path, Path],
) -> None:
    page = quality_of(recorded[1])
    assert "study.failed.unfinished" in page.failed
    assert [(said.kind, said.note) for said in page.said] == [
        ("deviation", "phone rang")
    ]
    never = next(claim for claim in page.claims if claim.what == "feeling")
    assert not never.allowed
    assert {part.wearer for part in page.parts} == {"a", "b"}
    json.dumps(page.to_json(), allow_nan=False)


def test_the_week_of_one_that_came_and_one_that_did_not(
    recorded: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = recorded
    found = week(path, file.parent)
    assert [row.problems for row in found.rows] == [
        ("unfinished", "quality", "simulated"),
        ("missing",),
    ]
    table = path.with_name("week.csv")
    asked = ["study", "overview", str(path), "--folder", str(file.parent)]
    assert main([*asked, "--no-quality", "-o", str(table), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["handed_out"] == 2
    assert table.read_text().splitlines()[2].startswith("D002,ses1,")
    asked[2] = str(path.parent)
    assert main([*asked, "--no-quality"]) == 0
    assert "D001" in capsys.readouterr().out


def test_a_folder_of_two_studies_is_no_study(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["study", "overview", str(tmp_path)]) == 1
    assert "there are: none" in capsys.readouterr().err
    for name in ("s.yaml", "t.yaml"):
        (tmp_path / name).write_text("")
    assert main(["study", "overview", str(tmp_path)]) == 1
    assert "s.yaml, t.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pair", "consent", "told"),
    [
        ("D009", BOTH, "D009 was not handed out"),
        ("Jan", BOTH, "looks like a name"),
        ("D001", ("a:record",), "B has not agreed"),
        ("D001", (*BOTH, "recontact"), "does not ask for 'recontact'"),
    ],
)
def test_what_may_not_be_recorded_is_refused_before_it_begins(
    recorded: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    pair: str,
    consent: tuple[str, ...],
    told: str,
) -> None:
    path, _ = recorded
    new = path.with_name("new.samen")
    asked = ["study", "run", str(path), "--pair", pair, "--a", "simulated"]
    asked += ["--b", "simulated", "-o", str(new), "--consent", *consent]
    assert main(asked) == 1
    assert told in capsys.readouterr().err
    assert not new.exists()


def test_answers_are_kept_told_apart_exported_and_forgotten(study: Path) -> None:
    hand_out(study, screened=TICKS)
    for code, value in (("D001A", 3), ("D001A", 5), ("D001B", 2)):
        keep_answers(
            study,
            code=code,
            session="ses1",
            form="vooraf",
            given={"gespannen": value},
            free_text=False,
        )
    assert len(answers_of(study)) == 3
    to = study.with_name("answers.csv")
    assert export_answers(study, to) == 3
    lines = to.read_text().splitlines()
    assert lines[1].split(",")[2:9] == [
        *("D001", "D001A", "ses1", "vooraf", "gespannen", "scale", "3")
    ]
    assert lines[1].endswith("true")
    assert forget_answers(study, "D001A") == 1
    assert [of.code for of in answers_of(study)] == ["D001B"]
    for code, form, told in (
        ("D002A", "vooraf", "not handed out"),
        ("Mia", "vooraf", "a name"),
        ("D001A", "nergens", "no form 'nergens'"),
    ):
        with pytest.raises(StudyError, match=told):
            keep_answers(
                study, code=code, session="ses1", form=form, given={}, free_text=False
            )


def test_a_dry_run_leaves_a_checklist_and_nothing_else(tmp_path: Path) -> None:
    """One order, and its exercises the shortest there is."""
    path = tmp_path / "s.yaml"
    write_new(path, pairs=12, seed=1)
    text = path.read_text()
    text = text.replace("[samen_aankomen, om_de_beurt]", "[samen_aankomen]")
    text = text.replace("order: dance_first", "order: talk_first")
    path.write_text(text)
    told: list[float] = []
    found = dry_run(path, speed=600, progress=lambda share, about: told.append(share))
    assert [of.what for of in found if not of.ok] == []
    assert {"steps", "arm", "file", "quality"} <= {of.what for of in found}
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert sorted(of.name for of in tmp_path.iterdir()) == ["s.yaml"]


def test_the_commands_of_a_study(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "s.yaml")
    assert main(["study", "new", "-o", path, "--pairs", "12", "--seed", "1"]) == 0
    assert main(["study", "check", path, "--json"]) == 0
    assert '"state": "unlocked"' in capsys.readouterr().out
    assert main(["study", "next", path, "--screened", *TICKS]) == 1
    assert main(["study", "lock", path]) == 0
    assert main(["study", "next", path, "--json", "--screened", *TICKS]) == 0
    said = capsys.readouterr().out
    assert json.loads(said[said.index("{") :])["pair"] == "D001"


def test_the_week_of_a_study_that_was_edited_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.yaml"
    assert main(["study", "new", "-o", str(path), "--pairs", "4"]) == 0
    assert len(standing(path).text.study.allocation) == BLOCK
    for key in ("cli.arg.study.pairs", "study.page.n_pairs_help"):
        assert f"of {BLOCK}" in say(key, Language.EN)
    assert main(["study", "lock", str(path)]) == 0
    asked = ["study", "overview", str(path), "--folder", str(tmp_path)]
    capsys.readouterr()
    assert main(asked) == 0
    assert capsys.readouterr().err == ""
    path.write_text(path.read_text().replace("share: 0.8", "share: 0.5"))
    assert main(asked) == 0
    said = capsys.readouterr()
    assert "quality.usable_share was 0.8 and is 0.5" in said.err
    assert "0 pairs handed out" in said.out


def test_answers_that_are_not_there_are_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.yaml"
    asked = ["--code", "D001A", "--session", "ses1", "--form", "vooraf"]
    assert main(["study", "answer", str(path), str(tmp_path / "no.json"), *asked]) == 1
    said = capsys.readouterr().err
    assert said.endswith("cannot be read as answers: No such file or directory.\n")


def test_a_study_that_is_not_there_begins_nothing(tmp_path: Path) -> None:
    with pytest.raises(SamenstemmingError, match="cannot be read"):
        start_collector(
            a="simulated",
            b="simulated",
            path=tmp_path / "x.samen",
            study={"study": str(tmp_path / "no.yaml"), "pair": "D001"},
        )
    assert list(tmp_path.iterdir()) == []
