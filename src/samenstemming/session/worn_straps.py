"""What this computer remembers of straps, for one run, and what it learns from it.

A wearer is remembered at the end of a recording, and only where the strap was worn for
about a minute: somebody who sees the warning, stops and swaps the straps must not be
warned again for having done so.

A file that cannot be read costs the labels and the warning, never the recording; it is
then left as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.measures.alignment import Alignment
from samenstemming.session.known_straps import (
    KnownStraps,
    StrapIdentity,
    SwapWarning,
    load,
    save,
    swap_warning,
)

WORN_PACKETS: Final = 60
"""About a minute of notifications: so long nobody wears a wrong strap unnoticed."""


class WornStraps:
    """The straps of one run. Without a path nothing is known and nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self.trouble: str | None = None
        self._path = path
        self._known = KnownStraps()
        self._worn: dict[Wearer, StrapIdentity] = {}
        if path is None:
            return
        try:
            self._known = load(path)
        except SettingsError as error:
            self.trouble, self._path = str(error), None

    def label_of(self, name: str, address: str) -> str:
        """What people call the strap of this name and address; empty if nothing."""
        strap = self._known.find(StrapIdentity(name=name, address=address))
        return "" if strap is None else strap.label

    def see(
        self, wearer: Wearer, *, name: str = "", address: str = "", serial: str = ""
    ) -> None:
        """Take what a wearer's strap says of itself; empty where it does not."""
        was = self._worn.get(wearer, StrapIdentity())
        self._worn[wearer] = StrapIdentity(
            address=address or was.address,
            name=name or was.name,
            serial=serial or was.serial,
        )

    @property
    def worn(self) -> dict[Wearer, StrapIdentity]:
        """Whose strap is which, as far as they were met."""
        serials = [of.serial for of in self._worn.values()]
        return {
            # A number that both have is their maker's, not theirs.
            wearer: replace(of, serial="") if serials.count(of.serial) > 1 else of
            for wearer, of in self._worn.items()
        }

    @property
    def swap(self) -> SwapWarning | None:
        """What to ask where straps sit on the other wearer than last time."""
        return swap_warning(self._known, self.worn)

    @property
    def as_last_time(self) -> bool:
        """Whether every strap is on the wearer who wore it last."""
        found = {wearer: self._known.find(of) for wearer, of in self.worn.items()}
        return bool(found) and all(
            strap is not None and strap.wearer is wearer
            for wearer, strap in found.items()
        )

    @property
    def alignment(self) -> dict[str, object] | None:
        """What was measured of this pair, for a recording's meta."""
        worn = self.worn
        if len(worn) < 2:
            return None
        pair = self._known.pair(worn[Wearer.A], worn[Wearer.B])
        found = self._known.alignment(worn[Wearer.A], worn[Wearer.B])
        if pair is None or found is None:
            return None
        return {**found.to_json(), "measured_utc": pair.measured_utc}

    def keep(self, heard: Mapping[Wearer, int]) -> None:
        """Remember who wore what; `heard` counts packets. SettingsError if it fails."""

        def worn_by(known: KnownStraps) -> KnownStraps:
            for wearer, identity in self.worn.items():
                long_enough = heard.get(wearer, 0) >= WORN_PACKETS
                known = known.remember(identity, wearer=wearer if long_enough else None)
            return known

        self._change(worn_by)

    def keep_alignment(self, found: Alignment, measured_utc: str) -> None:
        """Remember this pair's own lag. SettingsError where that fails."""
        worn = self.worn
        if len(worn) < 2:
            return

        def aligned(known: KnownStraps) -> KnownStraps:
            # Both were on one body: that says nothing of who wears which.
            for identity in worn.values():
                known = known.remember(identity)
            return known.align(worn[Wearer.A], worn[Wearer.B], found, measured_utc)

        self._change(aligned)

    def _change(self, change: Callable[[KnownStraps], KnownStraps]) -> None:
        if self._path is None or not self._worn:
            return
        # Read anew: somebody may have given a label meanwhile.
        save(self._path, change(load(self._path)))
