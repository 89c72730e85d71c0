"""What a whole-record analysis is made of, and its JSON.

The JSON follows the contract: unknown is null with a reason beside it, never 0 and
never NaN; `lag_s` positive means that B follows A.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from samenstemming.analysis_steps import Step
from samenstemming.beat_edits import BeatEdits
from samenstemming.events import Recording, Wearer
from samenstemming.measures.alignment import (
    ONE_BODY,
    Alignment,
    align,
    alignment_in,
)
from samenstemming.measures.hrv import Indices
from samenstemming.measures.multiplicity import METHOD
from samenstemming.measures.speech import Turn
from samenstemming.measures.synchrony import Synchrony
from samenstemming.measures.talk_table import TalkAnalysis, levels_between, talk_to_json
from samenstemming.rhythm.artifacts import Corrected
from samenstemming.rhythm.ecg_merge import RrDelay
from samenstemming.rhythm.rr_unit import RrUnit
from samenstemming.series import Beat, Gap, HeartPeriod, Origin, Quality, Rhythm
from samenstemming.settings import Settings
from samenstemming.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One wearer in one stretch of the record: variability and its quality.

    `spoken_s`: how long the wearer spoke in it, None where no marker says who did.
    """

    n_beats: int
    usable_share: float
    corrected_share: float
    rhythm: Rhythm
    hrv: Indices
    quality: Quality
    spoken_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WearerAnalysis:
    """Everything about one wearer."""

    wearer: Wearer
    beats: tuple[Beat, ...]
    gaps: tuple[Gap, ...]
    corrected: Corrected
    whole: Part
    hrv_unedited: Mapping[str, float | None]
    heart_period: HeartPeriod
    beat_time_sd_s: float | None
    runs: int
    rr_unit: tuple[RrUnit, str] | None = None
    rr_delay: RrDelay | None = None

    @property
    def ecg_share(self) -> float:
        """Share of the beats that were seen in an ECG (0-1)."""
        seen = sum(beat.origin is Origin.ECG for beat in self.beats)
        return seen / len(self.beats) if self.beats else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAnalysis:
    """One exercise step: each wearer and the two together."""

    step: Step
    wearers: Mapping[Wearer, Part]
    synchrony: Synchrony
    p_adjusted: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnAnalysis:
    """One turn: who speaks, or nobody, and the two together."""

    turn: Turn
    synchrony: Synchrony
    p_adjusted: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """What `analyze` found; `to_json()` is the contract's form of it."""

    recording: Recording
    settings: Settings
    duration_s: float
    wearers: Mapping[Wearer, WearerAnalysis]
    synchrony: Synchrony
    steps: tuple[StepAnalysis, ...] = field(default=())
    edits: BeatEdits | None = None
    turns: tuple[TurnAnalysis, ...] = field(default=())
    talk: TalkAnalysis = field(default_factory=TalkAnalysis)

    def to_json(self) -> dict[str, object]:
        """JSON values as in the contract; unknown is null with a reason beside it."""
        meta = self.recording.meta
        one_body = meta.get(ONE_BODY) is True
        alignment: Alignment | str | None = alignment_in(meta)
        if alignment is None and one_body:
            alignment = align({w: of.beats for w, of in self.wearers.items()})
        withheld = alignment if isinstance(alignment, str) else None
        return {
            "recording": {
                "path": self.recording.path,
                "duration_s": self.duration_s,
                "format": self.recording.meta.get("format"),
                "chain": self.recording.chain,
                "simulated": bool(self.recording.meta.get("simulated", False)),
            },
            "settings_digest": self.settings.digest(),
            "beat_edits": None if self.edits is None else _edits(self.edits),
            "version": _version(),
            "wearers": {w.value: _wearer(of) for w, of in self.wearers.items()},
            "synchrony": _synchrony(self.synchrony),
            "alignment": (
                alignment.to_json() if isinstance(alignment, Alignment) else None
            ),
            "alignment_withheld": (
                None if withheld is None else say(withheld, Language.EN)
            ),
            ONE_BODY: one_body,
            "steps": [_step(of, self.talk) for of in self.steps],
            "turns": [_turn(of, self.talk) for of in self.turns],
            "multiplicity": {
                "method": METHOD,
                "p_adjusted": "over the steps with a p-value, and over the turns",
                "n_steps": sum(of.p_adjusted is not None for of in self.steps),
                "n_turns": sum(of.p_adjusted is not None for of in self.turns),
            },
            **talk_to_json(self.talk),
        }


