"""The quality page of one session: how much of it is real, and what may be said of it.

A page for whoever records the next couple in an hour: which step has too little, where
the gaps are, how the clocks ran, and which statements this recording bears. What it
does not bear is listed too, each with its reason: nobody has to remember the rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from samenstemming.analysis_values import Analysis, Part, WearerAnalysis
from samenstemming.consent import without_export_consent
from samenstemming.events import Event, Marker, Tick, Wearer
from samenstemming.exercises.talk_state import EXERCISE_END
from samenstemming.measures.verdict import verdict_of
from samenstemming.series import Verdict
from samenstemming.standing import standing
from samenstemming.study.model import Limits

WHOLE: Final = "whole"
UNFINISHED: Final = "study.failed.unfinished"
NO_BEATS: Final = "study.why.no_beats"
MOST_GAPS: Final = 12
FEWEST_DRIFT_S: Final = 120.0
"""A drift over less is only the uncertainty of two beat times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartQuality:
    """One partner in one step, or in the whole record (`step` is then `whole`).

    Of whom no heartbeat came in at all there is nothing to have a share of: shares and
    gap are None then, and `why` holds the key of the reason.
    """

    step: str
    wearer: str
    start_s: float
    end_s: float
    usable_share: float | None
    corrected_share: float | None
    longest_gap_s: float | None
    verdict: str
    enough: bool
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapQuality:
    """A stretch without a beat; `reason` has its words under `gap.<reason>`."""

    wearer: str
    start_s: float
    end_s: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How one clock ran against the recording's own, in parts per million.

    `of` is `a` or `b` for a strap, `wall` for this computer's wall clock; None where it
    cannot be said, and `why` then holds the key of the reason.
    """

    of: str
    ppm: float | None
    sd_ppm: float | None
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement that this recording bears, or the key of why it does not."""

    what: str
    wearer: str | None
    allowed: bool
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A deviation or a note that somebody wrote down."""

    t_s: float
    kind: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    """All of it. `failed` has the keys of why a session does not count."""

    failed: tuple[str, ...]
    study: Mapping[str, object]
    duration_s: float
    done: bool
    parts: tuple[PartQuality, ...]
    gaps: tuple[GapQuality, ...]
    n_gaps: int
    gap_s: Mapping[str, float]
    drift: tuple[Drift, ...]
    claims: tuple[Claim, ...]
    said: tuple[Said, ...]

    @property
    def passed(self) -> bool:
        """Whether the session counts."""
        return not self.failed

    def to_json(self) -> dict[str, object]:
        """As JSON values; unknown is null with a reason beside it."""
        return {"passed": self.passed, **asdict(self)}


def quality_page(analysis: Analysis, limits: Limits | None = None) -> QualityPage:
    """The page of a recording that has been analysed."""
    recording = analysis.recording
    wanted = limits or Limits()
    events = recording.events()
    parts = tuple(_parts(analysis, wanted))
    gaps = [
        GapQuality(wearer=w, start_s=g.start_s, end_s=g.end_s, reason=g.reason)
        for w, of in analysis.wearers.items()
        for g in of.gaps
    ]
    longest = sorted(gaps, key=lambda gap: gap.start_s - gap.end_s)[:MOST_GAPS]
    study = recording.meta.get("study")
    done = _done(events)
    return QualityPage(
        failed=tuple(_failed(analysis, parts, done=done)),
        study=dict(study) if isinstance(study, Mapping) else {},
        duration_s=analysis.duration_s,
        done=done,
        parts=parts,
        gaps=tuple(sorted(longest, key=lambda gap: gap.start_s)),
        n_gaps=len(gaps),
        gap_s={
            w.value: sum(g.end_s - g.start_s for g in of.gaps)
            for w, of in analysis.wearers.items()
        },
        drift=tuple(_drifts(analysis)),
        claims=tuple(_claims(analysis, wanted)),
        said=tuple(_said(events)),
    )


def _parts(analysis: Analysis, limits: Limits) -> Iterator[PartQuality]:
    for step in analysis.steps:
        span = (step.step.start_s, step.step.end_s)
        for wearer in Wearer:
            yield _part(step.step.id, wearer, span, step.wearers.get(wearer), limits)
    for wearer in Wearer:
        of = analysis.wearers.get(wearer)
        whole = None if of is None else of.whole
        yield _part(WHOLE, wearer, (0.0, analysis.duration_s), whole, limits)


def _part(
    step: str,
    wearer: Wearer,
    span: tuple[float, float],
    part: Part | None,
    limits: Limits,
) -> PartQuality:
    if part is None:
        return PartQuality(
            step=step,
            wearer=wearer.value,
            start_s=span[0],
            end_s=span[1],
            usable_share=None,
            corrected_share=None,
            longest_gap_s=None,
            verdict=Verdict.UNUSABLE.value,
            enough=False,
            why=NO_BEATS,
        )
    return PartQuality(
        step=step,
        wearer=wearer.value,
        start_s=span[0],
        end_s=span[1],
        usable_share=part.usable_share,
        corrected_share=part.corrected_share,
        longest_gap_s=part.quality.longest_gap_s,
        verdict=part.quality.verdict.value,
        enough=part.usable_share >= limits.usable_share
        and part.corrected_share <= limits.corrected_share,
    )


def _failed(
    analysis: Analysis, parts: Sequence[PartQuality], *, done: bool
) -> Iterator[str]:
    if not set(Wearer) <= set(analysis.wearers):
        yield "study.failed.one_heart"
    steps = [part for part in parts if part.step != WHOLE] or parts
    if not all(part.enough for part in steps if part.why is None):
        yield "study.failed.share"
    if analysis.recording.meta.get("study") is not None and not done:
        yield UNFINISHED


def _done(events: Sequence[Event]) -> bool:
    ends = [e for e in events if isinstance(e, Marker) and e.name == EXERCISE_END]
    return bool(ends) and ends[-1].data.get("how") == "done"


def _drifts(analysis: Analysis) -> Iterator[Drift]:
    for wearer, of in analysis.wearers.items():
        yield _strap_drift(wearer, of)
    ticks = [
        (event.t_ns, event.utc_ns)
        for event in analysis.recording.events()
        if isinstance(event, Tick) and event.utc_ns is not None
    ]
    simulated = analysis.recording.meta.get("simulated") is True
    if simulated or not ticks or ticks[-1][0] - ticks[0][0] < FEWEST_DRIFT_S * 1e9:
        why = "study.why.simulated_clock" if simulated else "study.why.too_short"
        yield Drift(of="wall", ppm=None, sd_ppm=None, why=why)
        return
    (first_ns, began_ns), (last_ns, ended_ns) = ticks[0], ticks[-1]
    lasted_ns = last_ns - first_ns
    ppm = (ended_ns - began_ns - lasted_ns) / lasted_ns * 1e6
    yield Drift(of="wall", ppm=ppm, sd_ppm=None, why=None)


def _strap_drift(wearer: Wearer, of: WearerAnalysis) -> Drift:
    """From the longest run: its RR intervals in sum against where its beats lie."""
    runs: dict[int, list[int]] = {}
    for i, beat in enumerate(of.beats):
        runs.setdefault(beat.run, []).append(i)
    longest = max(runs.values(), key=len, default=[])
    beats = [of.beats[i] for i in longest]
    if len(beats) < 2 or any(beat.rr_ms is None for beat in beats[1:]):
        return Drift(of=wearer, ppm=None, sd_ppm=None, why="study.why.no_run")
    lasted_s = beats[-1].t_s - beats[0].t_s
    if lasted_s < FEWEST_DRIFT_S:
        return Drift(of=wearer, ppm=None, sd_ppm=None, why="study.why.too_short")
    counted_s = sum(beat.rr_ms or 0.0 for beat in beats[1:]) / 1000
    sd_s = (beats[0].t_sd_s ** 2 + beats[-1].t_sd_s ** 2) ** 0.5
    return Drift(
        of=wearer.value,
        ppm=(counted_s - lasted_s) / lasted_s * 1e6,
        sd_ppm=sd_s / lasted_s * 1e6,
        why=None,
    )


def _claims(analysis: Analysis, limits: Limits) -> Iterator[Claim]:
    for wearer in Wearer:
        of = analysis.wearers.get(wearer)
        if of is None:
            for what in ("heart_rate", "hrv", "arousal"):
                yield _claim(what, wearer, NO_BEATS)
            continue
        enough = of.whole.usable_share >= limits.usable_share
        yield _claim("heart_rate", wearer, None if enough else "study.why.share")
        withheld = of.whole.hrv.withheld.get("rmssd_ms")
        yield _claim("hrv", wearer, withheld and f"withheld.{withheld}")
        has_rest = any(
            (of_one := frame.a if wearer is Wearer.A else frame.b) is not None
            and of_one.baseline is not None
            for frame in analysis.talk.frames
        )
        yield _claim("arousal", wearer, None if has_rest else "study.why.no_baseline")
    found = analysis.synchrony
    _, untold = verdict_of(found)
    yield _claim("synchrony", None, f"withheld.{untold}" if untold else None)
    late = found.withheld or found.lag_withheld
    yield _claim("lag", None, late and f"withheld.{late}")
    compared = sum(
        not of.step.instructed and of.synchrony.withheld is None
        for of in analysis.steps
    )
    yield _claim("steps", None, None if compared > 1 else "study.why.few_steps")
    # The export's own rule: who sent no packet is told of by marks and notes.
    refused = without_export_consent(analysis.recording)
    yield _claim("export", None, "study.why.no_consent" if refused else None)
    yield _claim("feeling", None, "study.why.never")


def _claim(what: str, wearer: Wearer | None, why: str | None) -> Claim:
    of = None if wearer is None else wearer.value
    return Claim(what=what, wearer=of, allowed=why is None, why=why)


def _said(events: Sequence[Event]) -> Iterator[Said]:
    """What was written down, as it was corrected and without what was taken back."""
    for event in standing(events):
        if not isinstance(event, Marker):
            continue
        kind = event.name.removeprefix("marker:")
        if kind in ("note", "deviation"):
            yield Said(t_s=event.t_ns / 1e9, kind=kind, note=event.note)
