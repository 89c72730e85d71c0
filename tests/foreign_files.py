"""Files of other recorders, made byte by byte, so that tests need none of anybody's."""

import gzip
import json
import struct
from collections.abc import Sequence
from pathlib import Path

import edfio
import fitdecode
import numpy as np

import samenstemming as sam

FIT_EPOCH_S = 631_065_600


def hearts(
    minutes: float = 4, seed: int = 5, coupling: float = 0.75
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """(time in s, RR in ms) of two simulated people whose hearts move together."""
    recording = sam.simulate(minutes=minutes, seed=seed, coupling=coupling)
    beats = sam.locate_beats(recording.events())
    a, b = (
        [(beat.t_s, beat.rr_ms) for beat in beats[wearer] if beat.rr_ms is not None]
        for wearer in sam.Wearer
    )
    return a, b


def ecg_of(times_s: Sequence[float], length_s: float, rate_hz: float) -> np.ndarray:
    """A trace with an R-peak of 1000 µV at each time, and some noise."""
    t = np.arange(round(length_s * rate_hz)) / rate_hz
    trace = np.random.default_rng(1).normal(0, 5, t.size)
    for at in times_s:
        near = np.abs(t - at) < 0.4
        trace[near] += 1000 * np.exp(-(((t[near] - at) / 0.012) ** 2))
        trace[near] += 150 * np.exp(-(((t[near] - at - 0.25) / 0.04) ** 2))
    return trace


def fit(path: Path, rr_ms: Sequence[float], *, start_s: float) -> Path:
    """A FIT file as watches write it: a record each second after its intervals."""
    body = _definition(0, 20, [(253, 4, 0x86), (3, 1, 0x02)])
    body += _definition(1, 78, [(0, 10, 0x84)])
    at, now, waiting = start_s, int(start_s), list[int]()
    for rr in rr_ms:
        at += rr / 1000
        while now + 1 <= at:
            now += 1
            for k in range(0, len(waiting), 5):
                five = (waiting[k : k + 5] + [0xFFFF] * 5)[:5]
                body += bytes((1,)) + struct.pack("<5H", *five)
            waiting.clear()
            body += bytes((0,)) + struct.pack("<IB", now - FIT_EPOCH_S, 70)
        waiting.append(round(rr))
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    head += struct.pack("<H", fitdecode.utils.compute_crc(head))
    crc = fitdecode.utils.compute_crc(head + body)
    path.write_bytes(head + body + struct.pack("<H", crc))
    return path


def _definition(local: int, number: int, fields: list[tuple[int, int, int]]) -> bytes:
    told = b"".join(bytes(field) for field in fields)
    return bytes((0x40 | local, 0, 0)) + struct.pack("<HB", number, len(fields)) + told


def fit_without_intervals(path: Path, n: int = 60) -> Path:
    """What a watch writes without a strap: a heart rate a second, no interval."""
    body = _definition(0, 20, [(253, 4, 0x86), (3, 1, 0x02)])
    for k in range(n):
        body += bytes((0,)) + struct.pack("<IB", 1_000_000_000 + k, 70 + k % 3)
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    head += struct.pack("<H", fitdecode.utils.compute_crc(head))
    crc = fitdecode.utils.compute_crc(head + body)
    path.write_bytes(head + body + struct.pack("<H", crc))
    return path


Stream = tuple[str, str, float, str, list[tuple[float, list[float] | str]]]
"""Name, type, nominal rate, unit, samples."""


def xdf(path: Path, streams: Sequence[Stream]) -> Path:
    """An XDF file as LabRecorder would write it."""
    data = b"XDF:" + _chunk(
        1, b"<?xml version='1.0'?><info><version>1.0</version></info>"
    )
    for number, (name, type_, rate, unit, samples) in enumerate(streams, start=1):
        text = bool(samples) and isinstance(samples[0][1], str)
        wide = 1 if text or not samples else len(samples[0][1])
        form = "string" if text else "double64"
        channel = f"<channel><label>{name}</label><unit>{unit}</unit></channel>"
        head = (
            f"<?xml version='1.0'?><info><name>{name}</name><type>{type_}</type>"
            f"<channel_count>{wide}</channel_count><nominal_srate>{rate}"
            f"</nominal_srate><channel_format>{form}</channel_format>"
            f"<source_id>{name}</source_id><desc><channels>{channel}</channels></desc>"
            f"</info>"
        )
        sid = struct.pack("<I", number)
        data += _chunk(2, sid + head.encode())
        body = sid + b"\x04" + struct.pack("<I", len(samples))
        for at, value in samples:
            body += b"\x08" + struct.pack("<d", at)
            if isinstance(value, str):
                raw = value.encode()
                body += b"\x04" + struct.pack("<I", len(raw)) + raw
            else:
                body += struct.pack(f"<{wide}d", *value)
        data += _chunk(3, body)
        first, last = (samples[0][0], samples[-1][0]) if samples else (0.0, 0.0)
        foot = (
            f"<?xml version='1.0'?><info><first_timestamp>{first}</first_timestamp>"
            f"<last_timestamp>{last}</last_timestamp>"
            f"<sample_count>{len(samples)}</sample_count></info>"
        )
        data += _chunk(6, sid + foot.encode())
    path.write_bytes(data)
    return path


def _chunk(tag: int, content: bytes) -> bytes:
    length = len(content) + 2
    return b"\x04" + struct.pack("<IH", length, tag) + content


def edf(
    path: Path,
    signals: dict[str, np.ndarray],
    *,
    rate_hz: float = 250,
    annotations: Sequence[tuple[float, str]] = (),
) -> Path:
    """An EDF+ file with these channels and annotations, without a date."""
    made = edfio.Edf(
        [
            edfio.EdfSignal(values, rate_hz, label=label, physical_range=(-3000, 3000))
            for label, values in signals.items()
        ],
        annotations=[edfio.EdfAnnotation(at, None, text) for at, text in annotations],
    )
    made.write(path)
    return path


def bids(folder: Path, beats: dict[str, list[tuple[float, float]]]) -> Path:
    """A data set with the beats of each wearer, "a" and "b", on one clock."""
    folder.mkdir()
    about = {"Name": "two hearts", "BIDSVersion": "1.10.1"}
    (folder / "dataset_description.json").write_text(json.dumps(about))
    people = ["participant_id\tdyad_id\trole"]
    for wearer, rows in beats.items():
        name = f"sub-D017{wearer.upper()}"
        people.append(f"{name}\tD017\t{wearer}")
        place = folder / name / "ses-01" / "beh"
        place.mkdir(parents=True)
        stem = f"{name}_ses-01_task-talk_recording-heart_physioevents"
        text = "".join(f"{t_s!r}\t{rr_ms!r}\n" for t_s, rr_ms in rows)
        (place / f"{stem}.tsv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
        told = {"Columns": ["onset", "rr_ms"]}
        (place / f"{stem}.json").write_text(json.dumps(told))
    (folder / "participants.tsv").write_text("\n".join(people) + "\n")
    return folder
