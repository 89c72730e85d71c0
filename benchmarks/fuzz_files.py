"""Files that people bring: exercises, studies, settings, sidecars, other recorders'.

Each is a good file with lines, values and bytes changed by chance, or one of the jokes
that such formats allow: aliases that unfold to billions, brackets by the thousand,
numbers of 5,000 digits, NaN, NUL, letters that turn the line round, half of a UTF-8
letter, a file that only its name makes a FIT. A value or a SamenstemmingError is
right; anything else raised, more than `HUNG_S`, or more than `MOST_BYTES` is a fault.

    python -m benchmarks.fuzz_files [--n N] [--seed S]

`--n` counts the files of each sort.
"""

import argparse
import json
import logging
import resource
import signal
import struct
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from types import FrameType
from typing import Final

import numpy as np

import samenstemming as sam
from benchmarks.fuzz_outcome import Tally
from benchmarks.report import write_report
from samenstemming.exercises.parse import parse as parse_exercise
from samenstemming.exports.exporting import export_recording
from samenstemming.recording import write_recording
from samenstemming.session.known_straps import load
from samenstemming.session.profile import read_profile
from samenstemming.session.study_files import known_exercises
from samenstemming.settings import Settings
from samenstemming.sources.importers import import_files
from samenstemming.study.answers import Answers, answers_in
from samenstemming.study.ledger import entries_in, next_entry
from samenstemming.study.lock import Lock, locked
from samenstemming.study.parse import parse as parse_study
from samenstemming.study.template import template

Read = Callable[[Path], object]

HUNG_S: Final = 60
MOST_BYTES: Final = 6 * 2**30

LAUGHS: Final = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (97 + k, 97 + k, b",".join([b"*%c" % (96 + k)] * 9))
    for k in range(1, 12)
)
"""Nine to the twelfth words, in twelve lines."""

JOKES: Final = (
    *(b"", b"\0" * 50, LAUGHS, b"[" * 50_000, b"{" * 50_000, b'{"a":' * 20_000),
    *(b"- " * 20_000, b"a: " * 5_000, b"a = " + b"[" * 20_000, b"\xff\xfe\x00\xd8"),
    *(b"\xef\xbb\xbf812\n805\n", b"!!python/object/apply:os.system ['true']\n"),
    *(b"&a [*a]", b"? [a, b]\n: c\n", b"{[a]: b}", b"--- 1\n--- 2\n", b"%YAML 9.9\n"),
    *(b"surrogates = " + b"9" * 400, b"x = " + b"9" * 5000, b"lateness_s = nan"),
    *(b"lateness_s = 1979-05-27T07:32:00Z", b"seed = -1", b"[a]\nb=1\n[a]\nb=2\n"),
    *(b"9" * 100_000, b"812\n" * 5_000, b"1e308\n" * 50, b"-0\n5e-324\n" * 20),
    b'{"format":NaN}',
)

WORDS: Final = (
    *(b"nan", b".nan", b"-.inf", b"1e999", b"9" * 5000, b"-1", b"0", b"null", b"true"),
    *(b"[]", b"{}", b"'", b'"', b"\0", b"\xe2\x80\xae", b"\xff", b"&a", b"*a", b"\t"),
    *(b"2026-02-30", b"25:61:61", b"[[[[[[[[", b"~", b"!!binary x", b"0x1F", b"1_0"),
    *(b"99999999999999999999", b"1970-01-01T00:00:00Z", b"9999-12-31T23:59:59+14:00"),
)


class HungError(RuntimeError):
    """One file took too long."""


def _hung(_signal: int, _frame: FrameType | None) -> None:
    msg = f"more than {HUNG_S} s"
    raise HungError(msg)


def changed(good: bytes, rng: np.random.Generator) -> bytes:
    """A good file with some of it changed; sometimes a joke in its place."""
    if rng.random() < 0.15 or not good:
        return JOKES[rng.integers(0, len(JOKES))]
    raw = bytearray(good)
    for _ in range(int(rng.integers(1, 6))):
        what, at = int(rng.integers(0, 5)), int(rng.integers(0, max(1, len(raw))))
        if what == 0:
            del raw[at : at + int(rng.integers(1, 60))]
        elif what == 1:
            raw[at : at + 1] = rng.bytes(int(rng.integers(1, 9)))
        elif what == 2:
            begin = raw.rfind(b"\n", 0, at) + 1
            raw[at:at] = raw[begin : raw.find(b"\n", at) + 1]
        else:
            edges = [raw.find(sign, at) for sign in (b" ", b",", b"\n", b":")]
            here = min((edge for edge in edges if edge >= 0), default=at) + 1
            until = raw.find(b"\n", here)
            raw[here : max(here, until)] = WORDS[rng.integers(0, len(WORDS))]
    return bytes(raw)


