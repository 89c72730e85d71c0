"""Each export read by the readers that others use: the same beats, the same markers."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from samenstemming.analysis import analyze
from samenstemming.analysis_values import Analysis
from samenstemming.events import Recording, Wearer
from samenstemming.exports.dates import Dates, shifted
from samenstemming.exports.exporting import FORMATS, _maker
from samenstemming.exports.material import Material
from samenstemming.exports.participants import participants_of
from samenstemming.exports.whole_folder import Files
from samenstemming.recording import open_recording
from tests.export_cases import couple_file

FORMAT_NAMES = tuple(FORMATS)


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return open_recording(couple_file(tmp_path_factory.mktemp("talk")))


@pytest.fixture(scope="module")
def analysis(recording: Recording) -> Analysis:
    return analyze(recording, surrogates=19)


@pytest.fixture(scope="module")
def material(recording: Recording, analysis: Analysis) -> Material:
    return Material(
        recording=recording,
        analysis=analysis,
        participants=participants_of(recording),
        dates=Dates(),
    )


@pytest.fixture(scope="module")
def made(material: Material) -> dict[str, Files]:
    return {name: _maker(name)(material) for name in FORMAT_NAMES}


def beats_of(analysis: Analysis, wearer: Wearer) -> list[tuple[float, float | None]]:
    return [(beat.t_s, beat.rr_ms) for beat in analysis.wearers[wearer].beats]


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_the_same_again_gives_the_same_bytes(
    name: str, material: Material, made: dict[str, Files]
) -> None:
    assert dict(_maker(name)(material)) == dict(made[name])


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_nothing_names_anybody_or_a_day(name: str, made: dict[str, Files]) -> None:
    assert made[name]
    for path, content in made[name].items():
        packed = path.endswith(".gz")
        text = gzip.decompress(content) if packed else content
        for forbidden in (b"Jan en Marie", b"our own words", b"2026-01", b"12:25"):
            assert forbidden not in text, (path, forbidden)
            assert forbidden.decode() not in path


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_settings_travel_along(
    name: str, made: dict[str, Files], material: Material
) -> None:
    (path,) = (path for path in made[name] if path.endswith("settings.json"))
    about = json.loads(made[name][path])
    assert about["settings_digest"] == material.analysis.settings.digest()
    assert about["chain"] == material.recording.chain
    assert about["version"]
    assert about["created_utc"] is None
    assert about["dates"] == "left out"
    assert about["consent"] == material.recording.meta["consent"]
    assert any("arousal" in of for of in about["exploratory"])


def test_parquet_holds_what_csv_holds_and_null_where_csv_is_empty(
    made: dict[str, Files],
) -> None:
    from pyarrow import parquet

    empty = 0
    for path, content in made["parquet"].items():
        if not path.endswith(".parquet"):
            continue
        table = parquet.read_table(io.BytesIO(content))
        text = made["csv"][path.replace(".parquet", ".csv")].decode()
        rows = list(csv.DictReader(io.StringIO(text)))
        assert table.num_rows == len(rows)
        assert b"settings_digest" in table.schema.metadata[b"samenstemming"]
        for column in table.column_names:
            for cell, value in zip(
                (row[column] for row in rows),
                table.column(column).to_pylist(),
                strict=True,
            ):
                empty += cell == ""
                if value is None:
                    assert cell == ""
                elif isinstance(value, bool):
                    assert cell == str(value).lower()
                elif isinstance(value, float):
                    assert float(cell) == value
                else:
                    assert cell == str(value)
    assert empty > 0


def test_rr_text_has_a_file_for_each_run_and_no_interval_over_a_gap(
    made: dict[str, Files], analysis: Analysis
) -> None:
    files = made["rr"]
    listed = list(csv.DictReader(io.StringIO(files["runs.csv"].decode())))
    assert {row["file"] for row in listed} == {
        name for name in files if name.endswith(".txt")
    }
    for wearer in Wearer:
        found: list[float] = []
        for row in (row for row in listed if row["wearer"] == wearer.value):
            rr_ms = [float(line) for line in files[row["file"]].decode().split()]
            assert len(rr_ms) == int(row["n"])
            length_s = float(row["end_s"]) - float(row["start_s"])
            assert sum(rr_ms) / 1000 == pytest.approx(length_s, abs=0.2)
            found += rr_ms
        assert found == [rr for _, rr in beats_of(analysis, wearer) if rr is not None]
    assert len([row for row in listed if row["wearer"] == "a"]) > 1
    gaps = list(csv.DictReader(io.StringIO(files["gaps.csv"].decode())))
    assert {gap["reason"] for gap in gaps} >= {"silence"}


def test_xdf_is_read_by_pyxdf_to_the_last_digit(
    made: dict[str, Files], analysis: Analysis, tmp_path: Path
) -> None:
    streams = xdf_streams(made["xdf"]["session.xdf"], tmp_path)
    for wearer in Wearer:
        stream = streams[f"samenstemming {wearer.value} beats"]
        beats = beats_of(analysis, wearer)
        assert stream["time_stamps"].tolist() == [t_s for t_s, _ in beats]
        for row, (_, rr_ms) in zip(stream["time_series"], beats, strict=True):
            assert np.isnan(row[0]) if rr_ms is None else row[0] == rr_ms
    markers = streams["samenstemming markers"]
    names = [row[0] for row in markers["time_series"]]
    assert names[:3] == ["exercise_begin", "step_begin", "cue"]
    assert markers["time_stamps"][2] == 70.0
    told = {row[0]: json.loads(row[1]) for row in markers["time_series"]}
    assert told["cue_held_back"]["data"]["reason"] == "budget"
    assert told["note"]["note"] is None


@pytest.mark.parametrize("lost", ["the footers", "a third of it", "in a header"])
def test_xdf_with_its_tail_cut_off_keeps_what_came_before(
    lost: str, made: dict[str, Files], analysis: Analysis, tmp_path: Path
) -> None:
    whole = made["xdf"]["session.xdf"]
    keep = {
        "the footers": whole.index(b"<?xml", len(whole) // 2) - 8,
        "a third of it": len(whole) * 2 // 3 + 1,
        "in a header": len(whole) // 2,
    }[lost]
    streams = xdf_streams(whole[:keep], tmp_path)
    a = streams["samenstemming a beats"]
    beats = beats_of(analysis, Wearer.A)
    n = len(a["time_stamps"])
    assert a["time_stamps"].tolist() == [t_s for t_s, _ in beats[:n]]
    assert n == len(beats) if lost == "the footers" else 0 < n < len(beats)


def xdf_streams(content: bytes, folder: Path) -> dict[str, dict[str, np.ndarray]]:
    import pyxdf

    path = folder / "session.xdf"
    path.write_bytes(content)
    streams, _ = pyxdf.load_xdf(path)
    return {stream["info"]["name"][0]: stream for stream in streams}


@pytest.fixture
def edf_parts(
    made: dict[str, Files], tmp_path: Path
) -> list[tuple[dict[str, str], Path]]:
    files = made["edf"]
    parts = []
    for row in csv.DictReader(io.StringIO(files["parts.csv"].decode())):
        path = tmp_path / row["file"]
        path.write_bytes(files[row["file"]])
        parts.append((row, path))
    return parts


def test_edf_is_read_by_mne(
    edf_parts: list[tuple[dict[str, str], Path]], analysis: Analysis
) -> None:
    import mne

    seen: dict[str, list[tuple[float, str]]] = {"a": [], "b": []}
    for row, path in edf_parts:
        raw = mne.io.read_raw_edf(path, preload=True, verbose="error")
        start_s = float(row["start_s"])
        length_s = float(row["end_s"]) - start_s
        assert raw.n_times / raw.info["sfreq"] == pytest.approx(length_s)
        grid = analysis.wearers[Wearer(row["wearer"])].heart_period
        first = round((start_s - grid.t0_s) * grid.rate_hz)
        wanted = grid.period_ms[first : first + raw.n_times]
        period = raw.get_data(picks="heart period")[0]
        assert np.abs(period - wanted).max() <= 4000 / 65535
        seen[row["wearer"]] += [
            (start_s + one["onset"], one["description"]) for one in raw.annotations
        ]
    compare_beats(seen, analysis, tolerance_s=1e-6)


def test_edf_is_read_by_pyedflib(
    edf_parts: list[tuple[dict[str, str], Path]], analysis: Analysis
) -> None:
    import pyedflib

    seen: dict[str, list[tuple[float, str]]] = {"a": [], "b": []}
    for row, path in edf_parts:
        with pyedflib.EdfReader(str(path)) as edf:
            assert edf.getSignalLabels() == ["heart period", "heart rate"]
            assert edf.getPhysicalMaximum(0) == 4000
            assert edf.getPatientCode() == f"D017{row['wearer'].upper()}"
            onsets, _, texts = edf.readAnnotations()
            start_s = float(row["start_s"])
            seen[row["wearer"]] += [
                (start_s + onset, str(text))
                for onset, text in zip(onsets, texts, strict=True)
            ]
    compare_beats(seen, analysis, tolerance_s=1e-6)


def compare_beats(
    seen: dict[str, list[tuple[float, str]]], analysis: Analysis, *, tolerance_s: float
) -> None:
    """All beats in known stretches, and the markers there, in each wearer's files."""
    for wearer in Wearer:
        beats = dict(read_beats(seen[wearer.value]))
        wanted = dict(beats_of(analysis, wearer))
        assert len(beats) > 0.9 * len(wanted)
        for t_s, rr_ms in beats.items():
            nearest = min(wanted, key=lambda known: abs(known - t_s))
            assert abs(nearest - t_s) <= tolerance_s
            assert rr_ms == wanted[nearest]
    names = [text for _, text in seen["b"] if text.startswith("marker ")]
    assert "marker cue" in names or "marker step_begin" in names


def read_beats(said: list[tuple[float, str]]) -> Iterator[tuple[float, float | None]]:
    for t_s, text in said:
        name, *fields = text.split()
        if name == "beat":
            values = dict(field.split("=") for field in fields)
            yield t_s, float(values["rr_ms"]) if "rr_ms" in values else None


def test_with_a_shift_the_dates_of_edf_and_bids_move_and_times_do_not(
    material: Material,
) -> None:
    moved = replace(material, dates=shifted(b"k" * 32, "D017"))
    bids = _maker("bids")(moved)
    (scans, *_) = (content for path, content in bids.items() if "_scans.tsv" in path)
    when = scans.decode().splitlines()[1].split("\t")[1]
    assert when.startswith("19")
    assert int(when[:4]) <= 1925
    assert when.endswith("T12:00:00Z")
    edf = _maker("edf")(moved)
    header = edf["a_part-001.edf"][88:176].decode()
    assert "Startdate" in header
    assert "2026" not in header
    assert "Startdate X" not in header
