"""What we export, imported again: the same beats, and the same answers about them."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.exports.dates import Dates, Shown
from samenstemming.exports.exporting import FORMATS
from samenstemming.exports.material import Material
from samenstemming.exports.participants import participants_of
from samenstemming.exports.whole_folder import put
from samenstemming.recording import write_recording
from samenstemming.sources.importers import import_files

BEAT_S = 1e-5
"""Formats hold beat times to a microsecond or better; pure floats are rounded to ns."""

SUM_S = 0.02
"""RR text has no times: a run's sum drifts by what the strap's crystal is off (30 ppm
are 9 ms in five minutes)."""


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("talk") / "talk.samen"
    made = sam.simulate(minutes=5, seed=4, lag_s=2.0)
    step = {"id": "first", "speaker": None, "instructed": False}
    marks = [
        sam.Marker(t_ns=40 * 10**9, name="step_begin", data=step),
        sam.Marker(t_ns=220 * 10**9, name="step_end", data=step),
        sam.Marker(t_ns=120 * 10**9, name="marker", note="laughing"),
    ]
    events = sorted([*made.events(), *marks], key=lambda event: event.t_ns)
    write_recording(path, sam.Recording.of(events, meta=made.meta))
    return path


@pytest.fixture(scope="module")
def before(talk: Path) -> dict[sam.Wearer, list[tuple[float, float]]]:
    return beats(sam.open_recording(talk))


@pytest.fixture(scope="module")
def material(talk: Path) -> Material:
    """One analysis for all formats."""
    recording = sam.open_recording(talk)
    return Material(
        recording=recording,
        analysis=sam.analyze(recording, surrogates=19),
        participants=participants_of(recording),
        dates=Dates(shown=Shown.NONE),
        session="01",
        full_hrv=False,
    )


@pytest.fixture(scope="module")
def told(material: Material) -> dict[str, object]:
    return material.analysis.to_json()


def beats(recording: sam.Recording) -> dict[sam.Wearer, list[tuple[float, float]]]:
    return {
        wearer: [(beat.t_s, beat.rr_ms) for beat in found if beat.rr_ms is not None]
        for wearer, found in sam.locate_beats(recording.events()).items()
    }


def _csv(folder: Path) -> tuple[Path, Path]:
    return folder / "beats.csv", folder / "beats.csv"


def _rr(folder: Path) -> tuple[Path, Path]:
    return folder / "runs.csv", folder / "runs.csv"


def _bids(folder: Path) -> tuple[Path, Path]:
    return folder, folder


def _edf(folder: Path) -> tuple[Path, Path]:
    return folder / "a_part-001.edf", folder / "b_part-001.edf"


def _xdf(folder: Path) -> tuple[Path, Path]:
    return folder / "session.xdf", folder / "session.xdf"


@pytest.mark.parametrize(
    ("kind", "files", "has_steps", "within_s"),
    [
        ("csv", _csv, False, BEAT_S),
        ("rr", _rr, False, SUM_S),
        ("bids", _bids, True, BEAT_S),
        ("edf", _edf, False, BEAT_S),
        ("xdf", _xdf, True, BEAT_S),
    ],
)
def test_import_of_an_export_gives_the_same_analysis(
    material: Material,
    before: dict[sam.Wearer, list[tuple[float, float]]],
    told: dict[str, object],
    tmp_path: Path,
    *,
    kind: str,
    files: Callable[[Path], tuple[Path, Path]],
    has_steps: bool,
    within_s: float,
) -> None:
    module, _, function = FORMATS[kind].partition(":")
    files_made = getattr(import_module(module), function)(material)
    put(files_made, tmp_path / kind, replace=False)
    recording = import_files(*files(tmp_path / kind))
    have = beats(recording)
    shift_s = _shift_s(have[sam.Wearer.A], before[sam.Wearer.A])
    for wearer, want in before.items():
        mine = have[wearer]
        # A file of EDF+C ends with its last full sample: a beat at an end may be out.
        assert len(want) - 2 <= len(mine) <= len(want)
        times = np.array([t_s for t_s, _ in mine]) - shift_s
        true = np.array([t_s for t_s, _ in want])
        nearest = np.abs(times[:, None] - true[None, :]).argmin(axis=1)
        assert np.abs(times - true[nearest]).max() < within_s
        rr = np.array([rr_ms for _, rr_ms in mine])
        assert np.abs(rr - np.array([r for _, r in want])[nearest]).max() < 1e-6
    steps = [e for e in recording.events() if isinstance(e, sam.Marker)]
    assert ("step_begin" in [e.name for e in steps]) is has_steps
    if kind == "edf":  # its markers are names alone
        assert "laughing" not in str(steps)
    again = sam.analyze(recording, surrogates=19).to_json()
    for letter in ("a", "b"):
        then, now = _of(told, "wearers", letter), _of(again, "wearers", letter)
        for name in ("mean_nn_ms", "rmssd_ms", "sdnn_ms"):
            assert _number(now, "hrv", name) == pytest.approx(
                _number(then, "hrv", name), rel=0.01
            )
    # Session zero is the first beat now, so windows begin elsewhere by up to a second.
    for name, within in (("statistic", 0.03), ("lag_s", 0.1)):
        then_value, now_value = (
            _number(one, "synchrony", name) for one in (told, again)
        )
        assert now_value == pytest.approx(then_value, abs=within)


def _shift_s(have: list[tuple[float, float]], want: list[tuple[float, float]]) -> float:
    """What session zero moved by: the first intervals say which beat is which."""
    first = [rr_ms for _, rr_ms in have[:4]]
    k = next(
        k for k in range(4) if [rr for _, rr in want[k : k + 4]] == pytest.approx(first)
    )
    return have[0][0] - want[k][0]


def _of(told: object, *keys: str) -> object:
    for key in keys:
        assert isinstance(told, dict)
        told = told[key]
    return told


def _number(told: object, *keys: str) -> float:
    value = _of(told, *keys)
    assert isinstance(value, float)
    return value
