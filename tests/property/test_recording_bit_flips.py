"""One flipped bit, hundreds of times: every change of content is found."""

import random
import sqlite3
from pathlib import Path

from samenstemming.errors import RecordingError
from samenstemming.recording import check, open_recording, write_recording
from tests.recording_cases import small_session

FLIPS = 300

TABLES = ("meta", "boot", "anchor", "event", "seal")


def content(path: Path) -> object:
    """Everything that SQLite itself makes of the file, or that it makes nothing."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return [connection.execute(f"SELECT * FROM {t}").fetchall() for t in TABLES]
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def check_finds_it(path: Path) -> bool:
    try:
        return not check(path).ok
    except RecordingError:
        return True


def reading_refuses(path: Path) -> bool:
    try:
        open_recording(path)
    except RecordingError:
        return True
    return False


def test_every_change_of_content_is_found(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    session = small_session(120)
    write_recording(path, session)
    good, original = path.read_bytes(), content(path)
    chance = random.Random(5)
    changed, missed, misread = 0, [], []
    for _ in range(FLIPS):
        bit = chance.randrange(len(good) * 8)
        bad = bytearray(good)
        bad[bit // 8] ^= 1 << bit % 8
        path.write_bytes(bad)
        if content(path) != original:
            changed += 1
            if not check_finds_it(path):
                missed.append(bit)
        if not reading_refuses(path) and (
            open_recording(path).events() != session.events()
        ):
            misread.append(bit)
        for leftover in tmp_path.glob("s.samen?*"):
            leftover.unlink()
    assert missed == []
    assert misread == []
    assert changed > FLIPS // 4
