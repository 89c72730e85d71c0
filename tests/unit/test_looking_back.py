"""Segments, candidate moments and the exploratory index, from frames made by hand."""

import json
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.events import Marker, Wearer
from samenstemming.measures.answer_settling import answers_settled
from samenstemming.measures.coregulation import IndexPoint
from samenstemming.measures.moments import Moment, MomentKind, moments_of
from samenstemming.measures.segments import SegmentClass, segments_of
from samenstemming.series import (
    ArousalState,
    DyadFrame,
    JointState,
    WearerArousal,
)
from samenstemming.sources.simulated_talk import (
    ARRIVING,
    Bump,
    ScriptStep,
    simulate_talk,
)

KNOBS = sam.Settings()

Level = Callable[[float], float | None]
"""Bpm above the baseline at a second; None where it is unknown."""


def level(t_s: float, d: float | None, slope: float, wearer: Wearer) -> WearerArousal:
    known = d is not None
    high = d is not None and d >= 20
    return WearerArousal(
        wearer=wearer,
        state=ArousalState.HIGH
        if high
        else ArousalState.CALM
        if known
        else ArousalState.UNKNOWN,
        reason=None if known else "poor_signal",
        heart_rate_bpm=None if d is None else 70 + d,
        d_bpm=d,
        z=None if d is None else d / 4,
        slope_bpm_per_min=slope,
        accepted=1.0 if known else 0.3,
        baseline="rest",
        baseline_bpm=70.0,
    )


def frames(
    a: Level, b: Level, seconds: int = 600, *, instructed: bool = False
) -> list[DyadFrame]:
    made = []
    for k in range(1, seconds + 1):
        both = []
        for wearer, course in zip(Wearer, (a, b), strict=True):
            now, before = course(k), course(max(1, k - 60))
            slope = 0.0 if now is None or before is None else now - before
            both.append(level(k, now, slope, wearer))
        made.append(
            DyadFrame(
                t_s=float(k),
                joint=JointState.CALM,
                reason=None,
                a=both[0],
                b=both[1],
                instructed=instructed,
            )
        )
    return made


def flat(d: float | None) -> Level:
    return lambda _: d


def ramp(start_s: float, end_s: float, low: float, high: float) -> Level:
    return lambda t: float(np.interp(t, [start_s, end_s], [low, high]))


def linked(z: float, sign: str = "in-phase") -> list[IndexPoint]:
    return [
        IndexPoint(
            t_s=float(t),
            index=0.0,
            s=0.0,
            g=0.0,
            sign=sign,
            lag_s=0.0,
            z=z,
            accepted=1.0,
            instructed=False,
            withheld=None,
        )
        for t in range(60, 601, 5)
    ]


@pytest.mark.parametrize(
    ("a", "b", "z", "kind"),
    [
        (flat(2), flat(-1), 0.0, SegmentClass.SHARED_CALM),
        (flat(2), flat(-1), 3.0, SegmentClass.SHARED_CALM),
        (ramp(15, 120, 5, 15), ramp(15, 120, 0, 10), 0.0, SegmentClass.RISING_TOGETHER),
        (
            ramp(15, 120, 15, 5),
            ramp(15, 120, 12, 2),
            0.0,
            SegmentClass.SETTLING_TOGETHER,
        ),
        (ramp(15, 120, 0, 9), ramp(15, 120, 9, 0), 0.0, SegmentClass.ONE_UP_ONE_DOWN),
        (flat(15), flat(0), 0.0, SegmentClass.INDEPENDENT),
        (flat(15), flat(14), 2.5, SegmentClass.OTHER),
        (ramp(15, 120, -2, -12), ramp(15, 120, 0, -9), 0.0, SegmentClass.INDEPENDENT),
    ],
)
def test_every_class_of_segment(a: Level, b: Level, z: float, kind: object) -> None:
    (found, *_) = segments_of(frames(a, b), linked(z), [105.0], 600.0, KNOBS)
    assert (found.start_s, found.end_s) == (0.0, 105.0)
    assert found.kind is kind
    assert found.linked_z == z
    assert found.sign == "in-phase"


def test_segments_are_one_to_two_minutes_and_never_cross_a_step() -> None:
    made = frames(flat(0), flat(0))
    found = segments_of(made, [], [50, 300.0, 333.0], 600.0, KNOBS)
    edges = [(round(s.start_s), round(s.end_s)) for s in found]
    assert edges == [
        *((50, 133), (133, 217), (217, 300)),
        *((333, 422), (422, 511), (511, 600)),
    ]


