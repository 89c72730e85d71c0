"""Other recorders' files as a recording of our own, values untouched.

Beats whose times are known become `imported_beats` packets, a second each; intervals
of which only the arrival is known become `imported_rr`, one packet a notification,
and the beat clock works out the rest as it does for straps. What was decided about a
file, and why, goes into the meta beside a digest of it. File names stay out: people
name files after people, and a recording holds codes only.
"""

import hashlib
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from samenstemming.consent import known_scopes
from samenstemming.errors import ImportFileError
from samenstemming.events import (
    IMPORTED_BEATS,
    IMPORTED_RR,
    Event,
    Marker,
    Packet,
    Recording,
    Tick,
    Wearer,
)
from samenstemming.measures.imported_clock import KEY
from samenstemming.sources.import_beats import Timed, summed
from samenstemming.sources.import_clocks import OneClock, on_one_clock, steps_on
from samenstemming.sources.import_formats import check_unit
from samenstemming.sources.import_pair import read_pair
from samenstemming.sources.import_source import Mark, Source
from samenstemming.sources.import_steps import Step, read_steps
from samenstemming.sources.import_times import NS_PER_S, Clock, zone_called
from samenstemming.wire.imported import encode_beats, encode_rr
from samenstemming.words import sentence

LONGEST_S: Final = 7 * 86_400.0
"""A week. Longer means a wrong clock somewhere, and a tick for each of its seconds."""

MOST_START_S: Final = 1e10
"""Three hundred years: even a start given as an epoch fits."""


def import_files(
    a: Path | None,
    b: Path | None = None,
    *,
    a_start: float | None = None,
    b_start: float | None = None,
    a_zone: str | None = None,
    b_zone: str | None = None,
    a_stream: str | None = None,
    b_stream: str | None = None,
    align: str | None = None,
    events: Path | None = None,
    consent: Iterable[str] = (),
    label: str = "",
) -> Recording:
    """A recording of one or two wearers' files; ImportFileError says what is wrong.

    Session zero is the earliest stamp. `a_start` and `b_start` shift a file by
    seconds; zones turn local clocks into UTC, and epochs are UTC already. Streams name
    what to take of XDF, EDF and BIDS. `align` is `known:SECONDS` (B's shift),
    `marker:NAME`, `estimate` or `estimate:SECONDS`. `events` become steps, on wearer
    A's clock where they have no zone of their own.
    """
    paths = {Wearer.A: a, Wearer.B: b}
    given = {wearer: path for wearer, path in paths.items() if path is not None}
    if not given:
        msg = sentence("wrong.import.nothing")
        raise ImportFileError(msg)
    zones = {
        wearer: zone_called(name)
        for wearer, name in ((Wearer.A, a_zone), (Wearer.B, b_zone))
        if name is not None
    }
    scopes = known_scopes(consent)
    _starts({Wearer.A: a_start or 0.0, Wearer.B: b_start or 0.0})
    pair = read_pair(
        given,
        zones=zones,
        starts_s={Wearer.A: a_start, Wearer.B: b_start},
        streams={Wearer.A: a_stream, Wearer.B: b_stream},
        align=align,
    )
    common = pair.common
    notes = list(pair.notes)
    steps: list[Step] = []
    if events is not None:
        zone = zones.get(Wearer.A, zones.get(Wearer.B))
        steps = steps_on(common, read_steps(events), zone)
    markers, left_out = _markers(steps, common)
    if left_out:
        notes.append(sentence("import.note.outside", names=", ".join(left_out)))
    markers += [_marker(mark, common.first_ns) for mark in pair.marks]
    about = {
        str(wearer): _about(pair.sources[wearer], path, zones.get(wearer))
        for wearer, path in given.items()
    }
    meta = _meta(common, about=about, notes=notes, scopes=scopes, zones=zones)
    meta["label"] = label
    if pair.clocks is not None:
        meta[KEY] = pair.clocks.to_json()
    return _recording(common, markers=markers, meta=meta, zero_ns=common.first_ns)


def from_rr(
    rr_a_ms: Iterable[float],
    rr_b_ms: Iterable[float] | None = None,
    *,
    start_a_s: float = 0.0,
    start_b_s: float = 0.0,
) -> Recording:
    """A recording of intervals in ms, in memory; each first one begins at its start.

    Session zero is 0 s, or the earlier start where one is negative. ImportFileError
    where the numbers are no intervals in milliseconds.
    """
    told = {Wearer.A: (rr_a_ms, start_a_s)}
    if rr_b_ms is not None:
        told[Wearer.B] = (rr_b_ms, start_b_s)
    files = {
        wearer: summed(_checked(rr_ms, wearer)) for wearer, (rr_ms, _) in told.items()
    }
    starts_s = _starts({wearer: start_s for wearer, (_, start_s) in told.items()})
    common = on_one_clock(files, zones={}, starts_s=starts_s)
    about = {
        str(wearer): {"meaning": one.meaning.name.lower(), "why": one.why}
        for wearer, one in files.items()
    }
    meta = _meta(common, about=about, notes=common.notes, scopes=[], zones={})
    zero_ns = round(min(0.0, *starts_s.values(), 0.0) * NS_PER_S)
    return _recording(common, markers=[], meta=meta, zero_ns=zero_ns)


