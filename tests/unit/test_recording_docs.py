"""docs/recording-format.md is enough to read a file: this reads one by it alone."""

import hashlib
import json
import re
import sqlite3
from pathlib import Path
from zlib import crc32

from samenstemming.recording import open_recording, write_recording
from samenstemming.recording.store import APPLICATION_ID, FORMAT, schema
from tests.recording_cases import small_session

PAGE = Path(__file__).parents[2] / "docs" / "recording-format.md"


def test_every_table_and_column_is_explained() -> None:
    page = PAGE.read_text("utf-8")
    assert f"0x{APPLICATION_ID:08x}" in page
    assert f"the format, {FORMAT} " in page
    for table, body in re.findall(
        r"CREATE TABLE (\w+) \((.*?)\) STRICT", schema(), re.S
    ):
        assert f"**{table}**" in page
        columns = set(re.findall(r"^ {2}(\w+) ", body, re.M)) - {table}
        missing = {column for column in columns if f"`{column}`" not in page}
        assert not missing, table


def test_a_file_can_be_read_and_verified_by_that_page_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    write_recording(path, small_session())
    connection = sqlite3.connect(path)
    events = connection.execute("SELECT * FROM event ORDER BY seq").fetchall()
    signed = []
    for seq, boot, t_ns, kind, wearer, topic, payload, crc in events:
        head = f"{seq} {boot} {t_ns} {kind} {wearer or '-'} {len(topic)} {topic} "
        signed.append(head.encode("utf-8") + payload)
        assert crc32(signed[-1]) == crc
    link, done = bytes(32), 0
    for seq, sealed in connection.execute("SELECT seq, head FROM seal ORDER BY seal"):
        link = hashlib.sha256(link + b"".join(signed[done:seq])).digest()
        assert link == sealed
        done = seq
    assert done == len(events)
    assert open_recording(path).chain == link.hex()
    rest = hashlib.sha256()
    for table, order in (("meta", "key"), ("boot", "boot"), ("anchor", "anchor")):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
            rest.update(json.dumps([table, *row], separators=(",", ":")).encode())
            rest.update(b"\n")
            signed_row = json.dumps(row[:-1], separators=(",", ":")).encode()
            assert crc32(signed_row) == row[-1]
    found = connection.execute("SELECT rest FROM seal ORDER BY seal DESC").fetchone()
    assert found == (rest.digest(),)
    connection.close()


def test_a_file_of_format_1_stays_readable_for_ever() -> None:
    recording = open_recording(PAGE.parents[1] / "tests" / "golden" / "format-1.samen")
    assert recording.meta["format"] == 1
    assert recording.events() == small_session(20).events()
    assert recording.chain == (
        "a6f16ada5d17ef3c91cdca1360a502748fff7e0ea66f34a03af9130c3afa765a"
    )
