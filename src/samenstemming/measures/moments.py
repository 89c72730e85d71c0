"""Moments worth a look afterwards: for looking back and for researchers, never live.

The rules of conversation.md 3.5, design defaults all of them. `co_escalation`: both
rose. `settled_together`: both came down after a high state, a co-escalation or a mark;
it is never called repair, only the two can say that. `pattern_mark` and `silence` are
what somebody pressed. `flooding` is a stretch in which one was far above the own rest
(conversation.md 3.3); it is for the analyst and apart from the others, which are
symmetric: `flooding_of` alone gives it, and `every_moment` both. Who was first is not
a role: taking turns alone makes it look so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from samenstemming.events import Event, Marker
from samenstemming.series import ArousalState, DyadFrame, WearerArousal
from samenstemming.settings import Settings

BEFORE_MARK_S: Final = 60.0
AFTER_MARK_S: Final = 120.0
"""What belongs to a mark (conversation.md T13)."""

_MARKS: Final = {
    "pattern": "pattern_mark",
    "pattern_mark": "pattern_mark",
    "pattern_marked": "pattern_mark",
    "silence": "silence",
    "quiet": "silence",
    "went_quiet": "silence",
    "repair_felt": "repair_felt",
}
"""Names of markers, with or without `marker:` before them."""


class MomentKind(StrEnum):
    """What kind of moment it may be."""

    CO_ESCALATION = "co_escalation"
    SETTLED_TOGETHER = "settled_together"
    PATTERN_MARK = "pattern_mark"
    SILENCE = "silence"
    REPAIR_FELT = "repair_felt"
    FLOODING = "flooding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A candidate; `evidence` holds the figures of its rule, as JSON values."""

    kind: MomentKind
    start_s: float
    end_s: float
    rule: str
    evidence: Mapping[str, object] = field(default_factory=dict)


def moments_of(
    frames: Sequence[DyadFrame],
    events: Sequence[Event],
    changes_s: Sequence[float],
    settings: Settings,
) -> tuple[Moment, ...]:
    """All candidates in order of time; `changes_s`: when the speaker changed."""
    marks = _marked(events)
    rises = [
        *_both_rising(frames, settings),
        *_following(frames, changes_s, settings),
    ]
    highs = _entered_high(frames)
    hard = [m for m in marks if m.kind is not MomentKind.REPAIR_FELT]
    causes = sorted(
        [
            *((m.end_s, m.kind.value) for m in rises),
            *((t_s, "high") for t_s in highs),
            *((m.end_s - AFTER_MARK_S, m.kind.value) for m in hard),
        ]
    )
    settled = _settled(frames, causes, settings)
    told = [_beside(m, settled) for m in marks]
    found = [*told, *_apart(rises), *settled]
    return tuple(sorted(found, key=lambda m: (m.start_s, m.kind)))


def every_moment(
    frames: Sequence[DyadFrame],
    events: Sequence[Event],
    changes_s: Sequence[float],
    settings: Settings,
) -> tuple[Moment, ...]:
    """The same with flooding among them, for looking back alone."""
    found = [*moments_of(frames, events, changes_s, settings), *flooding_of(frames)]
    return tuple(sorted(found, key=lambda m: (m.start_s, m.kind)))


def flooding_of(frames: Sequence[DyadFrame]) -> tuple[Moment, ...]:
    """Each stretch in which a wearer's state is HIGH, in order of time.

    Evidence: whose it is, and how far above the own baseline it came in bpm.
    """
    found = []
    for side in ("a", "b"):

        def is_high(frame: DyadFrame, side: str = side) -> bool:
            one = getattr(frame, side)
            return one is not None and one.state is ArousalState.HIGH

        for start_s, end_s in _stretches(frames, is_high):
            levels = [
                getattr(frame, side).d_bpm
                for frame in frames
                if start_s <= frame.t_s <= end_s
            ]
            known = [level for level in levels if level is not None]
            found.append(
                Moment(
                    kind=MomentKind.FLOODING,
                    start_s=start_s,
                    end_s=end_s,
                    rule="high",
                    evidence={
                        "wearer": side,
                        "for_s": end_s - start_s,
                        "most_d_bpm": max(known) if known else None,
                    },
                )
            )
    return tuple(sorted(found, key=lambda m: (m.start_s, m.end_s)))


def _marked(events: Sequence[Event]) -> list[Moment]:
    found = []
    for event in events:
        if not isinstance(event, Marker):
            continue
        name = _MARKS.get(event.name.removeprefix("marker:"))
        if name is not None:
            t_s = event.t_ns / 1e9
            found.append(
                Moment(
                    kind=MomentKind(name),
                    start_s=max(0.0, t_s - BEFORE_MARK_S),
                    end_s=t_s + AFTER_MARK_S,
                    rule="marked",
                    evidence={"t_s": t_s},
                )
            )
    return found


def _beside(mark: Moment, settled: Sequence[Moment]) -> Moment:
    """A repair that was marked, and whether the rule saw both settle there (T26)."""
    if mark.kind is not MomentKind.REPAIR_FELT:
        return mark
    agrees = any(m.start_s <= mark.end_s and m.end_s >= mark.start_s for m in settled)
    return replace(mark, evidence={**mark.evidence, "settled_together": agrees})


