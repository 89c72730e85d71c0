"""How wrong variability is after artefacts: ours, neurokit2 and systole side by side.

Simulated hearts whose every beat is known (`sources/hearts`), a known share of faulty
beats in them (a third each: not seen, one too many, premature with its pause), then
each correction, against the same window of the true beats. Whole hours; single minutes
as a screen sees them; and, where the shared data lie beside the project, real hearts.

systole needs its own versions of numpy and numba, so it runs in another interpreter
if one is named; without, its columns stay empty.

Run: python -m benchmarks.artifact_correction [--hearts N] [--systole PYTHON]
"""

import argparse
import json
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.events import Wearer
from samenstemming.measures.hrv import admit
from samenstemming.measures.hrv_table import neurokit_bands
from samenstemming.measures.windows import BeatLog
from samenstemming.rhythm.artifacts import corrected, unedited
from samenstemming.rhythm.judge import Judge
from samenstemming.series import Floats, HrvFrame, NNSeries
from samenstemming.settings import Settings
from samenstemming.sources.faults import EXTRA_BEATS, MISSED_BEATS
from samenstemming.sources.hearts import Couple, beat_blocks, heart_of
from tests.unit_rr import spoiled_rr_ms
from tests.values import beats_of

SETTINGS = Settings()
SHARES = (0.0, 0.01, 0.015, 0.03, 0.05, 0.10)
DATA = Path(__file__).parents[1].parent / "shared" / "data"

SYSTOLE = """
import json, sys
from systole.correction import correct_rr
for line in sys.stdin:
    try:
        out = correct_rr(json.loads(line), verbose=False)[0].tolist()
    except (ValueError, IndexError, ZeroDivisionError):
        out = None
    print(json.dumps(out), flush=True)
"""


