"""A recording as XDF: beats and heart rate of each wearer, and the markers.

The streams have the names and channels of the live LSL outlet, so a script that reads
what LabRecorder made of us reads this too. Stamps are session seconds. Every nominal
rate is 0: with a rate a reader draws a straight line through the stamps, which is right
for an amplifier and wrong for a heart.

XDF knows numbers or strings and no null: an interval that is not known is NaN, and its
channel says so. It is the one export in which NaN stands for absence.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from samenstemming.exports.dates import parsed
from samenstemming.exports.markers import ShownMarker, shown_markers
from samenstemming.exports.material import Material
from samenstemming.exports.tabular import settings_json
from samenstemming.exports.tabular_talk import known_periods
from samenstemming.exports.xdf_chunks import (
    MAGIC,
    Tag,
    Value,
    boundary,
    chunk,
    clock_offset,
    samples,
    stream_chunk,
)

CHUNK_S: Final = 10.0
"""Samples of so many seconds are written together."""

BEATS: Final = (("rr_ms", "ms"), ("t_sd_s", "s"), ("run", "count"))
RATE: Final = (("heart_rate_bpm", "beats/min"),)
MARKERS: Final = (("name", ""), ("details", "JSON"))

FILE: Final = "session.xdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stream:
    """A stream with all its samples."""

    name: str
    type: str
    channels: tuple[tuple[str, str], ...]
    format: str
    stamps_s: Sequence[float]
    rows: Sequence[Sequence[Value]]
    missing: str = ""


def xdf_files(of: Material) -> dict[str, bytes]:
    """session.xdf and settings.json."""
    streams = list(_streams(of))
    tables = {stream.name: [name for name, _ in stream.channels] for stream in streams}
    about = settings_json(of.recording, of.analysis, tables, dates=of.dates)
    out = bytearray(MAGIC)
    out += chunk(Tag.FILE_HEADER, _file_header(of, about).encode())
    for number, stream in enumerate(streams, start=1):
        header = _stream_header(of, stream).encode()
        out += stream_chunk(Tag.STREAM_HEADER, number, header)
        out += clock_offset(number, 0.0)
    for part in _by_time(streams, of.analysis.duration_s):
        out += part
    for number, stream in enumerate(streams, start=1):
        out += stream_chunk(Tag.STREAM_FOOTER, number, _footer(stream).encode())
    return {FILE: bytes(out), "settings.json": about.encode()}


def details(marker: ShownMarker) -> str:
    """All of a marker but its name and time, as JSON."""
    content = {
        "wearer": None if marker.wearer is None else marker.wearer.value,
        "source": marker.source,
        "note": marker.note,
        "data": dict(marker.data),
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False)


def _streams(of: Material) -> Iterator[_Stream]:
    for wearer, found in of.analysis.wearers.items():
        yield _Stream(
            name=f"samenstemming {wearer.value} beats",
            type="RR",
            channels=BEATS,
            format="double64",
            stamps_s=[beat.t_s for beat in found.beats],
            rows=[
                (
                    math.nan if beat.rr_ms is None else beat.rr_ms,
                    beat.t_sd_s,
                    float(beat.run),
                )
                for beat in found.beats
            ],
            missing="NaN: no interval is known",
        )
        known = [(t_s, ms) for t_s, ms in known_periods(found) if ms]
        yield _Stream(
            name=f"samenstemming {wearer.value} heart rate",
            type="HeartRate",
            channels=RATE,
            format="double64",
            stamps_s=[t_s for t_s, _ in known],
            rows=[(60_000 / ms,) for _, ms in known],
            missing="no sample: not known",
        )
    markers = list(shown_markers(of.recording, of.dates))
    yield _Stream(
        name="samenstemming markers",
        type="Markers",
        channels=MARKERS,
        format="string",
        stamps_s=[marker.t_s for marker in markers],
        rows=[(marker.name, details(marker)) for marker in markers],
    )


def _by_time(streams: Sequence[_Stream], duration_s: float) -> Iterator[bytes]:
    """Chunks of samples, all streams side by side; a boundary each minute."""
    at = [0] * len(streams)
    last = max(
        [duration_s, *(stream.stamps_s[-1] for stream in streams if stream.stamps_s)]
    )
    for step in range(int(last // CHUNK_S) + 1):
        until_s = (step + 1) * CHUNK_S
        for k, stream in enumerate(streams):
            end = at[k]
            while end < len(stream.stamps_s) and stream.stamps_s[end] < until_s:
                end += 1
            if end > at[k]:
                piece = slice(at[k], end)
                yield samples(k + 1, stream.stamps_s[piece], stream.rows[piece])
            at[k] = end
        if step % 6 == 5:
            yield boundary()


def _file_header(of: Material, about: str) -> str:
    when = of.dates.of(parsed(of.recording.meta.get("created_utc")))
    date = "" if when is None else f"<datetime>{when.isoformat()}</datetime>"
    return (
        f'<?xml version="1.0"?><info><version>1.0</version>{date}'
        f"<samenstemming>{escape(about)}</samenstemming></info>"
    )


def _stream_header(of: Material, stream: _Stream) -> str:
    about = of.analysis.to_json()
    channels = "".join(
        f"<channel><label>{label}</label><unit>{unit}</unit></channel>"
        for label, unit in stream.channels
    )
    missing = f"<missing>{stream.missing}</missing>" if stream.missing else ""
    return (
        f'<?xml version="1.0"?><info><name>{stream.name}</name>'
        f"<type>{stream.type}</type>"
        f"<channel_count>{len(stream.channels)}</channel_count>"
        f"<nominal_srate>0</nominal_srate><channel_format>{stream.format}"
        f"</channel_format><source_id>{of.recording.chain or 'memory'}</source_id>"
        f"<version>1.0</version><created_at>0</created_at><desc>"
        f"<channels>{channels}</channels>{missing}"
        f"<settings_digest>{about['settings_digest']}</settings_digest>"
        f"<samenstemming_version>{about['version']}</samenstemming_version>"
        f"</desc></info>"
    )


def _footer(stream: _Stream) -> str:
    first = stream.stamps_s[0] if stream.stamps_s else 0.0
    last = stream.stamps_s[-1] if stream.stamps_s else 0.0
    return (
        f'<?xml version="1.0"?><info><first_timestamp>{first!r}</first_timestamp>'
        f"<last_timestamp>{last!r}</last_timestamp>"
        f"<sample_count>{len(stream.stamps_s)}</sample_count></info>"
    )
