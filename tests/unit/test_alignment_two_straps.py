"""Two straps on one body: their own lag, and what it permits and widens."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

import samenstemming as sam
from benchmarks.beat_times import USUAL, heart
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    Event,
    Packet,
    Recording,
    Wearer,
)
from samenstemming.measures.alignment import KEY, Alignment, align, alignment_in
from samenstemming.measures.lag import Timing, lead_of
from samenstemming.rhythm.beats import locate_beats
from samenstemming.rhythm.matching import match_beats
from samenstemming.series import Beat, Lead
from samenstemming.settings import Settings
from samenstemming.sources.radio import RadioSettings, notifications
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode
from tests.values import beats_of


def worn(
    hearts: Mapping[Wearer, int], radios: Mapping[Wearer, RadioSettings]
) -> sam.Recording:
    """Three minutes of straps on these hearts."""
    events: list[Event] = []
    for wearer, seed in hearts.items():
        for n in notifications(list(heart(3, seed)), radios[wearer], ord(wearer.value)):
            if not n.lost:
                said = HeartRateMeasurement(heart_rate_bpm=0, rr_ticks=n.rr_ticks)
                events.append(
                    Packet(
                        t_ns=round(n.arrival_s * 1e9),
                        wearer=wearer,
                        characteristic=HEART_RATE_MEASUREMENT,
                        payload=encode(said),
                    )
                )
    return Recording.of(sorted(events, key=lambda e: e.t_ns))


ONE_BODY = {Wearer.A: 1, Wearer.B: 1}


@pytest.mark.parametrize("later_s", [0.0, 0.35, 1.3, -2.2])
@pytest.mark.parametrize("loss", [0.0, 0.02])
def test_the_later_strap_is_found_and_by_how_much(later_s: float, loss: float) -> None:
    radios = {
        Wearer.A: replace(USUAL, loss=loss, delay_s=max(0.0, -later_s)),
        Wearer.B: replace(
            USUAL, loss=loss, delay_s=max(0.0, later_s), drift_ppm=-30, period_s=0.99
        ),
    }
    found = align(locate_beats(worn(ONE_BODY, radios).events()))
    assert isinstance(found, Alignment)
    assert found.lag_s == pytest.approx(later_s, abs=0.025)
    assert abs(found.lag_s - later_s) <= 2 * found.lag_sd_s
    assert found.lag_sd_s < 0.06
    assert found.n_beats > 150


def test_two_bodies_are_not_taken_for_one() -> None:
    for seed in range(2, 8):
        hearts = {Wearer.A: 1, Wearer.B: seed}
        beats = locate_beats(worn(hearts, dict.fromkeys(Wearer, USUAL)).events())
        assert align(beats) == "alignment.two_hearts"


def test_one_strap_or_a_few_beats_align_nothing() -> None:
    beats = beats_of([800.0, 830.0] * 20)
    assert align({Wearer.A: beats}) == "alignment.one_strap"
    assert align({Wearer.A: beats, Wearer.B: beats}) == "alignment.too_short"


def test_an_even_rhythm_is_not_guessed_at() -> None:
    beats = beats_of([800.0] * 200)
    assert match_beats(beats, [replace(b, t_s=b.t_s + 0.1) for b in beats]) is None


def test_matching_is_the_same_from_both_sides() -> None:
    rng = np.random.default_rng(3)
    first = beats_of((850 + rng.normal(0, 40, 150)).tolist())
    second = [replace(b, t_s=b.t_s + 0.7) for b in first]
    there, back = match_beats(first, second), match_beats(second, first)
    assert there is not None
    assert back is not None
    assert there.lag_s == pytest.approx(0.7)
    assert back.lag_s == pytest.approx(-0.7)
    assert there.n == back.n == 150


def test_beats_without_intervals_match_nothing_and_break_nothing() -> None:
    beats: list[Beat] = [replace(b, rr_ms=None) for b in beats_of([800.0] * 100)]
    assert match_beats(beats, beats) is None


def test_swapping_the_straps_turns_the_lag() -> None:
    radios = {Wearer.A: USUAL, Wearer.B: replace(USUAL, delay_s=0.8)}
    beats = locate_beats(worn(ONE_BODY, radios).events())
    found = align(beats)
    back = align({wearer: beats[wearer.other] for wearer in Wearer})
    assert isinstance(found, Alignment)
    assert isinstance(back, Alignment)
    assert back.lag_s == pytest.approx(found.turned.lag_s, abs=1e-9)
    assert back.n_beats == found.n_beats


MEASURED = Alignment(lag_s=0.4, lag_sd_s=0.03, spread_s=0.02, n_beats=200)


def test_the_result_survives_the_recordings_meta() -> None:
    assert alignment_in({KEY: MEASURED.to_json()}) == MEASURED


@pytest.mark.parametrize(
    "held",
    [
        None,
        "0.4",
        {},
        {**MEASURED.to_json(), "lag_s": "0.4"},
        {**MEASURED.to_json(), "lag_s": float("nan")},
        {**MEASURED.to_json(), "lag_s": 1e9},
        {**MEASURED.to_json(), "lag_sd_s": -1.0},
        {**MEASURED.to_json(), "n_beats": True},
    ],
)
def test_a_meta_that_holds_something_else_holds_no_result(held: object) -> None:
    assert alignment_in({KEY: held}) is None


def lead(lag_s: float, timing: Timing, lag_sd_s: float = 0.5) -> Lead:
    return lead_of(lag_s, lag_sd_s, 0.001, 900.0, Settings(), timing)


def test_a_measured_lag_permits_a_lead_where_it_stands_without_it_too() -> None:
    assert lead(3.0, Timing()) is Lead.CANNOT_TELL
    assert lead(3.0, Timing(alignment=MEASURED)) is Lead.A
    assert lead(-3.0, Timing(alignment=MEASURED)) is Lead.B
    assert lead(3.0, Timing(both_ecg=True)) is Lead.A
    late = replace(MEASURED, lag_s=1.5)
    assert lead(3.0, Timing(alignment=late)) is Lead.CANNOT_TELL
    assert lead(-3.0, Timing(alignment=late)) is Lead.B


def test_a_measured_lag_widens_the_lag_and_is_in_the_analysis() -> None:
    couple = sam.simulate(minutes=12, coupling=0.95, lag_s=4, seed=5)
    told = Recording.of(
        couple.events(),
        meta={**couple.meta, KEY: replace(MEASURED, lag_s=1.0).to_json()},
    )
    plain = sam.analyze(couple, surrogates=19).to_json()
    found = sam.analyze(told, surrogates=19).to_json()
    assert plain["alignment"] is None
    assert found["alignment"] == told.meta[KEY]
    before, after = plain["synchrony"], found["synchrony"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["lag_s"] == before["lag_s"]
    assert after["lag_sd_s"] == pytest.approx(
        (before["lag_sd_s"] ** 2 + 1.0**2 + 0.03**2) ** 0.5
    )
