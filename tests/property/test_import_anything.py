"""Whatever a file holds, importing it gives a recording or a sentence."""

from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenstemming.errors import ImportFileError
from samenstemming.events import IMPORTED_BEATS, IMPORTED_RR, Packet, Tick, Wearer
from samenstemming.sources.importers import from_rr, import_files
from samenstemming.wire.imported import decode_beats, decode_rr

CELLS = st.sampled_from(
    [
        "rr",
        "time",
        "t_s",
        "812",
        "805.5",
        "0.8",
        "-3",
        "0",
        "",
        "nan",
        "1e400",
        "1688126297704",
        "1688126297",
        "9" * 25,
        "2024-05-01T10:00:00.5",
        "2024-05-01T10:00:00Z",
        "10:00:00",
        "30-06-23/14:08:59.580",
        "start",
        "é",
    ]
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=8)
SIGNS = st.sampled_from([",", ";", "\t", " "])

anything = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300
)


@anything
@given(data=st.binary(max_size=200))
def test_any_bytes_are_imported_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(data)
    with suppress(ImportFileError):
        import_files(path)


@anything
@given(table=TABLES, other=TABLES, sign=SIGNS)
def test_any_two_tables_are_imported_or_refused(
    tmp_path: Path, table: list[list[str]], other: list[list[str]], sign: str
) -> None:
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text("\n".join(sign.join(row) for row in table))
    b.write_text("\n".join(sign.join(row) for row in other))
    with suppress(ImportFileError):
        recording = import_files(a, b, b_zone="Europe/Amsterdam")
        times = [event.t_ns for event in recording.events()]
        assert times == sorted(times)
        assert times[0] == 0


@anything
@given(table=TABLES, sign=SIGNS)
def test_any_table_of_events_is_taken_or_refused(
    tmp_path: Path, table: list[list[str]], sign: str
) -> None:
    a, events = tmp_path / "a.txt", tmp_path / "events.csv"
    a.write_text("812\n805\n" * 10)
    events.write_text("\n".join(sign.join(row) for row in table))
    with suppress(ImportFileError):
        import_files(a, events=events)


@given(
    rr_ms=st.lists(st.floats(250, 3000), min_size=2, max_size=60),
    start_s=st.floats(-100, 100),
)
def test_from_rr_gives_back_every_interval_to_the_last_bit(
    rr_ms: list[float], start_s: float
) -> None:
    recording = from_rr(rr_ms, start_a_s=start_s)
    back: list[float | None] = []
    for event in recording.events():
        if isinstance(event, Packet):
            assert event.wearer is Wearer.A
            assert event.characteristic in (IMPORTED_BEATS, IMPORTED_RR)
            if event.characteristic == IMPORTED_BEATS:
                back += [rr for _, rr in decode_beats(event.payload)]
            else:
                back += decode_rr(event.payload)
    assert back == rr_ms
    assert isinstance(recording.events()[0], Tick)
