"""Real people who never met, cut into pieces and put beside each other.

The people of `shared/data` beside the checkout: a laboratory ECG over 48 minutes of
rest, tasks and walking, an hour of NN intervals, ten minutes with frequent premature
beats. Every piece of the one with every piece of another is a couple of strangers;
pieces of one person meet many of another, so these couples are not independent.

Run: python -m benchmarks.synchrony_pseudo_dyads [--surrogates N] [--minutes 5 10]
"""

import argparse
from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path

import numpy as np

import samenstemming as sam
from benchmarks.report import write_report
from benchmarks.synchrony_couples import RATE_HZ
from benchmarks.synchrony_validity import ALPHA, share
from samenstemming.measures.synchrony import synchrony
from samenstemming.rhythm.resample import heart_period
from samenstemming.series import Floats

DATA = Path(__file__).parents[2] / "shared" / "data"


def people() -> list[Floats]:
    """Heart rates in bpm at 2 Hz, artefacts corrected, NaN where nothing is known."""
    laboratory = (DATA / "wearable_hrv_mit/test_vu.txt").read_text().splitlines()[3:]
    premature = np.genfromtxt(
        DATA / "detectPVC_mit/polar_h10_rr.csv", delimiter=",", names=True
    )["rr"]
    return [
        _heart_rate(list(rr_ms))
        for rr_ms in (
            [float(line.split("\t")[2]) for line in laboratory],
            np.load(DATA / "pyhrv_bsd3/SampleNNISeriesLong.npy").tolist(),
            premature.tolist(),
        )
    ]


def _heart_rate(rr_ms: Sequence[float]) -> Floats:
    found = sam.analyze(sam.from_rr(rr_ms), surrogates=0)
    grid = heart_period(
        found.wearers[sam.Wearer.A].corrected.nn,
        rate_hz=RATE_HZ,
        start_s=0.0,
        end_s=found.duration_s,
        bridge_s=found.settings.gap_s,
    )
    rate = np.full(grid.period_ms.size, np.nan)
    real = grid.known & (grid.period_ms > 0)
    rate[real] = 60_000 / grid.period_ms[real]
    return rate


def figures_of(minutes: float, surrogates: int) -> dict[str, object]:
    """False positives of all couples of strangers of one length."""
    size = round(60 * minutes * RATE_HZ)
    pieces = [
        [rate[at : at + size] for at in range(0, rate.size - size + 1, size)]
        for rate in people()
    ]
    found = [
        synchrony(a, b, RATE_HZ, surrogates=surrogates)
        for ours, theirs in combinations(pieces, 2)
        for a, b in product(ours, theirs)
    ]
    at = f"{minutes:g} min"
    return {
        f"{at}: couples": len(found),
        f"{at}: false positives": share(
            of.p_value <= ALPHA for of in found if of.p_value is not None
        ),
        f"{at}: false positives, segment pairs": share(
            of.segment_pairs.p_value <= ALPHA
            for of in found
            if of.segment_pairs is not None
        ),
    }


def main(given: Sequence[str] | None = None) -> None:
    """Print and keep the figures; one sentence where there are no data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--surrogates", type=int, default=199)
    parser.add_argument("--minutes", type=float, nargs="+", default=[5.0, 10.0])
    asked = parser.parse_args(given)
    if not DATA.is_dir():
        print("No real people: shared/data does not lie beside this checkout.")
        return
    figures: dict[str, object] = {"surrogates": asked.surrogates}
    for minutes in asked.minutes:
        figures |= figures_of(minutes, asked.surrogates)
    write_report("synchrony_pseudo_dyads", figures)


if __name__ == "__main__":
    main()
