"""What a strap can do, found out from its first notifications.

Fifteen seconds show whether it sends RR at all and how often it speaks; whether its
contact bits mean anything and what it counts RR in may take longer, and until then
the answer is None. Optical bands mostly send a heart rate without RR: with such a
strap there is a heart rate to see, but no variability and no synchrony, and its
wearer is told so in one sentence before the talk, not after it.

What surprised us: some straps say "no contact" for hours while they send every beat.
Contact bits are believed only once they were seen to change.
"""

from collections import deque
from dataclasses import dataclass
from statistics import median
from typing import Final

from samenstemming.rhythm.rr_unit import RrUnit, UnitWatch
from samenstemming.wire.heart_rate import HeartRateMeasurement

ENOUGH_S: Final = 15.0
"""A heart rate that comes without RR for so long will come without them for good."""

FEWEST_RATES: Final = 8
"""Notifications with a heart rate before their missing RR mean anything."""

FEWEST_RR: Final = 3
"""Notifications with RR from which a strap is one that sends them."""

CADENCE_OVER: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeReport:
    """What is known of a strap so far; None: cannot tell yet.

    `contact_means_something`: False where the strap denies contact while beats come,
    or reports none at all. `counts_per_s` is the slope of the RR sum against the
    host's clock, which `unit` does not rest on alone. `code` names the sentence.
    """

    heard_s: float
    n_notifications: int
    sends_rr: bool | None
    contact_means_something: bool | None
    cadence_s: float | None
    unit: RrUnit | None
    counts_per_s: float | None
    code: str

    def to_json(self) -> dict[str, object]:
        """JSON values for a screen."""
        return {
            "code": self.code,
            "heard_s": round(self.heard_s, 3),
            "notifications": self.n_notifications,
            "sends_rr": self.sends_rr,
            "rr_unit": None if self.unit is None else self.unit.value,
            "cadence_s": None if self.cadence_s is None else round(self.cadence_s, 3),
            "contact_bits": self.contact_means_something,
            "counts_per_s": self.counts_per_s,
        }

    def for_meta(self) -> dict[str, object]:
        """What is known for good: it goes beside the strap's name in a recording."""
        said = self.to_json()
        names = ["sends_rr", "rr_unit", "contact_bits"]
        if self.heard_s >= ENOUGH_S:
            names.append("cadence_s")
        return {name: said[name] for name in names if said[name] is not None}


class Probe:
    """One strap's notifications as they come, in order of arrival."""

    def __init__(self) -> None:
        self._watch = UnitWatch()
        self._first_s: float | None = None
        self._last_s: float | None = None
        self._apart_s: deque[float] = deque(maxlen=CADENCE_OVER)
        self._n = 0
        self._n_rr = 0
        self._n_rates = 0
        self._contacts: set[bool | None] = set()
        self._denied_with_rr = 0

    def take(self, t_s: float, said: HeartRateMeasurement) -> None:
        """Take what one notification says."""
        if self._first_s is None:
            self._first_s = t_s
        if self._last_s is not None and t_s >= self._last_s:
            self._apart_s.append(t_s - self._last_s)
        self._last_s = t_s
        self._n += 1
        self._n_rates += said.heart_rate_bpm > 0
        self._contacts.add(said.contact)
        if any(rr > 0 for rr in said.rr_ticks):
            self._n_rr += 1
            self._denied_with_rr += said.contact is False
        self._watch.take(t_s, said.rr_ticks, said.heart_rate_bpm)

    def connected(self, t_s: float) -> None:
        """Say that the link is up: from now on it may be expected to speak."""
        if self._first_s is None:
            self._first_s = t_s

    def interrupt(self) -> None:
        """Say that the link broke off: RR may be missing."""
        self._last_s = None
        self._watch.interrupt()

    def report(self, now_s: float) -> ProbeReport:
        """What is known at `now_s`, session time in seconds."""
        heard_s = 0.0 if self._first_s is None else max(0.0, now_s - self._first_s)
        sends_rr = self._sends_rr(heard_s)
        return ProbeReport(
            heard_s=heard_s,
            n_notifications=self._n,
            sends_rr=sends_rr,
            contact_means_something=self._contact(heard_s),
            cadence_s=median(self._apart_s) if len(self._apart_s) >= 3 else None,
            unit=self._watch.unit,
            counts_per_s=self._watch.slope_per_s,
            code=self._code(heard_s, sends_rr=sends_rr),
        )

    def _sends_rr(self, heard_s: float) -> bool | None:
        if self._n_rr >= FEWEST_RR:
            return True
        if heard_s >= ENOUGH_S and self._n_rates >= FEWEST_RATES and not self._n_rr:
            return False
        return None

    def _contact(self, heard_s: float) -> bool | None:
        if {True, False} <= self._contacts:
            # A bit that was down while beats came says nothing by coming up.
            return self._denied_with_rr <= self._n_rr // 4
        if heard_s < ENOUGH_S or not self._n:
            return None
        if self._contacts == {None} or self._denied_with_rr >= FEWEST_RR:
            return False
        return None

    def _code(self, heard_s: float, *, sends_rr: bool | None) -> str:
        if sends_rr is False:
            return "probe.no_rr"
        if sends_rr:
            in_ms = self._watch.unit is RrUnit.MS
            return "probe.rr_in_ms" if in_ms else "probe.rr"
        if heard_s < ENOUGH_S:
            return "probe.listening"
        return "probe.no_heart" if self._n else "probe.silent"