@cache
def known() -> dict[str, str]:
    """The exercises of this computer."""
    return known_exercises()


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def import_and_use(path: Path) -> object:
    """What is imported must be usable: kept, looked at and given away."""
    recording = import_files(path, consent=["research_export"], a_zone="UTC")
    sam.overview(recording)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept.samen"
        write_recording(kept, recording)
        return export_recording(kept, Path(folder) / "rr", format="rr")


def import_steps(path: Path) -> object:
    """The file as the list of steps beside a good file of intervals."""
    beats = path.with_name("beats.txt")
    beats.write_text("812\n805\n" * 200)
    return import_files(beats, events=path)


def sorts(folder: Path) -> dict[str, tuple[str, bytes | Callable[[], bytes], Read]]:
    """Each sort of file: its name's ending, a good one, and what reads it."""
    exercises = files("samenstemming.exercises") / "content" / "exercises.yaml"
    whole = exercises.read_bytes()
    study = parse_study(template(pairs=4), "study.yaml", known=known())
    recording = folder / "good.samen"
    session = sam.simulate(minutes=2, seed=1)
    write_recording(recording, session)
    chain = sam.open_recording(recording).chain or ""
    beat = sam.locate_beats(session.events())[sam.Wearer.A][20]
    edit = sam.BeatEdit(
        action=sam.BeatAction.DELETE,
        wearer=sam.Wearer.A,
        t_s=beat.t_s,
        rr_ms=beat.rr_ms,
    )
    edits = sam.BeatEdits(chain=chain, edits=(edit,)).to_text().encode()
    codes = json.dumps(
        {
            "format": "samenstemming-codes",
            "version": 1,
            "chain": chain,
            "recording": {"chain": chain},
            "codes": [{"t_s": 3.0, "code": "x", "note": "", "coder": "y"}],
        }
    ).encode()
    rr = "".join(f"{800 + 30 * np.sin(k / 5):.0f}\n" for k in range(200)).encode()
    table = b"t_s,rr_ms\n" + b"".join(
        b"%.3f,%d\n" % (0.8 * k, 800 + k % 30) for k in range(200)
    )
    steps = b"start_s,end_s,label\n9,60,one\n60,90.5,two\n100,150,paced\n"
    utc = "2026-11-23T09:00:00+00:00"
    lock = locked(study, software="0", utc=utc)
    given = next_entry(
        study.study,
        (),
        screened=[check.id for check in study.study.screening],
        utc=utc,
        sha256=lock.sha256,
        left="a",
    )
    answers = Answers(
        utc=utc,
        study=lock.study,
        sha256=lock.sha256,
        code=f"{given.pair}-a",
        session="1",
        form="after",
        values={"pleasant": 4, "words": "rustig"},
    )
    straps = b'{"format":1,"straps":[{"name":"Polar H10 1","label":"x"}],"pairs":[]}'
    profile = b'{"format":1,"names":{},"evenings":[],"keep_days":7,"loop":[]}'
    toml = b"lateness_s = 5.0\nsurrogates = 99\nseed = 3\nlive_window_s = 120\n"

    def sidecar(
        suffix: str, read: Callable[[Path], object]
    ) -> Callable[[Path], object]:
        def act(path: Path) -> object:
            path.replace(recording.with_name(recording.name + suffix))
            return read(recording)

        return act

    def use_edits(path: Path) -> object:
        return sam.overview(sam.open_recording(path), edits=sam.read_edits(path))

    return {
        "exercises": ("yaml", whole, lambda p: parse_exercise(_text(p), p.name)),
        "study": (
            "yaml",
            template(pairs=4).encode(),
            lambda p: parse_study(_text(p), p.name, known=known()),
        ),
        "study ledger": (
            "jsonl",
            given.to_line().encode() * 3,
            lambda p: entries_in(_text(p), p.name),
        ),
        "study answers": (
            "jsonl",
            answers.to_line().encode() * 3,
            lambda p: answers_in(_text(p), p.name),
        ),
        "study lock": (
            "json",
            lock.to_text().encode(),
            lambda p: Lock.from_text(_text(p), p.name),
        ),
        "settings": ("toml", toml, lambda p: Settings.from_toml(_text(p))),
        "beat edits": ("json", edits, sidecar(".edits.json", use_edits)),
        "codes": (
            "json",
            codes,
            sidecar(".codes.json", lambda p: sam.read_codes(p, chain)),
        ),
        "known straps": ("json", straps, load),
        "profile": ("json", profile, read_profile),
        "RR text": ("txt", rr, import_and_use),
        "CSV": ("csv", table, import_and_use),
        "steps": ("csv", steps, import_steps),
        "FIT": ("fit", _fit(), import_and_use),
        "XDF": ("xdf", partial(_exported, recording, folder, "xdf"), import_and_use),
        "EDF": ("edf", partial(_exported, recording, folder, "edf"), import_and_use),
    }