class Systole:
    """systole in another interpreter, one question a line; none where not named."""

    def __init__(self, python: str | None) -> None:
        self._process = (
            subprocess.Popen(
                [python, "-c", SYSTOLE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            if python
            else None
        )

    def __call__(self, rr_ms: Floats) -> Floats | None:
        """Intervals after systole, None where it failed or is not there."""
        if self._process is None:
            return None
        asked, said = self._process.stdin, self._process.stdout
        assert asked is not None
        assert said is not None
        asked.write(json.dumps(rr_ms.tolist()) + "\n")
        asked.flush()
        found = json.loads(said.readline())
        return None if found is None else np.array(found, np.float64)

    def close(self) -> None:
        """Let the other interpreter end."""
        if self._process is not None:
            self._process.communicate()


def heart_rr_ms(seed: int, minutes: int) -> Floats:
    """True intervals of a simulated heart, in 1/1024 s like a strap's."""
    wearer = Wearer.A if seed % 2 else Wearer.B
    blocks = beat_blocks(heart_of(Couple(seed=seed // 2), wearer))
    beats_s = np.concatenate([next(blocks) for _ in range(minutes)])
    rr: Floats = np.diff(np.round(beats_s * 1024)) / 1.024
    return rr


def by_neurokit(rr_ms: Floats, *, iterative: bool) -> Floats:
    """Intervals after neurokit2's Kubios method."""
    import neurokit2 as nk

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        peaks = nk.intervals_to_peaks(rr_ms, sampling_rate=1024)
        _, clean = nk.signal_fixpeaks(
            peaks, sampling_rate=1024, method="Kubios", iterative=iterative
        )
    at: Floats = np.unique(np.asarray(clean, np.float64))
    fixed: Floats = np.diff(at) / 1.024
    return fixed


def series(rr_ms: Floats) -> NNSeries:
    """The intervals as they are, one run."""
    return unedited(beats_of(rr_ms.tolist()))


def rmssd(nn_ms: Floats) -> float:
    """Of plain intervals; NaN where there are none."""
    if nn_ms.size < 2:
        return float("nan")
    return float(np.sqrt(np.mean(np.diff(nn_ms) ** 2)))


def hf(nn: NNSeries) -> float:
    """HF power by neurokit2."""
    return neurokit_bands(nn, bridge_s=SETTINGS.gap_s)["hf_ms2"] or float("nan")


def percent(found: Sequence[float], true: Sequence[float]) -> Floats:
    """Signed errors in percent."""
    errors: Floats = (np.array(found) / np.array(true) - 1) * 100
    return errors


def span(errors: Floats) -> str:
    """The least and the most, signed."""
    return f"{errors.min():+.2f} to {errors.max():+.2f} %"


def whole_hours(hearts: int, share: float, systole: Systole) -> dict[str, object]:
    """Errors over whole hours, least to most over the hearts, and clock drift."""
    true = [heart_rr_ms(seed, 60) for seed in range(hearts)]
    spoiled = [spoiled_rr_ms(rr, share, seed=seed) for seed, rr in enumerate(true)]
    aim = [rmssd(rr) for rr in true]
    aim_hf = [hf(series(rr)) for rr in true]
    began = time.process_time()
    ours = [corrected(beats_of(rr.tolist()), SETTINGS) for rr in spoiled]
    ours_cpu = time.process_time() - began
    nn = [found.nn for found in ours]
    began = time.process_time()
    fixed = [by_neurokit(rr, iterative=True) for rr in spoiled]
    their_cpu = time.process_time() - began
    once = [by_neurokit(rr, iterative=False) for rr in spoiled]
    drift_ms = [
        (float(of.t_s[-1]) - rr.sum() / 1000) * 1000
        for of, rr in zip(nn, spoiled, strict=True)
    ]
    found: dict[str, object] = {
        "rmssd ours": span(percent([measured_rmssd(of) for of in nn], aim)),
        "rmssd neurokit2": span(percent([rmssd(rr) for rr in fixed], aim)),
        "rmssd neurokit2 once": span(percent([rmssd(rr) for rr in once], aim)),
        "hf ours": span(percent([hf(of) for of in nn], aim_hf)),
        "hf neurokit2": span(percent([hf(series(rr)) for rr in fixed], aim_hf)),
        "sdnn ours": span(
            percent(
                [float(np.std(of.nn_ms)) for of in nn],
                [float(np.std(rr)) for rr in true],
            )
        ),
        "clock drift ours, ms": round(max(map(abs, drift_ms)), 6),
        "touched ours": round(float(np.mean([c.corrected_share for c in ours])), 4),
        "cpu neurokit2 / ours": round(their_cpu / ours_cpu, 1),
    }
    others = [systole(rr) for rr in spoiled]
    if all(rr is not None for rr in others):
        kept = [rr for rr in others if rr is not None]
        found["rmssd systole"] = span(percent([rmssd(rr) for rr in kept], aim))
        drift = [
            abs(rr.sum() - was.sum()) for rr, was in zip(kept, spoiled, strict=True)
        ]
        found["clock drift systole, ms"] = round(float(max(drift)), 1)
    return found


def measured_rmssd(nn: NNSeries) -> float:
    """RMSSD of the differences that count."""
    differences = np.diff(nn.nn_ms)[nn.follows[1:]]
    return float(np.sqrt(np.mean(differences**2)))


class Minutes:
    """Errors in percent of many short windows under one name each."""

    def __init__(self) -> None:
        self.errors: dict[str, list[float]] = {}
        self.windows = 0
        self.withheld = 0

    def add(self, name: str, found: float | None, true: float) -> None:
        """Keep one window's error; a value that is not given counts nowhere."""
        if found is not None and np.isfinite(found) and true > 0:
            self.errors.setdefault(name, []).append(abs(found / true - 1) * 100)

    def table(self) -> dict[str, object]:
        """Median and 90th percentile of each."""
        found: dict[str, object] = {
            name: "{:.1f} / {:.1f} %".format(*np.quantile(errors, (0.5, 0.9)))
            for name, errors in self.errors.items()
        }
        found["withheld ours"] = round(self.withheld / max(self.windows, 1), 3)
        return found


def live_minutes(
    hearts: Sequence[Floats], share: float, systole: Systole
) -> dict[str, object]:
    """Windows of 60 s (RMSSD) and 120 s (SDNN, HF): median / 90th percentile."""
    kept = Minutes()
    windows: list[tuple[Floats, float]] = []
    for seed, rr in enumerate(hearts):
        spoiled = spoiled_rr_ms(rr, share, seed=1000 + seed)
        ends_s = np.cumsum(rr) / 1000
        log, judge = BeatLog(SETTINGS), Judge(SETTINGS)
        judge.hear(spoiled.tolist())
        next_s = 130.0
        for judged in judge.judge(beats_of(spoiled.tolist())):
            log.add(judged)
            if judged.beat.t_s < next_s + 1:
                continue
            minute = rr[(ends_s > next_s - 60) & (ends_s <= next_s)]
            two = rr[(ends_s > next_s - 120) & (ends_s <= next_s)]
            seen = spoiled[_inside(spoiled, next_s - 60, next_s)]
            _one_window(kept, log, next_s, minute, two)
            if int(next_s) % 30 < 10:
                windows.append((seen, rmssd(minute)))
            next_s += 10.0
    for rr, true in windows:
        other = systole(rr)
        kept.add("rmssd 60 s neurokit2", rmssd(by_neurokit(rr, iterative=True)), true)
        divided = corrected(beats_of(rr.tolist()), SETTINGS).nn.nn_ms
        kept.add("rmssd 60 s ours, divided instead", rmssd(divided), true)
        kept.add("rmssd 60 s uncorrected", rmssd(rr), true)
        if other is not None:
            kept.add("rmssd 60 s systole", rmssd(other), true)
    return kept.table()


def _one_window(
    kept: Minutes, log: BeatLog, end_s: float, minute: Floats, two: Floats
) -> None:
    kept.windows += 1
    cut, long = log.cut(end_s, 60.0), log.cut(end_s, 120.0)
    for name, window, true in (
        ("rmssd_ms", cut, rmssd(minute)),
        ("sdnn_ms", long, float(np.std(two, ddof=1))),
    ):
        found = admit(
            log.indices(window),
            length_s=window.end_s - window.start_s,
            n_beats=log.n_beats(window),
            quality=log.quality(window, None),
            rhythm=log.rhythm(long),
            judge_coverage=True,
        ).values[name]
        seconds = round(window.end_s - window.start_s)
        kept.add(f"{name[:-3]} {seconds} s ours", found, true)
        kept.withheld += name == "rmssd_ms" and found is None
    if int(end_s) % 30 < 10:
        kept.add("hf 120 s ours, shown or not", hf(log.series(long)), hf(series(two)))


def _inside(rr_ms: Floats, start_s: float, end_s: float) -> slice:
    ends_s = np.cumsum(rr_ms) / 1000
    low, high = np.searchsorted(ends_s, (start_s, end_s), side="right")
    return slice(int(low), int(high))


def through_packets(minutes: float, seed: int) -> dict[str, object]:
    """The whole live path on a couple with 3 % faulty beats and a usual radio."""
    recording = sam.simulate(
        minutes=minutes, faults=(MISSED_BEATS, EXTRA_BEATS), seed=seed
    )
    truth = recording.truth
    assert truth is not None
    wearers = truth["wearers"]
    assert isinstance(wearers, dict)
    beats_s = {w: np.array(wearers[w.value]["beats_s"]) for w in Wearer}
    kept = Minutes()
    for frame in sam.Pipeline(SETTINGS).feed_all(recording.events()):
        if not isinstance(frame, HrvFrame) or frame.calculator == "neurokit2":
            continue
        end_s = frame.window.end_s
        if end_s < 70 or end_s % 5:
            continue
        at = beats_s[frame.wearer]
        inside = at[(at > end_s - 60) & (at <= end_s)]
        kept.windows += 1
        kept.withheld += frame.rmssd_ms is None
        kept.add("rmssd 60 s", frame.rmssd_ms, rmssd(np.diff(inside) * 1000))
    return kept.table()


def real_hearts() -> dict[str, Floats]:
    """Real intervals with hardly a fault in them, where the shared data are there."""
    lab = DATA / "wearable_hrv_mit" / "test_vu.txt"
    long = DATA / "pyhrv_bsd3" / "SampleNNISeriesLong.npy"
    if not lab.is_file() or not long.is_file():
        return {}
    lines = lab.read_text().splitlines()[3:]
    vu = np.array([float(line.split("\t")[2]) for line in lines])
    return {
        "laboratory ECG": vu[(vu > 300) & (vu < 2000)],
        "pyhrv long": np.load(long).astype(np.float64),
    }


def named(what: str, found: dict[str, object]) -> dict[str, object]:
    """One part's figures under names that begin with what it is."""
    return {f"{what} | {name}": value for name, value in found.items()}


def main(argv: Sequence[str] = ()) -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hearts", type=int, default=4)
    parser.add_argument("--systole", metavar="PYTHON", help="interpreter with systole")
    asked = parser.parse_args(argv)
    figures: dict[str, object] = {"hearts": asked.hearts}
    systole = Systole(asked.systole)
    hearts = [heart_rr_ms(seed, 20) for seed in range(asked.hearts)]
    for share in SHARES:
        name = f"{share * 100:g} %"
        hours = whole_hours(asked.hearts, share, systole)
        figures |= named(f"hour, {name}", hours)
        minutes = live_minutes(hearts, share, systole)
        figures |= named(f"live, {name}", minutes)
    figures |= named("live through packets, 3 %", through_packets(20.0, 3))
    for who, rr in real_hearts().items():
        touched = corrected(beats_of(rr.tolist()), SETTINGS).corrected_share
        figures[f"real, {who} | touched as it is"] = round(touched, 4)
        for share in (0.015, 0.05):
            minutes = live_minutes([rr], share, systole)
            figures |= named(f"real live, {who}, {share * 100:g} %", minutes)
    systole.close()
    write_report("artifact_correction", figures)


if __name__ == "__main__":
    main(sys.argv[1:])
