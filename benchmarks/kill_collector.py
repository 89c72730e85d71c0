"""A collector is killed at random moments while a reader follows its file.

The promise: an acknowledged packet is never lost, a reader never sees an error, and
what is left opens and checks clean. The child begins a recording, adds packets,
closes it, goes on with it, and so on until SIGKILL, so that kills also fall into
creating, sealing, closing and resuming. It prints a `seq` only after its
acknowledgement; what it printed is what must be there.

    python -m benchmarks.kill_collector [--n KILLS] [--seed S]
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import Event, Packet, Tick, Wearer
from samenstemming.recording import (
    RecordingWriter,
    Tail,
    check,
    open_recording,
    read_lease,
    tail,
)

LONGEST_S = 0.6
"""A trial's collector lives at most this long after its first sign of life."""


@dataclass
class Tally:
    """What all trials together showed."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    reader_errors: list[str] = field(default_factory=list)
    unclean: list[str] = field(default_factory=list)
    polls: int = 0
    left: Counter[str] = field(default_factory=Counter)

    @property
    def kept_its_promise(self) -> bool:
        """Nothing lost, no reader error, every file clean."""
        return not (self.lost or self.reader_errors or self.unclean)


def collect_until_killed(path: Path, seed: int) -> None:
    """The child: packets as fast as they are acknowledged, a few at a time."""
    chance = random.Random(seed)
    print("alive", flush=True)
    writer = RecordingWriter.create(path, {"label": "kill"})
    number = 0
    while True:
        writer.put(Tick(t_ns=time.perf_counter_ns())).result()
        for _ in range(chance.randint(1, 60)):
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
                print(f"{future.result()} {name}", flush=True)
        writer.close()
        writer = RecordingWriter.resume(path)


def run_trial(folder: Path, number: int, chance: random.Random, tally: Tally) -> None:
    """Kill one collector and look at what it left."""
    path = folder / f"trial-{number}.samen"
    acks = folder / f"trial-{number}.acks"
    with acks.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, __file__, "--child", str(path), str(number)], stdout=out
        )
    try:
        seen = _follow_until(child, path, acks, chance, tally)
    finally:
        child.kill()
        child.wait()
    said = acks.read_text("ascii")
    # The last line may be half a line: then it was never acknowledged.
    lines = [line.split() for line in said[: said.rfind("\n") + 1].splitlines()]
    promised = {int(seq): int(name) for seq, name in lines[1:]}
    tally.trials += 1
    tally.acknowledged += len(promised)
    _judge(path, promised, seen, tally)


def _follow_until(
    child: subprocess.Popen[bytes],
    path: Path,
    acks: Path,
    chance: random.Random,
    tally: Tally,
) -> dict[int, Event]:
    seen: dict[int, Event] = {}
    following: Tail | None = None
    while not acks.stat().st_size and child.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            child.wait(0.005)
    end_s = time.monotonic() + chance.uniform(0, LONGEST_S)
    while time.monotonic() < end_s:
        if child.poll() is not None:
            tally.unclean.append(f"{path.name}: the collector ended by itself")
            break
        try:
            if following is None:
                following = tail(path)
            seen.update(following.poll())
            tally.polls += 1
        except RecordingError as error:
            if following is None and error.problem is RecordingProblem.MISSING:
                continue  # it has not begun yet
            tally.reader_errors.append(str(error))
            break
    child.kill()
    child.wait()
    if following is not None:
        try:
            seen.update(following.poll())
        except RecordingError as error:
            tally.reader_errors.append(str(error))
    return seen


def _judge(
    path: Path, promised: dict[int, int], seen: dict[int, Event], tally: Tally
) -> None:
    if not path.exists():
        tally.left["nothing yet"] += 1
        tally.lost += len(promised)
        return
    lease = read_lease(path)
    wal = path.with_name(path.name + "-wal")
    tally.left["a -wal" if wal.exists() and wal.stat().st_size else "one file"] += 1
    tally.left["a stale lease" if lease else "no lease"] += 1
    try:
        before = open_recording(path)
        report = check(path)
        after = open_recording(path)
    except RecordingError as error:
        tally.reader_errors.append(str(error))
        return
    if not report.ok or not report.closed or before.chain != after.chain:
        tally.unclean.append(report.summary)
    if before.events() != after.events():
        tally.unclean.append(f"{path.name}: check changed the events")
    events = dict(enumerate(after.events(), start=1))
    for seq, name in promised.items():
        event = events.get(seq)
        kept = isinstance(event, Packet) and int.from_bytes(event.payload[:4]) == name
        tally.lost += not kept
    if any(events.get(seq) != event for seq, event in seen.items()):
        tally.unclean.append(f"{path.name}: a reader saw what is not in the file")
    if read_lease(path) is not None:
        tally.unclean.append(f"{path.name}: check left a lease behind")


def run_trials(folder: Path, trials: int, seed: int) -> Tally:
    """Kill this many collectors; what was kept and what was not."""
    chance = random.Random(seed)
    tally = Tally()
    for number in range(trials):
        run_trial(folder, number, chance, tally)
    return tally


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tally; 0 where the promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        tally = run_trials(Path(folder), arguments.n, arguments.seed)
    print(f"collectors killed        {tally.trials}")
    print(f"acknowledged packets     {tally.acknowledged}")
    print(f"  lost                   {tally.lost}")
    print(f"looks of the reader      {tally.polls}")
    print(f"  errors                 {len(tally.reader_errors)}")
    print(f"files not clean          {len(tally.unclean)}")
    print(f"what the kill left       {dict(tally.left)}")
    for line in [*tally.reader_errors, *tally.unclean][:20]:
        print(line)
    return 0 if tally.kept_its_promise else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        collect_until_killed(Path(sys.argv[2]), int(sys.argv[3]))
    sys.exit(main())
