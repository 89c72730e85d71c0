"""Evenings through the pipeline: who is offered a break, who is left alone."""

from collections.abc import Sequence
from functools import cache

import pytest

import samenstemming as sam
from samenstemming.events import Marker, Recording, Wearer
from samenstemming.frames_json import derived_to_json
from samenstemming.series import ArousalState, Cue, CueKind, Derived, DyadFrame
from samenstemming.sources.simulated_talk import (
    ARRIVING,
    Bump,
    ScriptStep,
    simulate_talk,
)

A, B = Wearer.A, Wearer.B
CUES = {"live_cues": "flood_only", "on_flooded": "offer_pause"}
BEGINS_S = sum(step.seconds for step in ARRIVING)


def talking(n: int = 4, seconds: float = 180) -> tuple[ScriptStep, ...]:
    return tuple(
        ScriptStep(id=f"turn_{k}", seconds=seconds, speaker="ab"[k % 2], data=CUES)
        for k in range(n)
    )


BOTH_QUIET = (ScriptStep(id="together", seconds=900, speaker="none", data=CUES),)


def evening(
    script: Sequence[ScriptStep],
    *bumps: Bump,
    steady: bool = True,
    seed: int = 1,
    arm: str = "shape_and_cues",
) -> Recording:
    made = simulate_talk(
        (*ARRIVING, *script),
        bumps=bumps,
        steady_bpm=70.0 if steady else None,
        seed=seed,
    )
    begin = Marker(t_ns=0, name="exercise_begin", data={"id": "own", "arm": arm})
    return Recording.of([begin, *made.events()], meta=made.meta)


def derived(recording: Recording) -> list[Derived]:
    return sam.Pipeline(sam.Settings(table_every_s=0)).feed_all(recording.events())


def cues_of(recording: Recording) -> list[Cue]:
    return [of for of in derived(recording) if isinstance(of, Cue)]


@cache
def of_one_rise(wearer: Wearer) -> tuple[Derived, ...]:
    """All that comes of one person's minute of 25 bpm more, computed once."""
    rise = Bump(wearer=wearer, start_s=500, seconds=60, bpm=25)
    return tuple(derived(evening(BOTH_QUIET, rise)))


def shown(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.held_back is None]


def test_a_calm_talk_and_its_changes_of_speaker_get_no_cue() -> None:
    """+8 bpm with every turn: each is measured against the own talking."""
    assert cues_of(evening(talking())) == []


@pytest.mark.parametrize("seed", range(3))
def test_nor_do_hearts_with_rhythms_of_their_own(seed: int) -> None:
    assert shown(cues_of(evening(talking(), steady=False, seed=seed))) == []


def test_ten_seconds_of_laughing_get_no_cue() -> None:
    laugh = [Bump(wearer=w, start_s=500, seconds=10, bpm=25) for w in Wearer]
    assert cues_of(evening(BOTH_QUIET, *laugh)) == []


@pytest.mark.parametrize("wearer", Wearer)
def test_a_minute_of_25_bpm_more_gets_one_offer(wearer: Wearer) -> None:
    """T11: the rule is full about 43 s after the rise, and the frame then closes."""
    (cue,) = (of for of in of_one_rise(wearer) if isinstance(of, Cue))
    assert cue.kind is CueKind.OFFER_PAUSE
    assert cue.held_back is None
    assert 540 <= cue.t_s <= 548


def test_the_cue_comes_in_the_second_in_which_the_state_is_high() -> None:
    found = of_one_rise(A)
    high_s = next(
        of.t_s
        for of in found
        if isinstance(of, DyadFrame) and of.a and of.a.state is ArousalState.HIGH
    )
    (cue,) = [of for of in found if isinstance(of, Cue)]
    assert cue.t_s == high_s


def test_a_second_rise_within_three_minutes_gets_none() -> None:
    twice = [
        Bump(wearer=A, start_s=500, seconds=60, bpm=25),
        Bump(wearer=B, start_s=580, seconds=60, bpm=25),
    ]
    found = cues_of(evening(BOTH_QUIET, *twice))
    assert found[0].held_back is None
    assert {cue.held_back for cue in found[1:] if cue.t_s < found[0].t_s + 180} <= {
        "budget_gap"
    }


def test_a_study_arm_without_cues_logs_what_would_have_been_said() -> None:
    (cue,) = cues_of(
        evening(
            BOTH_QUIET,
            Bump(wearer=A, start_s=500, seconds=60, bpm=25),
            arm="shape_only",
        )
    )
    assert cue.held_back == "study_arm"


def test_whoever_it_was_the_cue_is_the_same_to_the_last_letter() -> None:
    """Law 6: swapping the wearers leaves every cue as it is."""
    of_a, of_b = (
        [derived_to_json(of) for of in of_one_rise(wearer) if isinstance(of, Cue)]
        for wearer in Wearer
    )
    assert of_a
    assert of_a == of_b
