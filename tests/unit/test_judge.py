import numpy as np

import samenstemming as sam
from samenstemming.rhythm.judge import Judge
from samenstemming.series import Beat, Flag, LeftOut
from samenstemming.settings import Settings
from tests.unit_rr import breathing_rr_ms
from tests.values import beats_of


def flags(rr_ms: list[float]) -> list[Flag]:
    judge = Judge(Settings())
    judge.hear(rr_ms)
    return [judged.flag for judged in judge.judge(beats_of(rr_ms))]


def test_a_clean_heart_is_left_alone() -> None:
    found = flags(breathing_rr_ms(600).tolist())
    assert np.mean([flag is not Flag.NORMAL for flag in found]) < 0.01


def test_a_premature_beat_spoils_its_two_intervals() -> None:
    rr = breathing_rr_ms(200).tolist()
    rr[100] -= 250
    rr[101] += 250
    found = flags(rr)
    assert found[100] is not Flag.NORMAL
    assert found[101] is not Flag.NORMAL
    assert found[103] is Flag.NORMAL


def test_a_missed_beat_spoils_one_interval() -> None:
    rr = breathing_rr_ms(200).tolist()
    rr[100] *= 2
    found = flags(rr)
    assert found[100] is Flag.MISSED
    assert found[102] is Flag.NORMAL


def test_an_extra_beat_spoils_two_intervals() -> None:
    rr = breathing_rr_ms(200).tolist()
    found = flags([*rr[:100], 320.0, rr[100] - 320, *rr[101:]])
    assert found[100] is not Flag.NORMAL
    assert found[101] is not Flag.NORMAL


def test_what_no_heart_does_is_implausible() -> None:
    rr = breathing_rr_ms(100).tolist()
    rr[50] = 120.0
    assert flags(rr)[50] is Flag.IMPLAUSIBLE


def test_judging_does_not_depend_on_how_beats_are_handed_over() -> None:
    rr = breathing_rr_ms(300).tolist()
    rr[100] *= 2
    beats = beats_of(rr)
    judge = Judge(Settings())
    one_by_one = []
    judge.hear(rr)
    for beat in beats:
        one_by_one += [judged.flag for judged in judge.judge([beat])]
    assert one_by_one == flags(rr)


def test_intervals_that_never_became_beats_are_stepped_over() -> None:
    rr = breathing_rr_ms(40).tolist()
    judge = Judge(Settings())
    judge.hear([rr[0], 777.125, *rr[1:]])
    assert len(judge.judge(beats_of(rr))) == 40
    assert judge.upcoming_ms is None


def test_a_screen_is_told_which_intervals_do_not_count() -> None:
    rr = breathing_rr_ms(60).tolist()
    rr[30] *= 2
    found = sam.Pipeline().feed_all(sam.from_rr(rr).events())
    (left,) = [derived for derived in found if isinstance(derived, LeftOut)]
    assert (left.why, left.rr_ms) == ("missed", rr[30])
    before = found[found.index(left) - 1]
    assert isinstance(before, Beat)
    assert before.t_s == left.t_s
    assert sam.derived_to_json(left)["frame"] == "left_out"
