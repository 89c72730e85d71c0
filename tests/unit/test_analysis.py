import json
from functools import cache
from typing import Any, cast

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.analysis_values import Analysis
from samenstemming.events import Event, Marker, Packet, Recording, Wearer
from samenstemming.measures import hrv
from samenstemming.sources.simulate import simulate


@cache
def analysed(
    *faults: str,
    minutes: float = 12,
    lag_s: float = 3.0,
    seed: int = 4,
    surrogates: int = 0,
) -> Analysis:
    """Without surrogates unless chance is what is asked about: they take longest."""
    return sam.analyze(
        simulate(minutes=minutes, coupling=0.9, lag_s=lag_s, faults=faults, seed=seed),
        surrogates=surrogates,
    )


def as_json(analysis: Analysis) -> dict[str, Any]:
    text = json.dumps(analysis.to_json(), allow_nan=False)
    return cast("dict[str, Any]", json.loads(text))


def test_a_simulated_couple_is_found_again() -> None:
    """One couple's lag is 0.4 s off on average and 1.3 s at times: five tell."""
    found = analysed(surrogates=99).synchrony
    assert found.sign == "in-phase"
    assert found.p_value is not None
    assert found.p_value <= 0.05
    lags_s = [analysed(seed=seed).synchrony.lag_s for seed in range(5)]
    known_s = [lag_s for lag_s in lags_s if lag_s is not None]
    assert len(known_s) == 5
    assert np.median(known_s) == pytest.approx(3.0, abs=0.8)


def test_the_json_has_the_names_that_others_rely_on() -> None:
    found = as_json(analysed(surrogates=99))
    assert {"recording", "settings_digest", "version", "wearers", "synchrony"} <= set(
        found
    )
    a = found["wearers"]["a"]
    assert set(a["hrv"]) == set(hrv.INDICES)
    assert {"n_beats", "runs", "gaps", "usable_share", "corrected_share"} <= set(a)
    assert {"rhythm", "beat_time_sd_ms", "hrv_withheld"} <= set(a)
    assert {"statistic", "sign", "lag_s", "lag_sd_s", "p_value", "null"} <= set(
        found["synchrony"]
    )
    assert {"n_surrogates", "segment_pairs", "lead", "n_windows", "withheld"} <= set(
        found["synchrony"]
    )


def test_every_unknown_index_has_its_reason_beside_it() -> None:
    for analysis in (analysed(), analysed("bigeminy"), analysed(minutes=1)):
        for of in as_json(analysis)["wearers"].values():
            for name, value in of["hrv"].items():
                assert (value is None) == (name in of["hrv_withheld"])


def test_frequent_premature_beats_are_called_irregular_and_their_hrv_withheld() -> None:
    of = as_json(analysed("bigeminy"))["wearers"]["b"]
    assert of["rhythm"] == "irregular"
    assert of["hrv"]["rmssd_ms"] is None
    assert "irregular" in of["hrv_withheld"]["rmssd_ms"]
    assert of["hrv"]["heart_rate_bpm"] is not None


def test_a_drop_out_is_a_gap_with_its_place_and_reason() -> None:
    gaps = [
        gap
        for of in as_json(analysed("drop-out"))["wearers"].values()
        for gap in of["gaps"]
        if gap["end_s"] - gap["start_s"] > 15
    ]
    assert gaps
    assert all(gap["reason"] == "silence" for gap in gaps)


def test_one_wearer_alone_is_analysed_and_synchrony_says_why_not() -> None:
    alone = simulate(minutes=5, seed=4, wearers=(Wearer.A,))
    found = as_json(sam.analyze(alone, surrogates=19))
    assert set(found["wearers"]) == {"a"}
    assert found["synchrony"]["statistic"] is None
    assert "one wearer" in found["synchrony"]["withheld"]


def test_a_recording_without_a_beat_gives_an_answer_and_no_error() -> None:
    found = as_json(sam.analyze(Recording.of([])))
    assert found["wearers"] == {}
    assert found["synchrony"]["p_value"] is None


def with_steps(recording: Recording) -> Recording:
    def marker(t_s: float, name: str, **data: object) -> Event:
        return Marker(t_ns=round(t_s * 1e9), name=name, data=data)

    steps = [
        marker(10, "step_begin", id="talk", speaker="a"),
        marker(220, "step_end"),
        marker(230, "step_begin", id="breathe", instructed=True),
        marker(430, "step_begin", id="brief"),
        marker(460, "step_end"),
    ]
    events = sorted([*recording.events(), *steps], key=lambda event: event.t_ns)
    return Recording.of(events, meta=recording.meta)


def test_steps_are_answered_one_by_one_and_say_what_they_are_too_short_for() -> None:
    plain = simulate(minutes=12, coupling=0.9, lag_s=3, seed=4)
    found = as_json(sam.analyze(with_steps(plain), surrogates=99))
    talk, breathe, brief = found["steps"]
    assert (talk["id"], talk["speaker"], talk["instructed"]) == ("talk", "a", False)
    assert (breathe["start_s"], breathe["end_s"]) == (230.0, 430.0)
    assert breathe["instructed"]
    assert talk["synchrony"]["p_value"] is not None
    assert talk["synchrony"]["short"]
    assert brief["synchrony"]["statistic"] is None
    assert brief["wearers"]["a"]["hrv"]["sdnn_ms"] is None
    assert brief["wearers"]["a"]["hrv"]["heart_rate_bpm"] is not None


def test_an_instructed_step_does_not_count_for_the_whole_record() -> None:
    plain = simulate(minutes=12, coupling=0.9, lag_s=3, seed=4)
    whole = sam.analyze(plain, surrogates=19).synchrony
    without = sam.analyze(with_steps(plain), surrogates=19).synchrony
    assert without.n_windows < whole.n_windows - 10


def test_analysis_is_the_same_twice_and_swapping_the_wearers_negates_the_lag() -> None:
    plain = simulate(minutes=6, coupling=0.9, lag_s=2, seed=4)
    swapped = Recording.of(
        [
            Packet(
                t_ns=e.t_ns,
                wearer=e.wearer.other,
                characteristic=e.characteristic,
                payload=e.payload,
            )
            if isinstance(e, Packet)
            else e
            for e in plain.events()
            if not hasattr(e, "state")
        ]
    )
    there = sam.analyze(plain, surrogates=49)
    back = sam.analyze(swapped, surrogates=49)
    assert there.to_json() == sam.analyze(plain, surrogates=49).to_json()
    assert there.synchrony.lag_s is not None
    assert back.synchrony.lag_s == -there.synchrony.lag_s
    assert back.synchrony.p_value == there.synchrony.p_value
