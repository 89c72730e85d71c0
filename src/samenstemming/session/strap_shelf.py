"""Straps that are remembered and straps that were just seen, as one list for people.

How strong a strap is heard is said in words. The bounds are a usual rule for Bluetooth
in one room, not measured here: a body between two antennas takes 10-20 dB away.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from samenstemming.events import Wearer
from samenstemming.session.known_straps import (
    KnownStrap,
    KnownStraps,
    StrapIdentity,
)
from samenstemming.sources.ble_names import SeenStrap

NEAR_DBM: Final = -65
CLOSE_DBM: Final = -80


@dataclass(frozen=True, slots=True, kw_only=True)
class StrapOnShelf:
    """One strap: what it is called, whose it is, and how well it is heard.

    `signal` is `near`, `close`, `far`, `held` (this computer is connected to it),
    `heard`, or empty where it was not seen.
    """

    key: str
    identity: StrapIdentity
    label: str = ""
    wearer: Wearer | None = None
    remembered: bool = False
    signal: str = ""
    rssi_dbm: int | None = None

    @property
    def shown(self) -> str:
        """What people call it."""
        of = self.identity
        return self.label or of.name or of.address or of.serial

    @property
    def asked_for(self) -> str:
        """What `record` finds it by."""
        return self.identity.address or self.identity.name

    @property
    def as_seen(self) -> SeenStrap:
        """The strap as the radio knows it."""
        of = self.identity
        return SeenStrap(name=of.name, address=of.address, heart_rate=True)


def shelf_of(known: KnownStraps, seen: Iterable[SeenStrap]) -> tuple[StrapOnShelf, ...]:
    """All of them: A's, B's, the other remembered ones, then the nearest first."""
    heard = list(seen)
    shelf = []
    for strap in known.straps:
        fits = (s for s in heard if known.find(_identity(s)) is strap)
        found = next(fits, None)
        if found is not None:
            heard.remove(found)
        identity = strap.identity if found is None else _newest(strap.identity, found)
        shelf.append(
            StrapOnShelf(
                key=_key(strap.identity),
                identity=identity,
                label=strap.label,
                wearer=_of(known, strap),
                remembered=True,
                signal="" if found is None else signal_of(found),
                rssi_dbm=None if found is None else found.rssi_dbm,
            )
        )
    shelf += [
        StrapOnShelf(
            key=_key(_identity(strap)),
            identity=_identity(strap),
            signal=signal_of(strap),
            rssi_dbm=strap.rssi_dbm,
        )
        for strap in heard
    ]
    return tuple(sorted(shelf, key=_order))


def signal_of(strap: SeenStrap) -> str:
    """How well a strap is heard, as a word's key."""
    if strap.held:
        return "held"
    if strap.rssi_dbm is None:
        return "heard"
    if strap.rssi_dbm >= NEAR_DBM:
        return "near"
    return "close" if strap.rssi_dbm >= CLOSE_DBM else "far"


def _order(strap: StrapOnShelf) -> tuple[str, bool, str, str]:
    # By name and not by strength, which changes while people read.
    wearer = "z" if strap.wearer is None else strap.wearer.value
    name = strap.identity.name.casefold()
    return wearer, not strap.remembered, name, strap.identity.address


def _of(known: KnownStraps, strap: KnownStrap) -> Wearer | None:
    """Whose it is now: somebody who has worn several straps wears the last one."""
    wearer = strap.wearer
    return wearer if wearer and known.worn_last(wearer) is strap else None


def _identity(strap: SeenStrap) -> StrapIdentity:
    return StrapIdentity(address=strap.address, name=strap.name)


def _newest(was: StrapIdentity, found: SeenStrap) -> StrapIdentity:
    name = found.name or was.name
    return StrapIdentity(address=found.address, name=name, serial=was.serial)


def _key(identity: StrapIdentity) -> str:
    """Short, stable, and no name: it becomes part of a page's element names."""
    what = identity.address or identity.name or identity.serial
    return hashlib.sha256(what.casefold().encode()).hexdigest()[:10]
