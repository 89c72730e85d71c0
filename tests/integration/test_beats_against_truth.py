"""Beat times against a simulated truth, in the air that straps.md 4 describes.

Ten minutes and few seeds: benchmarks/beat_times.py has the full table.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.beat_times import (
    CONDITIONS,
    USUAL,
    Pool,
    causal,
    heart,
    judge,
    packets,
    summary,
)
from samenstemming.events import Wearer
from samenstemming.rhythm.beats import locate
from samenstemming.settings import Settings
from samenstemming.sources.radio import Notification, RadioSettings, notifications

SEEDS = range(3)


def measured(radio: RadioSettings) -> tuple[dict[str, float], dict[str, float]]:
    whole, live = Pool(), Pool()
    for seed in SEEDS:
        truth_s = heart(10, seed)
        sent: Sequence[Notification] = notifications(list(truth_s), radio, seed)
        located = locate(packets(sent))
        judge(whole, located.beats[Wearer.A], located.breaks, sent, truth_s)
        beats, breaks, _ = causal(sent, Settings())
        judge(live, beats, breaks, sent, truth_s)
    return summary(whole, after_warm_up=False), summary(live, after_warm_up=True)


@pytest.mark.parametrize("name", [n for n in CONDITIONS if "5 %" not in n])
def test_beats_are_where_they_were(name: str) -> None:
    whole, live = measured(CONDITIONS[name])
    assert whole["median_ms"] <= 25
    assert whole["p95_ms"] <= 45
    assert live["p95_ms"] <= 95
    assert min(whole["within_2_sd"], live["within_2_sd"]) >= 0.95


def test_every_lost_notification_is_found_and_none_is_made_up() -> None:
    whole, live = measured(replace(USUAL, loss=0.03))
    for figures in (whole, live):
        assert figures["lost_found"] >= 0.97
        assert figures["false_an_hour"] == 0


def test_a_constant_delay_of_the_strap_cannot_be_seen() -> None:
    truth_s = heart(5, 0)
    at_once = notifications(list(truth_s), replace(USUAL, loss=0.0))
    later = notifications(list(truth_s), replace(USUAL, loss=0.0, delay_s=0.25))
    a = locate(packets(at_once)).beats[Wearer.A]
    b = locate(packets(later)).beats[Wearer.A]
    shift_s = np.mean([x.t_s for x in b][5:200]) - np.mean([x.t_s for x in a][5:200])
    assert shift_s == pytest.approx(0.25, abs=0.06)