def _recording(
    common: OneClock,
    *,
    markers: Sequence[Marker],
    meta: Mapping[str, object],
    zero_ns: int,
) -> Recording:
    length_s = (common.last_ns - zero_ns) / NS_PER_S
    if length_s > LONGEST_S:
        msg = sentence(
            "wrong.import.too_long", days=length_s / 86_400, most=LONGEST_S / 86_400
        )
        raise ImportFileError(msg)
    utc_ns = zero_ns if common.clock is Clock.UTC else None
    events: list[Event] = list(_ticks(math.ceil(length_s), utc_ns))
    for wearer, one in common.wearers.items():
        events += _packets(wearer, one, zero_ns)
    events += markers
    # Stable: at one moment the tick comes first, then A before B, then markers.
    events.sort(key=lambda event: event.t_ns)
    return Recording.of(events, meta=meta)


def _packets(wearer: Wearer, one: Timed, zero_ns: int) -> Iterator[Packet]:
    for ns, rr_ms in one.notifications:
        yield Packet(
            t_ns=ns - zero_ns,
            wearer=wearer,
            characteristic=IMPORTED_RR,
            payload=encode_rr(rr_ms),
        )
    by_second = itertools.groupby(
        one.beats, key=lambda beat: (beat[0] - zero_ns) // NS_PER_S
    )
    for _, group in by_second:
        beats = list(group)
        yield Packet(
            t_ns=beats[-1][0] - zero_ns,
            wearer=wearer,
            characteristic=IMPORTED_BEATS,
            payload=encode_beats(
                [((ns - zero_ns) / NS_PER_S, rr_ms) for ns, rr_ms in beats]
            ),
        )


def _ticks(last_s: int, utc_ns: int | None) -> Iterator[Tick]:
    for second in range(last_s + 1):
        t_ns = second * NS_PER_S
        yield Tick(t_ns=t_ns, utc_ns=None if utc_ns is None else utc_ns + t_ns)


def _markers(steps: Sequence[Step], common: OneClock) -> tuple[list[Marker], list[str]]:
    """Begin and end of each step within the recording, and the names of the others."""
    zero_ns, end_ns = common.first_ns, common.last_ns
    markers: list[Marker] = []
    left_out = []
    for step in steps:
        if step.end_ns <= zero_ns or step.start_ns >= end_ns:
            left_out.append(step.id)
            continue
        data = {"id": step.id, "speaker": None, "instructed": step.instructed}
        for name, ns in (("step_begin", step.start_ns), ("step_end", step.end_ns)):
            within_ns = min(max(ns, zero_ns), end_ns) - zero_ns
            markers.append(
                Marker(t_ns=within_ns, name=name, source="import", data=dict(data))
            )
    return markers, left_out


def _marker(mark: Mark, zero_ns: int) -> Marker:
    """A file's mark: its text as a note, or all that an export of ours says."""
    t_ns = mark.ns - zero_ns
    if mark.told is None:
        return Marker(t_ns=t_ns, name="marker", source="import", note=mark.name)
    whose, data = mark.told.get("wearer"), mark.told.get("data")
    return Marker(
        t_ns=t_ns,
        name=mark.name,
        wearer=Wearer(str(whose)) if whose in tuple(Wearer) else None,
        source="import",
        note=str(mark.told.get("note") or ""),
        data=dict(data) if isinstance(data, Mapping) else {},
    )


def _about(source: Source, path: Path, zone: ZoneInfo | None) -> dict[str, object]:
    """What was decided about a file, and why."""
    one = source.timed
    digest = None if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "kind": source.kind,
        "stream": source.chosen if source.kind in ("XDF", "EDF") else None,
        "meaning": one.meaning.name.lower(),
        "why": one.why,
        "clock": str(one.clock),
        "zone": None if zone is None else zone.key,
        "n_rr": one.n_rr,
        "suffix": path.suffix,
        "sha256": digest,
        "notes": list(one.notes),
    }


def _meta(
    common: OneClock,
    *,
    about: Mapping[str, Mapping[str, object]],
    notes: Sequence[str],
    scopes: list[str],
    zones: Mapping[Wearer, ZoneInfo],
) -> dict[str, object]:
    created = None
    if common.clock is Clock.UTC:
        at = datetime.fromtimestamp(common.first_ns // NS_PER_S, UTC)
        created = at.isoformat().replace("+00:00", "Z")
    zone = zones.get(Wearer.A, zones.get(Wearer.B))
    return {
        "created_utc": created,
        "source": "import",
        "simulated": False,
        "label": "",
        "time_zone": None if zone is None else zone.key,
        "wearers": {
            str(wearer): {"strap": "imported", "participant": None}
            for wearer in common.wearers
        },
        "consent": {str(wearer): list(scopes) for wearer in common.wearers},
        "import": dict(about),
        "notes": list(notes),
    }


def _starts(starts_s: dict[Wearer, float]) -> dict[Wearer, float]:
    for wearer, start_s in starts_s.items():
        if not abs(start_s) <= MOST_START_S:
            of = f"The start of wearer {wearer.upper()}"
            msg = sentence("wrong.import.start_number", of=of, start_s=start_s)
            raise ImportFileError(msg)
    return starts_s


def _checked(rr_ms: Iterable[float], wearer: Wearer) -> list[float]:
    of = f"the intervals of wearer {wearer.upper()}"
    values = [float(rr) for rr in rr_ms]
    if not values:
        msg = sentence("wrong.import.none_among", of=of)
        raise ImportFileError(msg)
    for number, rr in enumerate(values, start=1):
        if not math.isfinite(rr) or rr <= 0:
            msg = sentence("wrong.import.rr_above_zero", number=number, of=of, rr=rr)
            raise ImportFileError(msg)
    check_unit(values, of)
    return values
