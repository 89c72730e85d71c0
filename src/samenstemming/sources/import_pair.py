"""One or two files read, checked against each other and put on one clock.

Everything that can refuse an import happens here, before a recording is made; so a
preview refuses exactly what the import would.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import hypot
from pathlib import Path
from typing import Final

from samenstemming.errors import ImportFileError
from samenstemming.events import Wearer
from samenstemming.sources.import_align import (
    Clocks,
    aligned,
    by_clocks,
    parse_align,
)
from samenstemming.sources.import_any import read_source
from samenstemming.sources.import_beats import Timed
from samenstemming.sources.import_checks import (
    clock_notes,
    refuse_mixed_up,
    refuse_twice,
    same_heart_note,
)
from samenstemming.sources.import_clocks import OneClock, Zones, at_utc, on_one_clock
from samenstemming.sources.import_source import Mark, Source
from samenstemming.sources.import_times import Clock
from samenstemming.words import sentence

MOST_MARKS: Final = 5000
"""More are a signal written as markers, not moments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What was read, on one clock; so are the files' own marks."""

    paths: Mapping[Wearer, Path]
    sources: Mapping[Wearer, Source]
    common: OneClock
    clocks: Clocks | None
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]


def read_pair(
    paths: Mapping[Wearer, Path],
    *,
    zones: Zones,
    starts_s: Mapping[Wearer, float | None],
    streams: Mapping[Wearer, str | None],
    align: str | None,
) -> Pair:
    """The files of one or two wearers; ImportFileError says what is wrong."""
    wanted = None if align is None else parse_align(align)
    if wanted is not None and len(paths) < 2:
        msg = sentence("wrong.import.align_needs_two")
        raise ImportFileError(msg)
    stated = any(start_s is not None for start_s in starts_s.values())
    if wanted is not None and stated:
        msg = sentence("wrong.import.align_or_starts")
        raise ImportFileError(msg)
    sources = {
        wearer: read_source(path, stream=streams.get(wearer), wearer=wearer.value)
        for wearer, path in paths.items()
    }
    clock_ids = {source.clock_id for source in sources.values()}
    one_file = len(paths) == 2 and len(clock_ids) == 1 and None not in clock_ids
    if len(paths) == 2:
        same = len({path.resolve() for path in paths.values()}) == 1
        if same and len({source.chosen for source in sources.values()}) == 1:
            msg = sentence("wrong.import.same_file", name=paths[Wearer.A].name)
            raise ImportFileError(msg)
        refuse_mixed_up(sources, paths)
        refuse_twice({w: s.timed for w, s in sources.items()}, paths)
    files = {
        wearer: at_utc(source.timed, zones[wearer])
        if source.timed.clock is Clock.LOCAL and wearer in zones
        else source.timed
        for wearer, source in sources.items()
    }
    clocks = None
    if wanted is not None:
        files, clocks = aligned(sources, files, wanted)
    elif len(files) == 2:
        clocks = by_clocks(files, stated=stated, one_file=one_file)
    starts = {wearer: start_s or 0.0 for wearer, start_s in starts_s.items()}
    common = on_one_clock(files, zones=zones, starts_s=starts)
    notes = list(common.notes)
    for wearer, file in common.wearers.items():
        notes += [f"{wearer.upper()}: {note}" for note in clock_notes(file)]
    if clocks is not None:
        clocks = _with_sd(clocks, sources)
        notes.append(
            sentence("import.note.one_clock", method=clocks.method, why=clocks.why)
        )
        alike = same_heart_note(common.wearers)
        notes += [alike] if alike is not None else []
    return Pair(
        paths=paths,
        sources=sources,
        common=common,
        clocks=clocks,
        marks=_marks(sources, common, one_file=one_file),
        notes=tuple(notes),
    )


def _with_sd(clocks: Clocks, sources: Mapping[Wearer, Source]) -> Clocks:
    """The same, with what the files' own clocks leave open."""
    own = hypot(*(source.sd_s for source in sources.values()))
    if clocks.method in ("estimate", "marker") or own == 0.0:
        return clocks
    return Clocks(
        method=clocks.method,
        shift_s=clocks.shift_s,
        sd_s=hypot(clocks.sd_s, own),
        why=sentence("import.note.why.sure", why=clocks.why, s=f"{own:.2f}"),
    )


def _marks(
    sources: Mapping[Wearer, Source], common: OneClock, *, one_file: bool
) -> tuple[Mark, ...]:
    """The files' own marks on the common clock, those of one clock once."""
    found: dict[tuple[int, str], Mark] = {}
    for wearer, source in sources.items():
        if one_file and wearer is Wearer.B:
            continue
        by_ns = common.wearers[wearer].first_ns - source.timed.first_ns
        for mark in source.marks[:MOST_MARKS]:
            at = mark.ns + by_ns
            if common.first_ns <= at <= common.last_ns:
                found.setdefault((at, mark.name), replace(mark, ns=at))
    return tuple(sorted(found.values(), key=lambda mark: mark.ns))


def length_s(file: Timed) -> float:
    """From a file's first stamp to its last, in seconds."""
    return (file.last_ns - file.first_ns) / 1e9
