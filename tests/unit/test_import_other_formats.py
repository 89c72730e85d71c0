"""FIT, XDF, EDF+ and BIDS of other recorders: the beats that went in come out."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.errors import ImportFileError
from samenstemming.sources.importers import import_files
from tests.foreign_files import (
    bids,
    ecg_of,
    edf,
    fit,
    fit_without_intervals,
    hearts,
    xdf,
)

A, B = hearts()
ZERO_S = min(A[0][0], B[0][0])


def found(recording: sam.Recording) -> tuple[list[tuple[float, float]], ...]:
    beats = sam.locate_beats(recording.events())
    return tuple(
        [(beat.t_s, beat.rr_ms) for beat in beats[w] if beat.rr_ms is not None]
        for w in recording.wearers
    )


def assert_same(
    have: Sequence[tuple[float, float]],
    want: Sequence[tuple[float, float]],
    *,
    within_s: float,
    zero_s: float = ZERO_S,
    least: float = 0.98,
) -> None:
    """As many beats, and each at its time."""
    assert len(have) >= least * len(want)
    times = np.array([t_s + zero_s for t_s, _ in have])
    true = np.array([t_s for t_s, _ in want])
    apart = np.abs(times[:, None] - true[None, :]).min(axis=1)
    assert apart.max() <= within_s


def test_fit_gives_the_intervals_of_a_strap(tmp_path: Path) -> None:
    rr_ms = [rr for _, rr in A]
    one = fit(tmp_path / "a.fit", rr_ms, start_s=1.7e9 + 0.4)
    recording = import_files(one)
    (beats,) = found(recording)
    assert [rr for _, rr in beats] == [round(rr) for rr in rr_ms[: len(beats)]]
    assert len(beats) >= len(rr_ms) - 3
    assert "0.6 s" in str(recording.meta["import"])


def test_two_fit_files_widen_every_lag(tmp_path: Path) -> None:
    a = fit(tmp_path / "one.fit", [rr for _, rr in A], start_s=1.7e9)
    b = fit(tmp_path / "two.fit", [rr for _, rr in B], start_s=1.7e9)
    recording = import_files(a, b)
    clock = recording.meta["clock_alignment"]
    assert isinstance(clock, dict)
    assert clock["method"] == "clocks"
    assert clock["sd_s"] == pytest.approx(0.85, abs=0.01)
    lag_sd_s = sam.analyze(recording, surrogates=9).synchrony.lag_sd_s
    assert lag_sd_s is None or lag_sd_s >= 0.84


def test_a_watch_without_a_strap_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match=r"60 heart rates.*wrist.*chest strap"):
        import_files(fit_without_intervals(tmp_path / "a.fit"))


def test_xdf_gives_both_wearers_on_one_clock(tmp_path: Path) -> None:
    file = xdf(
        tmp_path / "session.xdf",
        [
            ("Strap_A", "RR", 0, "ms", [(5000 + t, [rr]) for t, rr in A]),
            ("Strap_B", "RR", 0, "s", [(5000 + t, [rr / 1000]) for t, rr in B]),
            ("Cues", "Markers", 0, "", [(5060.0, "clap"), (5100.0, "end")]),
        ],
    )
    recording = import_files(file, file)
    have_a, have_b = found(recording)
    assert_same(have_a, A, within_s=0.002)
    assert_same(have_b, B, within_s=0.002)
    assert recording.meta["clock_alignment"]["method"] == "one file"  # type: ignore[index]  # JSON
    notes = [e.note for e in recording.events() if isinstance(e, sam.Marker)]
    assert notes == ["clap", "end"]


def test_xdf_with_several_streams_lists_them(tmp_path: Path) -> None:
    samples: list[tuple[float, list[float] | str]] = [(t, [rr]) for t, rr in A]
    file = xdf(
        tmp_path / "s.xdf",
        [("Left", "RR", 0, "ms", samples), ("Right", "RR", 0, "ms", samples)],
    )
    with pytest.raises(ImportFileError, match=r"'Left', 'Right'.*--a-stream"):
        import_files(file)
    chosen = import_files(file, a_stream="left")
    assert_same(found(chosen)[0], A, within_s=0.002, zero_s=A[0][0])


def test_xdf_without_hearts_names_what_it_has(tmp_path: Path) -> None:
    file = xdf(tmp_path / "s.xdf", [("Eyes", "Gaze", 60, "", [(1.0, [2.0])])])
    with pytest.raises(ImportFileError, match=r"no stream of beats.*Eyes \(Gaze\)"):
        import_files(file)


def test_ecg_of_an_xdf_becomes_beats(tmp_path: Path) -> None:
    beats = [(t, rr) for t, rr in A if 2 < t < 60]
    trace = ecg_of([t for t, _ in beats], 62.0, 250.0)
    samples: list[tuple[float, list[float] | str]] = [
        (k / 250, [value]) for k, value in enumerate(trace.tolist())
    ]
    file = xdf(tmp_path / "s.xdf", [("Amp", "ECG", 250, "uV", samples)])
    recording = import_files(file)
    assert_same(found(recording)[0], beats, within_s=0.004, zero_s=beats[0][0])


def test_ecg_of_an_edf_becomes_beats_and_annotations_markers(tmp_path: Path) -> None:
    beats = [(t, rr) for t, rr in A if 2 < t < 60]
    trace = ecg_of([t for t, _ in beats], 62.0, 250.0)
    file = edf(
        tmp_path / "s.edf",
        {"EEG Cz": trace * 0, "ECG": trace},
        annotations=[(30.0, "clap")],
    )
    recording = import_files(file)
    assert_same(found(recording)[0], beats, within_s=0.004, zero_s=beats[0][0])
    marks = [e for e in recording.events() if isinstance(e, sam.Marker)]
    assert [mark.note for mark in marks] == ["clap"]
    assert marks[0].t_ns / 1e9 == pytest.approx(30.0 - beats[0][0], abs=0.01)


def test_beats_as_annotations_of_an_edf(tmp_path: Path) -> None:
    silence = np.zeros(250 * 240)
    file = edf(
        tmp_path / "s.edf",
        {"EEG": silence},
        annotations=[(t, "R-peak") for t, _ in A if t < 239],
    )
    want = [(t, rr) for t, rr in A if t < 239]
    assert_same(
        found(import_files(file))[0], want, within_s=0.001, zero_s=A[0][0], least=0.97
    )


def test_an_edf_with_two_ecg_channels_lists_them(tmp_path: Path) -> None:
    trace = ecg_of([t for t, _ in A if 2 < t < 60], 62.0, 250.0)
    file = edf(tmp_path / "s.edf", {"ECG left": trace, "ECG right": trace})
    with pytest.raises(ImportFileError, match=r"'ECG left', 'ECG right'.*--a-stream"):
        import_files(file)
    assert import_files(file, a_stream="ECG right").wearers == (sam.Wearer.A,)


def test_an_edf_without_heart_lists_its_channels(tmp_path: Path) -> None:
    file = edf(tmp_path / "s.edf", {"EEG": np.zeros(2500)}, annotations=[(1.0, "go")])
    with pytest.raises(
        ImportFileError, match=r"Channels: 'EEG'; annotations: 'go' \(1\)"
    ):
        import_files(file)


def test_a_bids_data_set_knows_who_is_who(tmp_path: Path) -> None:
    folder = bids(tmp_path / "set", {"a": A, "b": B})
    recording = import_files(folder, folder)
    have_a, have_b = found(recording)
    assert_same(have_a, A, within_s=1e-6)
    assert_same(have_b, B, within_s=1e-6)
    assert recording.meta["clock_alignment"]["method"] == "one file"  # type: ignore[index]  # JSON


def test_bids_files_of_the_wrong_wearer_are_refused(tmp_path: Path) -> None:
    folder = bids(tmp_path / "set", {"a": A, "b": B})
    a, b = sorted(folder.rglob("*_physioevents.tsv.gz"))
    with pytest.raises(ImportFileError, match=r"says itself that it is B's. Swap"):
        import_files(b, a)


def test_bids_without_its_json_is_refused(tmp_path: Path) -> None:
    folder = bids(tmp_path / "set", {"a": A})
    (file,) = folder.rglob("*_physioevents.tsv.gz")
    file.with_name(file.name.replace(".tsv.gz", ".json")).unlink()
    with pytest.raises(ImportFileError, match=r"no .*json beside it"):
        import_files(file)


def test_an_xdf_cut_before_its_samples_end_is_refused(tmp_path: Path) -> None:
    file = xdf(tmp_path / "s.xdf", [("S", "RR", 0, "ms", [(t, [rr]) for t, rr in A])])
    whole = file.read_bytes()
    for share in (0.02, 0.5, 0.9):
        file.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(ImportFileError):
            import_files(file)