def test_a_segment_that_is_mostly_unknown_has_no_class_and_no_figures() -> None:
    made = frames(flat(0), lambda t: 0.0 if t < 40 else None)
    (found, *_) = segments_of(made, [], [120.0], 600.0, KNOBS)
    assert found.kind is None
    assert found.withheld == "poor_signal"
    assert found.change_b_bpm is None


def kinds(found: Sequence[Moment]) -> list[str]:
    return [moment.kind.value for moment in found]


def test_both_rising_is_co_escalation_and_coming_down_is_settled_together() -> None:
    def course(t: float) -> float:
        return float(np.interp(t, [100, 200, 260, 300], [0, 18, 18, 2]))

    found = moments_of(frames(course, course), [], [], KNOBS)
    assert kinds(found) == ["co_escalation", "settled_together"]
    rose, settled = found
    assert rose.rule == "both_rising"
    assert 140 <= rose.start_s <= 150
    assert settled.evidence["after"] == "co_escalation"
    assert 280 <= settled.start_s <= 300
    assert settled.end_s == settled.start_s + 60


def test_one_rising_after_the_other_counts_unless_the_speaker_changed() -> None:
    first, later = ramp(200, 210, 0, 12), ramp(210, 220, 0, 12)

    def brief(course: Level) -> Level:
        return lambda t: course(t) if t < 235 else 0.0

    made = frames(brief(first), brief(later))
    found = moments_of(made, [], [], KNOBS)
    assert [m.rule for m in found][:1] == ["one_after_the_other"]
    assert found[0].evidence["lag_s"] == 10.0
    turned = frames(brief(later), brief(first))
    assert moments_of(turned, [], [], KNOBS)[0].evidence["lag_s"] == -10.0
    near = moments_of(made, [], [215.0], KNOBS)
    assert "one_after_the_other" not in {m.rule for m in near}
    asked = frames(brief(first), brief(later), instructed=True)
    assert moments_of(asked, [], [], KNOBS) == ()


def test_nobody_settles_together_who_is_not_both_known() -> None:
    def high(t: float) -> float | None:
        return 25.0 if 100 < t < 200 else 0.0

    gone = frames(high, lambda t: None if t > 150 else 0.0)
    assert kinds(moments_of(gone, [], [], KNOBS)) == []
    there = moments_of(frames(high, flat(0.0)), [], [], KNOBS)
    assert kinds(there) == ["settled_together"]
    assert there[0].evidence["after"] == "high"
    late = frames(lambda t: 25.0 if 100 < t < 420 else 0.0, flat(0.0), 700)
    assert kinds(moments_of(late, [], [], KNOBS)) == [], "five minutes were over"


def test_marks_are_moments_and_settling_after_them_too() -> None:
    events = [
        Marker(t_ns=round(200e9), name="marker:pattern_marked", source="a"),
        Marker(t_ns=round(400e9), name="silence", source="b"),
        Marker(t_ns=round(410e9), name="note", note="silence"),
    ]
    found = moments_of(frames(flat(12), flat(12)), events, [], KNOBS)
    assert kinds(found) == ["pattern_mark", "silence"]
    assert (found[0].start_s, found[0].end_s) == (140.0, 320.0)
    assert "source" not in found[0].evidence, "never who pressed"
    settled = moments_of(frames(ramp(210, 250, 12, 0), flat(0)), events[:1], [], KNOBS)
    assert kinds(settled) == ["pattern_mark", "settled_together"]


def analysed(seed: int = 3) -> dict[str, Any]:
    bumps = [
        Bump(wearer=w, start_s=400 + 10 * k, seconds=100, bpm=4)
        for w in Wearer
        for k in range(6)
    ]
    script = (*ARRIVING, ScriptStep(id="quiet", seconds=420, speaker="none"))
    recording = simulate_talk(script, coupling=0.9, seed=seed, bumps=bumps)
    found = sam.analyze(recording, surrogates=19).to_json()
    return cast("dict[str, Any]", json.loads(json.dumps(found, allow_nan=False)))


