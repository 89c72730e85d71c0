"""What the steps ask for, marker by marker: baselines, movement, a common rhythm.

A step's `step_begin` carries what its exercise file says of it. `measure` makes it a
baseline step: `{"baseline": "rest", "discard_first_s": 60, "min_clean_s": 90}`. A
pacer, or any rhythm that was asked for, makes it instructed: likeness is then what
the exercise wants, and says nothing about two people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samenstemming.events import Marker, Wearer
from samenstemming.measures.speech import SpeechFollower, speakers_named
from samenstemming.settings import Settings


class BaselineKind(StrEnum):
    """What somebody did while the baseline was taken."""

    REST = "rest"
    TALK = "talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineStep:
    """A stretch that tells what is usual for these wearers in this role."""

    kind: BaselineKind
    start_s: float
    end_s: float
    least_clean_s: float
    wearers: frozenset[Wearer]


def is_instructed(data: Mapping[str, object]) -> bool:
    """Whether a step asks for a common rhythm: it says so, or it shows a pacer."""
    shown = data.get("biofeedback")
    inner = shown.get("display") if isinstance(shown, Mapping) else None
    display = data.get("display", inner)
    asked = data.get("instructed") or data.get("instructed_synchrony")
    return bool(asked) or display == "pacer"


def asks_to_move(data: Mapping[str, object]) -> bool:
    """Whether a step has people move or change their posture."""
    return bool(data.get("movement") or data.get("expected_movement"))


class StepContext:
    """Feed it every marker in order of time; it knows what is going on."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.speech = SpeechFollower()
        self._instructed = False
        self._pacing = False
        self._moving = False
        self._moved_s: float | None = None
        self._begun: Marker | None = None
        self._since_s: float | None = None

    @property
    def instructed(self) -> bool:
        """Whether a common rhythm is asked for now, by a step or in a pause."""
        return self._instructed or self._pacing

    def take(self, marker: Marker) -> BaselineStep | None:
        """Follow one marker; the baseline step that it ended, if it did."""
        self.speech.take(marker)
        t_s = marker.t_ns / 1e9
        match marker.name:
            case "step_begin" | "step_end":
                return self._change_step(marker, t_s)
            case "pause":
                self._since_s = None
            case "pause_step":
                self._pacing = is_instructed(marker.data)
            case "resume":
                # A baseline that a pause broke up begins anew.
                self._pacing, self._since_s = False, t_s
            case _:
                pass
        return None

    def _change_step(self, marker: Marker, t_s: float) -> BaselineStep | None:
        ended = self._baseline(t_s)
        if self._moving:
            self._moved_s = t_s
        begins = marker.name == "step_begin"
        self._begun = marker if begins else None
        self._since_s = t_s if begins else None
        self._pacing = False
        self._instructed = begins and is_instructed(marker.data)
        self._moving = begins and asks_to_move(marker.data)
        return ended

    def moved_lately(self, t_s: float) -> bool:
        """Whether a step with movement is on, or ended too short a while ago."""
        if self._moving:
            return True
        since_s = None if self._moved_s is None else t_s - self._moved_s
        return since_s is not None and since_s < self._settings.arousal_moved_s

    def _baseline(self, end_s: float) -> BaselineStep | None:
        """The baseline step that ends now; the later part of a step counts."""
        begun, since_s = self._begun, self._since_s
        measure = begun.data.get("measure") if begun else None
        if begun is None or since_s is None or not isinstance(measure, Mapping):
            return None
        try:
            kind = BaselineKind(str(measure.get("baseline")).lower())
        except ValueError:
            return None
        knobs = self._settings
        rest = kind is BaselineKind.REST
        discard_s = _number(
            measure.get("discard_first_s"),
            knobs.baseline_discard_s if rest else knobs.baseline_talk_discard_s,
        )
        clean_s = _number(
            measure.get("min_clean_s") or None,
            knobs.baseline_clean_s if rest else knobs.baseline_talk_clean_s,
        )
        speakers = speakers_named(begun.data.get("speaker")) or frozenset()
        return BaselineStep(
            kind=kind,
            start_s=since_s + discard_s,
            end_s=end_s,
            least_clean_s=clean_s,
            wearers=frozenset(Wearer) if rest else speakers,
        )


def _number(value: object, default: float) -> float:
    """A step's own number where it is one; an exercise file may leave it out."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return default
    return float(value)
