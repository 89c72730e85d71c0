"""What a canvas draws, as columns of numbers: everything so far, and what is new.

A fold over stored events and the frames that the pipeline made of them. It rounds and
sorts into columns; it computes nothing. A whole hour holds some ten thousand beats, so
columns, not objects, go over the wire.

The same message carries everything (`reset` true) or only what is new: the canvas
appends either in the same way.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import samenstemming as sam

Event = sam.Packet | sam.LinkChange | sam.Tick | sam.Marker
Frame = Mapping[str, object]
Message = dict[str, object]

INDICES: Final[Mapping[str, str]] = {
    "mean_nn_ms": "mean_nn",
    "sdnn_ms": "sdnn",
    "rmssd_ms": "rmssd",
    "pnn50": "pnn50",
    "sd1_ms": "sd1",
    "sd2_ms": "sd2",
    "lf_ms2": "lf",
    "hf_ms2": "hf",
}
"""The indices of neurokit2's table, by their names on the wire."""

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "rates": ("t", "w", "bpm", "contact"),
    "beats": ("t", "w", "bpm", "run"),
    "gaps": ("t", "w", "end", "reason"),
    "hrv": ("t", "w", "bpm", "rmssd", "coverage", "verdict", "why"),
    "indices": ("t", "w", *INDICES.values(), "coverage", "verdict", "why"),
    "relation": ("t", "r", "p95", "word", "why", "coverage", "verdict"),
    "links": ("t", "w", "state"),
    "ecg": ("t", "w", "state"),
    "battery": ("t", "w", "percent"),
    "malformed": ("t", "w"),
    "left_out": ("t", "w", "bpm", "why"),
    "levels": ("t", "w", "d", "state", "why"),
    "cues": ("t", "kind", "step", "held_back"),
    "clock": ("t", "by"),
    "markers": ("t", "seq", "name", "w", "note", "step", "seconds", "speaker"),
    "trail": ("t", "seq", "own", "what", "name", "note"),
}
"""The tables of a message and their columns; `t` is session time in seconds."""

BATTERY_LEVEL: Final = "battery_level"

CLOCK_STEP_S: Final = 1.0
"""The wall clock moved by this much within a tick: a diary beside it differs now."""

CUES: Final = ("cue", "cue_held_back")
"""Markers of what was said to the two, or why not: a table of their own."""

TRAIL: Final = ("undo", "edit")