def _both_rising(frames: Sequence[DyadFrame], settings: Settings) -> list[Moment]:
    """Both 8 bpm and more above, both rising by 4 bpm a minute, for 20 s."""

    def rises(one: WearerArousal | None) -> bool:
        return (
            one is not None
            and one.d_bpm is not None
            and one.slope_bpm_per_min is not None
            and one.d_bpm >= settings.arousal_calm_bpm
            and one.slope_bpm_per_min >= settings.joint_slope_bpm_per_min
        )

    return [
        Moment(
            kind=MomentKind.CO_ESCALATION,
            start_s=start_s,
            end_s=end_s,
            rule="both_rising",
            evidence={"for_s": end_s - start_s, **_figures(frames, end_s)},
        )
        for start_s, end_s in _stretches(
            frames, lambda f: not f.instructed and rises(f.a) and rises(f.b)
        )
        if end_s - start_s >= settings.moment_rise_s
    ]


def _following(
    frames: Sequence[DyadFrame], changes_s: Sequence[float], settings: Settings
) -> list[Moment]:
    """One rises by 8 bpm within 30 s, the other does 2-20 s after; nobody's turn ends.

    A rise begins where the level is first 8 bpm above what it was 30 s before.
    """
    of_a, of_b = (_jumps(frames, side, settings) for side in ("a", "b"))
    found = []
    for first, later, sign in ((of_a, of_b, 1.0), (of_b, of_a, -1.0)):
        for t_s in first:
            after = [
                u - t_s
                for u in later
                if settings.moment_follow_least_s
                <= u - t_s
                <= settings.moment_follow_most_s
            ]
            near = any(
                abs(change - t_s) <= settings.turn_guard_s for change in changes_s
            )
            if after and not near:
                found.append(
                    Moment(
                        kind=MomentKind.CO_ESCALATION,
                        start_s=max(0.0, t_s - settings.moment_jump_s),
                        end_s=t_s + after[0],
                        rule="one_after_the_other",
                        evidence={
                            "lag_s": sign * after[0],
                            **_figures(frames, t_s + after[0]),
                        },
                    )
                )
    return found


def _figures(frames: Sequence[DyadFrame], t_s: float) -> dict[str, object]:
    """What both were like at this second, 1 s being that of the first frame."""
    frame = frames[round(t_s) - 1]
    return {
        f"{name}_{side}": getattr(one, name)
        for side, one in (("a", frame.a), ("b", frame.b))
        if one is not None
        for name in ("d_bpm", "slope_bpm_per_min")
    }


def _jumps(frames: Sequence[DyadFrame], side: str, settings: Settings) -> list[float]:
    back = round(settings.moment_jump_s)
    found: list[float] = []
    inside = False
    for k in range(back, len(frames)):
        now, before = getattr(frames[k], side), getattr(frames[k - back], side)
        d, then = (None if one is None else one.d_bpm for one in (now, before))
        jumped = (
            d is not None
            and then is not None
            and not frames[k].instructed
            and d - then >= settings.arousal_calm_bpm
        )
        if jumped and not inside:
            found.append(frames[k].t_s)
        inside = jumped
    return found


def _entered_high(frames: Sequence[DyadFrame]) -> list[float]:
    found = []
    for side in ("a", "b"):
        before = None
        for frame in frames:
            one = getattr(frame, side)
            state = None if one is None else one.state
            if state is ArousalState.HIGH and before is not ArousalState.HIGH:
                found.append(frame.t_s)
            before = state
    return found


def _settled(
    frames: Sequence[DyadFrame],
    causes: Sequence[tuple[float, str]],
    settings: Settings,
) -> list[Moment]:
    """The first 60 s in which both are below 8 bpm, within 5 min of a cause."""
    calm_stretches = calm_together(frames, settings)
    found: dict[float, Moment] = {}
    for t_s, cause in causes:
        for start_s, end_s in calm_stretches:
            from_s = max(start_s, t_s)
            done_s = from_s + settings.moment_settled_s
            if done_s > end_s:
                continue
            if done_s <= t_s + settings.moment_settle_within_s:
                found.setdefault(
                    from_s,
                    Moment(
                        kind=MomentKind.SETTLED_TOGETHER,
                        start_s=from_s,
                        end_s=done_s,
                        rule="both_below",
                        evidence={
                            "after": cause,
                            "after_s": t_s,
                            "took_s": done_s - t_s,
                        },
                    ),
                )
            break
    return _apart(list(found.values()))


def calm_together(
    frames: Sequence[DyadFrame], settings: Settings
) -> list[tuple[float, float]]:
    """First and last second of each stretch in which both are known and below 8 bpm."""

    def calm(one: WearerArousal | None) -> bool:
        return (
            one is not None
            and one.reason is None
            and one.d_bpm is not None
            and one.accepted >= settings.arousal_good_share
            and one.d_bpm < settings.arousal_calm_bpm
        )

    return _stretches(frames, lambda f: calm(f.a) and calm(f.b))


def _apart(found: list[Moment]) -> list[Moment]:
    """One of several that overlap: the first."""
    kept: list[Moment] = []
    for moment in sorted(found, key=lambda m: m.start_s):
        if not kept or moment.start_s >= kept[-1].end_s:
            kept.append(moment)
    return kept


def _stretches(
    frames: Sequence[DyadFrame], holds: Callable[[DyadFrame], bool]
) -> list[tuple[float, float]]:
    """First and last second of every stretch of seconds in which it holds."""
    found: list[tuple[float, float]] = []
    start_s: float | None = None
    last_s = 0.0
    for frame in frames:
        if holds(frame):
            start_s = frame.t_s if start_s is None else start_s
            last_s = frame.t_s
        elif start_s is not None:
            found.append((start_s, last_s))
            start_s = None
    if start_s is not None:
        found.append((start_s, last_s))
    return found
