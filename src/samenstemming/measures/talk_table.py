"""What a talk looked like against the own baselines, and its JSON.

Everything in here is exploratory: design defaults that nobody validated. The JSON says
so at each part, and unknown is null with a reason beside it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import floor
from statistics import fmean
from typing import Final

from samenstemming.events import Wearer
from samenstemming.measures.answer_settling import AnswerSettling
from samenstemming.measures.coregulation import IndexPoint
from samenstemming.measures.moments import Moment
from samenstemming.measures.segments import Segment
from samenstemming.measures.wearer_arousal import Baseline
from samenstemming.series import ArousalState, DyadFrame, JointState, WearerArousal
from samenstemming.words import Language, say

LABEL: Final = "exploratory"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkAnalysis:
    """Levels of each second, and what was read from them."""

    frames: tuple[DyadFrame, ...] = ()
    baselines: Mapping[Wearer, tuple[Baseline, ...]] = field(default_factory=dict)
    index: tuple[IndexPoint, ...] = ()
    segments: tuple[Segment, ...] = ()
    moments: tuple[Moment, ...] = ()
    answers: tuple[AnswerSettling, ...] = ()


def talk_to_json(talk: TalkAnalysis) -> dict[str, object]:
    """The parts of an analysis that are about levels, by their names in the JSON."""
    return {
        "arousal": {
            "label": LABEL,
            "wearers": {
                wearer.value: _wearer(baselines, _levels(talk.frames, wearer))
                for wearer, baselines in talk.baselines.items()
            },
        },
        "dyad": {
            "label": LABEL,
            "share": _shares(Counter(f.joint for f in talk.frames), JointState),
            "unknown_because": _because(Counter(f.reason for f in talk.frames)),
        },
        "coregulation": {
            "label": LABEL,
            "points": [
                {**asdict(point), "withheld": why(point.withheld)}
                for point in talk.index
            ],
        },
        "segments": [
            {"label": LABEL, **asdict(one), "withheld": why(one.withheld)}
            for one in talk.segments
        ],
        "moments": [{"label": LABEL, **asdict(one)} for one in talk.moments],
        "answers": [
            {"label": LABEL, **asdict(one), "withheld": why(one.withheld)}
            for one in talk.answers
        ],
    }


def levels_between(
    talk: TalkAnalysis, start_s: float, end_s: float
) -> dict[str, dict[str, object]]:
    """Each wearer's mean level in a stretch, and the share of it that is known."""
    frames = talk.frames[max(0, floor(start_s)) : max(0, floor(end_s))]
    found: dict[str, dict[str, object]] = {}
    for wearer in talk.baselines:
        levels = _levels(frames, wearer)
        known = [one for one in levels if one.reason is None]
        d = [one.d_bpm for one in known if one.d_bpm is not None]
        z = [one.z for one in known if one.z is not None]
        reasons = Counter(one.reason for one in levels if one.reason is not None)
        found[wearer.value] = {
            "d_bpm": fmean(d) if d else None,
            "z": fmean(z) if z else None,
            "known_share": len(known) / len(levels) if levels else 0.0,
            "withheld": why(min(reasons, key=lambda code: (-reasons[code], code)))
            if not d and reasons
            else None,
        }
    return found


def why(code: str | None) -> str | None:
    """The reason in English."""
    return None if code is None else say(f"unknown.{code}", Language.EN)


def _levels(frames: Sequence[DyadFrame], wearer: Wearer) -> list[WearerArousal]:
    both = (f.a if wearer is Wearer.A else f.b for f in frames)
    return [one for one in both if one is not None]


def _wearer(
    baselines: Sequence[Baseline], levels: Sequence[WearerArousal]
) -> dict[str, object]:
    states = [one.state for one in levels]
    high = ArousalState.HIGH
    return {
        "baselines": {of.kind.value: asdict(of) for of in baselines},
        "share": _shares(Counter(states), ArousalState),
        "unknown_because": _because(Counter(one.reason for one in levels)),
        "times_high": sum(
            now is high and before is not high
            for now, before in zip(states[1:], states, strict=False)
        ),
    }


def _shares(
    seconds: Counter[ArousalState] | Counter[JointState],
    states: type[ArousalState] | type[JointState],
) -> dict[str, float]:
    """The share of all seconds in each state (0-1)."""
    counts = {state.value: n for state, n in seconds.items()}
    total = max(1, sum(counts.values()))
    return {state.value: counts.get(state.value, 0) / total for state in states}


def _because(reasons: Counter[str | None]) -> dict[str, float]:
    """Each reason with its share of all seconds."""
    total = max(1, sum(reasons.values()))
    return {
        str(why(code)): n / total
        for code, n in sorted(reasons.items(), key=lambda item: str(item[0]))
        if code is not None
    }
