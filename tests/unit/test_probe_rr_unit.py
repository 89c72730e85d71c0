"""Does a strap count 1/1024 s or ms? Found out, never guessed."""

from dataclasses import replace

import pytest

import samenstemming as sam
from benchmarks.beat_times import CONDITIONS, USUAL, heart
from samenstemming.errors import SettingsError
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    Event,
    Packet,
    Recording,
    Tick,
    Wearer,
)
from samenstemming.rhythm.rr_unit import RrUnit, UnitWatch
from samenstemming.series import Beat, Gap
from samenstemming.sources.radio import RadioSettings, notifications
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode


def told(
    radio: RadioSettings, unit: RrUnit, *, seed: int, minutes: float = 4
) -> list[tuple[float, tuple[int, ...], int]]:
    """Arrival, RR and heart rate of a strap that counts in this unit."""
    truth_s = heart(minutes, seed)
    rate = 0
    found = []
    for n in notifications(list(truth_s), radio, seed):
        for k in n.beat_index:
            over = min(8, k)
            rate = round(60 * over / float(truth_s[k] - truth_s[k - over]))
        counts = tuple(round(rr * unit.per_s / 1024) for rr in n.rr_ticks)
        if not n.lost:
            found.append((n.arrival_s, counts, rate))
    return found


def unit_found(notices: list[tuple[float, tuple[int, ...], int]]) -> RrUnit | None:
    watch = UnitWatch()
    for arrival_s, counts, rate in notices:
        watch.take(arrival_s, counts, rate)
    return watch.unit


@pytest.mark.parametrize("unit", RrUnit)
@pytest.mark.parametrize("name", [n for n in CONDITIONS if "5 %" not in n])
def test_the_unit_is_found_in_four_minutes(name: str, unit: RrUnit) -> None:
    for seed in range(3):
        found = unit_found(told(CONDITIONS[name], unit, seed=seed))
        assert found in (unit, None)
        if "a beat" not in name:
            assert found is unit


@pytest.mark.parametrize("unit", RrUnit)
def test_lost_notifications_delay_the_answer_and_never_turn_it(unit: RrUnit) -> None:
    for seed in range(8):
        radio = replace(USUAL, loss=0.06, jitter_high_s=0.4)
        assert unit_found(told(radio, unit, seed=seed)) in (unit, None)


def test_half_a_minute_is_not_enough_to_tell() -> None:
    early = told(USUAL, RrUnit.MS, seed=1)[:25]
    assert unit_found(early) is None


def test_rr_left_out_without_a_trace_do_not_pass_for_milliseconds() -> None:
    for seed in range(6):
        notices = told(replace(USUAL, loss=0.0), RrUnit.TICKS, seed=seed)
        thinned = [
            (t, () if k % 37 == 20 else rr, rate)
            for k, (t, rr, rate) in enumerate(notices)
        ]
        assert unit_found(thinned) is not RrUnit.MS


def test_an_even_heart_in_step_with_the_timer_is_told_all_the_same() -> None:
    for unit in RrUnit:
        watch = UnitWatch()
        for k in range(200):
            watch.take(k + 0.05, (unit.per_s,), 60)
        assert watch.unit is unit


def recording(unit: RrUnit, minutes: float = 5) -> Recording:
    events: list[Event] = [
        Packet(
            t_ns=round(t_s * 1e9),
            wearer=Wearer.B,
            characteristic=HEART_RATE_MEASUREMENT,
            payload=encode(HeartRateMeasurement(heart_rate_bpm=rate, rr_ticks=rr)),
        )
        for t_s, rr, rate in told(USUAL, unit, seed=3, minutes=minutes)
    ]
    last_s = int(events[-1].t_ns / 1e9)
    events += [Tick(t_ns=s * 10**9) for s in range(last_s + 8)]
    return Recording.of(sorted(events, key=lambda e: (e.t_ns, isinstance(e, Tick))))


def wearer_json(recording: Recording, **settings: int) -> dict[str, object]:
    found = sam.analyze(recording, sam.Settings(**settings), surrogates=19).to_json()
    wearers = found["wearers"]
    assert isinstance(wearers, dict)
    return dict(wearers["b"])


def test_the_analysis_reads_milliseconds_as_milliseconds() -> None:
    truth = heart(5, 3)
    mean_ms = float(truth[-1] - truth[0]) / (truth.size - 1) * 1000
    of = wearer_json(recording(RrUnit.MS))
    assert of["rr_unit"] == "ms"
    assert of["rr_unit_from"] == "detected"
    hrv = of["hrv"]
    assert isinstance(hrv, dict)
    assert hrv["mean_nn_ms"] == pytest.approx(mean_ms, rel=0.004)
    plain = wearer_json(recording(RrUnit.TICKS))
    assert (plain["rr_unit"], plain["rr_unit_from"]) == ("1/1024 s", "detected")


def test_a_short_recording_is_taken_to_keep_to_the_standard() -> None:
    of = wearer_json(recording(RrUnit.TICKS, minutes=0.4))
    assert (of["rr_unit"], of["rr_unit_from"]) == ("1/1024 s", "assumed")


def test_a_setting_says_the_unit_and_is_believed() -> None:
    of = wearer_json(recording(RrUnit.TICKS), rr_counts_per_s_b=1000)
    assert (of["rr_unit"], of["rr_unit_from"]) == ("ms", "set")
    with pytest.raises(SettingsError, match="1024 or 1000"):
        sam.Settings.from_toml("rr_counts_per_s_a = 999")


def test_live_beats_turn_to_milliseconds_once_and_mix_nothing() -> None:
    live = sam.Pipeline()
    found = live.feed_all(recording(RrUnit.MS).events())
    beats = [d for d in found if isinstance(d, Beat)]
    turned = [d for d in found if isinstance(d, Gap) and d.reason == "unit_found"]
    assert len(turned) == 1
    assert turned[0].end_s < 150
    times = [b.t_s for b in beats]
    assert times == sorted(times)
    runs = [b.run for b in beats]
    assert runs == sorted(runs)
    late = [b for b in beats if b.t_s > 150]
    truth = heart(5, 3)
    mean_ms = sum(b.rr_ms or 0.0 for b in late) / len(late)
    inside = truth[truth > 150]
    assert mean_ms == pytest.approx(
        float(inside[-1] - inside[0]) / (inside.size - 1) * 1000, rel=0.004
    )


def test_live_with_the_unit_set_is_live_with_the_unit_known() -> None:
    known = sam.Pipeline(sam.Settings(rr_counts_per_s_b=1024))
    finding = sam.Pipeline()
    events = recording(RrUnit.TICKS).events()
    assert [sam.derived_to_json(d) for d in known.feed_all(events)] == [
        sam.derived_to_json(d) for d in finding.feed_all(events)
    ]


def test_turning_is_causal_and_the_same_in_any_portion() -> None:
    events = recording(RrUnit.MS, minutes=4).events()
    whole = [sam.derived_to_json(d) for d in sam.Pipeline().feed_all(events)]
    pipeline = sam.Pipeline()
    one_by_one = [sam.derived_to_json(d) for e in events for d in pipeline.feed(e)]
    assert one_by_one == whole
    for cut_s in (30, 60, 90, 140, 200):
        early = [e for e in events if e.t_ns <= cut_s * 10**9]
        found = [sam.derived_to_json(d) for d in sam.Pipeline().feed_all(early)]
        assert whole[: len(found)] == found
