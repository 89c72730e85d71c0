"""The command `straps` where no radio is needed: lists, labels, refusals."""

import json
from pathlib import Path

import pytest

from samenstemming.cli import main
from samenstemming.events import Wearer
from samenstemming.session.known_straps import (
    KnownStraps,
    StrapIdentity,
    load,
    save,
)
from samenstemming.session.whose_check import WhoseCheck
from samenstemming.session.whose_listening import Answer, Outcome
from samenstemming.sources.ble_names import SeenStrap

A, B = Wearer.A, Wearer.B
BLUE = StrapIdentity(address="C0:0A", name="TICKR", serial="5512")
RED = StrapIdentity(address="C0:0B", name="TICKR", serial="5513")


@pytest.fixture(autouse=True)
def straps_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    path = tmp_path / "samenstemming" / "straps.json"
    known = KnownStraps().remember(BLUE, label="blue sticker", wearer=A)
    save(path, known.remember(RED, wearer=B))
    return path


Said = pytest.CaptureFixture[str]


def refused(arguments: list[str], said: Said) -> str:
    assert main(["straps", *arguments]) == 1
    out, err = said.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize("arguments", [["--json"], ["list", "--json"]])
def test_the_list_is_json_or_a_table(arguments: list[str], capsys: Said) -> None:
    assert main(["straps", *arguments]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "label": "blue sticker",
        "name": "TICKR",
        "address": "C0:0A",
        "serial": "5512",
        "wearer": "a",
    }
    assert main(["straps"]) == 0
    table = capsys.readouterr().out
    assert "blue sticker" in table
    assert "worn last by" in table


def test_an_empty_list_says_what_will_fill_it(straps_file: Path, capsys: Said) -> None:
    straps_file.unlink()
    assert main(["straps"]) == 0
    assert "knows no straps yet" in capsys.readouterr().err


def test_debug_may_stand_anywhere() -> None:
    assert main(["straps", "list", "--debug"]) == 0
    assert main(["--debug", "straps"]) == 0


def test_a_remembered_strap_is_labelled_without_a_radio(
    straps_file: Path, capsys: Said
) -> None:
    assert main(["straps", "label", "5513", " red\nsticker "]) == 0
    assert "is now called 'red sticker'" in capsys.readouterr().err
    assert load(straps_file).labelled("red sticker") == RED
    assert main(["straps", "label", "red sticker", ""]) == 0
    assert "has no label any more" in capsys.readouterr().err
    assert load(straps_file).labelled("red sticker") is None


def test_a_label_that_is_taken_a_name_of_two_and_an_unknown_one_are_refused(
    straps_file: Path, capsys: Said
) -> None:
    before = straps_file.read_text()
    taken = refused(["label", "5513", "blue sticker"], capsys)
    assert "Another strap is called 'blue sticker' already" in taken
    several = refused(["forget", "TICKR"], capsys)
    assert "'TICKR' fits 2 straps" in several
    assert "C0:0A" in several
    assert "C0:0B" in several
    unknown = refused(["forget", "Garmin"], capsys)
    assert "knows no strap 'Garmin'. It knows: 'blue sticker', 'TICKR'" in unknown
    assert straps_file.read_text() == before


def test_a_spoilt_file_is_one_sentence(straps_file: Path, capsys: Said) -> None:
    straps_file.write_text("not json")
    assert "Move the file away" in refused([], capsys)
    assert straps_file.read_text() == "not json"


def test_a_recording_keeps_the_straps_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr(
        "samenstemming.session.radio_user.recording_straps", lambda: Path("t.samen")
    )
    assert "t.samen is being recorded now" in refused(["check"], capsys)


# -- whose is whose -----------------------------------------------------------------


def heard(key: str, serials: dict[str, str]) -> WhoseCheck:
    straps = {
        A: SeenStrap(name="TICKR", address="C0:0A"),
        B: SeenStrap(name="TICKR", address="C0:0B"),
    }
    answer = Answer(outcome=Outcome.ANSWERED, keys=("a", "b"), key=key, serials=serials)
    return WhoseCheck(straps=straps, answer=answer)


def test_the_strap_that_answered_is_whose_it_is_and_the_other_the_others() -> None:
    serials = {"a": "5512", "b": "5513"}
    assert heard("a", serials).worn(A) == {A: BLUE, B: RED}
    assert heard("b", serials).worn(A) == {A: RED, B: BLUE}
    assert heard("b", serials).worn(B) == {A: BLUE, B: RED}


def test_a_number_that_both_have_identifies_neither() -> None:
    worn = heard("a", {"a": "0123", "b": "0123"}).worn(A)
    assert [identity.serial for identity in worn.values()] == ["", ""]
