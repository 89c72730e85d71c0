"""Two files on one clock by what is known, by a marker in both, or by the hearts.

Clocks in the files come first; this is for files that have none, or whose clocks are
wrong. What was done, by how much and how sure stands in the recording's meta, and
statistics read it there: a lag is never claimed more finely than the clock is known.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Final

import numpy as np

from samenstemming.errors import ImportFileError
from samenstemming.events import Wearer
from samenstemming.measures.clock_estimate import RATE_HZ, estimate_shift
from samenstemming.measures.imported_clock import ASSUMED, ESTIMATED
from samenstemming.series import Floats
from samenstemming.sources.import_beats import Timed
from samenstemming.sources.import_clocks import RELATIVE, later
from samenstemming.sources.import_source import Mark, Source
from samenstemming.sources.import_times import NS_PER_S
from samenstemming.words import sentence

LONGEST_S: Final = 300.0
"""How far `estimate` seeks where nothing else is said."""

BY_HAND_SD_S: Final = 0.5
"""One marker, set by hand on two recorders: people are that exact."""

MOST_S: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """How the two came onto one clock: the method, B's shift, its sd, and why."""

    method: str
    shift_s: float = 0.0
    sd_s: float = 0.0
    why: str = ""

    def to_json(self) -> dict[str, object]:
        """JSON values for a recording's meta."""
        return {
            "method": self.method,
            "shift_s": self.shift_s,
            "sd_s": self.sd_s,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Align:
    """What was asked for: `known`, `marker` or `estimate`, and its value."""

    method: str
    seconds: float = 0.0
    marker: str = ""


def parse_align(text: str) -> Align:
    """`known:12.5`, `marker:clap`, `estimate`, `estimate:60`; else ImportFileError."""
    method, colon, value = text.partition(":")
    if method == "marker" and value.strip():
        return Align(method="marker", marker=value.strip())
    if method == "estimate" and not colon:
        return Align(method=ESTIMATED, seconds=LONGEST_S)
    if method in ("known", ESTIMATED):
        try:
            seconds = float(value.replace(",", "."))
        except ValueError:
            seconds = float("nan")
        least = -MOST_S if method == "known" else 1.0
        if least <= seconds <= MOST_S:
            return Align(method=method, seconds=seconds)
    msg = sentence(
        "wrong.import.align_how", text=text, how=sentence("wrong.import.align_ways")
    )
    raise ImportFileError(msg)


def aligned(
    sources: Mapping[Wearer, Source], files: Mapping[Wearer, Timed], align: Align
) -> tuple[dict[Wearer, Timed], Clocks]:
    """B's file moved as asked onto A's clock; ImportFileError where it cannot be."""
    a, b = files[Wearer.A], files[Wearer.B]
    if align.method == "known":
        base_ns = _base_ns(a, b)
        clocks = Clocks(
            method="known",
            shift_s=align.seconds,
            why=sentence("import.note.why.stated"),
        )
        return _moved(a, b, base_ns + round(align.seconds * NS_PER_S)), clocks
    if align.method == "marker":
        shift_ns, clocks = _by_marker(sources, align.marker)
        return _moved(a, b, shift_ns), clocks
    base_ns = _base_ns(a, b)
    around_s = (b.first_ns + base_ns - a.first_ns) / NS_PER_S
    found = estimate_shift(
        heart_rate(a), heart_rate(b), longest_s=align.seconds, around_s=around_s
    )
    if isinstance(found, str):
        msg = sentence("wrong.import.hearts_silent", why=found)
        raise ImportFileError(msg)
    shift_ns = a.first_ns - b.first_ns + round(found.shift_s * NS_PER_S)
    clocks = Clocks(
        method=ESTIMATED,
        shift_s=(shift_ns - base_ns) / NS_PER_S,
        sd_s=found.sd_s,
        why=sentence(
            "import.note.why.likeness",
            s=f"{found.overlap_s:.0f}",
            r=f"{found.r:.2f}",
            p=f"{found.p_value:.3f}",
        ),
    )
    return _moved(a, b, shift_ns), clocks


def by_clocks(files: Mapping[Wearer, Timed], *, stated: bool, one_file: bool) -> Clocks:
    """How two files lie where nobody asked for an alignment."""
    if one_file:
        return Clocks(method="one file", why=sentence("import.note.why.one_file"))
    if all(file.clock not in RELATIVE for file in files.values()):
        return Clocks(method="clocks", why=sentence("import.note.why.clocks"))
    if stated:
        return Clocks(method="known", why=sentence("import.note.why.starts"))
    return Clocks(
        method=ASSUMED,
        why=sentence("import.note.why.assumed"),
    )


def heart_rate(file: Timed) -> Floats:
    """Heart rate in bpm at `RATE_HZ` from the first stamp on, (n,)."""
    rows = [(ns, rr) for ns, rr in file.beats if rr is not None]
    for ns, several in file.notifications:
        ends = itertools.accumulate(several)
        total = sum(several)
        rows += [
            (ns - round((total - end) * 1e6), rr)
            for end, rr in zip(ends, several, strict=True)
        ]
    rows.sort()
    t_s = np.array([(ns - file.first_ns) / NS_PER_S for ns, _ in rows])
    rr_ms = np.array([rr for _, rr in rows])
    if rr_ms.size < 3:
        return np.zeros(0)
    near = np.lib.stride_tricks.sliding_window_view(np.pad(rr_ms, 2, "edge"), 5)
    middle: Floats = np.median(near, axis=1)
    grid = np.arange(0.0, max(float(t_s[-1]), 0.0), 1 / RATE_HZ)
    rate: Floats = np.interp(grid, t_s, 60_000 / middle)
    return rate


def _base_ns(a: Timed, b: Timed) -> int:
    """What B needs before a shift: nothing on one clock, else to begin with A."""
    if a.clock is b.clock and a.clock not in RELATIVE:
        return 0
    if a.clock in RELATIVE and b.clock in RELATIVE:
        return 0 if a.clock is b.clock else a.first_ns - b.first_ns
    return a.first_ns - b.first_ns


def _moved(a: Timed, b: Timed, shift_ns: int) -> dict[Wearer, Timed]:
    if a.clock in RELATIVE and b.clock not in RELATIVE:
        return {Wearer.A: later(a, -shift_ns, b.clock), Wearer.B: b}
    return {Wearer.A: a, Wearer.B: later(b, shift_ns, a.clock)}


def _note(mark: Mark) -> str | None:
    """What our own markers say beside their name: the button's text."""
    note = None if mark.told is None else mark.told.get("note")
    return note.casefold() if isinstance(note, str) and note else None


def _by_marker(sources: Mapping[Wearer, Source], name: str) -> tuple[int, Clocks]:
    found = {}
    for wearer, source in sources.items():
        at = [
            mark.ns
            for mark in source.marks
            if name.casefold() in (mark.name.casefold(), _note(mark))
        ]
        if not at:
            there = sorted({mark.name for mark in source.marks})[:12]
            told = ", ".join(f"'{text}'" for text in there) or sentence("wrong.none")
            msg = sentence(
                "wrong.import.no_marker",
                wearer=wearer.upper(),
                kind=source.kind,
                name=name,
                there=told,
            )
            raise ImportFileError(msg)
        found[wearer] = at
    a, b = found[Wearer.A], found[Wearer.B]
    if len(a) != len(b):
        msg = sentence("wrong.import.marker_counts", name=name, a=len(a), b=len(b))
        raise ImportFileError(msg)
    apart = [(x - y) / NS_PER_S for x, y in zip(a, b, strict=True)]
    shift_s = fmean(apart)
    spread_s = stdev(apart) if len(apart) > 1 else BY_HAND_SD_S
    if spread_s > 5.0:
        msg = sentence(
            "wrong.import.marker_spread",
            n=len(apart),
            name=name,
            least=min(apart),
            most=max(apart),
        )
        raise ImportFileError(msg)
    why = sentence("import.note.why.by_hand", name=name)
    if len(apart) > 1:
        why = sentence("import.note.why.markers", n=len(apart), name=name)
    return round(shift_s * NS_PER_S), Clocks(
        method="marker", shift_s=shift_s, sd_s=spread_s, why=why
    )
