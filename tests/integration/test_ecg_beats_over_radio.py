"""Beats of an ECG that went through the whole collector, against the true hearts."""

import sys
from pathlib import Path

import numpy as np
import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

from benchmarks.ecg_beats import run
from samenstemming.session.straps import RR_DELAY_S
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus

SAMPLE_MS = 1000 / 130

LEAST_DELAY_MS = 15
"""Of the simulated radio; nobody who only hears packets can see it."""

SPEED = 4

HOST_LATE_MS = 10
"""A busy host's own lateness at its best moments, which a fast session multiplies."""


def test_beats_are_placed_better_than_a_sample_and_the_delay_of_rr_is_found(
    bus: PrivateBus, tmp_path: Path
) -> None:
    del bus  # it has one of its own; this only says whether it can
    found = run(tmp_path / "talk.samen", minutes=1.5, speed=SPEED, seed=1)
    for one in found.values():
        assert one.ecg_share > 0.95
        assert np.median(one.off_ms) < SAMPLE_MS
        assert one.off_ms.size > one.n_true - 8
        assert -3 < one.bias_ms - LEAST_DELAY_MS < SPEED * HOST_LATE_MS
        assert one.delay is not None
        assert one.delay.delay_s == pytest.approx(RR_DELAY_S, abs=0.03)
        assert one.delay.rr_difference_ms < 1.5
