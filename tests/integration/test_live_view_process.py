"""`record` as somebody at a terminal, and a program behind a pipe, see it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.events import Marker
from samenstemming.recording.check import check

RECORD = [
    *(sys.executable, "-m", "samenstemming", "record"),
    *("--a", "simulated:2", "--b", "simulated:2", "--speed", "20"),
]

ENGLISH = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm"}


def test_json_is_a_line_a_second_and_how_it_ended(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    done = subprocess.run(
        [*RECORD, "-o", str(path), "--minutes", "0.7", "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=ENGLISH,
        timeout=60,
        check=True,
    )
    *statuses, last = map(json.loads, done.stdout.splitlines())
    assert 2 <= len(statuses) <= 4  # 42 seconds at 20 times their speed
    at_s = [status["clock_s"] for status in statuses]
    assert at_s == sorted(at_s)
    assert at_s[1] - at_s[0] == pytest.approx(20, abs=5)
    assert statuses[1]["wearers"]["a"]["heart_rate_bpm"] > 30
    assert statuses[1]["markers"] == []
    assert last["ended"]["reason"] == "time"
    assert last["ended"]["path"] == str(path)
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_ends_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    with subprocess.Popen(
        [*RECORD, "-o", str(path), "--minutes", "0.7", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENGLISH,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["simulated"] is True
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 0
    assert sam.open_recording(path).duration_s == pytest.approx(42, abs=1.5)


class Person:
    """Somebody at a terminal who sees what is drawn and presses keys."""

    def __init__(self, path: Path) -> None:
        self._side, terminal = os.openpty()
        self._process = subprocess.Popen(
            # A session of its own, whose terminal this is: else it were "background".
            ["setsid", "--ctty", "--wait", *RECORD, "-o", str(path)],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=ENGLISH,
        )
        os.close(terminal)
        self.saw = ""

    def sees(self, text: str) -> None:
        """Look until this has been drawn since the last key."""
        while text not in self.saw:
            drawn = os.read(self._side, 65536)
            self.saw += drawn.decode(errors="replace")

    def presses(self, key: bytes) -> None:
        self.saw = ""
        os.write(self._side, key)

    def ends(self) -> int:
        """Look until nothing is drawn any more; its exit code."""
        try:
            while drawn := os.read(self._side, 65536):
                self.saw += drawn.decode(errors="replace")
        except OSError:  # how Linux says that the other side has closed
            assert "Traceback" not in self.saw
        os.close(self._side)
        return self._process.wait(timeout=30)


linux = pytest.mark.skipif(sys.platform != "linux", reason="setsid is Linux's.")


@linux
def test_a_person_sees_both_hearts_marks_and_stops(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    person = Person(path)
    person.sees(" bpm ")
    person.sees("m sets a marker")
    person.presses(b"m")
    person.sees("markers:")
    person.presses(b"q")
    person.sees("being closed")
    assert person.ends() == 0
    assert "talk.samen is complete" in person.saw
    marks = [e for e in sam.open_recording(path).events() if isinstance(e, Marker)]
    assert [mark.name for mark in marks] == ["marker:mark"]
    assert check(path).ok


@linux
def test_ctrl_c_at_a_terminal_ends_it_cleanly(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    person = Person(path)
    person.sees(" bpm ")
    person.presses(b"\x03")
    assert person.ends() == 130
    assert check(path).ok
