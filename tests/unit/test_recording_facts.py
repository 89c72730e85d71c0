"""What a recording's figures count, and what they leave out."""

from samenstemming.events import BATTERY_LEVEL, HEART_RATE_MEASUREMENT, Packet, Wearer
from samenstemming.recording.facts import gather
from samenstemming.recording.timeline import Timeline
from samenstemming.session.live_frames import Newest
from samenstemming.session.problems import Problems


def packet(t_s: float, characteristic: str) -> Packet:
    return Packet(
        t_ns=round(t_s * 1e9),
        wearer=Wearer.A,
        characteristic=characteristic,
        payload=b"\x5a",
    )


MINUTE = [packet(t_s, HEART_RATE_MEASUREMENT) for t_s in range(61)]


def test_a_battery_level_is_no_heart_rate() -> None:
    levels = [packet(t_s + 0.5, BATTERY_LEVEL) for t_s in range(0, 60, 2)]
    events = sorted([*MINUTE, *levels], key=lambda event: event.t_ns)
    wearers = gather(events, Timeline(), 0)["wearers"]
    assert isinstance(wearers, dict)
    assert wearers["a"]["packets"] == 91
    assert wearers["a"]["packets_per_minute"] == 61.0


def test_a_battery_level_makes_no_old_heart_rate_new() -> None:
    newest = Newest()
    newest.see(packet(3, HEART_RATE_MEASUREMENT))
    newest.see(packet(60, BATTERY_LEVEL))
    assert newest.of(Wearer.A)["last_packet_s"] == 3.0


def test_a_full_disk_is_not_almost_full_as_well() -> None:
    told: list[str] = []
    problems = Problems(told.append)
    problems.take("disk_low", "40 MB left.")
    assert [one["code"] for one in problems.to_json()] == ["disk_low"]
    problems.take("disk_full", "It is full.")
    problems.take("disk_full", "It is full.")
    assert [one["code"] for one in problems.to_json()] == ["disk_full"]
    problems.take("writing_again", "There is room.")
    assert [one["code"] for one in problems.to_json()] == ["disk_low"]
    assert told == ["40 MB left.", "It is full.", "There is room."]
