"""Disks and people that get in a collector's way: nothing acknowledged is ever lost.

full        a disk of 2 MB fills up at a random moment and has room again later; or the
            recording is closed while it is full
gone        the file is deleted, moved, or replaced by another one; or its whole folder
read-only   the folder takes no new file any more: before, and during, a recording
two         several collectors want one file in the same instant; one comes later

Each packet that was acknowledged must be in the file that the writer names at the end,
every file must check clean, and whatever is refused is refused in one sentence.

    python -m benchmarks.hard_disk [--n TRIALS OF EACH] [--seed S]
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from samenstemming.errors import RecordingError
from samenstemming.events import Event, Packet, Tick, Wearer
from samenstemming.recording import (
    RecordingWriter,
    check,
    open_recording,
    write_recording,
    writer,
)

SOON_S = 30.0

SMALL_DISK = 2 * 2**20


@dataclass
class Tally:
    """What all trials of one kind showed."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    said: Counter[str] = field(default_factory=Counter)
    """Codes of troubles that the writer told, and kinds of refusals."""
    odd: list[str] = field(default_factory=list)

    @property
    def kept_its_promise(self) -> bool:
        """Nothing lost, nothing odd."""
        return not (self.lost or self.odd)

    def refused(self, error: RecordingError) -> None:
        """A refusal: one or two sentences, on one line."""
        self.said[f"refused: {error.problem.value}"] += 1
        if "\n" in str(error) or not str(error).endswith("."):
            self.odd.append(f"not a sentence: {error}")


class Session:
    """A recording that is being made, and what was promised of it."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.writer = RecordingWriter.create(path, {"label": "hard"})
        self._chance = chance
        self._futures: list[tuple[int, Future[int]]] = []
        self.put()

    def put(self, packets: int = 1, size: int = 200) -> None:
        """Hand in packets; nobody waits for them."""
        for _ in range(packets):
            number = len(self._futures) + 1
            self._futures.append((number, self.writer.put(_event(number, size))))

    def wait(self) -> None:
        """Until all that was handed in is on the disk."""
        for _, future in self._futures:
            future.result(SOON_S)

    def until_said(self, code: str) -> None:
        """Until the writer tells this trouble; others before it are counted, too."""
        while self.writer.problems.get(timeout=SOON_S).code != code:
            pass

    def promised(self) -> dict[int, int]:
        """The number in the file of each packet that was acknowledged."""
        return {
            future.result(): number
            for number, future in self._futures
            if future.done() and future.exception() is None
        }

    def judge(self, tally: Tally, *, at: Path | None = None) -> None:
        """Hold the file against what was promised."""
        path, promised = at or self.writer.path, self.promised()
        tally.trials += 1
        tally.acknowledged += len(promised)
        try:
            report = check(path)
            events = open_recording(path).events()
        except RecordingError as error:
            tally.lost += len(promised)
            tally.odd.append(str(error))
            return
        if not report.ok or not report.closed:
            tally.odd.append(report.summary)
        for seq, number in promised.items():
            kept = seq <= len(events) and _is(events[seq - 1], number)
            tally.lost += not kept


def _event(number: int, size: int) -> Event:
    if number == 1:
        return Tick(t_ns=time.perf_counter_ns())
    return Packet(
        t_ns=time.perf_counter_ns(),
        wearer=list(Wearer)[number % 2],
        characteristic="heart_rate_measurement",
        payload=number.to_bytes(4, "big").ljust(size, b"\1"),
    )


def _is(event: Event, number: int) -> bool:
    if isinstance(event, Tick):
        return number == 1
    return isinstance(event, Packet) and int.from_bytes(event.payload[:4]) == number


def full(folder: Path, chance: random.Random, tally: Tally) -> None:
    """The disk fills up; it gets room again, or the recording is closed before."""
    path = folder / "s.samen"
    session = Session(path, chance)
    session.put(chance.randint(0, 60))
    if chance.random() < 0.5:
        session.wait()
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)) == 4096:
            pass
    # A log that was used before has room of its own: packets until it is full, too.
    while session.writer.problems.empty():
        session.put(10, size=1500)
        with suppress(TimeoutError):
            session._futures[-1][1].result(0.05)
    session.until_said("disk_full")
    tally.said["disk_full"] += 1
    session.put(chance.randint(0, 40))
    closed_full = chance.random() < 0.5
    if closed_full:
        try:
            session.writer.close()
        except RecordingError as error:
            tally.refused(error)
    filler.unlink()
    if not closed_full:
        session.wait()
        session.until_said("writing_again")
        tally.said["writing_again"] += 1
        session.writer.close()
    session.judge(tally)


def gone(folder: Path, chance: random.Random, tally: Tally) -> None:
    """The file, or the folder that it is in, is not there any more."""
    inner = folder / "inner"
    inner.mkdir()
    path = inner / "s.samen"
    session = Session(path, chance)
    session.put(chance.randint(0, 60))
    if chance.random() < 0.5:
        session.wait()
    how = chance.choice(("deleted", "moved", "replaced", "folder moved"))
    moved = folder / "moved.samen"
    match how:
        case "deleted":
            path.unlink()
        case "moved":
            path.rename(moved)
        case "replaced":
            shutil.copyfile(path, moved)
            moved.replace(path)
        case _:
            inner.rename(folder / "elsewhere")
    session.put(chance.randint(0, 60))
    session.until_said("file_moved")
    tally.said[f"file_moved ({how})"] += 1
    session.put(chance.randint(0, 20))
    session.wait()
    session.writer.close()
    session.judge(tally)
    if folder not in session.writer.path.parents:
        session.writer.path.unlink()  # among the user's recordings, in a folder of ours


def read_only(folder: Path, chance: random.Random, tally: Tally) -> None:
    """The folder takes no new file: from the beginning, or in the middle."""
    session = Session(folder / "s.samen", chance)
    session.put(chance.randint(0, 30))
    folder.chmod(0o555)
    try:
        for begin in (RecordingWriter.create, RecordingWriter.resume, write_recording):
            try:
                _begin(begin, folder, chance)
                tally.odd.append(f"{begin} wrote into a folder that is read-only")
            except RecordingError as error:
                tally.refused(error)
        session.put(chance.randint(0, 30))
        session.wait()
        with suppress(RecordingError):
            session.writer.close()
        while not session.writer.problems.empty():
            tally.said[session.writer.problems.get().code] += 1
        readable = len(open_recording(session.writer.path).events())
        tally.lost += readable < len(session.promised())
    finally:
        folder.chmod(0o755)
    session.judge(tally)


def _begin(begin: Callable[..., object], folder: Path, chance: random.Random) -> None:
    if begin == write_recording:
        write_recording(folder / "new.samen", open_recording(folder / "s.samen"))
    elif begin == RecordingWriter.resume:
        begin(folder / "s.samen")
    else:
        begin(folder / f"new-{chance.randrange(10**6)}.samen", {})


def two(folder: Path, chance: random.Random, tally: Tally) -> None:
    """Four collectors begin one file in the same instant; a fifth comes later."""
    path = folder / "s.samen"
    begun: list[Session] = []
    together = threading.Barrier(4)

    def begin() -> None:
        together.wait()
        try:
            begun.append(Session(path, chance))
        except RecordingError as error:
            tally.refused(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(begun) != 1:
        tally.odd.append(f"{len(begun)} of 4 collectors began one file")
        return
    (session,) = begun
    session.put(chance.randint(0, 60))
    for late in (RecordingWriter.resume, partial(RecordingWriter.create, meta={})):
        try:
            late(path)
            tally.odd.append("a second collector was let in")
        except RecordingError as error:
            tally.refused(error)
    session.put(chance.randint(0, 60))
    session.wait()
    session.writer.close()
    session.judge(tally)


Trial = Callable[[Path, random.Random, Tally], None]

KINDS: dict[str, Trial] = {
    "full": full,
    "gone": gone,
    "read-only": read_only,
    "two": two,
}


def run_trials(folder: Path, kind: str, trials: int, seed: int) -> Tally:
    """So many trials of one kind, in folders of their own."""
    chance = random.Random(seed)
    tally = Tally()
    for number in range(trials):
        one = folder / f"{kind}-{number}"
        one.mkdir()
        KINDS[kind](one, chance, tally)
        shutil.rmtree(one)
    return tally


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of 2 MB; None where this user may not mount one."""
    disk = folder / "small"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(disk)]
    done = False
    with suppress(OSError):
        done = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield disk if done else None
    finally:
        if done:
            subprocess.run(["umount", str(disk)], check=True)


