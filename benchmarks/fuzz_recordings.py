"""Recordings that a file can hold and no session ever gave, into everything we have.

Three kinds. *Odd*: written by our own writer, whole, and about events that nobody
saw (`fuzz_events`), with meta of any type. *Forged*: every CRC and seal is right and
the rows hold what no writer of ours writes. *Damaged*: bytes changed, cut off, doubled.

Each goes through opening, checking, live frames, analysis, both reports, every export,
the replay desk and the batch. An answer or a SamenstemmingError is right; anything else
raised, more than `HUNG_S` for one thing or more than `MOST_BYTES` of memory is a fault.

    python -m benchmarks.fuzz_recordings [--n N] [--seed S]
"""

import argparse
import json
import logging
import resource
import signal
import sqlite3
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Final

import numpy as np

import samenstemming as sam
from benchmarks.fuzz_events import (
    CHARACTERISTICS,
    NAMES,
    odd_session,
    odd_value,
    session,
)
from benchmarks.fuzz_outcome import Tally
from benchmarks.report import write_report
from dashboards.replay_desk import Replay
from dashboards.view_replay import chance_body
from dashboards.view_shelf import Book, book_about
from samenstemming.batch.one import RecordingTask, do_recording
from samenstemming.batch.plan import Asked
from samenstemming.batch.survey import survey
from samenstemming.events import Marker, Packet, Recording, Wearer
from samenstemming.exports.exporting import FORMATS, export_recording
from samenstemming.recording import check, rows, tail, write_recording
from samenstemming.recording.appender import Appender, put_all_meta
from samenstemming.recording.store import build
from samenstemming.report.make import make_report
from samenstemming.words import Language

HUNG_S: Final = 300
"""Of one thing on a busy machine; a session of six days takes a minute of it."""

MOST_BYTES: Final = 6 * 2**30
"""Of addresses, of which libraries take two."""

KINDS: Final = ("odd", "forged", "damaged")

META_KEYS: Final = (
    *("settings", "consent", "wearers", "study", "truth", "label", "created_utc"),
    *("simulated", "withdrawn", "only", "dyad", "clock_alignment", "format"),
    *("alignment", "alignment_check", "software", "keep_until_utc", "time_zone"),
    *("imported", "repaired", "exercise", "settings_digest", "one_body", "straps"),
)

DEEP: Final = b"[" * 100_000
ODD_JSON: Final = (
    *(b"", b"null", b"[]", b"7", b'"x"', b"NaN", b"{", b"\xff\xfe", DEEP),
    *(b'{"source":1,"note":[],"data":"x"}', b'{"source":"a","note":"","data":[1]}'),
    *(b'{"source":"a","note":"","data":{"x":NaN}}', b'{"utc_ns":"x"}'),
    *(b'{"utc_ns":1e999,"boottime_ns":-1}', b'{"utc_ns":true,"boottime_ns":[]}'),
    *(b'{"utc_ns":NaN,"boottime_ns":1.5}', b'{"detail":7}', b'{"detail":null}'),
    *(b'{"utc_ns":' + b"9" * 5000 + b',"boottime_ns":1}', b'{"detail":"\\ud800"}'),
    b'{"source":"a","note":"","data":' + b'{"x":' * 2000 + b"1" + b"}" * 2001,
)


class HungError(RuntimeError):
    """One thing took too long."""


def _hung(_signal: int, _frame: FrameType | None) -> None:
    msg = f"more than {HUNG_S} s"
    raise HungError(msg)


def odd_meta(rng: np.random.Generator) -> dict[str, object]:
    """Consent, mostly, or nothing would leave; and values of any type."""
    scopes = ["record", "live", "look_back", "two_lines", "research_export"]
    meta: dict[str, object] = {"consent": {"a": scopes, "b": scopes}}
    for key in rng.choice(META_KEYS, int(rng.integers(0, 5))):
        meta[str(key)] = odd_value(rng)
    if rng.random() < 0.3:
        meta["simulated"] = True
    return meta


def write_odd(path: Path, rng: np.random.Generator) -> None:
    """A whole recording of a session that nobody held."""
    events = odd_session(rng, wild=rng.random() < 0.6)
    meta = odd_meta(rng)
    try:
        write_recording(path, Recording.of(events, meta=meta))
    except ValueError:  # letters or numbers that a file refuses: leave those out
        plain = [e for e in events if not isinstance(e, Marker)]
        wide = [e for e in plain if abs(e.t_ns) < 2**62 and _has_letters(e)]
        write_recording(path, Recording.of(wide, meta={"consent": meta["consent"]}))


def _has_letters(event: object) -> bool:
    return not isinstance(event, Packet) or event.characteristic.isascii()


def forged(content: rows.Content, rng: np.random.Generator) -> rows.Content:
    """One row, changed in one column to what only another program would write."""
    what = int(rng.integers(0, 6))
    if what == 0:
        return content._replace(t_ns=int(rng.integers(-(2**63), 2**63)))
    if what == 1:
        return content._replace(wearer=(None, "a", "b")[rng.integers(0, 3)])
    if what == 2:
        kind = str(rng.choice(["packet", "tick", "link", "marker"]))
        return content._replace(kind=kind)
    if what == 3:
        topic = str(rng.choice([*NAMES, *CHARACTERISTICS]))
        return content._replace(topic=topic)
    if what == 4 and content.kind != "packet":
        return content._replace(payload=ODD_JSON[rng.integers(0, len(ODD_JSON))])
    return content._replace(payload=rng.bytes(int(rng.integers(0, 60))))


