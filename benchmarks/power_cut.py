"""The power goes while a collector writes: what was acknowledged must be on the disk.

A collector writes to an ext4 on a block device of which every write and flush is known
(logged_disk.py): real SQLite, real file system, real journal. Then the power is cut at
random moments of that session. Everything flushed before is there; of the rest each cut
keeps another part: nothing, some of the writes, or some of their sectors, which is both
what a disk's cache loses and what it reorders. The image is mounted again, the
recording read, checked and held against what had been acknowledged by then.

What it does not show: a disk that lies about its flushes; other file systems. That it
would find a loss is shown with `--synchronous OFF`, by which SQLite asks for no flush.

    python -m benchmarks.power_cut [--n CUTS] [--seed S] [--synchronous FULL|NORMAL|OFF]
"""

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.logged_disk import (
    LoggedDisk,
    ext4_image,
    mounted,
    mounted_image,
    why_not,
)
from samenstemming.errors import RecordingError
from samenstemming.events import Event, Packet, Tick, Wearer
from samenstemming.recording import RecordingWriter, check, open_recording, store
from samenstemming.recording.repair import repair

IMAGE_BYTES = 24 * 2**20

CUTS_EACH = 25
"""Cuts of one session; each at a moment of its own."""

SESSION_S = 2.5

NAME = "talk.samen"