class SessionView:
    """The columns of one session: `take` lets them grow, `new` tells what is new."""

    def __init__(self, *, hrv_window_s: float) -> None:
        self._hrv_window_s = hrv_window_s
        self._columns: dict[str, list[list[object]]] = {
            table: [[] for _ in names] for table, names in COLUMNS.items()
        }
        self._told = dict.fromkeys(COLUMNS, 0)
        self._told_t_s = -1.0
        self._wall_ahead_s: float | None = None
        self.t_s = 0.0

    def take(self, seq: int, event: Event, frames: Sequence[Frame]) -> None:
        """Take one stored event and what the pipeline made of it."""
        t_s = _ms(event.t_ns / 1e9)
        self.t_s = max(self.t_s, t_s)
        match event:
            case sam.Marker():
                self._take_marker(t_s, seq, event)
            case sam.LinkChange(state="ecg", detail=detail):
                what = detail.partition(": ")[0]
                self._add("ecg", t_s, event.wearer.value, what)
            case sam.LinkChange():
                self._add("links", t_s, event.wearer.value, event.state)
            case sam.Packet(characteristic=kind, payload=payload):
                if kind == BATTERY_LEVEL and len(payload) == 1:
                    self._add("battery", t_s, event.wearer.value, payload[0])
            case sam.Tick():
                self._take_tick(t_s, event)
        for frame in frames:
            self._take_frame(frame)

    def everything(self) -> Message:
        """All columns so far; the canvas forgets what it had."""
        return {"reset": True, "t": self.t_s, "tables": self._since(None)}

    def new(self) -> Message | None:
        """What was not told yet, and from now on is; None where nothing happened."""
        tables = self._since(self._told)
        if not tables and self.t_s == self._told_t_s:
            return None
        self._told = {table: len(own[0]) for table, own in self._columns.items()}
        self._told_t_s = self.t_s
        return {"reset": False, "t": self.t_s, "tables": tables}

    def _since(self, told: Mapping[str, int] | None) -> dict[str, object]:
        starts = told or dict.fromkeys(COLUMNS, 0)
        return {
            table: dict(
                zip(
                    names,
                    (c[starts[table] :] for c in self._columns[table]),
                    strict=True,
                )
            )
            for table, names in COLUMNS.items()
            if len(self._columns[table][0]) > starts[table]
        }

    def _add(self, table: str, *values: object) -> None:
        for column, value in zip(self._columns[table], values, strict=True):
            column.append(value)

    def _take_marker(self, t_s: float, seq: int, marker: sam.Marker) -> None:
        data = marker.data
        if marker.name in CUES:
            kind, step = data.get("kind"), data.get("step")
            self._add("cues", t_s, kind, step, data.get("reason"))
        elif marker.name in TRAIL:
            about, name, note = (data.get(key) for key in ("seq", "name", "note"))
            self._add("trail", t_s, about, seq, marker.name, name, note)
        else:
            wearer = marker.wearer.value if marker.wearer else None
            told = (data.get(key) for key in ("id", "seconds", "speaker"))
            self._add("markers", t_s, seq, marker.name, wearer, marker.note, *told)

    def _take_tick(self, t_s: float, tick: sam.Tick) -> None:
        """A step of the wall clock is told; it moves nothing here."""
        if tick.utc_ns is None:
            return
        ahead_s = (tick.utc_ns - tick.t_ns) / 1e9
        before_s, self._wall_ahead_s = self._wall_ahead_s, ahead_s
        if before_s is not None and abs(ahead_s - before_s) >= CLOCK_STEP_S:
            self._add("clock", t_s, round(ahead_s - before_s, 1))

    def _take_levels(self, t_s: float, frame: Frame) -> None:
        for wearer in ("a", "b"):
            one = frame.get(wearer)
            if isinstance(one, Mapping):
                d, state, why = one["d_bpm"], one["state"], one["reason"]
                self._add("levels", _ms(t_s), wearer, _one(d), state, why)

    def _take_frame(self, frame: Frame) -> None:
        match frame:
            case {"frame": "heart_rate", "t_s": float(t), "wearer": w}:
                self._add("rates", _ms(t), w, frame["heart_rate_bpm"], frame["contact"])
            case {
                "frame": "beat",
                "t_s": float(t),
                "wearer": w,
                "rr_ms": rr,
                "run": run,
            }:
                bpm = round(60_000 / rr, 1) if isinstance(rr, float) and rr else None
                self._add("beats", _ms(t), w, bpm, run)
            case {
                "frame": "gap",
                "start_s": float(t),
                "end_s": float(end),
                "wearer": w,
            }:
                self._add("gaps", _ms(t), w, _ms(end), frame["reason"])
            case {"frame": "hrv", "calculator": "neurokit2", "window": {"end_s": end}}:
                self._take_table(end, frame)
            case {"frame": "hrv", "window": {"start_s": start, "end_s": end}}:
                if abs(end - start - self._hrv_window_s) < 1:
                    self._take_hrv(end, frame)
            case {"frame": "synchrony", "window": {"end_s": end}}:
                self._take_synchrony(end, frame)
            case {
                "frame": "left_out",
                "t_s": float(t),
                "wearer": w,
                "rr_ms": float(rr),
            }:
                self._add("left_out", _ms(t), w, round(60_000 / rr, 1), frame["why"])
            case {"frame": "dyad", "t_s": float(t)}:
                self._take_levels(t, frame)
            case {"frame": "malformed", "t_s": float(t), "wearer": w}:
                self._add("malformed", _ms(t), w)
            case _:
                pass

    def _take_hrv(self, end_s: float, frame: Frame) -> None:
        coverage, verdict = _quality(frame)
        withheld = frame["withheld"]
        why = withheld.get("rmssd_ms") if isinstance(withheld, Mapping) else None
        self._add(
            "hrv",
            _ms(end_s),
            frame["wearer"],
            _one(frame["heart_rate_bpm"]),
            _one(frame["rmssd_ms"]),
            coverage,
            verdict,
            why,
        )

    def _take_table(self, end_s: float, frame: Frame) -> None:
        coverage, verdict = _quality(frame)
        withheld = frame["withheld"]
        why = withheld if isinstance(withheld, Mapping) else {}
        self._add(
            "indices",
            _ms(end_s),
            frame["wearer"],
            *(_one(frame[name]) for name in INDICES),
            coverage,
            verdict,
            {short: why[name] for name, short in INDICES.items() if name in why},
        )

    def _take_synchrony(self, end_s: float, frame: Frame) -> None:
        coverage, verdict = _quality(frame)
        chance = frame["chance"]
        p95 = chance["p95"] if isinstance(chance, Mapping) else None
        self._add(
            "relation",
            _ms(end_s),
            _two(frame["r"]),
            _two(p95),
            frame["word"],
            frame["withheld"],
            coverage,
            verdict,
        )


def _quality(frame: Frame) -> tuple[object, object]:
    match frame["quality"]:
        case {"coverage": float(coverage), "verdict": verdict}:
            return round(coverage, 3), verdict
        case _:
            return None, None


def _ms(seconds: float) -> float:
    return round(seconds, 3)


def _one(value: object) -> float | None:
    return round(value, 1) if isinstance(value, int | float) else None


def _two(value: object) -> float | None:
    return round(value, 3) if isinstance(value, int | float) else None
