"""What a run is told before it begins, what goes into its meta, and how it ended."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from samenstemming.events import Wearer
from samenstemming.session.straps import SimulatedStrap, truth_of
from samenstemming.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a run needs to know."""

    path: Path
    straps: Mapping[Wearer, SimulatedStrap]
    minutes: float | None = None
    speed: float = 1.0
    label: str = ""
    consent: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    frames_to: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a run ended: `stop`, `time`, or what ended it from outside."""

    reason: str
    path: Path
    events: int
    duration_s: float

    def to_json(self) -> dict[str, object]:
        """The answer to `stop`."""
        return {
            "reason": self.reason,
            "path": str(self.path),
            "events": self.events,
            "duration_s": self.duration_s,
        }


def meta_of(plan: Plan, started: datetime) -> dict[str, object]:
    """The recording's meta: codes, never names."""
    return {
        "created_utc": started.isoformat(timespec="seconds"),
        "source": "live",
        "simulated": True,
        "label": plan.label,
        "time_zone": local_zone(),
        "speed": plan.speed,
        "wearers": {
            wearer.value: {
                "strap": strap.name,
                "participant": f"{strap.name.replace(':', '-')}-{wearer}",
            }
            for wearer, strap in plan.straps.items()
        },
        "consent": {wearer.value: list(plan.consent) for wearer in plan.straps},
        "truth": truth_of(plan.straps),
    }


def local_zone() -> str:
    """The name of this machine's time zone, as `Europe/Amsterdam`; UTC if unknown."""
    if named := os.environ.get("TZ", "").lstrip(":"):
        return named
    try:
        link = str(Path("/etc/localtime").readlink())
    except OSError:
        return datetime.now().astimezone().tzname() or "UTC"
    _, found, zone = link.partition("zoneinfo/")
    return zone if found else "UTC"