@contextmanager
def ordinary_user(folder: Path) -> Iterator[None]:
    """Somebody whom permissions bind, whoever runs this."""
    if os.geteuid() != 0:
        yield
        return
    folder.chmod(0o777)
    with RecordingWriter.create(folder / "first.samen", {}):
        pass  # what is imported at first use may lie where only root reads
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def run_kind(kind: str, trials: int, seed: int) -> Tally | None:
    """The trials of one kind where they belong; None where they cannot be had here."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # What is saved from a folder that is gone goes among the user's recordings.
        os.environ["XDG_DATA_HOME"] = str(folder / "home")
        if kind == "full":
            writer.CLOSE_PATIENCE_S = 0.3
            with small_disk(folder) as disk:
                return None if disk is None else run_trials(disk, kind, trials, seed)
        if kind == "read-only":
            with ordinary_user(folder):
                return run_trials(folder, kind, trials, seed)
        return run_trials(folder, kind, trials, seed)


def main(argv: Sequence[str] | None = None) -> int:
    """Print each tally; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS, nargs="+", default=list(KINDS))
    arguments = parser.parse_args(argv)
    kept = True
    for kind in arguments.only:
        tally = run_kind(kind, arguments.n, arguments.seed)
        if tally is None:
            print(f"{kind:10} skipped: only root on Linux may mount a small disk")
            continue
        kept &= tally.kept_its_promise
        print(
            f"{kind:10} {tally.trials} trials, {tally.acknowledged} acknowledged, "
            f"{tally.lost} lost; {dict(tally.said)}"
        )
        for line in tally.odd[:10]:
            print(f"  {line}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