def write_forged(path: Path, rng: np.random.Generator) -> None:
    """A recording whose sums are all right and whose rows are not ours."""
    events = list(session(int(rng.integers(0, 4))))[: int(rng.integers(20, 700))]

    def fill(connection: sqlite3.Connection) -> None:
        put_all_meta(connection, odd_meta(rng))
        if rng.random() < 0.2:
            raw = ODD_JSON[rng.integers(0, len(ODD_JSON))].decode("utf-8", "replace")
            key = str(rng.choice(META_KEYS))
            connection.execute(
                "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)",
                (key, raw, rows.side_crc((key, raw))),
            )
        appender = Appender(connection)
        far_ns = int(rng.choice([0, 0, 0, 1, -(2**62), 2**62]))
        appender.begin_boot(host_boot=None, zero_ns=far_ns)
        odd = set(rng.integers(0, len(events), int(rng.integers(1, 4))).tolist())
        for place, event in enumerate(events):
            content = rows.encode(event)
            appender.append(forged(content, rng) if place in odd else content)
        appender.close()

    build(path, fill)


def write_damaged(path: Path, rng: np.random.Generator) -> None:
    """Somebody's disk, or somebody's joke."""
    good = path.with_name("good.samen")
    if not good.exists():
        write_recording(good, Recording.of(session(1), meta=odd_meta(rng)))
    raw = bytearray(good.read_bytes())
    what = int(rng.integers(0, 5))
    if what == 0:
        raw = raw[: int(rng.integers(0, len(raw)))]
    elif what == 1:
        at, many = int(rng.integers(0, len(raw))), int(rng.integers(1, 9000))
        raw[at : at + many] = rng.bytes(len(raw[at : at + many]))
    elif what == 2:
        at = int(rng.integers(0, len(raw) // 4096)) * 4096
        other = int(rng.integers(0, len(raw) // 4096)) * 4096
        raw[at : at + 4096] = raw[other : other + 4096]
    elif what == 3:
        for at in rng.integers(0, 200, 5).tolist():
            raw[at] = int(rng.integers(0, 256))
    else:
        for at in rng.integers(100, len(raw), 30).tolist():
            raw[at] = int(rng.integers(0, 256))
    path.write_bytes(raw)


def through_everything(path: Path, tally: Tally) -> None:
    """One recording, each thing by itself: what one refuses another may take."""

    def frames() -> None:
        pipeline = sam.Pipeline()
        for _, event in tail(path).poll():
            for value in pipeline.feed(event):
                json.dumps(sam.derived_to_json(value), allow_nan=False)

    def shelf() -> None:
        whole = sam.open_recording(path)
        book_about(
            Book(
                path=path, meta=whole.meta, duration_s=whole.duration_s, running=False
            ),
            Language.NL,
        )

    def replay() -> None:
        of = Replay(path)
        of.beats()
        of.map()
        json.dumps(of.moments(), allow_nan=False)
        chance_body(sam.sync_map_chance(of.overview(), surrogates=3))

    def analysis() -> None:
        sam.analyze(sam.open_recording(path), surrogates=9, edits=sam.read_edits(path))

    acts: dict[str, Callable[[], object]] = {
        "open": lambda: sam.open_recording(path),
        "check": lambda: json.dumps(check(path, finish=False).to_json()),
        "frames": frames,
        "shelf": shelf,
        "analyze": analysis,
        "replay": replay,
        "report for the couple": lambda: make_report(path, reader="couple"),
        "report for a researcher": lambda: make_report(path, language="en"),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            into = Path(folder) / name
            acts[f"export {name}"] = partial(export_recording, path, into, format=name)
        acts["export of one"] = lambda: export_recording(
            path, Path(folder) / "one", format="rr", wearer=Wearer.A
        )
        acts["batch"] = lambda: batch(path, Path(folder) / "batch")
        for name, act in acts.items():
            signal.alarm(HUNG_S)
            opened = tally.attempt(name, act)
            signal.alarm(0)
            if name == "check" and not opened:
                return


def batch(path: Path, output: Path) -> None:
    """The survey of its folder and its own task; what failed there is a fault here."""
    output.mkdir()
    asked = Asked(folder=str(path.parent), output=str(output), surrogates=9)
    entries, _ = survey(asked)
    for entry in entries:
        if Path(entry.path) == path:
            status = do_recording(RecordingTask(asked=asked, entry=entry))
            assert status in ("used", "left_out"), status


def campaign(n: int, seed: int, kinds: Sequence[str] = KINDS) -> Tally:
    """So many recordings, one kind after the other."""
    rng, tally = np.random.default_rng(seed), Tally()
    writers = {"odd": write_odd, "forged": write_forged, "damaged": write_damaged}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(n):
            path = Path(folder) / "fuzzed.samen"
            writers[kinds[number % len(kinds)]](path, rng)
            before = sum(tally.faults.values())
            through_everything(path, tally)
            if sum(tally.faults.values()) > before and KEEP is not None:
                KEEP.mkdir(exist_ok=True)
                (KEEP / f"{seed}-{number}.samen").write_bytes(path.read_bytes())
            path.unlink()
    return tally


KEEP: Path | None = None
"""Where recordings with a fault are kept."""


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was tried and what it gave; 1 where there was a fault."""
    global KEEP
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="folder for what gave a fault")
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=KINDS)
    asked = parser.parse_args(argv)
    KEEP = asked.keep
    logging.getLogger("samenstemming").setLevel(logging.CRITICAL)
    warnings.simplefilter("error")
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    signal.signal(signal.SIGALRM, _hung)
    begun = time.process_time()
    tally = campaign(asked.n, asked.seed, asked.kinds)
    write_report(
        "fuzz_recordings",
        {
            "recordings": asked.n,
            "cpu_s": round(time.process_time() - begun, 1),
            "most_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            // 1024,
            **tally.figures(),
        },
    )
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
