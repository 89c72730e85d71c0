"""docs/read-a-recording.sql is a reader without a line of ours: it sees what we see."""

import json
import sqlite3
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.events import Event, Marker, Packet
from samenstemming.recording import RecordingWriter, open_recording, write_recording
from samenstemming.wire import heart_rate
from tests.recording_cases import SECOND, HandClock, packet, small_session

ROOT = Path(__file__).parents[2]
SQL = (ROOT / "docs" / "read-a-recording.sql").read_text("utf-8")


def read(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.executescript(SQL)
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def times_ns(path: Path) -> list[object]:
    return [t_ns for (t_ns,) in read(path, "SELECT t_ns FROM event_time ORDER BY seq")]


@pytest.mark.parametrize(
    "name",
    [
        "recordings/simulated-together.samen",
        "recordings/simulated-faults.samen",
        "tests/golden/format-1.samen",
    ],
)
def test_sql_reads_the_times_intervals_and_markers_that_we_read(name: str) -> None:
    events = open_recording(ROOT / name).events()
    assert times_ns(ROOT / name) == [event.t_ns for event in events]
    assert read(
        ROOT / name, "SELECT wearer, t_s, rr_ms FROM rr ORDER BY seq, place"
    ) == [beat for event in events for beat in beats(event)]
    assert [
        (name, wearer, source, note, json.loads(str(data)))
        for name, wearer, source, note, data in read(
            ROOT / name,
            "SELECT name, wearer, source, note, data FROM marker ORDER BY seq",
        )
    ] == [
        (e.name, e.wearer, e.source, e.note, dict(e.data))
        for e in events
        if isinstance(e, Marker)
    ]


def beats(event: Event) -> list[tuple[str, float, float]]:
    if (
        not isinstance(event, Packet)
        or event.characteristic != "heart_rate_measurement"
    ):
        return []
    try:
        measured = heart_rate.decode(event.payload)
    except sam.MalformedPacketError:
        return []
    return [
        (event.wearer.value, event.t_ns / 1e9, ticks * 1000 / 1024)
        for ticks in measured.rr_ticks
    ]


def test_sql_reads_every_shape_of_packet(tmp_path: Path) -> None:
    payloads = [
        "00 3c",
        "01 2c 01",
        "06 48",
        "04 48",
        "10 3c 00 04",
        "19 2c 01 05 00 00 04 ff ff",
        "16 3c 00 04 01 04 02 04",
        "10 3c 00 04 01",
        "01 3c",
        "",
        "10",
    ]
    path = tmp_path / "shapes.samen"
    events = [
        packet(n * SECOND, payload=bytes.fromhex(p)) for n, p in enumerate(payloads)
    ]
    write_recording(path, sam.Recording.of(events, meta={"label": "shapes"}))
    columns = "seq, heart_rate_bpm, contact"
    seen = {row[0]: row[1:] for row in read(path, f"SELECT {columns} FROM heart_rate")}
    for seq, event in enumerate(events, 1):
        try:
            measured = heart_rate.decode(event.payload)
        except sam.MalformedPacketError:
            continue
        assert seen[seq] == (measured.heart_rate_bpm, measured.contact)
    assert read(path, "SELECT wearer, t_s, rr_ms FROM rr") == [
        beat for event in events for beat in beats(event)
    ]


@pytest.mark.parametrize("away", ["resumed", "host restarted", "no anchor moved"])
def test_sql_joins_runs_and_puts_sleep_in_as_we_do(tmp_path: Path, away: str) -> None:
    path, clock = tmp_path / "s.samen", HandClock()
    with RecordingWriter.create(path, {"label": "sql"}, clock=clock) as live:
        live.put(clock.tick()).result(5)
        clock.run(12)
        live.put(clock.tick()).result(5)
        clock.sleep_through(600)
        clock.run(1)
        live.put(packet(clock.run(1))).result(5)
        live.put(clock.tick()).result(5)
    if away == "host restarted":
        clock = HandClock(monotonic_s=3.0, boottime_s=3.0)
        clock.step_wall_clock(4000)
    elif away == "resumed":
        clock.run(90)
    with RecordingWriter.resume(path, clock=clock) as live:
        live.put(clock.tick()).result(5)
        live.put(packet(clock.run(1))).result(5)
    ours = [event.t_ns for event in open_recording(path).events()]
    assert times_ns(path) == ours
    assert ours[-1] > 600 * SECOND


def test_the_page_names_the_sql_and_the_small_session_is_read(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "recording-format.md").read_text("utf-8")
    assert "read-a-recording.sql" in page
    path = tmp_path / "small.samen"
    write_recording(path, small_session())
    assert times_ns(path) == [e.t_ns for e in small_session().events()]