@dataclass
class Tally:
    """What all cuts together showed."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    more: int = 0
    """Rows that were there although nobody had been told so yet."""
    left: Counter[str] = field(default_factory=Counter)
    unclean: list[str] = field(default_factory=list)
    repaired: int = 0

    @property
    def kept_its_promise(self) -> bool:
        """Nothing lost, every file readable."""
        return not (self.lost or self.unclean)


@dataclass(frozen=True, slots=True)
class Ack:
    """A packet that the collector said was on the disk, and when it said so."""

    t_ns: int
    seq: int
    name: int


def collect(path: Path, seed: int, for_s: float, synchronous: str) -> None:
    """The child: packets, a few at a time, closing and going on now and then."""
    chance = random.Random(seed)
    if synchronous != "FULL":
        _sync_less(synchronous)
    writer = RecordingWriter.create(path, {"label": "power"})
    end_s = time.monotonic() + for_s
    number = 0
    while time.monotonic() < end_s:
        writer.put(Tick(t_ns=time.perf_counter_ns())).result()
        for _ in range(chance.randint(1, 80)):
            futures = []
            for _ in range(chance.randint(1, 4)):
                number += 1
                packet = Packet(
                    t_ns=time.perf_counter_ns(),
                    wearer=chance.choice(list(Wearer)),
                    characteristic="heart_rate_measurement",
                    payload=number.to_bytes(4, "big") * chance.randint(1, 60),
                )
                futures.append((number, writer.put(packet)))
            for name, future in futures:
                seq = future.result()
                print(f"{time.monotonic_ns()} {seq} {name}")
        writer.close()
        writer = RecordingWriter.resume(path)
    writer.close()


def _sync_less(synchronous: str) -> None:
    connect = store.connect_live

    def careless(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        return connection

    store.connect_live = careless


def run_session(
    folder: Path, seed: int, synchronous: str
) -> tuple[LoggedDisk, list[Ack], int, int]:
    """A session on a disk of its own: disk, acknowledgements, first and last moment."""
    disk = LoggedDisk(bytearray(ext4_image(folder / "empty.img", IMAGE_BYTES)))
    with mounted(disk, folder) as guest:
        given = (str(guest / NAME), str(seed), str(SESSION_S), synchronous)
        child = subprocess.run(
            [sys.executable, "-m", "benchmarks.power_cut", "--child", *given],
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
            check=True,
        )
        ended_ns = time.monotonic_ns()
    acks = [Ack(*map(int, line.split())) for line in child.stdout.splitlines()]
    first_ns = acks[0].t_ns
    # A tenth of the cuts fall into the making of the file.
    return disk, acks, first_ns - (ended_ns - first_ns) // 10, ended_ns


def cut(
    folder: Path, disk: LoggedDisk, acks: list[Ack], t_ns: int, seed: int, tally: Tally
) -> None:
    """Cut the power at this moment and look at what is left."""
    tally.cuts += 1
    image, left = folder / "cut.img", folder / "left"
    image.write_bytes(disk.after_cut(t_ns, random.Random(seed)))
    left.mkdir()
    try:
        with mounted_image(image, folder) as guest:
            for file in guest.glob(f"{NAME}*"):
                if not file.name.endswith("-shm"):
                    shutil.copyfile(file, left / file.name)
        promised = [ack for ack in acks if ack.t_ns <= t_ns]
        tally.acknowledged += len(promised)
        _judge(left / NAME, promised, f"cut {seed}", tally)
    except subprocess.CalledProcessError as error:
        tally.unclean.append(f"cut {seed}: {error.stderr}")
    finally:
        shutil.rmtree(left)


def _judge(path: Path, promised: list[Ack], where: str, tally: Tally) -> None:
    if not path.exists():
        tally.left["nothing yet"] += 1
        tally.lost += len(promised)
        return
    wal = path.with_name(path.name + "-wal")
    tally.left["a -wal" if wal.exists() and wal.stat().st_size else "one file"] += 1
    try:
        report = check(path)
        if report.ok:
            events = open_recording(path).events()
        else:
            tally.left["said to be damaged: " + report.problems[0].code] += 1
            events = _repaired(path, tally)
        tally.left["a note"] += bool(report.notes)
    except RecordingError as error:
        tally.unclean.append(f"{where}: {error}")
        tally.lost += len(promised)
        return
    kept = [_is_kept(ack, events) for ack in promised]
    tally.lost += kept.count(False)
    tally.more += sum(isinstance(e, Packet) for e in events) - sum(kept)


def _repaired(path: Path, tally: Tally) -> tuple[Event, ...]:
    new = path.with_name("repaired.samen")
    repair(path, new)
    tally.repaired += 1
    return open_recording(new).events()


def _is_kept(ack: Ack, events: tuple[Event, ...]) -> bool:
    if ack.seq > len(events):
        return False
    event = events[ack.seq - 1]
    return isinstance(event, Packet) and int.from_bytes(event.payload[:4]) == ack.name


def run_cuts(folder: Path, cuts: int, seed: int, synchronous: str = "FULL") -> Tally:
    """Cut the power this often; what was kept and what was not."""
    chance = random.Random(seed)
    tally = Tally()
    while tally.cuts < cuts:
        disk, acks, first_ns, last_ns = run_session(
            folder, chance.randrange(2**31), synchronous
        )
        for _ in range(min(CUTS_EACH, cuts - tally.cuts)):
            moment = chance.randint(first_ns, last_ns)
            cut(folder, disk, acks, moment, chance.randrange(2**31), tally)
    return tally


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tally; 0 where the promise was kept, or cannot be tested here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    levels = ("FULL", "NORMAL", "OFF")
    parser.add_argument("--synchronous", choices=levels, default="FULL")
    arguments = parser.parse_args(argv)
    if (why := why_not()) is not None:
        print(why)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        tally = run_cuts(
            Path(folder), arguments.n, arguments.seed, arguments.synchronous
        )
    print(f"power cuts               {tally.cuts}")
    print(f"acknowledged packets     {tally.acknowledged}")
    print(f"  lost                   {tally.lost}")
    print(f"kept though not yet told {tally.more}")
    print(f"what the cut left        {dict(tally.left)}")
    print(f"repaired                 {tally.repaired}")
    print(f"files not readable       {len(tally.unclean)}")
    for line in tally.unclean[:20]:
        print(line)
    return 0 if tally.kept_its_promise else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        collect(Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), sys.argv[5])
        sys.exit(0)
    sys.exit(main())
