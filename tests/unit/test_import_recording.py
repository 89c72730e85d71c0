"""Imported files as a recording: when the beats were, on which clock, and why."""

import math
from pathlib import Path

import pytest

from samenstemming.errors import ImportFileError, SettingsError
from samenstemming.events import (
    IMPORTED_BEATS,
    IMPORTED_RR,
    Marker,
    Packet,
    Recording,
    Tick,
    Wearer,
)
from samenstemming.sources.importers import from_rr, import_files
from samenstemming.wire.imported import decode_beats, decode_rr


class Folder:
    """A folder that files can be written to in one line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, name: str, text: str) -> Path:
        path = self.path / name
        path.write_text(text)
        return path


@pytest.fixture
def file(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def beats(recording: Recording, wearer: Wearer) -> list[tuple[float, float | None]]:
    return [
        beat
        for event in recording.events()
        if isinstance(event, Packet)
        and event.wearer is wearer
        and event.characteristic == IMPORTED_BEATS
        for beat in decode_beats(event.payload)
    ]


def notifications(
    recording: Recording, wearer: Wearer
) -> list[tuple[float, tuple[float, ...]]]:
    return [
        (event.t_ns / 1e9, decode_rr(event.payload))
        for event in recording.events()
        if isinstance(event, Packet)
        and event.wearer is wearer
        and event.characteristic == IMPORTED_RR
    ]


def ticks(recording: Recording) -> list[Tick]:
    return [event for event in recording.events() if isinstance(event, Tick)]


def decided(recording: Recording, wearer: str) -> dict[str, object]:
    about = recording.meta["import"]
    assert isinstance(about, dict)
    mine = about[wearer]
    assert isinstance(mine, dict)
    return mine


def iso(start_ms: int, rr_ms: list[int], *, own: bool) -> str:
    """A table stamped where each interval ends (own) or begins."""
    rows = ["time,rr"]
    at = start_ms
    for rr in rr_ms:
        at += rr if own else 0
        rows.append(f"2024-05-01T10:{at // 60000:02d}:{at % 60000 / 1000:06.3f},{rr}")
        at += 0 if own else rr
    return "\n".join(rows)


RR = [812, 850, 790, 805, 901, 777, 820, 845]


def test_intervals_without_stamps_are_summed(file: Folder) -> None:
    recording = import_files(file("a.txt", "800\n810\n790\n"))
    assert beats(recording, Wearer.A) == [(0.0, 800.0), (0.81, 810.0), (1.6, 790.0)]
    assert decided(recording, "a")["meaning"] == "sum"


def test_stamps_that_differ_by_their_interval_are_beat_times(file: Folder) -> None:
    recording = import_files(file("a.csv", iso(0, RR, own=True)))
    assert decided(recording, "a")["meaning"] == "interval_ends"
    found = beats(recording, Wearer.A)
    assert found[1] == (0.850, 850.0)
    assert len(found) == len(RR)


def test_stamps_where_an_interval_begins_are_moved_to_its_end(file: Folder) -> None:
    ends = import_files(file("a.csv", iso(0, RR, own=True)))
    begins = import_files(file("b.csv", iso(0, RR, own=False)))
    assert decided(begins, "a")["meaning"] == "interval_begins"
    assert beats(begins, Wearer.A) == beats(ends, Wearer.A)


def test_stamps_that_differ_otherwise_are_arrivals(file: Folder) -> None:
    rows = "1688126297704,919\n1688126298681,1207\n1688126298693,695\n"
    recording = import_files(file("a.csv", f"timestamp,rr\n{rows}"))
    found = notifications(recording, Wearer.A)
    assert [rr for _, rr in found] == [(919.0,), (1207.0, 695.0)]
    assert [t for t, _ in found] == [0.0, pytest.approx(0.977)]
    assert decided(recording, "a")["meaning"] == "arrival"
    assert "arrived" in str(decided(recording, "a")["why"])


def test_ticks_run_from_zero_to_the_end_and_know_utc(file: Folder) -> None:
    rows = "1688126297704,919\n1688126298681,1207\n1688126302693,695\n"
    recording = import_files(file("a.csv", f"timestamp,rr\n{rows}"))
    assert [tick.t_ns for tick in ticks(recording)] == [s * 10**9 for s in range(6)]
    assert ticks(recording)[0].utc_ns == 1_688_126_297_704_000_000
    assert recording.meta["created_utc"] == "2023-06-30T11:58:17Z"


def test_events_are_in_order_and_a_packet_holds_a_second(file: Folder) -> None:
    recording = import_files(file("a.txt", "400\n" * 100))
    times = [event.t_ns for event in recording.events()]
    assert times == sorted(times)
    sizes = [
        len(decode_beats(e.payload))
        for e in recording.events()
        if isinstance(e, Packet)
    ]
    assert set(sizes) <= {2, 3}


def test_rows_out_of_order_are_sorted_and_said(file: Folder) -> None:
    lines = iso(0, RR, own=True).splitlines()
    lines[3], lines[4] = lines[4], lines[3]
    recording = import_files(file("a.csv", "\n".join(lines)))
    assert [rr for _, rr in beats(recording, Wearer.A)] == RR
    assert decided(recording, "a")["notes"] == ["rows out of order in time, sorted: 1"]


def test_rows_written_twice_are_taken_once(file: Folder) -> None:
    lines = iso(0, RR, own=True).splitlines()
    recording = import_files(file("a.csv", "\n".join([*lines, lines[-1]])))
    assert [rr for _, rr in beats(recording, Wearer.A)] == RR
    assert decided(recording, "a")["notes"] == [
        "rows with a beat time already there, passed over: 1"
    ]


def test_a_zone_brings_a_local_clock_to_utc(file: Folder) -> None:
    a = file("a.csv", iso(0, RR, own=True))
    b = file("b.csv", iso(0, RR, own=True).replace("10:", "08:", 8).replace(",", "Z,"))
    text = b.read_text().replace("timeZ,rr", "time,rr")
    recording = import_files(a, file("b.csv", text), a_zone="Europe/Amsterdam")
    assert beats(recording, Wearer.A) == beats(recording, Wearer.B)


def test_local_beside_utc_without_a_zone_is_refused(file: Folder) -> None:
    a = file("a.csv", iso(0, RR, own=True))
    b = file("b.csv", "timestamp,rr\n1714557600000,812\n1714557601000,800\n")
    with pytest.raises(ImportFileError, match="--a-zone Europe/Amsterdam"):
        import_files(a, b)


def test_two_local_clocks_are_one_clock_and_it_is_said(file: Folder) -> None:
    a = file("a.csv", iso(0, RR, own=True))
    b = file("b.csv", iso(500, RR, own=True))
    recording = import_files(a, b)
    assert beats(recording, Wearer.B)[0][0] == pytest.approx(0.5)
    assert "local times without a zone, taken as one clock" in recording.meta["notes"]  # type: ignore[operator]  # a list of sentences


def test_a_start_shifts_a_file(file: Folder) -> None:
    a, b = file("a.txt", "800\n" * 60), file("b.txt", "800\n" * 60)
    recording = import_files(a, b, b_start=2.5)
    assert beats(recording, Wearer.B)[0][0] == pytest.approx(2.5)


def test_a_file_without_a_clock_begins_with_the_other(file: Folder) -> None:
    a = file("a.csv", iso(0, RR, own=True))
    b = file("b.txt", "400\n" * 10)
    recording = import_files(a, b, b_start=1.0)
    assert beats(recording, Wearer.B)[0][0] == pytest.approx(1.4)
    assert "B has no clock" in str(recording.meta["notes"])


def test_files_that_never_meet_are_refused_with_a_hint(file: Folder) -> None:
    a = file("a.csv", iso(0, RR, own=True))
    b = file("b.csv", iso(0, RR, own=True).replace("T10:", "T12:"))
    with pytest.raises(ImportFileError, match=r"do not overlap.*clocks 2 h apart"):
        import_files(a, b)


def test_files_of_different_days_are_refused(file: Folder) -> None:
    a = file("a.csv", iso(0, RR, own=True))
    b = file("b.csv", iso(0, RR, own=True).replace("2024-05-01", "2024-06-09"))
    with pytest.raises(ImportFileError, match=r"do not overlap.*Are they of one"):
        import_files(a, b)


def test_files_of_unequal_length_are_taken_and_it_is_said(file: Folder) -> None:
    a, b = file("a.txt", "800\n" * 100), file("b.txt", "800\n" * 50)
    recording = import_files(a, b)
    notes = recording.meta["notes"]
    assert isinstance(notes, list)
    assert "unequal lengths: A 79 s, B 39 s, both 39 s" in notes


def test_one_wearer_alone_is_fine(file: Folder) -> None:
    recording = import_files(None, file("b.txt", "800\n" * 10))
    assert recording.wearers == (Wearer.B,)


def test_nothing_to_import_is_refused() -> None:
    with pytest.raises(ImportFileError, match="nothing to import"):
        import_files(None, None)


def test_a_year_between_two_rows_is_a_wrong_clock(file: Folder) -> None:
    rows = "2024-05-01T10:00:00Z,800\n2025-05-01T10:00:00Z,810\n"
    with pytest.raises(ImportFileError, match=r"span 365\.0 days"):
        import_files(file("a.csv", f"time,rr\n{rows}"))


def test_no_file_name_enters_the_recording(file: Folder) -> None:
    recording = import_files(file("jansen-and-devries.txt", "800\n" * 10))
    assert "jansen" not in str(recording.meta)
    assert decided(recording, "a")["suffix"] == ".txt"


def test_consent_is_kept_for_each_wearer(file: Folder) -> None:
    a, b = file("a.txt", "800\n" * 20), file("b.txt", "800\n" * 20)
    recording = import_files(a, b, consent=["research_export", "record"])
    scopes = ["record", "research_export"]
    assert recording.meta["consent"] == {"a": scopes, "b": scopes}


def test_an_unknown_consent_is_refused(file: Folder) -> None:
    with pytest.raises(SettingsError, match="No consent scope is called 'all'"):
        import_files(file("a.txt", "800\n"), consent=["all"])


def test_events_of_a_clock_become_steps(file: Folder) -> None:
    a = file("a.csv", iso(0, RR * 20, own=True))
    events = file(
        "events.csv",
        "timestamp,conditions,datapoint\n"
        "10:00:10,sitting,start\n10:00:40,sitting,end\n"
        "10:01:00,paced breathing,start\n10:01:30,paced breathing,end\n"
        "11:00:00,later,start\n11:00:10,later,end\n",
    )
    recording = import_files(a, events=events)
    markers = [e for e in recording.events() if isinstance(e, Marker)]
    zero_s = 0.812
    assert [(m.name, m.data["id"]) for m in markers] == [
        ("step_begin", "sitting"),
        ("step_end", "sitting"),
        ("step_begin", "paced breathing"),
        ("step_end", "paced breathing"),
    ]
    assert markers[0].t_ns / 1e9 == pytest.approx(10 - zero_s)
    assert [m.data["instructed"] for m in markers] == [False, False, True, True]
    assert recording.meta["notes"] == ["events outside the recording, left out: later"]


def test_events_in_seconds_become_steps(file: Folder) -> None:
    events = file("events.csv", "start_s,end_s,label\n1,5,talk\n5,9.5,rest\n")
    recording = import_files(file("a.txt", "800\n" * 20), events=events)
    markers = [e for e in recording.events() if isinstance(e, Marker)]
    assert [m.t_ns / 1e9 for m in markers] == [1.0, 5.0, 5.0, 9.5]
    assert {m.source for m in markers} == {"import"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("timestamp,conditions,datapoint\n", "holds no events"),
        ("a,b\n1,2\n", "is no table of events"),
        ("timestamp,condition,datapoint\n10:00:00,x,end\n", "line 2.*without having"),
        ("timestamp,condition,datapoint\n10:00:00,x,start\n", "starts and never ends"),
        ("timestamp,condition,datapoint\n10:00:00,x,middle\n", "neither start nor end"),
        (
            "timestamp,condition,datapoint\n10:00:00,x,start\n10:00:01,x,start\n",
            "starts again before it ended",
        ),
        ("timestamp,condition,datapoint\n10:00:00,x\n", "line 2 has 2 columns"),
        ("start_s,end_s,label\n5,4,x\n", "line 2: 'x' ends before it begins"),
        ("start_s,end_s\n5,6\n", "no column called label"),
    ],
)
def test_events_that_make_no_sense_are_refused(
    file: Folder, text: str, sentence: str
) -> None:
    a = file("a.csv", iso(0, RR, own=True))
    with pytest.raises(ImportFileError, match=sentence):
        import_files(a, events=file("events.csv", text))


def test_events_of_a_clock_beside_intervals_without_one_are_refused(
    file: Folder,
) -> None:
    events = file(
        "e.csv", "timestamp,condition,datapoint\n10:00:00,x,start\n10:00:09,x,end\n"
    )
    with pytest.raises(ImportFileError, match="intervals have none"):
        import_files(file("a.txt", "800\n" * 20), events=events)


def test_from_rr_keeps_every_value_and_begins_where_it_is_told() -> None:
    rr_a = [888.9554896142433, 812.1, *[800.0] * 20]
    recording = from_rr(rr_a, [800.0, 810.0], start_b_s=10.0)
    assert [rr for _, rr in beats(recording, Wearer.A)] == rr_a
    assert beats(recording, Wearer.B)[0][0] == pytest.approx(10.8)
    assert ticks(recording)[0].t_ns == 0


def test_from_rr_of_one_wearer_has_one_wearer() -> None:
    assert from_rr([800.0, 810.0]).wearers == (Wearer.A,)


def test_from_rr_with_a_negative_start_begins_there() -> None:
    recording = from_rr([800.0] * 20, [800.0] * 20, start_b_s=-5.0)
    assert beats(recording, Wearer.B)[0][0] == pytest.approx(0.8)
    assert beats(recording, Wearer.A)[0][0] == pytest.approx(5.8)


@pytest.mark.parametrize(
    ("rr_ms", "sentence"),
    [
        ([], "There is none among the intervals of wearer A"),
        ([0.8, 0.9], "look like seconds"),
        ([800.0, -1.0], "Number 2 of the intervals of wearer A is -1"),
        ([800.0, math.nan], "Number 2 of the intervals of wearer A is nan"),
    ],
)
def test_from_rr_refuses_what_is_no_interval(rr_ms: list[float], sentence: str) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        from_rr(rr_ms)


@pytest.mark.parametrize("start_s", [math.nan, math.inf, 1e12])
def test_a_start_that_is_no_number_of_seconds_is_refused(start_s: float) -> None:
    with pytest.raises(ImportFileError, match="The start of wearer A"):
        from_rr([800.0, 810.0], start_a_s=start_s)


def test_from_rr_that_never_meet_are_refused() -> None:
    with pytest.raises(ImportFileError, match="do not overlap"):
        from_rr([800.0] * 10, [800.0] * 10, start_b_s=100.0)
