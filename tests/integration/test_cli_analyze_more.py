"""`analyze --more`: further measures behind an option, the rest unchanged."""

import json
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.recording import write_recording


@pytest.fixture(scope="module")
def couple(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("more") / "couple.samen"
    write_recording(path, sam.simulate(minutes=4, seed=3))
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["analyze", *map(str, arguments), "--surrogates", "19"]) == 0
    return capsys.readouterr().out


def test_more_adds_one_key_and_changes_no_other(
    couple: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = json.loads(said(capsys, couple, "--json"))
    more = json.loads(said(capsys, couple, "--json", "--more"))
    further = more.pop("synchrony_more")
    assert more == plain
    assert further["n_surrogates"] == 19
    assert further["coherence"]["bands"]["slow"]["value"] is not None
    assert further["susy"]["n(Segmente)"] >= 6


def test_more_gives_the_same_bytes_for_the_same_seed(
    couple: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (said(capsys, couple, "--json", "--more") for _ in range(2))
    assert first == second


def test_more_speaks_to_people_a_row_for_each_measure_and_band(
    couple: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    plain, more = said(capsys, couple), said(capsys, couple, "--more")
    assert more.startswith(plain)
    table = more.removeprefix(plain)
    for name in ("coherence slow", "phase_locking lf", "susy ES", "neurokit2 hilbert"):
        (row,) = (line for line in table.splitlines() if line.startswith(f"{name}  "))
        assert any(letter.isdigit() for letter in row)


def test_one_wearer_is_answered_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    path = tmp_path / "alone.samen"
    write_recording(path, sam.from_rr([800.0 + 20 * (k % 7) for k in range(400)]))
    assert "only one wearer" in said(capsys, path, "--more")
