"""A strap's notifications: what went in comes out, late, bundled and in order."""

import itertools

import numpy as np
import pytest

from samenstemming.sources.radio import RadioSettings, notifications

CALM = RadioSettings(drift_ppm=0.0, phase_s=0.5, jitter_high_s=0.015, tail_share=0.0)


def test_beats_a_second_apart_are_1024_ticks_apart() -> None:
    sent = notifications([0.25, 1.25, 2.25, 3.25], CALM)
    assert [n.rr_ticks for n in sent] == [(), (1024,), (1024,), (1024,)]
    assert [n.beat_index for n in sent] == [(), (1,), (2,), (3,)]


def test_a_notification_comes_at_its_timer_and_the_radio_delay() -> None:
    sent = notifications([0.25, 1.25, 2.25], CALM)
    assert [n.arrival_s for n in sent] == pytest.approx([0.515, 1.515, 2.515])


def test_the_sum_of_the_ticks_never_wanders_from_the_heart() -> None:
    beats = np.cumsum(np.full(5000, 0.7773))
    sent = notifications(list(beats), CALM)
    total = sum(itertools.chain.from_iterable(n.rr_ticks for n in sent))
    assert total / 1024 == pytest.approx(beats[-1] - beats[0], abs=1 / 1024)


def test_a_fast_clock_counts_more_ticks() -> None:
    beats = list(np.arange(1, 2000, 1.0))
    fast = notifications(beats, RadioSettings(drift_ppm=200.0))
    total = sum(itertools.chain.from_iterable(n.rr_ticks for n in fast)) / 1024
    assert total / (beats[-1] - beats[0]) - 1 == pytest.approx(200e-6, rel=0.01)


def test_no_more_rr_than_a_payload_holds() -> None:
    sent = notifications(
        list(np.arange(0, 30, 0.3)), RadioSettings(period_s=5.0, most_rr=9)
    )
    assert max(len(n.rr_ticks) for n in sent) == 9
    told = list(itertools.chain.from_iterable(n.beat_index for n in sent))
    assert told == list(range(1, 100))


def test_arrivals_keep_the_order_of_sending() -> None:
    wild = RadioSettings(jitter_high_s=0.4, tail_share=0.3, tail_s=2.0)
    arrivals = [n.arrival_s for n in notifications(list(np.arange(600.0)), wild)]
    assert arrivals == sorted(arrivals)


def test_losses_change_nothing_but_what_was_lost() -> None:
    beats = list(np.arange(0, 600, 0.83))
    kept = notifications(beats, RadioSettings(loss=0.0), seed=3)
    some = notifications(beats, RadioSettings(loss=0.1), seed=3)
    assert [n.arrival_s for n in kept] == [n.arrival_s for n in some]
    assert 0.05 < sum(n.lost for n in some) / len(some) < 0.15


def test_the_same_seed_gives_the_same_notifications() -> None:
    beats = list(np.arange(0, 60, 0.83))
    harsh = RadioSettings(loss=0.1)
    assert notifications(beats, harsh, 7) == notifications(beats, harsh, 7)
    assert notifications(beats, harsh, 7) != notifications(beats, harsh, 8)


def test_without_contact_notifications_go_on_empty() -> None:
    beats = list(np.arange(0.25, 20, 1.0))
    sent = notifications(beats, CALM, without_rr=range(5, 10))
    assert [n.rr_ticks for n in sent[4:11]] == [(1024,), *[()] * 5, (1024,)]


def test_a_device_without_a_timer_notifies_with_every_beat() -> None:
    sent = notifications([0.0, 0.7, 1.9], RadioSettings(each_beat=True))
    assert [len(n.rr_ticks) for n in sent] == [1, 1]


def test_one_beat_is_no_interval() -> None:
    assert notifications([1.0]) == []
