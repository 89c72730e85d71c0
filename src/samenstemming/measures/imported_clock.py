"""What may be said of two people whose files were put on one clock afterwards.

Recorded together, two hearts have one clock. Imported ones have what was stated, or
what was found, and the recording's meta says which. A clock that was found from the
hearts' own likeness has used that likeness up: it can no more be tested, and a lag
measured with it is zero by construction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

KEY: Final = "clock_alignment"
"""Where a recording's meta holds it."""

ESTIMATED: Final = "estimate"
ASSUMED: Final = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedClock:
    """How two files came onto one clock, and how unsure that is, in seconds."""

    method: str = ""
    sd_s: float = 0.0

    @property
    def lag_withheld(self) -> str | None:
        """Why no lag may be claimed, as a code with words; None where one may."""
        reasons = {ESTIMATED: "clock_estimated", ASSUMED: "clock_assumed"}
        return reasons.get(self.method)

    @property
    def p_withheld(self) -> str | None:
        """Why likeness may not be tested against chance; None where it may."""
        return "clock_estimated" if self.method == ESTIMATED else None


NOT_IMPORTED: Final = ImportedClock()
"""Of a recording whose two straps were heard by one computer."""


def imported_clock_in(meta: Mapping[str, object]) -> ImportedClock:
    """What a recording's meta says; one that says nothing has a clock of its own."""
    held = meta.get(KEY)
    if not isinstance(held, Mapping):
        return ImportedClock()
    sd_s = held.get("sd_s")
    if isinstance(sd_s, bool) or not isinstance(sd_s, int | float):
        sd_s = 0.0
    known = isfinite(sd_s) and sd_s >= 0
    return ImportedClock(
        method=str(held.get("method")), sd_s=float(sd_s) if known else 0.0
    )
