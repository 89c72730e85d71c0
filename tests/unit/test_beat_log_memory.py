"""A strap that is out for hours: what is remembered of its windows stays bounded."""

from samenstemming.events import Wearer
from samenstemming.measures.windows import JUDGED_KEPT, BeatLog
from samenstemming.rhythm.judge import Judged
from samenstemming.series import Beat, Flag
from samenstemming.settings import Settings


def test_windows_of_a_long_hole_are_not_all_remembered() -> None:
    log = BeatLog(Settings())
    beat = Beat(wearer=Wearer.A, t_s=1.0, t_sd_s=0.01, rr_ms=800.0, run=1)
    log.add(Judged(beat, Flag.NORMAL, irregular=False))
    for second in range(2, 500):
        for length_s in (30.0, 60.0):
            cut = log.cut(float(second), length_s)
            assert log.quality(cut, None) == log.quality(cut, None)
    assert len(log._judged) <= JUDGED_KEPT
