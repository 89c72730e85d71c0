import json

import numpy as np
import pytest

from samenstemming.measures import hrv
from samenstemming.rhythm.artifacts import corrected, rhythm_of, unedited
from samenstemming.rhythm.corrections import ByHand, Who
from samenstemming.series import Flag, Rhythm
from samenstemming.settings import Settings
from tests.unit_rr import breathing_rr_ms
from tests.values import beats_of

SETTINGS = Settings()


def test_untouched_intervals_keep_their_value_to_the_last_bit() -> None:
    rr = breathing_rr_ms(300)
    clean = corrected(beats_of(rr.tolist()), SETTINGS)
    normal = clean.nn.flag == Flag.NORMAL
    assert set(clean.nn.nn_ms[normal].tolist()) <= set(rr.tolist())
    assert normal.mean() > 0.97


def test_a_missed_beat_is_put_back_and_called_missed() -> None:
    rr = breathing_rr_ms(200).tolist()
    joined = [*rr[:100], rr[100] + rr[101], *rr[102:]]
    clean = corrected(beats_of(joined), SETTINGS)
    assert len(clean.nn) == 200
    assert clean.flag[100] == Flag.MISSED
    assert clean.nn.nn_ms.max() < 1100


def test_an_extra_beat_is_taken_out_and_called_extra() -> None:
    rr = breathing_rr_ms(200).tolist()
    split = [*rr[:100], 300.0, rr[100] - 300.0, *rr[101:]]
    clean = corrected(beats_of(split), SETTINGS)
    assert len(clean.nn) == 200
    assert Flag.EXTRA in clean.flag[99:103].tolist()
    assert clean.nn.nn_ms.min() > 600


def test_a_premature_beat_is_called_ectopic() -> None:
    rr = breathing_rr_ms(200).tolist()
    early = [*rr[:100], rr[100] - 250, rr[101] + 250, *rr[102:]]
    clean = corrected(beats_of(early), SETTINGS)
    assert Flag.ECTOPIC in clean.flag[99:103].tolist()
    assert hrv.rmssd_ms(clean.nn) == pytest.approx(
        hrv.rmssd_ms(unedited(beats_of(rr))), rel=0.1
    )


def test_correction_keeps_clock_time() -> None:
    rng = np.random.default_rng(5)
    rr = breathing_rr_ms(4000)
    for at in rng.choice(np.arange(10, 3990), 60, replace=False):
        rr[at] -= 240
        rr[at + 1] += 240
    clean = corrected(beats_of(rr.tolist()), SETTINGS)
    assert clean.nn.t_s[-1] == pytest.approx(rr.sum() / 1000, abs=1e-9)
    assert clean.nn.nn_ms.sum() == pytest.approx(rr.sum(), abs=1e-6)


def test_a_drop_out_of_several_beats_is_no_interval() -> None:
    rr = breathing_rr_ms(200).tolist()
    rr[120] = 3_400.0
    clean = corrected(beats_of(rr), SETTINGS)
    assert clean.nn.nn_ms.max() < 1100
    assert clean.flag[120] != Flag.NORMAL


@pytest.mark.parametrize("at", [0, 199])
def test_a_wrong_first_or_last_interval_does_not_stay(at: int) -> None:
    rr = breathing_rr_ms(200).tolist()
    rr[at] *= 2.06
    clean = corrected(beats_of(rr), SETTINGS)
    assert clean.nn.nn_ms.max() < 1100


def test_a_missed_beat_in_a_paced_rhythm_is_seen_too() -> None:
    rr = [800.0] * 60 + [1600.0] + [800.0] * 60
    clean = corrected(beats_of(rr), SETTINGS)
    assert clean.nn.nn_ms.max() == pytest.approx(800)


def test_no_interval_is_made_across_a_gap() -> None:
    rr = breathing_rr_ms(100).tolist()
    clean = corrected(beats_of(rr[:50], rr[50:], gap_s=2.0), SETTINGS)
    assert clean.nn.follows.tolist().count(False) == 2
    assert clean.nn.nn_ms.max() < 1100


def test_bigeminy_is_called_irregular() -> None:
    rr = np.tile([520.0, 1080.0], 60)
    assert rhythm_of(rr, SETTINGS) is Rhythm.IRREGULAR


def test_slow_deep_breathing_is_not_called_irregular() -> None:
    k = np.arange(160)
    assert rhythm_of(1080 + 330 * np.sin(k * 0.6), SETTINGS) is Rhythm.REGULAR


