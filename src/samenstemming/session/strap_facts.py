"""What becomes known of the straps while they record, and where it goes.

A strap says its name in the air, its serial number once it is connected, and what it
can do by what it sends. Each of it goes into the meta beside the wearer as soon as it
is known: analysis asks whether both straps are of one model, and people who open the
file years later which straps they were. Analysis needs none of it to find beats.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.measures.alignment import KEY, Alignment
from samenstemming.session.known_straps import SwapWarning
from samenstemming.session.plan import wearers_meta
from samenstemming.session.worn_straps import WornStraps
from samenstemming.sources.ble_names import SeenStrap

SetMeta = Callable[[str, object], object]


class StrapFacts:
    """The straps of one run. `tell` hears sentences, `on_swap` a change of places.

    `on_no_rr` hears whose strap sends no RR: that wearer should know it now, not later.
    """

    def __init__(
        self,
        straps_file: Path | None,
        *,
        one_body: bool,
        tell: Callable[[str], None],
        on_swap: Callable[[SwapWarning], None],
        on_no_rr: Callable[[Wearer], None] = lambda wearer: None,
        ecg: bool = False,
    ) -> None:
        self._worn = WornStraps(straps_file)
        self._one_body = one_body
        self._ecg = ecg
        self._tell = tell
        self._on_swap = on_swap
        self._on_no_rr = on_no_rr
        self._set_meta: SetMeta | None = None
        self._wearers: dict[Wearer, dict[str, object]] = {}
        self._carried: dict[str, object] | None = None
        self.swap: SwapWarning | None = None

    @property
    def label_of(self) -> Callable[[str, str], str]:
        """What people call the strap of a name and an address."""
        return self._worn.label_of

    @property
    def names(self) -> dict[str, object]:
        """What each wearer's strap is called."""
        return {wearer.value: known["strap"] for wearer, known in self._wearers.items()}

    def begin(
        self, described: Mapping[Wearer, dict[str, object]]
    ) -> Mapping[Wearer, Mapping[str, object]]:
        """Take what is known before the file is made; the same, for its meta."""
        self._wearers = {wearer: dict(known) for wearer, known in described.items()}
        return self._wearers

    def write_to(self, set_meta: SetMeta) -> None:
        """From now on there is a file; what is known of the pair goes into it first."""
        self._set_meta = set_meta
        if self._worn.trouble is not None:
            self._tell(self._worn.trouble)
        self._weigh()

    def recognised(self, wearer: Wearer, strap: SeenStrap) -> None:
        """A strap in the air is this wearer's."""
        self._worn.see(wearer, name=strap.name, address=strap.address)

    def learned(self, wearer: Wearer, about: Mapping[str, str]) -> None:
        """A strap has said what it is."""
        self._wearers[wearer] |= about
        self._write("wearers", wearers_meta(self._wearers))
        self._worn.see(wearer, serial=about.get("serial", ""))
        self._weigh()

    def showed(self, abilities: Mapping[Wearer, Mapping[str, object]]) -> None:
        """Straps have shown what they can do."""
        changed = False
        for wearer, known in abilities.items():
            held = self._wearers.get(wearer)
            if held is None:
                continue
            # A cadence is a median that still moves by a millisecond: once is enough.
            new = {
                name: value
                for name, value in known.items()
                if name not in held or (name != "cadence_s" and held[name] != value)
            }
            changed = changed or bool(new)
            held |= new
            if new.get("sends_rr") is False:
                self._on_no_rr(wearer)
        if changed:
            self._write("wearers", wearers_meta(self._wearers))

    def aligned(self, found: Alignment, measured_utc: str) -> None:
        """Both were on one body: their own lag goes into the file and is remembered."""
        said = {**found.to_json(), "measured_utc": measured_utc}
        self._write(KEY, {**said, "straps": self.names})
        self._keep(lambda: self._worn.keep_alignment(found, measured_utc))

    def keep(self, heard: Mapping[Wearer, int]) -> None:
        """Remember who wore what, by how many packets came; at the end of a run."""
        if not self._one_body:
            self._keep(lambda: self._worn.keep(heard))

    def _weigh(self) -> None:
        """Notice straps that changed places, and a pair whose own lag is known."""
        if self._one_body:
            return
        swap = self._worn.swap
        if swap is not None and (self.swap is None or swap.code != self.swap.code):
            self._on_swap(swap)
        self.swap = swap
        # It was measured on RR. Beats of an ECG are not late as RR are.
        carried = None if self._ecg else self._worn.alignment
        if carried is not None and carried != self._carried:
            self._carried = carried
            self._write(KEY, {**carried, "straps": self.names})

    def _keep(self, remember: Callable[[], None]) -> None:
        try:
            remember()
        except SettingsError as error:
            self._tell(str(error))

    def _write(self, key: str, value: object) -> None:
        if self._set_meta is not None:
            self._set_meta(key, value)
