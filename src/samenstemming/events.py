"""The four kinds of event: all that is ever stored.

`t_ns` is session time once an event has left a `Recording`: zero is the first
Tick (or the first event where there is none). Inside the collector it is the raw
host clock; `recording/` does the subtraction, in one place.

`Recording` is the pure value: meta and events, wherever they came from. Files are
the business of `samenstemming.recording`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

HEART_RATE_MEASUREMENT: Final = "heart_rate_measurement"
"""Characteristic 0x2A37, byte for byte."""

IMPORTED_BEATS: Final = "imported_beats"
"""Beats whose own times are known: float64 pairs of time in s and RR in ms."""

IMPORTED_RR: Final = "imported_rr"
"""RR intervals in ms of one notification; only the packet's arrival is known."""

POLAR_ECG: Final = "polar_ecg"
"""A frame of raw ECG, byte for byte as Polar's data characteristic sent it."""

BATTERY_LEVEL: Final = "battery_level"

SUSPEND: Final = "suspend"
"""Marker by which the writer says that the host slept; it becomes a gap."""

ROWS_LOST: Final = "rows_lost"
"""Marker by which a repair says that rows are missing here; it becomes a gap."""

LOST_ROW: Final = "lost_row"
"""Marker in the place of each further row of such a hole: only the numbers go on."""


class Wearer(StrEnum):
    """One of the two people. Which of them is A says nothing about them."""

    A = "a"
    B = "b"

    @property
    def other(self) -> "Wearer":
        """The partner."""
        return Wearer.B if self is Wearer.A else Wearer.A


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """Bytes from a strap, with the host clock at their arrival."""

    t_ns: int
    wearer: Wearer
    characteristic: str
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChange:
    """What became of a strap's link: `connected`, `lost`, `silent`, `closed`, …."""

    t_ns: int
    wearer: Wearer
    state: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Time as an input, once a second. Clocks that a host lacks are None."""

    t_ns: int
    utc_ns: int | None = None
    boottime_ns: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Something that people or the collector did: a step, a button, a note.

    `source` is who made it (`auto`, `a`, `b`, `researcher`, `import`); no screen for
    a couple ever shows it. `data` holds JSON values only.
    """

    t_ns: int
    name: str
    wearer: Wearer | None = None
    source: str = "auto"
    note: str = ""
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


Event = Packet | LinkChange | Tick | Marker


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """A session as a value: `meta` (JSON values) and its events in order."""

    meta: Mapping[str, object]
    _events: tuple[Event, ...]
    path: str | None = None
    chain: str | None = None

    @classmethod
    def of(
        cls,
        events: Iterable[Event],
        *,
        meta: Mapping[str, object] | None = None,
        path: str | None = None,
        chain: str | None = None,
    ) -> "Recording":
        """A recording of these events, whose `t_ns` are already session time."""
        return cls(
            meta=MappingProxyType(dict(meta or {})),
            _events=tuple(events),
            path=path,
            chain=chain,
        )

    def events(self) -> tuple[Event, ...]:
        """All events, oldest first, `t_ns` relative to session zero."""
        return self._events

    @property
    def wearers(self) -> tuple[Wearer, ...]:
        """The wearers from whom at least one packet came, A before B."""
        seen = {e.wearer for e in self._events if isinstance(e, Packet)}
        return tuple(wearer for wearer in Wearer if wearer in seen)

    @property
    def truth(self) -> Mapping[str, object] | None:
        """What a simulation knows about itself; None for real recordings."""
        truth = self.meta.get("truth")
        return truth if isinstance(truth, Mapping) else None

    @property
    def duration_s(self) -> float:
        """From session zero to the last event, in seconds."""
        return max((e.t_ns for e in self._events), default=0) / 1e9
