"""Each fault by its name: it happens, its truth is told, and nothing else breaks."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest

from samenstemming.errors import MalformedPacketError, SettingsError
from samenstemming.events import LinkChange, Packet, Recording, Wearer
from samenstemming.sources.faults import FAULTS
from samenstemming.sources.simulate import simulate
from samenstemming.wire.heart_rate import decode


def packets(recording: Recording, wearer: Wearer) -> list[Packet]:
    return [
        event
        for event in recording.events()
        if isinstance(event, Packet) and event.wearer is wearer
    ]


def windows(recording: Recording, name: str) -> list[Mapping[str, object]]:
    assert recording.truth is not None
    found = recording.truth["fault_windows"]
    assert isinstance(found, list)
    return [window for window in found if window["name"] == name]


def told(recording: Recording, wearer: Wearer, key: str) -> list[float]:
    assert recording.truth is not None
    wearers = recording.truth["wearers"]
    assert isinstance(wearers, dict)
    values = wearers[str(wearer)][key]
    assert isinstance(values, list)
    return values


def inside(window: Mapping[str, object], packet: Packet) -> bool:
    start_s, end_s = window["start_s"], window["end_s"]
    assert isinstance(start_s, float)
    assert isinstance(end_s, float)
    return start_s <= packet.t_ns / 1e9 < end_s


def rr_ms(
    recording: Recording, wearer: Wearer
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    ticks = [t for p in packets(recording, wearer) for t in decode(p.payload).rr_ticks]
    return np.array(ticks) / 1.024


def test_an_unknown_fault_is_refused_with_all_names() -> None:
    with pytest.raises(SettingsError) as caught:
        simulate(minutes=1, faults=["gremlins"])
    assert "'gremlins'" in str(caught.value)
    assert all(name in str(caught.value) for name in FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_can_be_asked_for_and_says_so(name: str) -> None:
    recording = simulate(minutes=2, seed=1, faults=[name])
    assert recording.truth is not None
    assert recording.truth["faults"] == [name]
    assert recording.events() != simulate(minutes=2, seed=1).events()


def test_without_faults_every_packet_can_be_read_and_none_is_lost() -> None:
    recording = simulate(minutes=20, seed=2)
    for wearer in Wearer:
        for packet in packets(recording, wearer):
            decode(packet.payload)
        assert told(recording, wearer, "lost_notifications_s") == []


@pytest.mark.parametrize("name", ["drop-out", "lost-link"])
def test_a_silent_strap_sends_nothing(name: str) -> None:
    recording = simulate(minutes=10, seed=3, faults=[name])
    found = windows(recording, name)
    assert {window["wearer"] for window in found} == {"a", "b"}
    for window in found:
        mine = packets(recording, Wearer(str(window["wearer"])))
        assert not [p for p in mine if inside(window, p)]


def test_a_drop_out_lasts_20_to_40_s_and_keeps_its_link() -> None:
    recording = simulate(minutes=10, seed=3, faults=["drop-out"])
    for window in windows(recording, "drop-out"):
        start_s, end_s = window["start_s"], window["end_s"]
        assert isinstance(start_s, float)
        assert isinstance(end_s, float)
        assert 20 <= end_s - start_s <= 40
    links = [e for e in recording.events() if isinstance(e, LinkChange)]
    assert [link.state for link in links] == ["connected", "connected"]


def test_a_lost_link_is_told_and_comes_back() -> None:
    recording = simulate(minutes=10, seed=3, faults=["lost-link"])
    for wearer in Wearer:
        states = [
            e.state
            for e in recording.events()
            if isinstance(e, LinkChange) and e.wearer is wearer
        ]
        assert states == ["connected", "lost", "connected", "lost", "connected"]


def test_without_contact_a_strap_sends_rate_0_and_no_rr() -> None:
    recording = simulate(minutes=5, seed=4, faults=["contact-lost"])
    for window in windows(recording, "contact-lost"):
        mine = packets(recording, Wearer(str(window["wearer"])))
        said = [decode(p.payload) for p in mine if inside(window, p)]
        assert len(said) > 5
        assert {(m.heart_rate_bpm, m.contact, m.rr_ticks) for m in said} == {
            (0, False, ())
        }


def test_malformed_packets_are_malformed_where_the_truth_says() -> None:
    recording = simulate(minutes=20, seed=5, faults=["malformed"])
    for wearer in Wearer:
        bad = []
        for packet in packets(recording, wearer):
            try:
                decode(packet.payload)
            except MalformedPacketError:
                bad.append(round(packet.t_ns / 1e9, 6))
        assert bad
        # Cut by one byte, a packet without RR may still be whole: none is, here.
        assert set(bad) <= set(told(recording, wearer, "malformed_s"))


def test_losses_take_about_one_in_twenty() -> None:
    recording = simulate(minutes=30, seed=6, faults=["losses"])
    for wearer in Wearer:
        lost = len(told(recording, wearer, "lost_notifications_s"))
        assert lost / 1800 == pytest.approx(0.05, abs=0.02)
        assert len(packets(recording, wearer)) == pytest.approx(1800 - lost, abs=3)


def test_jitter_reaches_400_ms() -> None:
    recording = simulate(minutes=20, seed=7, faults=["jitter"])
    times_s = [p.t_ns / 1e9 for p in packets(recording, Wearer.A)]
    gaps = [b - a for a, b in pairwise(times_s)]
    assert np.std(gaps) == pytest.approx(0.385 / np.sqrt(6), rel=0.15)


def test_a_missed_beat_doubles_its_interval() -> None:
    recording = simulate(minutes=20, seed=8, faults=["missed-beats"])
    missed = told(recording, Wearer.A, "missed_s")
    long = rr_ms(recording, Wearer.A) > 1.6 * np.median(rr_ms(recording, Wearer.A))
    assert len(missed) > 5
    assert np.sum(long) == pytest.approx(len(missed), abs=2)


def test_an_extra_beat_cuts_an_interval_in_two() -> None:
    recording = simulate(minutes=20, seed=8, faults=["extra-beats"])
    extra = told(recording, Wearer.A, "extra_s")
    short = rr_ms(recording, Wearer.A) < 0.52 * np.median(rr_ms(recording, Wearer.A))
    assert len(extra) > 5
    assert len(extra) <= np.sum(short) <= 2 * len(extra)


def test_an_ectopic_beat_keeps_clock_time() -> None:
    with_them = simulate(minutes=20, seed=9, faults=["ectopics"])
    without = simulate(minutes=20, seed=9)
    for wearer in Wearer:
        assert len(told(with_them, wearer, "early_s")) > 5
        shifted = np.array(told(with_them, wearer, "beats_s"))
        plain = np.array(told(without, wearer, "beats_s"))
        assert abs(shifted.size - plain.size) <= 1
        assert rr_ms(with_them, wearer).sum() == pytest.approx(
            rr_ms(without, wearer).sum(), abs=2000
        )


def test_bigeminy_is_one_wearers_and_nearly_always_there() -> None:
    recording = simulate(minutes=10, seed=10, faults=["bigeminy"])
    far = {}
    for wearer in Wearer:
        rr = rr_ms(recording, wearer)
        far[wearer] = np.mean(np.abs(rr / np.median(rr) - 1) > 0.2)
    assert far[Wearer.A] < 0.05
    assert far[Wearer.B] > 0.5
    alone = simulate(minutes=10, seed=10, faults=["bigeminy"], wearers=(Wearer.A,))
    rr = rr_ms(alone, Wearer.A)
    assert np.mean(np.abs(rr / np.median(rr) - 1) > 0.2) > 0.5


def test_faults_with_a_beginning_and_an_end_never_overlap() -> None:
    names = ["drop-out", "lost-link", "contact-lost"]
    recording = simulate(minutes=30, seed=11, faults=names)
    assert recording.truth is not None
    found = recording.truth["fault_windows"]
    assert isinstance(found, list)
    spans = sorted((window["start_s"], window["end_s"]) for window in found)
    assert len(spans) >= 24
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_even_a_short_recording_holds_the_fault_that_was_asked_for() -> None:
    recording = simulate(minutes=2, seed=12, faults=["lost-link"])
    assert len(windows(recording, "lost-link")) == 2
