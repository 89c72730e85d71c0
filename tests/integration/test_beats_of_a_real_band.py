"""The whole-record clock on a real band, with a laboratory ECG of the same heart.

The data set (wearable-hrv, MIT) is not part of this project.
"""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from samenstemming.events import IMPORTED_RR, Packet, Wearer
from samenstemming.rhythm.beats import locate_beats
from samenstemming.series import Floats
from samenstemming.wire.imported import encode_rr

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "wearable_hrv_mit"

LABORATORY_ZONE = timedelta(hours=2)

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason=f"the wearable-hrv data set is not at {FOLDER}"
)


def clock_s(text: str) -> float:
    """UTC seconds of a laboratory clock time on the day of the recording."""
    local = datetime.strptime(f"30-06-23 {text} +0000", "%d-%m-%y %H:%M:%S.%f %z")
    return (local - LABORATORY_ZONE).timestamp()


def laboratory_s() -> Floats:
    lines = (FOLDER / "test_vu.txt").read_text().splitlines()[2:]
    return np.array([clock_s(line.split("\t")[0].split("/")[1]) for line in lines])


def band_packets() -> list[Packet]:
    with (FOLDER / "test_rhythm.csv").open() as file:
        rows = [row for row in csv.reader(file) if row and row[0].isdigit()]
    return [
        Packet(
            t_ns=int(row[0]) * 1_000_000,
            wearer=Wearer.B,
            characteristic=IMPORTED_RR,
            payload=encode_rr([float(row[1])]),
        )
        for row in rows
    ]


@pytest.mark.parametrize(
    ("start", "end"),
    [("14:09:20.0", "14:14:20.0"), ("14:20:20.0", "14:23:20.0")],
    ids=["sitting", "recovery"],
)
def test_beats_of_the_band_are_those_of_the_heart(start: str, end: str) -> None:
    beats = locate_beats(band_packets())[Wearer.B]
    t_s = np.array([beat.t_s for beat in beats])
    inside = (t_s > clock_s(start)) & (t_s < clock_s(end))
    truth_s = laboratory_s()
    # The recorders' clocks differ by a constant; 1.3 s is where the RR fit.
    offset_s = 1.3
    for _ in range(5):
        nearest = np.abs(t_s[inside, None] - offset_s - truth_s).argmin(axis=1)
        offset_s = float(np.median(t_s[inside] - truth_s[nearest]))
    error_s = np.abs(t_s[inside] - offset_s - truth_s[nearest])
    assert inside.sum() > 150
    assert np.median(error_s) < 0.02
    assert np.quantile(error_s, 0.95) < 0.05
