"""The CSV export: what is in the tables, what is not known, and who agreed to it."""

import csv
import errno
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from samenstemming.analysis import analyze
from samenstemming.errors import ExportError
from samenstemming.events import Event, Marker, Packet, Recording, Wearer
from samenstemming.exports.tabular import HEADERS, export_csv
from samenstemming.sources.importers import from_rr
from samenstemming.sources.simulate import simulate
from samenstemming.sources.simulated_talk import (
    ARRIVING,
    Bump,
    ScriptStep,
    simulate_talk,
)

STEPS = [
    Marker(t_ns=60 * 10**9, name="step_begin", data={"id": "talk", "speaker": "a"}),
    Marker(t_ns=240 * 10**9, name="step_end", data={"id": "talk"}),
    Marker(t_ns=250 * 10**9, name="note", source="a", note="our own words"),
    Marker(t_ns=251 * 10**9, name="marker:laugh", source="researcher", note="loud"),
]


def with_markers(recording: Recording, **meta: object) -> Recording:
    events: list[Event] = sorted(
        [*recording.events(), *STEPS], key=lambda event: event.t_ns
    )
    return Recording.of(events, meta={**recording.meta, **meta}, chain="c0ffee")


@pytest.fixture(scope="module")
def recording() -> Recording:
    faulty = simulate(minutes=6, seed=5, faults=["drop-out", "ectopics"])
    return with_markers(faulty)


