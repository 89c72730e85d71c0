"""A whole record as columns of numbers for the replay canvas; it computes nothing.

Ten thousand beats and a map of 3,600 by 41 go over the wire as bytes: four letters, the
length of a JSON header, the header, then each column as it lies in memory, on eights.
A browser reads them in place. What is not known is NaN on that wire, and the canvas
draws nothing there; where a reason exists it travels as a code.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Final

import numpy as np
from numpy.typing import NDArray

import samenstemming as sam
from samenstemming import MapChance, Moment, SynchronyMap, WearerOverview

MAGIC: Final = b"SMR1"
EIGHT: Final = 8

Column = NDArray[np.generic]

META: Final = ("label", "simulated", "created_utc", "time_zone", "alignment_check")

NOT_A_MARK: Final = ("step_begin", "step_end", "cue_shown", "cue_suppressed")
"""Markers that are drawn elsewhere, or are the software's own."""


def pack(header: Mapping[str, object], columns: Mapping[str, Column]) -> bytes:
    """One body: the header with each column's type, length and place, then them all."""
    places, parts, at = {}, [], 0
    for name, column in columns.items():
        plain = np.ascontiguousarray(column)
        raw = plain.tobytes()
        places[name] = [plain.dtype.name, int(plain.size), at]
        padding = -len(raw) % EIGHT
        parts += [raw, b"\0" * padding]
        at += len(raw) + padding
    text = json.dumps({**header, "columns": places}, allow_nan=False).encode()
    text += b" " * (-(len(MAGIC) + 4 + len(text)) % EIGHT)
    return b"".join([MAGIC, struct.pack("<I", len(text)), text, *parts])


def beats_body(of: sam.Overview) -> bytes:
    """Beats, corrections, gaps, variability, steps, turns and marks."""
    columns: dict[str, Column] = {}
    for wearer, one in of.wearers.items():
        for name, column in _wearer(one).items():
            columns[f"{wearer.value}.{name}"] = column
    meta = of.recording.meta
    header = {
        "duration_s": of.duration_s,
        "chain": of.recording.chain,
        "meta": {name: meta[name] for name in META if name in meta},
        "wearers": [wearer.value for wearer in of.wearers],
        "hrv_window_s": of.settings.hrv_window_s,
        "steps": [asdict(step) for step in of.steps],
        "turns": [
            {
                "start_s": turn.start_s,
                "end_s": turn.end_s,
                "speakers": sorted(w.value for w in turn.speakers),
            }
            for turn in of.turns
            if turn.speakers
        ],
        "marks": _marks(of.recording),
        "gaps": {
            wearer.value: [
                {"start_s": gap.start_s, "end_s": gap.end_s, "reason": gap.reason}
                for gap in one.gaps
            ]
            for wearer, one in of.wearers.items()
        },
        "edits": [] if of.edits is None else [e.to_json() for e in of.edits.edits],
    }
    return pack(header, columns)


def _wearer(one: WearerOverview) -> dict[str, Column]:
    beats, nn = one.beats, one.corrected.nn
    rr_ms = np.array([beat.rr_ms or np.nan for beat in beats], np.float64)
    track = one.rmssd_ms
    return {
        "t": np.array([beat.t_s for beat in beats], np.float64),
        "bpm": (60_000 / rr_ms).astype(np.float32),
        "run": np.array([beat.run for beat in beats], np.int32),
        "flag": one.corrected.flag.astype(np.int8),
        "nn_t": nn.t_s.astype(np.float64),
        "nn_bpm": (60_000 / nn.nn_ms).astype(np.float32),
        "nn_joined": nn.follows.astype(np.int8),
        "hrv_t": np.arange(1, track.value.size + 1, dtype=np.float64),
        "rmssd": np.where(track.why == 0, track.value, np.nan).astype(np.float32),
        "rmssd_why": track.why.astype(np.int8),
    }


def _marks(recording: sam.Recording) -> list[dict[str, object]]:
    return [
        {
            "t_s": event.t_ns / 1e9,
            "name": event.name.removeprefix("marker:"),
            "note": event.note,
        }
        for event in sam.as_it_stands(recording).events()
        if isinstance(event, sam.Marker) and event.name not in NOT_A_MARK
    ]


def map_body(found: SynchronyMap | None) -> bytes:
    """The map as signed bytes: 127 is r = 1. Rows are windows, columns are lags."""
    if found is None:
        return pack({"withheld": "one_wearer"}, {})
    return pack(
        {
            "withheld": found.withheld,
            "lags_s": found.lags_s.tolist(),
            "window_s": found.window_s,
            "step_s": found.step_s,
        },
        {
            "t": found.t_s.astype(np.float64),
            "r": np.round(found.r * 127).astype(np.int8),
            "judged": found.judged.astype(np.int8),
        },
    )


def chance_body(found: MapChance | None) -> bytes:
    """The bound of each window, and how much of the record lies beyond it."""
    if found is None or not found.n_surrogates:
        return pack({"n_surrogates": 0}, {})
    return pack(
        {
            "null": found.null,
            "n_surrogates": found.n_surrogates,
            "share_above": found.share_above,
            "share_median": found.share_median,
            "share_p95": found.share_p95,
        },
        {"p95": found.p95.astype(np.float32)},
    )


def moments_json(found: Sequence[Moment]) -> dict[str, object]:
    """The candidate moments; whose flooding it was stays in the evidence."""
    return {
        "moments": [{"id": f"{m.kind}@{m.start_s:.1f}", **asdict(m)} for m in found],
    }
