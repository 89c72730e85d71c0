"""`analyze --full-hrv` and `export --full-hrv`; the series that is always exported."""

import csv
import json
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.events import Event, Marker, Recording
from samenstemming.measures.hrv_full_rules import DOMAIN_OF
from samenstemming.recording import write_recording


@pytest.fixture(scope="module")
def couple(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plain = sam.simulate(minutes=6, seed=3)
    steps: list[Event] = [
        Marker(t_ns=20 * 10**9, name="step_begin", data={"id": "quiet"}),
        Marker(
            t_ns=170 * 10**9, name="step_begin", data={"id": "talk", "speaker": "a"}
        ),
        Marker(t_ns=300 * 10**9, name="step_end"),
    ]
    events = sorted([*plain.events(), *steps], key=lambda event: event.t_ns)
    path = tmp_path_factory.mktemp("full") / "couple.samen"
    write_recording(path, Recording.of(events, meta=plain.meta))
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main([*map(str, arguments)]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


@pytest.fixture(scope="module")
def tables(couple: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    asked = ["export", str(couple), "--format", "csv", "-o", str(folder)]
    with redirect_stderr(StringIO()) as told:
        assert main([*asked, "--full-hrv"]) == 0
    assert told.getvalue() == ""
    return folder


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_json_gains_a_key_and_changes_no_other(
    couple: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ("analyze", couple, "--json", "--surrogates", "19")
    plain = json.loads(said(capsys, *common))
    more = json.loads(said(capsys, *common, "--full-hrv"))
    full = more.pop("hrv_full")
    assert more == plain
    assert [part["part"] for part in full["a"]] == ["whole", "quiet", "talk"]
    for parts in full.values():
        for part in parts:
            assert set(part["values"]) == set(DOMAIN_OF)
            for name, value in part["values"].items():
                assert (value is None) == (name in part["withheld"])
    whole, quiet, talk = full["a"]
    assert quiet["values"]["HRV_SD2"] is not None
    assert quiet["windows"]["nonlinear"]["end_s"] <= 170
    assert "speaking" in talk["withheld"]["HRV_RMSSD"]
    assert "speaking" in whole["withheld"]["HRV_SampEn"]
    assert full["b"][0]["values"]["HRV_SampEn"] is not None


def test_the_page_has_a_table_for_each_part(
    couple: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    page = said(capsys, "analyze", couple, "--surrogates", "0", "--full-hrv")
    rows = [line.split() for line in page.splitlines() if line.startswith("HRV_DFA_al")]
    assert len(rows) == 2 * 3
    assert rows[2][0] == "HRV_DFA_alpha1"
    assert rows[2][1:] == ["-", "-"]  # two and a half minutes
    assert "B: 1 indices withheld. This number is never shown" in page
    assert page.count("indices withheld. This person was speaking") == 2


def test_the_export_has_an_index_a_row_with_its_window(tables: Path) -> None:
    rows = read(tables, "hrv_full")
    assert len(rows) == len(DOMAIN_OF) * 2 * 3
    for row in rows:
        assert (row["value"] == "") == (row["withheld"] != "")
    talk = {
        row["index"]: row
        for row in rows
        if (row["part"], row["wearer"]) == ("talk", "b")
    }
    assert float(talk["HRV_SDNN"]["value"]) > 0
    assert 170 <= float(talk["HRV_SD2"]["start_s"]) < 172
    assert talk["HRV_LFHF"]["withheld"] == "window_too_short"
    settings = json.loads((tables / "settings.json").read_text())
    assert settings["tables"]["hrv_full"] == list(rows[0])


def test_the_series_is_exported_once_a_second(tables: Path) -> None:
    rows = read(tables, "hrv_series")
    found = sam.hrv_series(sam.simulate(minutes=6, seed=3))
    assert len(rows) == sum(series.t_s.size for series in found.values())
    a = [row for row in rows if row["wearer"] == "a"]
    assert [float(row["t_s"]) for row in a] == list(range(1, len(a) + 1))
    assert "rmssd_ms:speaking" in a[239]["withheld"].split()
    assert a[239]["rmssd_ms"] == ""
    assert float(a[239]["heart_rate_bpm"]) > 40
    assert float(a[150]["sdnn_ms"]) > 5


def test_without_the_option_the_full_set_is_not_computed(
    couple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "export", couple, "--format", "csv", "-o", tmp_path / "plain")
    assert not (tmp_path / "plain" / "hrv_full.csv").exists()
    assert (tmp_path / "plain" / "hrv_series.csv").exists()
