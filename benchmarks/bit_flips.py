"""One bit of a recording flips, again and again: each change is seen, the rest saved.

Two recordings are taken: one that was closed, and one as a killed collector leaves it,
with rows in the file and more of them in its -wal. For each flip `check` and the reader
look at it. It counts as seen where either refuses or says so; otherwise events, meta
and chain must be those of the whole recording. Then `repair` is put to every tenth
file that was seen, and each row of its result is held against the original.

    python -m benchmarks.bit_flips [--n FLIPS] [--seed S]
"""

import argparse
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from samenstemming.errors import RecordingError
from samenstemming.events import LOST_ROW, ROWS_LOST, Event, Packet, Tick, Wearer
from samenstemming.recording import RecordingWriter, check, open_recording
from samenstemming.recording.repair import repair

REPAIR_EVERY = 10
"""Of the flips that were seen, one in this many is repaired."""

ROWS = 400

IN_LOG = 40
"""Of the open recording, each in a write of its own."""

Content = tuple[tuple[Event, ...], dict[str, object], str | None]
"""What a reader makes of a recording: its events, its meta, the head of its chain."""


@dataclass
class Tally:
    """What all flips together showed."""

    flips: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    harmless: Counter[str] = field(default_factory=Counter)
    undetected: list[str] = field(default_factory=list)
    repairs: int = 0
    rows: int = 0
    rows_kept: int = 0
    rows_false: int = 0
    without_loss: int = 0
    hopeless: int = 0
    odd: list[str] = field(default_factory=list)
    """Repairs that raised or left a file that is not whole."""

    @property
    def kept_its_promise(self) -> bool:
        """Nothing unseen, nothing invented."""
        return not (self.undetected or self.rows_false or self.odd)


def make_recordings(folder: Path) -> dict[str, Path]:
    """A closed recording, and one that a killed collector left."""
    closed, live = folder / "closed.samen", folder / "live.samen"
    _write(closed, range(ROWS))
    _write(live, range(ROWS - IN_LOG))
    left = folder / "open.samen"
    with RecordingWriter.resume(live) as writer:
        for number in range(ROWS - IN_LOG, ROWS):
            writer.put(_event(number)).result()
        for suffix in ("", "-wal"):
            copy = Path(f"{live}{suffix}").read_bytes()
            Path(f"{left}{suffix}").write_bytes(copy)
    live.unlink()
    return {"closed": closed, "open": left}


def _write(path: Path, numbers: range) -> None:
    meta = {"label": "flips", "consent": {"a": ["record"], "b": ["record"]}}
    with RecordingWriter.create(path, meta) as writer:
        for number in numbers:
            writer.put(_event(number)).result()


def _event(number: int) -> Event:
    t_ns = number * 250_000_000
    if number % 4 == 0:
        return Tick(t_ns=t_ns, utc_ns=1_760_000_000_000_000_000 + t_ns)
    return Packet(
        t_ns=t_ns,
        wearer=list(Wearer)[number % 2],
        characteristic="heart_rate_measurement",
        payload=b"\x10\x3c" + (1000 + number % 97).to_bytes(2, "little"),
    )


def content_of(path: Path) -> Content:
    """What a reader makes of it; RecordingError where it refuses."""
    recording = open_recording(path)
    return recording.events(), dict(recording.meta), recording.chain


def rows_of(path: Path) -> dict[int, tuple[object, ...]]:
    """The rows of `event` by their number, as SQLite has them."""
    with closing(sqlite3.connect(path)) as connection:
        return {row[0]: row for row in connection.execute("SELECT * FROM event")}


def run_flips(folder: Path, flips: int, seed: int) -> Tally:
    """Flip this many bits, one after another, in files made in `folder`."""
    chance = random.Random(seed)
    tally = Tally()
    for name, path in make_recordings(folder).items():
        whole = content_of(path)
        assert check(path, finish=False).ok
        original = _original_rows(path)
        files = [f for f in (path, Path(f"{path}-wal")) if f.exists()]
        sizes = [file.stat().st_size for file in files]
        for _ in range(flips // 2):
            (file,) = chance.choices(files, sizes)
            bit = chance.randrange(file.stat().st_size * 8)
            _flip(file, bit)
            try:
                _look(path, f"{file.name} bit {bit}", name, whole, original, tally)
            finally:
                _flip(file, bit)
    return tally


def _original_rows(path: Path) -> dict[int, tuple[object, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("", "-wal"):
            if (file := Path(f"{path}{suffix}")).exists():
                (Path(folder) / f"copy{suffix}").write_bytes(file.read_bytes())
        return rows_of(Path(folder) / "copy")


def _flip(file: Path, bit: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(bit // 8)
        byte = opened.read(1)[0]
        opened.seek(bit // 8)
        opened.write(bytes([byte ^ 1 << bit % 8]))


def _look(
    path: Path,
    where: str,
    name: str,
    whole: Content,
    original: dict[int, tuple[object, ...]],
    tally: Tally,
) -> None:
    tally.flips[name] += 1
    try:
        report = check(path, finish=False)
        said = not report.ok or any("-wal" in note for note in report.notes)
    except RecordingError:
        said = True
    try:
        same = content_of(path) == whole
    except RecordingError:
        said, same = True, False
    if said:
        tally.seen[name] += 1
        if tally.seen[name] % REPAIR_EVERY == 0:
            _repair(path, where, original, tally)
    elif same:
        tally.harmless[name] += 1
    else:
        tally.undetected.append(where)


def _repair(
    path: Path, where: str, original: dict[int, tuple[object, ...]], tally: Tally
) -> None:
    new = path.with_name("repaired.samen")
    try:
        found = repair(path, new)
        if found is None:
            return  # a note about the last write of a log: nothing to save
        after = rows_of(new)
        if not check(new).ok:
            tally.odd.append(f"{where}: not whole after the repair")
    except RecordingError as error:
        tally.hopeless += 1
        tally.odd.append(f"{where}: {error}")
        return
    finally:
        new.unlink(missing_ok=True)
    tally.repairs += 1
    kept = sum(after.get(seq) == row for seq, row in original.items())
    tally.rows += len(original)
    tally.rows_kept += kept
    tally.without_loss += kept == len(original)
    tally.rows_false += sum(
        row != original.get(seq) and row[5] not in (ROWS_LOST, LOST_ROW)
        for seq, row in after.items()
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tally; 0 where nothing was unseen and nothing invented."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        tally = run_flips(Path(folder), arguments.n, arguments.seed)
    for name in tally.flips:
        print(
            f"{name:8} {tally.flips[name]} flips: {tally.seen[name]} seen, "
            f"{tally.harmless[name]} change nothing that is read"
        )
    print(f"undetected changes   {len(tally.undetected)}")
    print(
        f"repairs              {tally.repairs}, without any loss {tally.without_loss}"
    )
    if tally.rows:
        share = 100 * tally.rows_kept / tally.rows
        print(f"  rows saved         {tally.rows_kept} of {tally.rows} ({share:.2f} %)")
    print(f"  rows invented      {tally.rows_false}")
    print(f"  refused            {tally.hopeless}")
    for line in [*tally.undetected, *tally.odd][:20]:
        print(line)
    return 0 if tally.kept_its_promise else 1


if __name__ == "__main__":
    sys.exit(main())
