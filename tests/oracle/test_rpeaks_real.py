"""R-peaks of real ECG: against the strap's own RR, and against cardiologists' marks."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from samenstemming.events import POLAR_ECG, Packet, Wearer
from samenstemming.rhythm.beats import locate
from samenstemming.rhythm.ecg_clock import EcgNotice
from samenstemming.rhythm.matching import Match, match_beats
from samenstemming.rhythm.rpeaks import ecg_beats, peaks_of
from samenstemming.series import Beat, Floats, Origin
from samenstemming.settings import Settings
from samenstemming.sources.importers import import_files
from samenstemming.wire.polar_pmd import EcgFrame, encode_ecg

DATA = Path(__file__).parents[2].parent / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the shared data are not at {DATA}"
)

H10 = DATA / "detectPVC_mit"
FRAME = 73
UNSET_NS = 599_616_000_000_000_000


@pytest.fixture(scope="module")
def frames() -> list[tuple[float, EcgFrame]]:
    """Ten minutes of a Polar H10, in frames as it would have sent them."""
    with gzip.open(H10 / "polar_h10_ecg_130hz.csv.gz", "rt") as file:
        t_s, millivolts = np.loadtxt(file, delimiter=",", skiprows=1, unpack=True)
    microvolts = np.rint(millivolts * 1000).astype(int)
    return [
        (
            float(t_s[last]) + 0.05,
            EcgFrame(
                stamp_ns=UNSET_NS + round(float(t_s[last]) * 1e9),
                microvolts=tuple(microvolts[last - FRAME + 1 : last + 1].tolist()),
            ),
        )
        for last in range(FRAME - 1, t_s.size, FRAME)
    ]


@pytest.fixture(scope="module")
def seen(frames: list[tuple[float, EcgFrame]]) -> list[Beat]:
    notices = [EcgNotice(arrival_s=t, frame=f, reason=None) for t, f in frames]
    return ecg_beats(notices, Wearer.A, Settings())[0]


@pytest.fixture(scope="module")
def told() -> tuple[Beat, ...]:
    recording = import_files(H10 / "polar_h10_rr.csv")
    return locate(recording.events()).beats[Wearer.A]


def matched(seen: list[Beat], told: tuple[Beat, ...]) -> Match:
    found = match_beats(seen, told)
    assert found is not None
    return found


def test_rr_of_the_ecg_are_the_straps_own_to_a_millisecond(
    seen: list[Beat], told: tuple[Beat, ...]
) -> None:
    match = matched(seen, told)
    assert match.n >= 750
    differ_ms = np.array(
        [
            (told[j].rr_ms or 0.0) - (seen[i].rr_ms or 0.0)
            for i, j in zip(match.first, match.second, strict=True)
        ]
    )
    assert float(np.median(np.abs(differ_ms))) < 0.6
    assert float(np.quantile(np.abs(differ_ms), 0.95)) < 2.0
    assert abs(float(np.mean(differ_ms))) < 0.1


def test_nearly_every_beat_is_found_although_most_are_premature(
    seen: list[Beat], told: tuple[Beat, ...]
) -> None:
    assert len(told) == 798
    assert 790 <= len(seen) <= 802


def test_in_a_recording_the_ecg_takes_the_place_of_the_rr(
    frames: list[tuple[float, EcgFrame]], told: tuple[Beat, ...]
) -> None:
    packets = [
        Packet(
            t_ns=round(t * 1e9),
            wearer=Wearer.A,
            characteristic=POLAR_ECG,
            payload=encode_ecg(frame),
        )
        for t, frame in frames
    ]
    rr = import_files(H10 / "polar_h10_rr.csv").events()
    located = locate(sorted([*rr, *packets], key=lambda event: event.t_ns))
    beats = located.beats[Wearer.A]
    assert sum(b.origin is Origin.ECG for b in beats) >= 790
    assert len(beats) == pytest.approx(len(told), abs=6)
    assert located.delays[Wearer.A].spread_s < 0.03


# Share of annotated beats that must be found, and of found ones that must be beats.
NOISE = {"118e12": (0.98, 0.96), "118e06": (0.90, 0.84), "118e00": (0.72, 0.65)}


@pytest.mark.parametrize("name", NOISE)
def test_beats_under_noise_are_those_that_were_annotated(name: str) -> None:
    volts = np.loadtxt(DATA / "heartpy_mit" / f"{name}.csv")
    marks_s = np.loadtxt(DATA / "heartpy_mit" / f"{name}_ann.csv") / 360
    rate_hz = 130
    at_s = np.arange(0, volts.size / 360, 1 / rate_hz)
    trace: Floats = np.interp(at_s, np.arange(volts.size) / 360, volts) * 1000
    found_s = peaks_of(trace, rate_hz) / rate_hz
    apart_s = np.abs(found_s[:, None] - marks_s[None, :])
    sensitivity = float(np.mean(apart_s.min(axis=0) < 0.1))
    precision = float(np.mean(apart_s.min(axis=1) < 0.1))
    least = NOISE[name]
    assert sensitivity >= least[0]
    assert precision >= least[1]
    nearest = apart_s.argmin(axis=0)
    off_s = (found_s[nearest] - marks_s)[apart_s.min(axis=0) < 0.1]
    assert abs(float(np.median(off_s))) < 0.003
