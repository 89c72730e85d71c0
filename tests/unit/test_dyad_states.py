"""Whole little talks through the pipeline: what the couple's shape would show."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

import samenstemming as sam
from samenstemming.events import Event, LinkChange, Marker, Packet, Recording, Wearer
from samenstemming.series import ArousalState, DyadFrame, JointState, WearerArousal
from samenstemming.sources.simulated_talk import (
    ARRIVING,
    Bump,
    ScriptStep,
    simulate_talk,
    turns,
)

A, B = Wearer.A, Wearer.B
QUIET = ScriptStep(id="quiet", seconds=420, speaker="none")
BEGINS_S = sum(step.seconds for step in ARRIVING)


def frames(recording: Recording) -> list[DyadFrame]:
    found = sam.Pipeline(sam.Settings(table_every_s=0)).feed_all(recording.events())
    return [frame for frame in found if isinstance(frame, DyadFrame)]


@cache
def talk(*bumps: Bump, steady: bool = True, seed: int = 1) -> tuple[DyadFrame, ...]:
    script = (*ARRIVING, QUIET)
    steady_bpm = 70.0 if steady else None
    return tuple(
        frames(simulate_talk(script, bumps=bumps, steady_bpm=steady_bpm, seed=seed))
    )


def of(found: Sequence[DyadFrame], wearer: Wearer) -> dict[float, WearerArousal]:
    both = {frame.t_s: frame.a if wearer is A else frame.b for frame in found}
    return {t_s: one for t_s, one in both.items() if one is not None}


def test_a_frame_every_second_and_unknown_until_there_is_a_baseline() -> None:
    found = talk()
    assert [f.t_s for f in found] == [float(1 + k) for k in range(len(found))]
    assert found[30].reason == "first_minute"
    assert {f.reason for f in found if 60 <= f.t_s < 180} == {"no_baseline"}
    assert {f.joint for f in found if f.t_s < 180} == {JointState.UNKNOWN}
    quiet = [f for f in found if f.t_s > BEGINS_S]
    assert {f.joint for f in quiet} == {JointState.CALM}
    assert {f.reason for f in quiet} == {None}


def test_the_baselines_are_those_of_the_marked_steps() -> None:
    one = of(talk(), A)[BEGINS_S + 60]
    assert one.baseline == "rest"
    assert one.baseline_bpm == pytest.approx(70, abs=0.1)
    assert one.d_bpm == pytest.approx(0, abs=0.1)
    assert one.z == pytest.approx(0, abs=0.1)
    assert one.slope_bpm_per_min == pytest.approx(0, abs=0.1)
    assert one.accepted == pytest.approx(1)


def test_who_speaks_is_measured_against_the_own_talk() -> None:
    script = (*ARRIVING, *turns(4, 120))
    found = frames(simulate_talk(script, steady_bpm=70.0))
    late = [f for f in found if f.t_s > BEGINS_S + 1]
    assert {f.joint for f in late} == {JointState.CALM}
    speaking = of(late, A)[BEGINS_S + 60]
    assert speaking.baseline == "talk"
    assert speaking.baseline_bpm == pytest.approx(78, abs=0.3)
    assert speaking.heart_rate_bpm == pytest.approx(78, abs=0.3)
    assert all(abs(one.d_bpm or 0) < 1 for one in of(late, A).values())
    slopes = [one.slope_bpm_per_min for one in of(late, B).values()]
    assert all(slope is not None and abs(slope) < 1.5 for slope in slopes)


@pytest.mark.parametrize("seed", range(4))
def test_a_change_of_speaker_is_not_arousal_in_hearts_of_their_own(seed: int) -> None:
    """The same hearts with and without talk are in one state, but for seconds."""
    script = (*ARRIVING, *turns(5, 120))
    with_talk = frames(simulate_talk(script, seed=seed))
    without = frames(simulate_talk(script, seed=seed, talk_bpm=0))
    late = [(x, y) for x, y in zip(with_talk, without, strict=False) if x.t_s > 310]
    for wearer in (A, B):
        pairs = [
            (of([x], wearer)[x.t_s].state, of([y], wearer)[y.t_s].state)
            for x, y in late
        ]
        assert sum(x is not y for x, y in pairs) <= 0.05 * len(pairs)
        assert ArousalState.HIGH not in {x for x, _ in pairs}


def test_without_a_talk_baseline_who_speaks_is_unknown_and_it_is_said_why() -> None:
    script = (*ARRIVING[:1], *turns(2, 120))
    found = frames(simulate_talk(script, steady_bpm=70.0))
    speaking = of(found, A)[240.0]
    assert speaking.state is ArousalState.UNKNOWN
    assert speaking.reason == "no_talk_baseline"
    assert of(found, B)[240.0].state is ArousalState.CALM
    assert next(f for f in found if f.t_s == 240).joint is JointState.UNKNOWN


def test_too_little_clean_rest_is_no_baseline() -> None:
    step = replace(ARRIVING[0], seconds=140)
    found = frames(simulate_talk((step, QUIET), steady_bpm=70.0))
    assert {f.reason for f in found if f.t_s > 60} == {"no_baseline"}


def test_a_minute_of_25_bpm_more_is_high_after_43_s_and_only_then() -> None:
    found = of(talk(Bump(wearer=A, start_s=400, seconds=60, bpm=25)), A)
    high_s = [t_s for t_s, one in found.items() if one.state is ArousalState.HIGH]
    # The median over 30 s follows after 13 s, then it has to last for 30 s.
    assert 440 <= high_s[0] <= 446
    before = {one.state for t_s, one in found.items() if 310 < t_s < 430}
    assert before <= {ArousalState.CALM, ArousalState.BUSY}


def test_high_settles_and_then_is_calm() -> None:
    found = of(talk(Bump(wearer=A, start_s=400, seconds=60, bpm=25)), A)
    order = [one.state for t_s, one in found.items() if t_s > 310]
    changes = [x for x, y in zip(order, [None, *order], strict=False) if x is not y]
    assert changes == [
        ArousalState.CALM,
        ArousalState.BUSY,
        ArousalState.HIGH,
        ArousalState.SETTLING,
        ArousalState.CALM,
    ]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("bpm", [25.0, 40.0])
def test_a_cough_or_a_laugh_of_ten_seconds_is_not_high(seed: int, bpm: float) -> None:
    bump = Bump(wearer=A, start_s=400, seconds=10, bpm=bpm)
    after = [one for t, one in of(talk(bump, steady=False, seed=seed), A).items()]
    assert ArousalState.HIGH not in {one.state for one in after}


def test_one_who_is_busy_makes_both_busier_and_never_says_who() -> None:
    mine = talk(Bump(wearer=A, start_s=400, seconds=120, bpm=14))
    theirs = talk(Bump(wearer=B, start_s=400, seconds=120, bpm=14))
    assert [f.joint for f in mine] == [f.joint for f in theirs]
    assert {f.joint for f in mine if 440 < f.t_s < 510} == {JointState.BUSIER}


def test_both_falling_after_a_busy_minute_settle_together() -> None:
    stairs = [
        Bump(wearer=w, start_s=400 + 12 * k, seconds=120, bpm=3)
        for w in (A, B)
        for k in range(6)
    ]
    found = {f.t_s: f.joint for f in talk(*stairs)}
    rising = [t for t, j in found.items() if j is JointState.RISING_TOGETHER]
    falling = [t for t, j in found.items() if j is JointState.SETTLING_TOGETHER]
    assert rising
    assert falling
    assert 430 < min(rising) <= max(rising) < 530 < min(falling) < 600


def test_calm_hearts_that_fall_are_calm_and_settle_nothing() -> None:
    stairs = [
        Bump(wearer=w, start_s=400 + 15 * k, seconds=600, bpm=-2)
        for w in (A, B)
        for k in range(4)
    ]
    late = {f.joint for f in talk(*stairs) if f.t_s > 310}
    assert late == {JointState.CALM}


def test_a_bad_signal_of_one_is_unknown_for_both() -> None:
    script = (*ARRIVING, QUIET)
    events = [
        event
        for event in simulate_talk(script, steady_bpm=70.0).events()
        if not (
            isinstance(event, Packet)
            and event.wearer is A
            and 400 < event.t_ns / 1e9 < 420
        )
    ]
    found = {f.t_s: f for f in frames(Recording.of(events))}
    assert found[390.0].joint is JointState.CALM
    assert {found[float(t)].joint for t in range(410, 450)} == {JointState.UNKNOWN}
    assert {found[float(t)].reason for t in range(410, 430)} == {"signal_gap"}
    assert found[500.0].joint is JointState.CALM


def test_one_wearer_has_a_state_and_no_joint_state() -> None:
    script = (*ARRIVING, QUIET)
    events = [
        event
        for event in simulate_talk(script, steady_bpm=70.0).events()
        if not (isinstance(event, Packet | LinkChange) and event.wearer is B)
    ]
    last = frames(Recording.of(events))[-1]
    assert last.reason == "one_wearer"
    assert last.b is None
    assert last.a is not None
    assert last.a.state is ArousalState.CALM


def test_movement_and_pacers_are_what_the_step_says() -> None:
    steps = (
        ScriptStep(
            id="dance", seconds=60, speaker="none", data={"expected_movement": True}
        ),
        ScriptStep(id="after", seconds=90, speaker="none"),
        ScriptStep(id="breathe", seconds=60, speaker="none", data={"display": "pacer"}),
    )
    found = frames(simulate_talk((*ARRIVING, *steps), steady_bpm=70.0))
    moving = [f for f in found if BEGINS_S < f.t_s < BEGINS_S + 104]
    assert {f.reason for f in moving if f.t_s > BEGINS_S + 1} == {"after_movement"}
    assert {f.reason for f in found if f.t_s > BEGINS_S + 106} == {None}
    assert {f.instructed for f in moving} == {False}
    assert {f.instructed for f in found if f.t_s > BEGINS_S + 151} == {True}


def swapped(event: Event) -> Event:
    if isinstance(event, Packet | LinkChange):
        return replace(event, wearer=event.wearer.other)
    if isinstance(event, Marker) and event.data.get("speaker") in ("a", "b"):
        speaker = "b" if event.data["speaker"] == "a" else "a"
        return replace(event, data={**event.data, "speaker": speaker})
    return event


def test_swapping_the_wearers_changes_names_only() -> None:
    script = (*ARRIVING, *turns(3, 80))
    bumps = [Bump(wearer=A, start_s=350, seconds=100, bpm=22)]
    recording = simulate_talk(script, bumps=bumps, seed=5)
    there = frames(recording)
    back = frames(Recording.of(swapped(event) for event in recording.events()))
    assert len({f.joint for f in there}) >= 3
    assert [replace(f, a=None, b=None) for f in there] == [
        replace(f, a=None, b=None) for f in back
    ]
    for x, y in zip(there, back, strict=True):
        assert x.a is not None
        assert y.b is not None
        assert x.a == replace(y.b, wearer=A)


def baseline(**data: object) -> Marker:
    told = {"kind": "rest", "bpm": 60.0, "sd_bpm": 2.0, "clean_s": 110.0} | data
    return Marker(t_ns=0, name="baseline", wearer=A, data=told)


def test_a_baseline_of_the_talk_before_counts_until_there_is_an_own_one() -> None:
    made = simulate_talk((*ARRIVING, QUIET), steady_bpm=70.0)
    found = of(frames(Recording.of([baseline(), *made.events()])), A)
    assert (found[100].baseline_bpm, found[100].baseline) == (60.0, "rest")
    assert found[100].d_bpm == pytest.approx(10, abs=0.1)
    assert found[BEGINS_S + 60].baseline_bpm == pytest.approx(70, abs=0.1)


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"bpm": None}, {"bpm": float("inf")}, {"sd_bpm": -1}]
)
def test_a_baseline_that_is_none_is_passed_over(wrong: dict[str, object]) -> None:
    made = simulate_talk((ScriptStep(id="x", seconds=90),), steady_bpm=70.0)
    found = of(frames(Recording.of([baseline(**wrong), *made.events()])), A)
    assert found[80].baseline_bpm is None
