"""Absolute dates in an export: none, moved back, or as they were.

A date of a session beside an appointment book says who the two are. So an export has
no date unless somebody asks for one, and who asks for shifted ones gets the same shift
for every session of a dyad: the time between sessions is data.

What surprised us: a rule without a secret protects nobody. A shift that follows from
the dyad's code alone can be undone by whoever holds the code, which is everybody who
holds the export. So the shift is HMAC-SHA256 of that code under a key that is in no
export. Whole weeks, so that a Monday evening stays one: weekday and time of day matter
to a heart. At most twenty years, since EDF knows no date before 1985.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

FEWEST_WEEKS: Final = 52
MOST_WEEKS: Final = 1043

BEFORE_1925_WEEKS: Final = 5218
"""BIDS marks shifted dates by their century: 1925 or earlier."""

KEY_BYTES: Final = 32


class Shown(StrEnum):
    """What an export says of dates."""

    NONE = "left out"
    SHIFTED = "shifted"
    REAL = "as recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How to show a date. `weeks` is only for shifted ones."""

    shown: Shown = Shown.NONE
    weeks: int = 0

    def of(self, when: datetime | None) -> datetime | None:
        """The date as an export may show it."""
        if when is None or self.shown is Shown.NONE:
            return None
        if self.shown is Shown.REAL:
            return when
        return when - timedelta(weeks=self.weeks)

    def text(self, value: object) -> str | None:
        """A date in ISO form as an export may show it; None for anything else."""
        shown = self.of(parsed(value))
        return None if shown is None else shown.isoformat()


def shifted(key: bytes, dyad: str) -> Dates:
    """The shift of this dyad under this key."""
    digest = hmac.new(key, dyad.encode(), sha256).digest()
    span = MOST_WEEKS - FEWEST_WEEKS + 1
    weeks = FEWEST_WEEKS + int.from_bytes(digest[:8], "big") % span
    return Dates(shown=Shown.SHIFTED, weeks=weeks)


def parsed(value: object) -> datetime | None:
    """The moment that an ISO text names; without an offset it is UTC."""
    if not isinstance(value, str):
        return None
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return None
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


def without_clock(data: Mapping[str, object], dates: Dates) -> dict[str, object]:
    """A marker's data whose `…_utc` values say no more than the export may."""
    left: dict[str, object] = {}
    for name, value in data.items():
        if name == "utc" or name.endswith("_utc"):
            said = dates.text(value)
            if said is not None:
                left[name] = said
        else:
            left[name] = value
    return left