@pytest.fixture(scope="module")
def folder(recording: Recording, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "made" / "on the way"
    export_csv(recording, analyze(recording, surrogates=19), out)
    return out


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_table_of_the_contract_is_there_with_its_columns(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {
        "beats.csv",
        "nn.csv",
        "heart_period.csv",
        "hrv.csv",
        "hrv_series.csv",
        "synchrony.csv",
        "dyad.csv",
        "turns.csv",
        "arousal.csv",
        "segments.csv",
        "moments.csv",
        "markers.csv",
        "gaps.csv",
        "corrections.csv",
        "settings.json",
    }
    first = (folder / "beats.csv").read_text().splitlines()[0]
    assert first == "wearer,t_s,t_sd_s,rr_ms,run,origin,flag"
    for name, header in HEADERS.items():
        assert (folder / f"{name}.csv").read_text().splitlines()[0] == ",".join(header)


def test_beats_come_back_as_they_were_located(
    folder: Path, recording: Recording
) -> None:
    found = analyze(recording, surrogates=0).wearers[Wearer.B].beats
    written = [row for row in rows(folder, "beats") if row["wearer"] == "b"]
    assert [float(row["t_s"]) for row in written] == [beat.t_s for beat in found]
    assert [float(row["rr_ms"]) for row in written] == [beat.rr_ms for beat in found]
    assert {"normal", "ectopic"} <= {row["flag"] for row in written}


def test_nothing_is_nan_and_what_is_unknown_is_empty(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        cells = path.read_text().lower().replace("\n", ",").split(",")
        assert not {"nan", "none", "null", "inf"} & set(cells), path.name


def test_the_heart_period_is_empty_in_a_drop_out(
    folder: Path, recording: Recording
) -> None:
    assert recording.truth is not None
    windows = recording.truth["fault_windows"]
    assert isinstance(windows, list)
    silent = next(window for window in windows if window["wearer"] == "a")
    middle_s = (silent["start_s"] + silent["end_s"]) / 2
    mine = [row for row in rows(folder, "heart_period") if row["wearer"] == "a"]
    assert len(mine) == 6 * 60 * 4 + 1
    near = min(mine, key=lambda row: abs(float(row["t_s"]) - middle_s))
    assert near["period_ms"] == ""
    dyad = rows(folder, "dyad")[round(middle_s)]
    assert dyad["heart_rate_a_bpm"] == ""
    assert dyad["heart_rate_b_bpm"] != ""


def test_variability_is_there_for_the_whole_and_for_each_step(folder: Path) -> None:
    found = [(row["part"], row["wearer"]) for row in rows(folder, "hrv")]
    assert found == [("whole", "a"), ("whole", "b"), ("talk", "a"), ("talk", "b")]


def test_what_is_withheld_has_its_reason_beside_it(folder: Path) -> None:
    for row in rows(folder, "hrv"):
        reasons = dict(pair.split(":") for pair in row["withheld"].split())
        for index in ("rmssd_ms", "sdnn_ms", "lf_ms2"):
            assert (row[index] == "") == (index in reasons)
    for row in rows(folder, "synchrony"):
        assert (row["statistic"] == "") == (row["withheld"] != "")


def test_the_dyad_knows_its_steps(folder: Path) -> None:
    dyad = rows(folder, "dyad")
    assert len(dyad) == 361
    assert {row["step"] for row in dyad[60:240]} == {"talk"}
    assert {row["speaker"] for row in dyad[60:240]} == {"a"}
    assert {row["step"] for row in dyad[:60] + dyad[240:]} == {""}


def test_gaps_have_their_reasons(folder: Path) -> None:
    assert {row["reason"] for row in rows(folder, "gaps")} >= {"silence"}


def test_settings_name_their_digest_the_version_and_the_chain(
    folder: Path, recording: Recording
) -> None:
    settings = json.loads((folder / "settings.json").read_text())
    analysis = analyze(recording, surrogates=0)
    assert settings["settings_digest"] == analysis.settings.digest()
    assert settings["chain"] == "c0ffee"
    assert settings["version"]
    assert settings["settings"]["grid_hz"] == 4.0


def test_the_same_again_gives_the_same_bytes(
    folder: Path, recording: Recording, tmp_path: Path
) -> None:
    analysis = analyze(recording, surrogates=19)
    for _ in range(2):
        for path in export_csv(recording, analysis, tmp_path):
            assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


Agreeing = Callable[[list[str], list[str]], Recording]


@pytest.fixture
def agreeing() -> Agreeing:
    base = from_rr([800.0, 810.0, 790.0] * 100, [700.0, 710.0] * 160)

    def make(a: list[str], b: list[str]) -> Recording:
        return with_markers(base, consent={"a": a, "b": b})

    return make


@pytest.mark.parametrize(
    ("a", "b", "who"),
    [
        ([], [], "Wearers A and B"),
        (["research_export"], ["record"], "Wearer B"),
        (["live"], ["research_export"], "Wearer A"),
    ],
)
def test_without_both_agreeing_nothing_is_written(
    agreeing: Agreeing, tmp_path: Path, a: list[str], b: list[str], who: str
) -> None:
    recording = agreeing(a, b)
    out = tmp_path / "out"
    with pytest.raises(ExportError, match=f"{who} did not agree"):
        export_csv(recording, analyze(recording, surrogates=0), out)
    assert not out.exists()


@pytest.mark.parametrize("consent", [None, "research_export", {"a": "research_export"}])
def test_consent_that_cannot_be_read_is_none(consent: object, tmp_path: Path) -> None:
    recording = Recording.of(
        from_rr([800.0, 810.0, 790.0] * 20).events(), meta={"consent": consent}
    )
    with pytest.raises(ExportError, match="did not agree"):
        export_csv(recording, analyze(recording, surrogates=0), tmp_path)


def test_partners_own_words_stay_in_without_their_consent(
    agreeing: Agreeing, tmp_path: Path
) -> None:
    agreed = ["research_export"]
    recording = agreeing(agreed, agreed)
    export_csv(recording, analyze(recording, surrogates=0), tmp_path)
    notes = {row["name"]: row["note"] for row in rows(tmp_path, "markers")}
    assert notes["note"] == ""
    assert notes["marker:laugh"] == "loud"
    agreed = ["research_export", "free_text"]
    recording = agreeing(agreed, agreed)
    export_csv(recording, analyze(recording, surrogates=0), tmp_path)
    notes = {row["name"]: row["note"] for row in rows(tmp_path, "markers")}
    assert notes["note"] == "our own words"


def test_one_wearer_alone_needs_only_the_own_consent(tmp_path: Path) -> None:
    alone = from_rr([800.0, 810.0, 790.0] * 100)
    recording = Recording.of(
        alone.events(), meta={**alone.meta, "consent": {"a": ["research_export"]}}
    )
    export_csv(recording, analyze(recording, surrogates=0), tmp_path)
    assert {row["wearer"] for row in rows(tmp_path, "beats")} == {"a"}
    assert rows(tmp_path, "synchrony")[0]["withheld"] == "one_wearer"


def test_a_recording_without_a_beat_gives_empty_tables(tmp_path: Path) -> None:
    silent = simulate(minutes=1, seed=1)
    events = [event for event in silent.events() if not isinstance(event, Packet)]
    recording = Recording.of(events, meta=silent.meta)
    export_csv(recording, analyze(recording, surrogates=0), tmp_path)
    assert rows(tmp_path, "beats") == []
    assert len(rows(tmp_path, "dyad")) == 61


def test_a_disk_that_fills_up_leaves_the_earlier_tables_whole(
    recording: Recording, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = analyze(recording, surrogates=0)
    (tmp_path / "beats.csv").write_text("earlier")
    write_bytes = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if "gaps" in path.name:
            write_bytes(path, data[:3])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ExportError, match="No space left"):
        export_csv(recording, found, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["beats.csv"]
    assert (tmp_path / "beats.csv").read_text() == "earlier"
    with pytest.raises(ExportError, match="No space left"):
        export_csv(recording, found, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_folder_made_for_an_export_is_the_users_alone(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_is_a_file_is_refused(
    recording: Recording, tmp_path: Path
) -> None:
    path = tmp_path / "out"
    path.write_text("")
    with pytest.raises(ExportError, match="The export cannot be written to"):
        export_csv(recording, analyze(recording, surrogates=0), path)


def test_levels_segments_and_the_index_say_that_they_are_exploratory(
    tmp_path: Path,
) -> None:
    bumps = [Bump(wearer=w, start_s=360, seconds=60, bpm=24) for w in Wearer]
    quiet = ScriptStep(id="quiet", seconds=240, speaker="none")
    made = simulate_talk((*ARRIVING, quiet), seed=3, bumps=bumps)
    analysis = analyze(made, surrogates=19)
    export_csv(made, analysis, tmp_path)
    for name in ("arousal", "segments", "moments"):
        found = rows(tmp_path, name)
        assert found
        assert {row["label"] for row in found} == {"exploratory"}
    dyad = rows(tmp_path, "dyad")
    assert {"unknown", "calm"} <= {row["joint"] for row in dyad}
    known = [row for row in dyad if row["exploratory_index"]]
    assert known
    for row in known:
        s, g = float(row["exploratory_s"]), float(row["exploratory_g"])
        assert float(row["exploratory_index"]) == pytest.approx(-s * g)
    assert {row["state"] for row in rows(tmp_path, "arousal")} >= {"calm", "high"}
    turns = rows(tmp_path, "turns")
    assert [row["speaker"] for row in turns] == ["none", "a", "b", "none"]
    assert {row["roles"] for row in turns} == {"corrected"}
