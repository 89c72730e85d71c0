"""What people changed afterwards: beats by hand, markers, one who withdrew."""

import csv
import gzip
import json
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.events import Event, Marker, Recording
from samenstemming.recording import open_recording, write_recording
from samenstemming.recording.withdrawal import withdraw
from tests.export_cases import AGREED, couple_file, couple_recording

FORMATS = ("rr", "edf", "xdf")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    import samenstemming.analysis as module

    analyse = module.analyze
    monkeypatch.setattr(
        module, "analyze", lambda *given, **more: analyse(*given, **more, surrogates=0)
    )


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_beats_edited_by_hand_are_exported_and_raw_ones_stay_beside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = couple_file(tmp_path)
    before = sam.locate_beats(open_recording(file).events())[sam.Wearer.B]
    gone = before[40]
    given = ("--action", "delete", "--at", str(gone.t_s), "--wearer", "b")
    assert main(["edits", str(file), "add", *given]) == 0
    out = tmp_path / "out"
    sam.export_recording(file, out, format="bids")
    (packed,) = (out / "sub-D017B").rglob("*_physioevents.tsv.gz")
    edited = gzip.decompress(packed.read_bytes()).decode().splitlines()
    assert len(edited) == len(before) - 1
    (raw,) = (out / "sourcedata" / "sub-D017B").rglob("*_rr.tsv")
    kept = [line.split("\t")[0] for line in raw.read_text().splitlines()[1:]]
    assert [float(t_s) for t_s in kept] == [beat.t_s for beat in before]
    (settings,) = out.rglob("settings.json")
    assert json.loads(settings.read_text())["beat_edits"]["n"] == 1
    for name in FORMATS:
        sam.export_recording(file, tmp_path / name, format=name)
        (settings,) = (tmp_path / name).rglob("settings.json")
        assert json.loads(settings.read_text())["beat_edits"]["n"] == 1
    sam.export_recording(file, tmp_path / "plain", format="rr", use_edits=False)
    about = json.loads((tmp_path / "plain" / "settings.json").read_text())
    assert about["beat_edits"] is None
    lengths = [
        sum(int(r["n"]) for r in rows(tmp_path / of / "runs.csv"))
        for of in ("rr", "plain")
    ]
    assert lengths[0] == lengths[1] - 1
    # Of A alone there is no edit: nothing of B's hand may be told.
    sam.export_recording(file, tmp_path / "a", format="rr", wearer=sam.Wearer.A)
    assert (
        json.loads((tmp_path / "a" / "settings.json").read_text())["beat_edits"] is None
    )
    capsys.readouterr()


def test_a_marker_that_was_taken_back_or_corrected_is_exported_as_it_stands(
    tmp_path: Path,
) -> None:
    made = couple_recording()
    events: list[Event] = list(made.events())
    laugh = next(
        k
        for k, e in enumerate(events, 1)
        if isinstance(e, Marker) and e.name == "marker:laugh"
    )
    cue = next(
        k
        for k, e in enumerate(events, 1)
        if isinstance(e, Marker) and e.name == "long_break"
    )
    end_ns = events[-1].t_ns
    events += [
        Marker(t_ns=end_ns, name="undo", source="researcher", data={"seq": cue}),
        Marker(
            t_ns=end_ns,
            name="edit",
            source="researcher",
            data={"seq": laugh, "name": "marker:cry", "note": "quiet"},
        ),
    ]
    file = tmp_path / "x.samen"
    write_recording(file, Recording.of(events, meta=made.meta))
    for wearer in (None, sam.Wearer.A):
        out = tmp_path / f"out-{wearer}"
        sam.export_recording(file, out, format="csv", wearer=wearer)
        names = [row["name"] for row in rows(out / "markers.csv")]
        assert "marker:cry" in names
        assert not {"marker:laugh", "undo", "edit", "long_break"} & set(names)


def test_after_one_withdrew_the_other_can_be_exported_alone(tmp_path: Path) -> None:
    file = couple_file(tmp_path, consent={"a": AGREED["a"], "b": ["record"]})
    withdraw(file, sam.Wearer.B)
    out = tmp_path / "out"
    sam.export_recording(file, out, format="bids")
    assert [path.name for path in out.glob("sub-*")] == ["sub-D017A"]
    assert "D017B" not in (out / "participants.tsv").read_text()
    (settings,) = out.rglob("settings.json")
    about = json.loads(settings.read_text())
    assert about["withdrawn"] == ["b"]
    assert about["participants"] == {"a": "D017A"}


def test_speech_and_asked_for_rhythm_are_empty_cells_with_a_reason_and_never_zero(
    tmp_path: Path,
) -> None:
    made = couple_recording()
    asked = {"id": "ademen", "speaker": "none", "instructed": True}
    events: list[Event] = [
        *(e for e in made.events() if not isinstance(e, Marker)),
        Marker(t_ns=1, name="step_begin", data=asked),
        Marker(t_ns=80 * 10**9, name="step_end", data={"id": "ademen"}),
        Marker(
            t_ns=80 * 10**9, name="step_begin", data={"id": "praten", "speaker": "a"}
        ),
    ]
    events.sort(key=lambda event: event.t_ns)
    file = tmp_path / "x.samen"
    write_recording(file, Recording.of(events, meta=made.meta))
    from pyarrow import parquet

    sam.export_recording(file, tmp_path / "p", format="parquet")
    hrv = parquet.read_table(tmp_path / "p" / "hrv.parquet").to_pylist()
    (spoken,) = (r for r in hrv if (r["part"], r["wearer"]) == ("praten", "a"))
    assert spoken["rmssd_ms"] is None
    assert "rmssd_ms:speaking" in spoken["withheld"]
    dyad = parquet.read_table(tmp_path / "p" / "dyad.parquet").to_pylist()
    paced = [row for row in dyad if row["step"] == "ademen"]
    assert paced
    assert {row["exploratory_index"] for row in paced} == {None}
    synchrony = parquet.read_table(tmp_path / "p" / "synchrony.parquet").to_pylist()
    assert [row["instructed"] for row in synchrony] == [None, True, False]
    sam.export_recording(file, tmp_path / "b", format="bids")
    (events_file,) = (tmp_path / "b" / "sub-D017A").rglob("*_events.tsv")
    step = rows_tsv(events_file)[0]
    assert step["step_id"] == "ademen"
    assert json.loads(step["data"])["instructed"] is True


def rows_tsv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text().splitlines(), delimiter="\t"))
