"""HRV of an hour of two people once a second, beside neurokit2 called for each window.

What a user would otherwise write: neurokit2 on the 60 s of beats before each second,
for both wearers. Its calls are timed in this run on every so-many-th window and scaled,
since all of them would take minutes; ours is timed whole, the median of several runs.
Both start from the same corrected intervals; imports are paid before the clock starts.

Ours gives more than it is compared with: SDNN is of 120 s, HF comes with it, and every
value has been judged (coverage, corrections, rhythm, speech).

Run: python -m benchmarks.hrv_speed [--minutes M] [--every N]
"""

import argparse
import time
import warnings
from collections.abc import Callable, Mapping

import neurokit2 as nk
import numpy as np

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.events import Wearer
from samenstemming.measures.hrv_full import full_hrv
from samenstemming.measures.hrv_series import hrv_series_of
from samenstemming.measures.trailing import Heard, Trailing
from samenstemming.rhythm.artifacts import Corrected, corrected
from samenstemming.rhythm.beats import locate
from samenstemming.series import Beat, Floats, NNSeries, Quality, Rhythm

WINDOW_S = 60.0
RUNS = 7

Peaks = Mapping[str, Floats]
Person = tuple[Wearer, tuple[Beat, ...], Corrected]


def people(minutes: float) -> list[Person]:
    """Both wearers' beats and what correction made of them."""
    settings = sam.Settings()
    recording = sam.simulate(minutes=minutes, coupling=0.7, lag_s=2, seed=1)
    located = locate(recording.events(), settings)
    return [
        (wearer, beats, corrected(beats, settings))
        for wearer, beats in located.beats.items()
    ]


def series_cpu_s(both: list[Person], duration_s: float) -> float:
    """CPU seconds of the four series of both, judged; median of several runs."""
    took = []
    for _ in range(RUNS):
        begun = time.process_time()
        for wearer, beats, clean in both:
            hrv_series_of(
                wearer, beats, clean, duration_s=duration_s, settings=sam.Settings()
            )
        took.append(time.process_time() - begun)
    return float(np.median(took))


def time_domain_cpu_s(both: list[Person], duration_s: float) -> float:
    """CPU seconds of mean NN, SDNN and RMSSD alone, not judged; median of several."""
    t_s = np.arange(WINDOW_S, duration_s + 1)
    took = []
    for _ in range(RUNS):
        begun = time.process_time()
        for wearer, beats, clean in both:
            heard = Heard.of(wearer, beats, clean, sam.Settings(), ())
            windows = Trailing(heard=heard, end_s=t_s, length_s=WINDOW_S)
            for _values in (windows.mean_nn_ms, windows.sdnn_ms, windows.rmssd_ms):
                pass
        took.append(time.process_time() - begun)
    return float(np.median(took))


def neurokit_cpu_s(
    both: list[Person],
    duration_s: float,
    call: Callable[[Peaks], object],
    *,
    every: int,
) -> float:
    """CPU seconds of one call for every window of both, scaled from a sample."""
    ends = np.arange(WINDOW_S, duration_s + 1)
    chosen = ends[::every]
    spent = 0.0
    for _, _, clean in both:
        nn = clean.nn
        begun = time.process_time()
        for end in chosen:
            inside = (nn.t_s > end - WINDOW_S) & (nn.t_s <= end)
            t_s = nn.t_s[inside]
            call({"RRI": nn.nn_ms[inside], "RRI_Time": t_s - t_s[0]})
        spent += time.process_time() - begun
    return spent * ends.size / chosen.size


def full_set_cpu_s(nn: NNSeries) -> float:
    """CPU seconds of the full set of one wearer's whole record."""
    clean = Quality(coverage=1.0, corrected=0.0, longest_gap_s=0.0, t_sd_s=None)
    begun = time.process_time()
    full_hrv(nn, rhythm=Rhythm.REGULAR, quality=clean, settings=sam.Settings())
    return time.process_time() - begun


def main() -> None:
    """Print CPU seconds of each and the ratios to ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--every", type=int, default=40)
    asked = parser.parse_args()
    duration_s = asked.minutes * 60
    both = people(asked.minutes)
    calls: dict[str, tuple[Callable[[Peaks], object], int]] = {
        "hrv_time": (nk.hrv_time, 1),
        "hrv_frequency": (
            lambda peaks: nk.hrv_frequency(
                peaks, normalize=False, interpolation_rate=4
            ),
            1,
        ),
        "hrv_nonlinear": (nk.hrv_nonlinear, 5),
    }
    series_cpu_s(people(3), 180)
    # Around the others, so that a host that slows down does not help us.
    ours = [series_cpu_s(both, duration_s)]
    alone = time_domain_cpu_s(both, duration_s)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = {
            name: neurokit_cpu_s(both, duration_s, call, every=asked.every * sparser)
            for name, (call, sparser) in calls.items()
        }
    ours.append(series_cpu_s(both, duration_s))
    series = float(np.mean(ours))
    full = full_set_cpu_s(both[0][2].nn)
    write_report(
        "hrv_speed",
        {
            "minutes": asked.minutes,
            "windows": round(2 * (duration_s - WINDOW_S + 1)),
            "neurokit2_timed_on_every": asked.every,
            "series_with_hf_and_reasons_cpu_s": round(series, 3),
            "time_domain_alone_cpu_s": round(alone, 4),
            **{f"neurokit2_{name}_cpu_s": round(s, 1) for name, s in theirs.items()},
            **{f"ratio_to_{name}": round(s / series) for name, s in theirs.items()},
            "ratio_of_time_domain_alone_to_hrv_time": round(theirs["hrv_time"] / alone),
            "full_set_of_one_record_cpu_s": round(full, 1),
        },
    )


if __name__ == "__main__":
    main()
