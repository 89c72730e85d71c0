"""A disk that is really full: a file system of 2 MB, and a limit on file size."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import pytest

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import (
    RecordingWriter,
    check,
    open_recording,
    tail,
    write_recording,
    writer,
)
from tests.recording_cases import HandClock, packet, small_session

SOON_S = 20.0

UNDER_A_LIMIT = """
import resource, sys
from samenstemming.recording import RecordingWriter
from tests.recording_cases import HandClock, packet

clock = HandClock()
live = RecordingWriter.create(sys.argv[1], {}, clock=clock)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
futures = [live.put(clock.tick())]
while live.problems.empty():
    futures.append(live.put(packet(clock.run(1), payload=bytes(2000))))
    if len(futures) % 20 == 0 and live.problems.empty():
        try:
            futures[-1].result(0.2)
        except TimeoutError:
            break
problem = live.problems.get(timeout=20)
assert problem.code == "disk_full", problem
waiting = sum(not future.done() for future in futures)
assert waiting, "nothing waits for room"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
assert [f.result(20) for f in futures] == list(range(1, len(futures) + 1))
assert live.problems.get(timeout=20).code == "writing_again"
live.close()
print(len(futures))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on file size")
def test_packets_wait_in_memory_until_there_is_room_again(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    child = subprocess.run(
        [sys.executable, "-W", "error", "-c", UNDER_A_LIMIT, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    report = check(path)
    assert report.ok
    assert report.closed
    assert len(open_recording(path).events()) == int(child.stdout)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    mounted = False
    with suppress(OSError):
        mounted = (
            subprocess.run(mount, capture_output=True, check=False).returncode == 0
        )
    if not mounted:
        pytest.skip("Only root on Linux may mount a small disk; the limit test stands.")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill_up(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            if file.write(bytes(4096)) < 4096:
                break
    return filler


def until_full(live: RecordingWriter, clock: HandClock) -> list[Future[int]]:
    """Packets until the writer says that the disk is full."""
    futures = []
    while live.problems.empty():
        futures.append(live.put(packet(clock.run(1), payload=bytes(2000))))
        with suppress(TimeoutError):
            futures[-1].result(0.1)
    problem = live.problems.get(timeout=SOON_S)
    assert problem.code == "disk_full"
    assert "kept in memory" in problem.sentence
    return futures


def test_a_full_disk_keeps_packets_and_goes_on(small_disk: Path) -> None:
    path, clock = small_disk / "s.samen", HandClock()
    live = RecordingWriter.create(path, {}, clock=clock)
    following = tail(path)
    first = live.put(clock.tick())
    first.result(SOON_S)
    filler = fill_up(small_disk)
    futures = [first, *until_full(live, clock)]
    futures += [live.put(packet(clock.run(1))) for _ in range(50)]
    assert not futures[-1].done()
    readable = len(following.poll())
    assert readable == sum(future.done() for future in futures)
    filler.unlink()
    assert [f.result(SOON_S) for f in futures] == list(range(1, len(futures) + 1))
    assert live.problems.get(timeout=SOON_S).code == "writing_again"
    live.close()
    assert check(path).ok
    assert readable + len(following.poll()) == len(futures)


def test_closing_on_a_full_disk_says_what_is_missing(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "CLOSE_PATIENCE_S", 0.3)
    path, clock = small_disk / "s.samen", HandClock()
    live = RecordingWriter.create(path, {}, clock=clock)
    live.put(clock.tick()).result(SOON_S)
    filler = fill_up(small_disk)
    futures = until_full(live, clock)
    with pytest.raises(RecordingError, match="disk is full") as caught:
        live.close()
    assert caught.value.problem is RecordingProblem.FULL
    assert str(sum(f.exception() is not None for f in futures)) in str(caught.value)
    kept = 1 + sum(future.exception() is None for future in futures)
    assert len(open_recording(path).events()) == kept
    filler.unlink()
    report = check(path)
    assert report.ok
    assert report.finalised
    assert len(open_recording(path).events()) == kept


def test_nothing_half_is_left_where_a_whole_recording_does_not_fit(
    small_disk: Path,
) -> None:
    filler = fill_up(small_disk)
    path = small_disk / "s.samen"
    with pytest.raises(RecordingError, match="full") as caught:
        write_recording(path, small_session())
    assert caught.value.problem is RecordingProblem.FULL
    with pytest.raises(RecordingError, match="full") as caught:
        RecordingWriter.create(path, {}, lease_extra={"token": "t"})
    assert caught.value.problem is RecordingProblem.FULL
    assert list(small_disk.iterdir()) == [filler]
