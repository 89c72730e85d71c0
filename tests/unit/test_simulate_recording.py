"""`simulate`: a recording like that of two straps, and the truth beside it."""

from itertools import islice, pairwise

import numpy as np
import pytest

from samenstemming.errors import SettingsError
from samenstemming.events import LinkChange, Packet, Recording, Tick, Wearer
from samenstemming.sources.radio import RadioSettings
from samenstemming.sources.simulate import simulate, simulated_strap_events
from samenstemming.wire.heart_rate import TICKS_PER_S, decode


def packets(recording: Recording, wearer: Wearer) -> list[Packet]:
    return [
        event
        for event in recording.events()
        if isinstance(event, Packet) and event.wearer is wearer
    ]


def truth_of(recording: Recording, wearer: Wearer) -> dict[str, list[float]]:
    assert recording.truth is not None
    wearers = recording.truth["wearers"]
    assert isinstance(wearers, dict)
    mine = wearers[str(wearer)]
    assert isinstance(mine, dict)
    return mine


def test_the_same_seed_gives_the_same_recording() -> None:
    one = simulate(minutes=3, seed=5, faults=["losses", "drop-out"])
    two = simulate(minutes=3, seed=5, faults=["losses", "drop-out"])
    assert one.events() == two.events()
    assert one.meta == two.meta


def test_another_seed_gives_another_recording() -> None:
    assert simulate(minutes=1, seed=1).events() != simulate(minutes=1, seed=2).events()


def test_ticks_come_once_a_second_from_zero() -> None:
    ticks = [e for e in simulate(minutes=2, seed=1).events() if isinstance(e, Tick)]
    assert [tick.t_ns for tick in ticks] == [s * 10**9 for s in range(121)]
    assert ticks[1].utc_ns is not None
    assert ticks[0].utc_ns is not None
    assert ticks[1].utc_ns - ticks[0].utc_ns == 10**9


def test_events_are_in_order_of_time_and_end_with_it() -> None:
    recording = simulate(minutes=7, seed=2, faults=["jitter", "lost-link"])
    times = [event.t_ns for event in recording.events()]
    assert times == sorted(times)
    assert times[-1] <= 7 * 60 * 10**9


def test_a_shorter_recording_is_the_beginning_of_a_longer_one() -> None:
    short = simulate(minutes=2, seed=3).events()
    assert simulate(minutes=4, seed=3).events()[: len(short)] == short


def test_rr_intervals_are_the_true_beats_on_the_straps_own_clock() -> None:
    recording = simulate(minutes=5, seed=4)
    for wearer in Wearer:
        ticks = [
            tick
            for p in packets(recording, wearer)
            for tick in decode(p.payload).rr_ticks
        ]
        beats_s = np.array(truth_of(recording, wearer)["beats_s"])
        # The first packets hold beats from before time zero; the last ones are still
        # under way when the recording ends.
        rr_s = np.array(ticks[4:-4]) / TICKS_PER_S
        true_s = np.diff(beats_s)
        offsets = [
            offset
            for offset in range(8)
            if np.abs(
                true_s[offset : offset + rr_s.size]
                - rr_s[: true_s.size - offset][: rr_s.size]
            ).max()
            < 0.0015
        ]
        assert len(offsets) == 1


def test_packets_come_about_once_a_second_and_after_their_beats() -> None:
    recording = simulate(minutes=10, seed=6)
    for wearer in Wearer:
        times_s = [p.t_ns / 1e9 for p in packets(recording, wearer)]
        assert len(times_s) == pytest.approx(600, abs=3)
        gaps = [b - a for a, b in pairwise(times_s)]
        assert np.median(gaps) == pytest.approx(1.0, abs=0.02)
        assert min(gaps) >= 0


def test_no_notification_is_made_twice_or_forgotten_at_a_seam() -> None:
    recording = simulate(minutes=30, seed=8)
    for wearer in Wearer:
        beats_s = truth_of(recording, wearer)["beats_s"]
        n_rr = sum(len(decode(p.payload).rr_ticks) for p in packets(recording, wearer))
        assert n_rr == pytest.approx(len(beats_s), abs=3)


def test_the_heart_rate_byte_is_near_the_truth() -> None:
    recording = simulate(minutes=3, seed=9)
    beats_s = truth_of(recording, Wearer.A)["beats_s"]
    mean_bpm = 60 * (len(beats_s) - 1) / (beats_s[-1] - beats_s[0])
    said = [decode(p.payload).heart_rate_bpm for p in packets(recording, Wearer.A)]
    assert np.mean(said) == pytest.approx(mean_bpm, abs=1)


def test_the_truth_travels_with_the_recording() -> None:
    recording = simulate(minutes=1, coupling=0.5, lag_s=2.0, anti_phase=True, seed=9)
    assert recording.truth is not None
    assert recording.meta["simulated"] is True
    expected = {"coupling": 0.5, "lag_s": 2.0, "sign": "anti-phase", "seed": 9}
    assert {key: recording.truth[key] for key in expected} == expected


def test_true_beats_stay_out_of_very_long_recordings() -> None:
    recording = simulate(minutes=121, seed=1, wearers=(Wearer.A,))
    assert truth_of(recording, Wearer.A)["beats_s"] is None


def test_the_live_source_sends_what_the_recording_holds() -> None:
    recording = simulate(minutes=4, seed=10, lag_s=1, faults=["ectopics"])
    live = list(
        simulated_strap_events(minutes=4, seed=10, lag_s=1, faults=["ectopics"])
    )
    assert live == [e for e in recording.events() if not isinstance(e, Tick)]


def test_the_live_source_has_no_end() -> None:
    events = list(islice(simulated_strap_events(seed=1), 20_000))
    assert events[-1].t_ns > 2 * 3600 * 10**9
    assert [e.t_ns for e in events] == sorted(e.t_ns for e in events)


def test_one_wearer_alone_sends_what_that_wearer_sends_beside_the_other() -> None:
    alone = list(islice(simulated_strap_events(seed=3, wearers=(Wearer.A,)), 300))
    both = islice(simulated_strap_events(seed=3), 900)
    mine = [
        e for e in both if isinstance(e, Packet | LinkChange) and e.wearer is Wearer.A
    ]
    assert mine[:300] == alone


def test_a_strap_of_ones_own_is_used() -> None:
    slow = RadioSettings(period_s=2.0, phase_s=0.5)
    recording = simulate(minutes=2, seed=1, straps={Wearer.B: slow})
    assert len(packets(recording, Wearer.B)) == pytest.approx(60, abs=2)
    assert len(packets(recording, Wearer.A)) == pytest.approx(120, abs=3)


def test_a_strap_that_notifies_with_each_beat_does_so() -> None:
    each = {w: RadioSettings(each_beat=True) for w in Wearer}
    recording = simulate(minutes=2, seed=1, straps=each)
    for wearer in Wearer:
        sizes = {len(decode(p.payload).rr_ticks) for p in packets(recording, wearer)}
        assert sizes == {1}
        assert len(packets(recording, wearer)) == pytest.approx(
            len(truth_of(recording, wearer)["beats_s"]), abs=2
        )


@pytest.mark.parametrize("minutes", [0.0, -1.0, float("nan"), 1e9])
def test_a_length_that_makes_no_sense_is_refused(minutes: float) -> None:
    with pytest.raises(SettingsError, match="A simulated recording lasts up to"):
        simulate(minutes=minutes)


def test_a_simulation_of_nobody_is_refused() -> None:
    with pytest.raises(SettingsError, match="at least one wearer"):
        simulate(minutes=1, wearers=())
