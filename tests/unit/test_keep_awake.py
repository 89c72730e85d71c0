"""The machine stays awake where it says so, and nobody is told so where it does not."""

import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest

from samenstemming.session.keep_awake import (
    CONTINUOUS,
    SYSTEM_REQUIRED,
    KeepAwake,
    start_program,
)

ECHO = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"
REFUSES = "raise SystemExit(1)"


class Programs:
    """Starts a Python of ours instead, and remembers what was asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[Sequence[str]] = []
        self.started: list[subprocess.Popen[str]] = []

    def __call__(self, command: Sequence[str]) -> "subprocess.Popen[str]":
        self.asked.append(command)
        self.started.append(start_program([sys.executable, "-c", self.text]))
        return self.started[-1]


@pytest.mark.parametrize(
    ("platform", "program"), [("linux", "systemd-inhibit"), ("darwin", "caffeinate")]
)
def test_what_answers_holds_it_and_is_let_go(platform: str, program: str) -> None:
    programs = Programs(ECHO)
    awake = KeepAwake(platform=platform, which=lambda name: name, start=programs)
    assert awake.begin()
    (running,) = programs.started
    assert running.poll() is None
    assert programs.asked[0][0] == program
    awake.end()
    assert running.returncode == 0
    awake.end()


def test_a_system_that_refuses_is_not_called_awake() -> None:
    programs = Programs(REFUSES)
    awake = KeepAwake(platform="linux", which=lambda name: name, start=programs)
    assert not awake.begin()
    assert programs.started[0].returncode is not None


def test_where_there_is_no_such_program_nothing_is_started() -> None:
    programs = Programs(ECHO)
    awake = KeepAwake(platform="linux", which=lambda name: None, start=programs)
    assert not awake.begin()
    assert programs.asked == []


def test_a_program_that_cannot_be_started_is_a_no() -> None:
    def fails(command: Sequence[str]) -> "subprocess.Popen[str]":
        raise PermissionError(command)

    awake = KeepAwake(platform="linux", which=lambda name: name, start=fails)
    assert not awake.begin()


def test_beginning_twice_holds_once() -> None:
    programs = Programs(ECHO)
    awake = KeepAwake(platform="darwin", which=lambda name: name, start=programs)
    assert awake.begin()
    assert awake.begin()
    first, second = programs.started
    assert first.poll() == 0
    assert second.poll() is None
    awake.end()


def test_windows_is_asked_and_let_go_in_one_thread() -> None:
    asked: list[tuple[int, int]] = []
    all_said = threading.Event()

    def set_state(flags: int) -> int:
        asked.append((flags, threading.get_ident()))
        if len(asked) == 2:
            all_said.set()
        return 1

    awake = KeepAwake(platform="win32", set_state=set_state)
    assert awake.begin()
    awake.end()
    assert all_said.wait(5)
    assert [flags for flags, _ in asked] == [CONTINUOUS | SYSTEM_REQUIRED, CONTINUOUS]
    assert len({thread for _, thread in asked}) == 1


def test_windows_may_say_no() -> None:
    awake = KeepAwake(platform="win32", set_state=lambda flags: 0)
    assert not awake.begin()
    awake.end()
