"""Events in, derived values out: the one fold for live, replay and simulation."""

from collections.abc import Iterable
from typing import assert_never

from samenstemming.errors import MalformedPacketError
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    Event,
    LinkChange,
    Marker,
    Packet,
    Tick,
)
from samenstemming.series import Derived, HeartRate, Malformed
from samenstemming.settings import Settings
from samenstemming.wire import heart_rate


class Pipeline:
    """Feed it every event in order; it returns what each one completed."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    def feed_all(self, events: Iterable[Event]) -> list[Derived]:
        """Feed many events; the same as feeding them one by one."""
        return [derived for event in events for derived in self.feed(event)]

    def feed(self, event: Event) -> list[Derived]:
        """Take one event and return what it completed, oldest first."""
        match event:
            case Packet():
                return self._take_packet(event)
            case Tick() | LinkChange() | Marker():
                return []
            case _:
                assert_never(event)

    def _take_packet(self, packet: Packet) -> list[Derived]:
        if packet.characteristic != HEART_RATE_MEASUREMENT:
            return []
        t_s = packet.t_ns / 1e9
        try:
            said = heart_rate.decode(packet.payload)
        except MalformedPacketError as error:
            return [Malformed(t_s=t_s, wearer=packet.wearer, reason=str(error))]
        return [
            HeartRate(
                t_s=t_s,
                wearer=packet.wearer,
                heart_rate_bpm=said.heart_rate_bpm or None,
                contact=said.contact,
                n_rr=len(said.rr_ticks),
            )
        ]