def _exported(recording: Path, folder: Path, name: str) -> bytes:
    found = export_recording(recording, folder / name, format=name, use_edits=False)
    return next(p for p in found if p.suffix == f".{name}").read_bytes()


def _fit() -> bytes:
    """A FIT file as watches write it: five intervals, then a record with the time."""
    from fitdecode.utils import compute_crc

    body = _definition(0, 20, (253, 4, 0x86)) + _definition(1, 78, (0, 10, 0x84))
    for k in range(60):
        five = [800 + (7 * k + 11 * j) % 90 for j in range(5)]
        body += b"\1" + struct.pack("<5H", *five)
        body += b"\0" + struct.pack("<I", 1_000_000_000 + round((k + 1) * 4.2))
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    head += struct.pack("<H", compute_crc(head))
    return head + body + struct.pack("<H", compute_crc(head + body))


def _sealed(raw: bytes) -> bytes:
    """The same with its length and sums right, so that its messages are read."""
    from fitdecode.utils import compute_crc

    if len(raw) < 17 or raw[0] != 14:
        return raw
    head, body = raw[:4] + struct.pack("<I", len(raw) - 16) + raw[8:12], raw[14:-2]
    head += struct.pack("<H", compute_crc(head))
    return head + body + struct.pack("<H", compute_crc(head + body))


def _definition(local: int, number: int, field: tuple[int, int, int]) -> bytes:
    return bytes((0x40 | local, 0, 0)) + struct.pack("<HB", number, 1) + bytes(field)


def campaign(n: int, seed: int, only: Sequence[str] = ()) -> Tally:
    """So many files of each sort."""
    rng, tally = np.random.default_rng(seed), Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for sort, (ending, base, read) in sorts(folder).items():
            if only and sort not in only:
                continue
            good = base if isinstance(base, bytes) else base()
            for number in range(n):
                path = folder / f"fuzzed.{ending}"
                raw = good if number == 0 else changed(good, rng)
                if ending == "fit" and number % 2:
                    raw = _sealed(raw)
                path.write_bytes(raw)
                before = sum(tally.faults.values())
                signal.alarm(HUNG_S)
                taken = tally.attempt(sort, partial(read, path))
                signal.alarm(0)
                if number == 0 and not taken:
                    tally.faults[f"{sort}: refused as it is, so nothing goes deep"] += 1
                if sum(tally.faults.values()) > before and KEEP is not None:
                    KEEP.mkdir(exist_ok=True)
                    (KEEP / f"{sort}-{number}.{ending}").write_bytes(raw)
    return tally


KEEP: Path | None = None
"""Where files with a fault are kept."""


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was tried and what it gave; 1 where there was a fault."""
    global KEEP
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="folder for what gave a fault")
    parser.add_argument("--only", nargs="+", default=[])
    asked = parser.parse_args(argv)
    KEEP = asked.keep
    logging.getLogger().setLevel(logging.CRITICAL)
    warnings.simplefilter("ignore")  # of libraries, about what they put right
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    signal.signal(signal.SIGALRM, _hung)
    begun = time.process_time()
    tally = campaign(asked.n, asked.seed, asked.only)
    write_report(
        "fuzz_files",
        {
            "files_of_each_sort": asked.n,
            "cpu_s": round(time.process_time() - begun, 1),
            **tally.figures(),
        },
    )
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
