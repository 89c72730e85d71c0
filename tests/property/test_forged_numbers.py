"""A number that flipped or was forged decides no loop and no size.

The last seal says how many rows there should be, an event and a row of `boot` say
their own numbers, and whoever can write the file can write a CRC as well. A number
that no file of this size can hold is damage; looking for as many rows as it says took
for ever, or all memory.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenstemming.errors import RecordingError
from samenstemming.recording import check, rows, write_recording
from samenstemming.recording.repair import repair
from tests.recording_cases import small_session

N_ROWS = 302
LARGEST = (1 << 63) - 1

numbers = st.one_of(
    st.integers(min_value=N_ROWS + 1, max_value=LARGEST),
    st.integers(min_value=0, max_value=62).map(lambda bit: N_ROWS | 1 << bit),
).filter(lambda number: number > N_ROWS)

Forgery = Callable[[sqlite3.Connection, int], None]


def seal(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(
        "UPDATE seal SET seq = ? WHERE seal = (SELECT max(seal) FROM seal)", (number,)
    )


def number_of_a_seal(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(
        "UPDATE seal SET seal = ?1, seq = ?1 WHERE seal = (SELECT max(seal) FROM seal)",
        (number,),
    )


def event(connection: sqlite3.Connection, number: int) -> None:
    row = connection.execute("SELECT * FROM event WHERE seq = 300").fetchone()
    content = rows.Content(*row[2:7])
    crc = crc32(rows.event_bytes(number, row[1], content))
    connection.execute(
        "UPDATE event SET seq = ?, crc = ? WHERE seq = 300", (number, crc)
    )


def boot_of_an_event(connection: sqlite3.Connection, number: int) -> None:
    row = connection.execute("SELECT * FROM event WHERE seq = 300").fetchone()
    crc = crc32(rows.event_bytes(300, number, rows.Content(*row[2:7])))
    connection.execute(
        "UPDATE event SET boot = ?, crc = ? WHERE seq = 300", (number, crc)
    )


def boot(connection: sqlite3.Connection, number: int) -> None:
    row = connection.execute("SELECT * FROM boot").fetchone()
    values = (number, *row[1:-1])
    connection.execute(
        "UPDATE boot SET boot = ?, crc = ?", (number, rows.side_crc(values))
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("forged") / "whole.samen"
    write_recording(path, small_session(100))
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute(query).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()
    return path


@pytest.mark.parametrize(
    "forge", [seal, number_of_a_seal, event, boot_of_an_event, boot]
)
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(number=numbers)
def test_a_forged_number_is_damage_and_asks_for_nothing(
    whole: Path, forge: Forgery, number: int
) -> None:
    path, new = whole.with_name("s.samen"), whole.with_name("new.samen")
    shutil.copyfile(whole, path)
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        forge(connection, number)
        connection.commit()
    most = path.stat().st_size // 16
    report = check(path, finish=False)
    assert not report.ok
    assert all(len(problem.seqs) <= most for problem in report.problems)
    try:
        found = repair(path, new)
    except RecordingError:
        assert not new.exists()
        return
    assert found is not None
    assert found.rows_kept + found.rows_lost <= most
    assert check(new).ok
