"""The demo from its first word to its end: one app, one collector, no orphans."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.recording import read_lease
from samenstemming.recording.check import check

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals.")

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


class Demo:
    """A demo that has said where it is."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stderr is not None
        self.said = ""
        while not (found := ADDRESS.search(self.said)):
            line = process.stderr.readline()
            assert line, self.said
            self.said += line
        self.address = found.group()

    @property
    def recording(self) -> Path:
        found = re.search(r"\S+\.samen", self.said)
        assert found
        return Path(found.group())


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    home = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    options = ["--no-browser", "--speed", "20", "--seed", "4"]
    with subprocess.Popen(
        [sys.executable, "-m", "samenstemming", "demo", *options],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **home},
    ) as process:
        yield Demo(process)
        process.kill()


def test_the_demo_shows_an_app_over_a_growing_recording(demo: Demo) -> None:
    with urllib.request.urlopen(demo.address, timeout=20) as page:
        assert page.status == 200
    status = sam.control(demo.recording).status()
    assert status["straps"] == {"a": "simulated:4", "b": "simulated:4"}
    assert sam.open_recording(demo.recording).meta["simulated"] is True


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)]
)
def test_a_signal_ends_the_app_and_its_collector(
    demo: Demo, number: signal.Signals, code: int
) -> None:
    path = demo.recording
    begun = time.perf_counter()
    demo.process.send_signal(number)
    assert demo.process.wait(20) == code
    assert time.perf_counter() - begun < 10
    assert read_lease(path) is None
    assert check(path).closed
    assert demo.process.stderr is not None
    assert "Traceback" not in demo.process.stderr.read()


def test_a_killed_demo_leaves_no_collector_behind(demo: Demo) -> None:
    path = demo.recording
    demo.process.kill()
    demo.process.wait(20)
    ends = time.monotonic() + 20
    while (lease := read_lease(path)) and lease.alive:
        assert time.monotonic() < ends
    assert check(path).closed