def test_the_index_is_called_exploratory_and_carries_all_its_parts() -> None:
    found = analysed()
    assert found["coregulation"]["label"] == "exploratory"
    points = found["coregulation"]["points"]
    names = {"t_s", "index", "s", "g", "sign", "lag_s", "z", "accepted", "instructed"}
    assert all(names | {"withheld"} == set(point) for point in points)
    for point in points:
        assert (point["index"] is None) == (point["withheld"] is not None)
        if point["index"] is not None:
            assert point["index"] == pytest.approx(-point["s"] * point["g"])
            assert 0 <= point["s"] <= 1
            assert -1 <= point["g"] <= 1
    rising = [p["index"] for p in points if p["index"] is not None and p["g"] > 0.9]
    falling = [p["index"] for p in points if p["index"] is not None and p["g"] < -0.9]
    assert min(rising) < 0 < max(falling)
    assert found["arousal"]["label"] == found["dyad"]["label"] == "exploratory"
    assert {one["label"] for one in found["segments"]} == {"exploratory"}
    assert found["arousal"]["wearers"]["a"]["baselines"]["rest"]["bpm"] > 40
    shares = found["dyad"]["share"]
    assert sum(shares.values()) == pytest.approx(1)
    rest, _, _, quiet = found["steps"]
    assert quiet["arousal"]["a"]["known_share"] > 0.9
    assert quiet["arousal"]["a"]["d_bpm"] > 2
    assert rest["arousal"]["a"]["d_bpm"] is None
    assert rest["arousal"]["a"]["withheld"] is not None
    assert found["turns"][-1]["arousal"] == quiet["arousal"]
    assert MomentKind.SETTLED_TOGETHER.value in {m["kind"] for m in found["moments"]}


def test_one_wearer_or_none_has_no_segments_and_no_index() -> None:
    found = sam.analyze(sam.from_rr([800.0] * 400), surrogates=0).to_json()
    assert found["segments"] == []
    assert cast("dict[str, Any]", found["coregulation"])["points"] == []
    nobody = sam.analyze(sam.Recording.of([]), surrogates=0).to_json()
    assert cast("dict[str, Any]", nobody["arousal"])["wearers"] == {}


# -- what the two marked, and answers --------------------------------------------------


def answer_at(t_s: float) -> Marker:
    data = {"step": "b_antwoordt", "speaker": "b"}
    return Marker(t_ns=round(t_s * 1e9), name="answer", data=data)


def busy_until(t_s: float) -> Level:
    return lambda now_s: 12.0 if now_s < t_s else 0.0


def test_the_time_from_an_answer_to_both_being_calm() -> None:
    """T07: a whole minute of both, from the answer on."""
    found = frames(busy_until(150), busy_until(170))
    (one,) = answers_settled(found, [answer_at(100)], KNOBS)
    assert (one.step, one.speaker, one.withheld) == ("b_antwoordt", "b", None)
    assert one.took_s == pytest.approx(170 + 60 - 100, abs=1)
    (calm,) = answers_settled(found, [answer_at(300)], KNOBS)
    assert calm.took_s == pytest.approx(60)


@pytest.mark.parametrize(
    ("a", "b", "at_s", "reason"),
    [
        (busy_until(500), busy_until(0), 100, "not_settled"),
        (busy_until(0), lambda now_s: None, 100, "poor_signal"),
        (busy_until(0), busy_until(0), 560, "ended_before"),
    ],
)
def test_where_it_is_not_known_there_is_a_reason(
    a: Level, b: Level, at_s: float, reason: str
) -> None:
    (one,) = answers_settled(frames(a, b), [answer_at(at_s)], KNOBS)
    assert (one.took_s, one.withheld) == (None, reason)


@pytest.mark.parametrize("until_s", [200.0, 600.0])
def test_a_repair_that_was_marked_stands_beside_what_the_rule_saw(
    until_s: float,
) -> None:
    """T26: agreement of the two, and the moment is the couple's either way."""

    def high(t_s: float) -> float:
        return 25.0 if t_s < until_s else 0.0

    mark = Marker(t_ns=round(300e9), name="repair_felt", source="either")
    found = moments_of(frames(high, high), [mark], [], KNOBS)
    (one,) = [m for m in found if m.kind is MomentKind.REPAIR_FELT]
    assert one.evidence == {"t_s": 300.0, "settled_together": until_s == 200}


def test_it_went_quiet_is_a_silence() -> None:
    mark = Marker(t_ns=round(200e9), name="went_quiet", source="either")
    found = moments_of(frames(flat(0), flat(0)), [mark], [], KNOBS)
    assert MomentKind.SILENCE in {m.kind for m in found}
