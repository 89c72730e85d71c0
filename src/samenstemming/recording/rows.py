"""Events as rows and back: kind, wearer, topic, payload, and the row's CRC.

A packet's payload is its bytes, untouched. The other three kinds hold JSON, so that
any language can read a recording with an SQLite library and nothing else.

The CRC covers the whole row. A CRC of the payload alone missed 24 of 200 random bit
flips: a changed time or wearer is as wrong as a changed heartbeat, and silent.
"""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple, assert_never
from zlib import crc32

from samenstemming.events import Event, LinkChange, Marker, Packet, Tick, Wearer
from samenstemming.strict_json import read_json


class Content(NamedTuple):
    """An event as columns, before it has a place in a file."""

    t_ns: int
    kind: str
    wearer: str | None
    topic: str
    payload: bytes


class Row(NamedTuple):
    """A row of the `event` table."""

    seq: int
    boot: int
    t_ns: int
    kind: str
    wearer: str | None
    topic: str
    payload: bytes
    crc: int


def encode(event: Event) -> Content:
    """Columns of an event; ValueError where it holds what a file cannot.

    Everything is refused here, before it is queued: one event that SQLite would not
    take must not hold up those behind it.
    """
    content = _columns(event)
    if not -(2**63) <= content.t_ns < 2**63:
        msg = f"t_ns {content.t_ns} does not fit into 64 bits"
        raise ValueError(msg)
    content.topic.encode()  # UnicodeEncodeError, a ValueError, for half a character
    return content


def _columns(event: Event) -> Content:
    match event:
        case Packet():
            return Content(
                event.t_ns,
                "packet",
                event.wearer.value,
                event.characteristic,
                bytes(event.payload),
            )
        case LinkChange():
            payload = canonical_json({"detail": event.detail})
            return Content(event.t_ns, "link", event.wearer.value, event.state, payload)
        case Tick():
            payload = canonical_json(
                {"utc_ns": event.utc_ns, "boottime_ns": event.boottime_ns}
            )
            return Content(event.t_ns, "tick", None, "", payload)
        case Marker():
            payload = canonical_json(
                {"source": event.source, "note": event.note, "data": dict(event.data)}
            )
            must_come_back(payload)
            wearer = None if event.wearer is None else event.wearer.value
            return Content(event.t_ns, "marker", wearer, event.name, payload)
        case _:
            assert_never(event)


def decode(content: Content) -> Event:
    """The event in these columns; ValueError where they hold none."""
    t_ns, kind, wearer, topic, payload = content
    if kind == "packet":
        return Packet(
            t_ns=t_ns, wearer=Wearer(str(wearer)), characteristic=topic, payload=payload
        )
    try:
        said = read_json(payload)
        if not isinstance(said, dict):
            raise TypeError
        if kind == "tick":
            return Tick(
                t_ns=t_ns,
                utc_ns=_clock(said["utc_ns"]),
                boottime_ns=_clock(said["boottime_ns"]),
            )
        if kind == "link":
            return LinkChange(
                t_ns=t_ns,
                wearer=Wearer(str(wearer)),
                state=topic,
                detail=_text(said["detail"]),
            )
        if kind == "marker":
            if not isinstance(said["data"], dict):
                raise TypeError
            return Marker(
                t_ns=t_ns,
                name=topic,
                wearer=None if wearer is None else Wearer(wearer),
                source=_text(said["source"]),
                note=_text(said["note"]),
                data=said["data"],
            )
    except (KeyError, TypeError) as error:
        msg = f"a {kind} row holds {payload[:40]!r}"
        raise ValueError(msg) from error
    msg = f"no event is of the kind {kind!r}"
    raise ValueError(msg)


def _clock(value: object) -> int | None:
    """A clock's reading; TypeError where a file that is not ours says other things."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def event_bytes(seq: int, boot: int, content: Content) -> bytes:
    """What the CRC and the chain of an event row are taken over.

    The topic's length stands before it, so two different rows never give the
    same bytes.
    """
    t_ns, kind, wearer, topic, payload = content
    head = f"{seq} {boot} {t_ns} {kind} {wearer or '-'} {len(topic)} {topic} "
    return head.encode() + payload


def side_bytes(values: Sequence[object]) -> bytes:
    """What the CRC of a row of `meta`, `boot` or `anchor` is taken over."""
    return canonical_json(list(values))


def side_crc(values: Sequence[object]) -> int:
    """CRC-32 of a row of `meta`, `boot` or `anchor`."""
    return crc32(side_bytes(values))


def canonical_json(value: object) -> bytes:
    """JSON with sorted keys and no spaces; ValueError for NaN and infinities."""
    try:
        return json.dumps(
            value,
            sort_keys=True,
            separators=(",", ":"),
            allow_nan=False,
            default=_plain,
        ).encode()
    except TypeError as error:
        msg = f"JSON cannot hold {value!r}: {error}"
        raise ValueError(msg) from error


def must_come_back(payload: bytes) -> None:
    """ValueError for JSON that a reader refuses, or takes for something else.

    A whole number beyond 64 bits is read as the float next to it (`strict_json`).
    """
    if read_json(payload) != json.loads(payload):
        msg = "JSON holds a whole number beyond 64 bits, which would not come back"
        raise ValueError(msg)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    msg = f"{type(value).__name__} is no JSON value"
    raise TypeError(msg)
