"""The once-a-second sums against the plain formulae, and those against neurokit2."""

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.measures import hrv
from samenstemming.measures.hrv_table import neurokit_time
from samenstemming.measures.windows import TRIM_AT, BeatLog
from samenstemming.rhythm.judge import Judged
from samenstemming.series import Beat, Flag, HrvFrame, Rhythm
from samenstemming.settings import Settings
from tests.values import beats_of


def logged(beats: list[Beat], flags: list[Flag] | None = None) -> BeatLog:
    log = BeatLog(Settings())
    for beat, flag in zip(beats, flags or [Flag.NORMAL] * len(beats), strict=True):
        log.add(Judged(beat, flag, irregular=False))
    return log


def rr_ms(n: int, seed: int) -> list[float]:
    rng = np.random.default_rng(seed)
    return [850 + float(noise) for noise in rng.normal(0, 45, n)]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("hours_in", [False, True])
def test_every_index_of_a_window_equals_its_formula_and_neurokit2(
    seed: int,
    hours_in: bool,  # noqa: FBT001 - a pytest parameter
) -> None:
    before = [rr_ms(3 * TRIM_AT, seed)] if hours_in else []
    beats = beats_of(*before, rr_ms(40, seed + 10), rr_ms(200, seed + 20), gap_s=2)
    rng = np.random.default_rng(seed)
    flags = [
        Flag.ECTOPIC if bad else Flag.NORMAL for bad in rng.random(len(beats)) < 0.02
    ]
    log = logged(beats, flags)
    cut = log.cut(beats[-1].t_s - 7.3, 120.0)
    nn = log.series(cut)
    found = log.indices(cut)
    for name, value in hrv.time_domain(nn).items():
        assert found[name] == pytest.approx(value, rel=1e-9), name
    for name, value in neurokit_time(nn).items():
        assert found[name] == pytest.approx(value, rel=1e-9), name


def test_a_full_window_is_covered_and_a_hole_is_measured() -> None:
    beats = beats_of([1000.0] * 60, [1000.0] * 60, gap_s=6.0)
    log = logged(beats)
    whole = log.quality(log.cut(60.0, 60.0), None)
    assert whole.coverage == pytest.approx(1.0)
    assert whole.longest_gap_s == 0.0
    holed = log.quality(log.cut(90.0, 60.0), None)
    assert holed.coverage == pytest.approx(0.9)
    assert holed.longest_gap_s == pytest.approx(6.0)


def test_the_next_interval_covers_the_end_of_the_window_once_it_is_heard() -> None:
    log = logged(beats_of([1000.0] * 60))
    assert log.quality(log.cut(60.5, 60.0), None).coverage == pytest.approx(59.5 / 60)
    assert log.quality(log.cut(60.5, 60.0), 1000.0).coverage == pytest.approx(1.0)


def test_an_empty_window_covers_nothing() -> None:
    quality = BeatLog(Settings()).quality(BeatLog(Settings()).cut(60.0, 60.0), None)
    assert quality.coverage == 0.0
    assert quality.longest_gap_s == 60.0
    assert quality.t_sd_s is None


def test_memory_stays_flat() -> None:
    log = logged(beats_of(rr_ms(4 * TRIM_AT, 1)))
    assert len(log._t) <= TRIM_AT
    assert len(log._sums) == len(log._t) + 1


def test_an_irregular_heart_is_as_fast_as_all_its_beats() -> None:
    """Every fourth beat early and a pause behind it: 75 a minute by any count."""
    beats = sam.from_rr([800.0, 800.0, 500.0, 1100.0] * 60).events()
    found = sam.Pipeline(Settings(table_every_s=0)).feed_all(beats)
    late = [f for f in found if isinstance(f, HrvFrame) and f.window.end_s > 130]
    irregular = [f for f in late if f.rhythm is Rhythm.IRREGULAR]
    assert len(irregular) > 20
    for frame in irregular:
        assert frame.heart_rate_bpm == pytest.approx(75, rel=0.01)
        assert frame.rmssd_ms is None
        assert frame.withheld["rmssd_ms"] == "irregular_rhythm"
