"""What must be seen on real straps, since no simulation can vouch for it.

Wear the straps, wet, and sit still. Each test says what it found, so that a failure is
a finding about a strap and not only about this program.
"""

import asyncio
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.events import (
    BATTERY_LEVEL,
    HEART_RATE_MEASUREMENT,
    POLAR_ECG,
    LinkChange,
    Packet,
    Wearer,
)
from samenstemming.recording.check import check
from samenstemming.rhythm.beats import locate
from samenstemming.session.collector import Collector
from samenstemming.session.plan import Plan
from samenstemming.session.radio_straps import in_the_air
from samenstemming.session.straps import parse_straps
from samenstemming.wire.heart_rate import decode
from samenstemming.wire.polar_pmd import decode_ecg

MINUTES = 1.0


@pytest.fixture
def recording(straps: list[str], tmp_path: Path) -> sam.Recording:
    path = tmp_path / "hardware.samen"
    worn = parse_straps(straps[0], straps[1] if len(straps) > 1 else None)
    asyncio.run(Collector(Plan(path=path, straps=worn, minutes=MINUTES)).run())
    assert check(path).ok
    return sam.open_recording(path)


def test_each_strap_is_in_the_air(straps: list[str]) -> None:
    seen = asyncio.run(in_the_air(10))
    names = [text.casefold() for strap in seen for text in (strap.name, strap.address)]
    missing = [s for s in straps if not any(s.casefold() in name for name in names)]
    assert not missing, f"in the air: {names}"


def test_a_minute_of_each_with_intervals_and_few_losses(
    straps: list[str], recording: sam.Recording
) -> None:
    for wearer in list(Wearer)[: len(straps)]:
        packets = [
            event
            for event in recording.events()
            if isinstance(event, Packet)
            and event.wearer is wearer
            and event.characteristic == HEART_RATE_MEASUREMENT
        ]
        assert len(packets) > 40 * MINUTES, f"{wearer}: {len(packets)} packets"
        intervals = [rr for p in packets for rr in decode(p.payload).rr_ticks]
        assert intervals, f"{wearer} sends no RR intervals"
        span_s = (packets[-1].t_ns - packets[0].t_ns) / 1e9
        slope = sum(intervals) / span_s
        assert slope == pytest.approx(1024, rel=0.03), f"{wearer}: {slope:.0f} a second"


def test_each_strap_says_what_it_is_and_how_full(
    straps: list[str], recording: sam.Recording
) -> None:
    wearers = recording.meta["wearers"]
    assert isinstance(wearers, dict)
    for wearer in list(Wearer)[: len(straps)]:
        assert wearers[wearer.value].get("model"), f"{wearer} says no model"
        assert any(
            isinstance(event, Packet)
            and event.wearer is wearer
            and event.characteristic == BATTERY_LEVEL
            for event in recording.events()
        ), f"{wearer} says nothing of its battery"


def test_an_ecg_comes_stops_and_shows_how_late_the_intervals_are(
    straps: list[str], tmp_path: Path
) -> None:
    """The strap's battery is spared: one minute, and a stop that the strap confirms."""
    path = tmp_path / "ecg.samen"
    worn = parse_straps(straps[0], straps[1] if len(straps) > 1 else None)
    asyncio.run(
        Collector(Plan(path=path, straps=worn, minutes=MINUTES, ecg=True)).run()
    )
    events = sam.open_recording(path).events()
    located = locate(events)
    for wearer in list(Wearer)[: len(straps)]:
        told = [
            event.detail
            for event in events
            if isinstance(event, LinkChange)
            and event.wearer is wearer
            and event.state == "ecg"
        ]
        if told == ["no_ecg"]:
            continue
        assert told[:1] == ["streaming"], f"{wearer}: {told}"
        assert told[-1] == "stopped", f"{wearer}: {told}"
        frames = [
            decode_ecg(event.payload)
            for event in events
            if isinstance(event, Packet)
            and event.wearer is wearer
            and event.characteristic == POLAR_ECG
        ]
        samples = sum(len(frame.microvolts) for frame in frames[1:])
        rate_hz = samples / (frames[-1].stamp_ns - frames[0].stamp_ns) * 1e9
        assert rate_hz == pytest.approx(130, rel=0.02), f"{wearer}: {rate_hz:.1f} Hz"
        delay = located.delays.get(wearer)
        assert delay is not None, f"{wearer}: ECG and RR do not show the same beats"
        assert 0 <= delay.delay_s < 3, f"{wearer}: RR late by {delay.delay_s:.3f} s"
