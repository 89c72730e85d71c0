"""What a run is told before it begins, what goes into its meta, and how it ended."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from samenstemming.consent import consent_by_wearer
from samenstemming.events import Wearer
from samenstemming.measures.alignment import Alignment
from samenstemming.session.keeping import KEEP_UNTIL, keep_until
from samenstemming.session.straps import SimulatedStrap, Strap, truth_of
from samenstemming.session.talk import Draft
from samenstemming.session.word_cards import free_text_of
from samenstemming.settings import Settings

if TYPE_CHECKING:
    from samenstemming.exercises.machine import Guide


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a run needs to know. `ecg`: straps that have one send it too."""

    path: Path
    straps: Mapping[Wearer, Strap]
    minutes: float | None = None
    speed: float = 1.0
    label: str = ""
    consent: tuple[str, ...] = ()
    """`record` of each wearer, `a:record` of one."""
    keep_days: int | None = None
    """For how long the file says it is kept; None: until somebody deletes it."""
    ecg: bool = False
    settings: Settings = field(default_factory=Settings)
    frames_to: Path | None = None
    alignment_check: bool = False
    guide: "Guide | None" = None
    """The guided talk of this run, if it is one."""
    carried: tuple[Draft, ...] = ()
    """Baselines of the talk before, of the same evening (`carried_rest`)."""
    resume: bool = False
    """Go on with the file at `path` instead of beginning one."""
    study: Mapping[str, object] | None = None
    """What the meta says of the study that this session belongs to, if any."""
    lsl: bool = False
    """Hand beats, heart rate and markers to other programs on this machine."""
    straps_file: Path | None = None
    """Where straps are remembered; None: nowhere."""

    @property
    def simulated_straps(self) -> dict[Wearer, SimulatedStrap]:
        """The straps that exist only here: all of them, or none."""
        return {
            wearer: strap
            for wearer, strap in self.straps.items()
            if isinstance(strap, SimulatedStrap)
        }

    @property
    def free_text(self) -> frozenset[Wearer]:
        """Who said yes to writing the own words down."""
        return free_text_of(consent_by_wearer(self.consent, self.straps))

    @property
    def simulated(self) -> bool:
        """Whether no real heart beats in this; False where none beats at all."""
        return bool(self.simulated_straps)

    def coded(
        self, described: Mapping[Wearer, dict[str, object]]
    ) -> dict[Wearer, dict[str, object]]:
        """What is known of each strap, with the code that the study gave its wearer."""
        codes = None if self.study is None else self.study.get("codes")
        given = codes if isinstance(codes, Mapping) else {}
        return {
            wearer: {**known, "participant": given[wearer.value]}
            if wearer.value in given
            else known
            for wearer, known in described.items()
        }

    @property
    def through_radio(self) -> bool:
        """Whether packets come from Bluetooth, be it a simulated one."""
        if not self.simulated:
            return bool(self.straps)
        return any(strap.through_radio for strap in self.simulated_straps.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a run ended: `stop`, `time`, or what ended it from outside."""

    reason: str
    path: Path
    events: int
    duration_s: float
    alignment: Alignment | str | None = None
    """Of two straps on one body: their own lag, or a code that says why not."""

    def to_json(self) -> dict[str, object]:
        """The answer to `stop`."""
        found = self.alignment
        checked: dict[str, object] = {}
        if found is not None:
            refused = isinstance(found, str)
            checked = {
                "alignment": None if isinstance(found, str) else found.to_json(),
                "alignment_withheld": found if refused else None,
            }
        return {
            **checked,
            "reason": self.reason,
            "path": str(self.path),
            "events": self.events,
            "duration_s": self.duration_s,
        }


def meta_of(
    plan: Plan, started: datetime, wearers: Mapping[Wearer, Mapping[str, object]]
) -> dict[str, object]:
    """The recording's meta: codes, never names. `wearers` describes their straps."""
    meta: dict[str, object] = {
        "created_utc": started.isoformat(timespec="seconds"),
        "source": "live",
        "simulated": plan.simulated,
        "label": plan.label,
        "time_zone": local_zone(),
        "speed": plan.speed,
        "wearers": wearers_meta(wearers),
        "consent": consent_by_wearer(plan.consent, plan.straps),
    }
    if plan.study is not None:
        meta["study"] = dict(plan.study)
        meta["dyad"] = plan.study.get("pair")
    # All of them and not only what differs: a later version has other defaults, and a
    # replay has to give the cues that were given.
    meta["settings"] = asdict(plan.settings)
    meta["settings_digest"] = plan.settings.digest()
    if plan.keep_days is not None:
        meta[KEEP_UNTIL] = keep_until(started, plan.keep_days)
    if plan.simulated:
        meta["truth"] = truth_of(plan.simulated_straps, ecg=plan.ecg)
    if plan.alignment_check:
        meta["alignment_check"] = True
    return meta


def wearers_meta(
    wearers: Mapping[Wearer, Mapping[str, object]],
) -> dict[str, dict[str, object]]:
    """The meta's `wearers`: what is known of each strap by now."""
    return {wearer.value: dict(known) for wearer, known in wearers.items()}


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