def _edits(edits: BeatEdits) -> dict[str, object]:
    return {"n": len(edits.edits), "digest": edits.digest()}


def _part(part: Part) -> dict[str, object]:
    return {
        "n_beats": part.n_beats,
        "usable_share": part.usable_share,
        "corrected_share": part.corrected_share,
        "rhythm": part.rhythm.value,
        "quality": part.quality.verdict.value,
        "spoken_s": part.spoken_s,
        "hrv": dict(part.hrv.values),
        "hrv_withheld": {name: _why(code) for name, code in part.hrv.withheld.items()},
    }


def _wearer(of: WearerAnalysis) -> dict[str, object]:
    sd_s = of.beat_time_sd_s
    return {
        **_part(of.whole),
        "n_beats": len(of.beats),
        "runs": of.runs,
        "gaps": [
            {"start_s": gap.start_s, "end_s": gap.end_s, "reason": gap.reason}
            for gap in of.gaps
        ],
        "beat_time_sd_ms": None if sd_s is None else sd_s * 1000,
        "hrv_unedited": dict(of.hrv_unedited),
        "n_corrections": len(of.corrected.log),
        "corrections": [entry.to_json() for entry in of.corrected.log],
        "ecg_share": of.ecg_share,
        "rr_unit": None if of.rr_unit is None else of.rr_unit[0].value,
        "rr_unit_from": None if of.rr_unit is None else of.rr_unit[1],
        "rr_delay": None if of.rr_delay is None else asdict(of.rr_delay),
    }


def _synchrony(found: Synchrony) -> dict[str, object]:
    pairs = found.segment_pairs
    chance = found.chance
    return {
        "statistic": found.statistic,
        "sign": found.sign,
        "lag_s": found.lag_s,
        "lag_sd_s": found.lag_sd_s,
        "lag_interval_s": found.lag_interval_s and list(found.lag_interval_s),
        "lag_withheld": _why(found.lag_withheld),
        "p_value": found.p_value,
        "p_withheld": _why(found.p_withheld),
        "null": "iaaft",
        "roles": found.roles,
        "n_surrogates": found.n_surrogates,
        "chance": None
        if chance is None
        else {"median": chance.median, "p95": chance.p95},
        "segment_pairs": None
        if pairs is None
        else {
            "statistic": pairs.statistic,
            "p_value": pairs.p_value,
            "n_segments": pairs.n_segments,
        },
        "segment_pairs_withheld": _why(found.pairs_withheld),
        "lead": found.lead.value,
        "n_windows": found.n_windows,
        "duration_s": found.duration_s,
        "short": found.short,
        "withheld": _why(found.withheld),
    }


def _step(of: StepAnalysis, talk: TalkAnalysis) -> dict[str, object]:
    step = of.step
    return {
        "id": step.id,
        "start_s": step.start_s,
        "end_s": step.end_s,
        "speaker": step.speaker,
        "instructed": step.instructed,
        "wearers": {w.value: _part(part) for w, part in of.wearers.items()},
        "synchrony": {**_synchrony(of.synchrony), "p_adjusted": of.p_adjusted},
        "arousal": levels_between(talk, step.start_s, step.end_s),
    }


def _turn(of: TurnAnalysis, talk: TalkAnalysis) -> dict[str, object]:
    turn = of.turn
    return {
        "start_s": turn.start_s,
        "end_s": turn.end_s,
        "speaker": turn.named,
        "synchrony": {**_synchrony(of.synchrony), "p_adjusted": of.p_adjusted},
        "arousal": levels_between(talk, turn.start_s, turn.end_s),
    }


def _why(code: str | None) -> str | None:
    """The reason in English: results are read by scripts and by researchers."""
    return None if code is None else say(f"withheld.{code}", Language.EN)


def _version() -> str:
    from samenstemming._version import __version__

    return __version__