def test_a_breathing_heart_is_regular_and_a_short_one_unknown() -> None:
    assert rhythm_of(breathing_rr_ms(120), SETTINGS) is Rhythm.REGULAR
    assert rhythm_of(breathing_rr_ms(20), SETTINGS) is Rhythm.UNKNOWN


def test_no_beats_at_all_give_an_empty_series() -> None:
    assert len(corrected([], SETTINGS).nn) == 0
    assert corrected([], SETTINGS).corrected_share == 0.0


def test_a_surge_of_the_vagus_is_left_alone() -> None:
    rr = breathing_rr_ms(200).tolist()
    rr[100:104] = [1010.0, 1270.0, 1110.0, 960.0]
    clean = corrected(beats_of(rr), SETTINGS)
    assert clean.nn.nn_ms.tolist() == rr
    assert clean.log == ()


def test_halves_of_one_interval_are_put_together() -> None:
    rr = breathing_rr_ms(200).tolist()
    clean = corrected(beats_of([*rr[:100], 430.0, rr[100] - 430, *rr[101:]]), SETTINGS)
    assert len(clean.nn) == 200
    assert clean.nn.nn_ms[100] == pytest.approx(rr[100])


def test_nothing_is_drawn_over_a_drop_out_and_the_log_says_so() -> None:
    rr = breathing_rr_ms(200).tolist()
    rr[120] = 2_700.0
    clean = corrected(beats_of(rr), SETTINGS)
    assert len(clean.nn) == 199
    (entry,) = clean.log
    assert (entry.index, entry.why, entry.left_out) == (120, "missed", "drop_out")
    assert entry.rr_ms == (2_700.0,)
    assert entry.nn_ms == ()


@pytest.mark.parametrize("at", [0, 199])
def test_the_log_says_that_an_end_was_left_out(at: int) -> None:
    rr = breathing_rr_ms(200).tolist()
    rr[at] *= 2.06
    (entry,) = corrected(beats_of(rr), SETTINGS).log
    assert (entry.index, entry.left_out) == (at, "edge")


def test_the_log_says_what_was_there_and_what_is_there_now() -> None:
    rr = breathing_rr_ms(200).tolist()
    beats = beats_of([*rr[:100], rr[100] + rr[101], *rr[102:]])
    (entry,) = corrected(beats, SETTINGS).log
    assert (entry.index, entry.why, entry.who) == (100, "missed", Who.RULES)
    assert entry.t_s == beats[100].t_s
    assert sum(entry.rr_ms) == pytest.approx(rr[100] + rr[101])
    assert sum(entry.nn_ms) == pytest.approx(sum(entry.rr_ms))
    assert len(entry.nn_ms) == 2
    assert json.loads(json.dumps(entry.to_json()))["left_out"] is None


def test_no_difference_is_taken_where_time_was_divided() -> None:
    rr = breathing_rr_ms(200).tolist()
    nn = corrected(beats_of([*rr[:100], rr[100] + rr[101], *rr[102:]]), SETTINGS).nn
    assert nn.follows[99:104].tolist() == [True, False, False, False, True]


def test_a_run_of_bigeminy_is_not_corrected() -> None:
    rr = breathing_rr_ms(300).tolist()
    rr[100:200] = np.tile([520.0, 1180.0], 50).tolist()
    clean = corrected(beats_of(rr), SETTINGS)
    left = [entry for entry in clean.log if entry.left_out == "irregular"]
    assert sum(len(entry.rr_ms) for entry in left) > 90
    assert not any(entry.nn_ms for entry in left)
    assert clean.nn.nn_ms.min() > 600
    assert clean.nn.nn_ms.max() < 1100
    assert rhythm_of(np.array(rr[100:200]), SETTINGS) is Rhythm.IRREGULAR


def test_what_a_person_decided_stands() -> None:
    rr = breathing_rr_ms(200).tolist()
    rr[100] *= 2
    beats = beats_of(rr)
    kept = ByHand(kept_s=frozenset({beats[100].t_s}))
    clean = corrected(beats, SETTINGS, kept)
    assert clean.nn.nn_ms.tolist() == rr
    assert clean.corrected_share == 0.0
    made = ByHand(made_s=frozenset({beats[50].t_s}))
    assert corrected(beats, SETTINGS, made).flag[50] == Flag.MANUAL
