"""Each reason to be silent, and each cue, from frames made by hand."""

from collections.abc import Mapping

import pytest

from samenstemming.coaching.cues import Coach
from samenstemming.events import Marker, Wearer
from samenstemming.measures.dyad_frames import RestFound
from samenstemming.series import (
    ArousalState,
    Cue,
    CueKind,
    DyadFrame,
    JointState,
    WearerArousal,
)
from samenstemming.settings import Settings

TALK: Mapping[str, object] = {
    "id": "praten",
    "index": 0,
    "speaker": "a",
    "live_cues": "flood_only",
    "on_flooded": "offer_pause",
}


def one(wearer: Wearer, state: ArousalState, d_bpm: float | None) -> WearerArousal:
    return WearerArousal(
        wearer=wearer,
        state=state,
        reason=None,
        heart_rate_bpm=80.0,
        d_bpm=d_bpm,
        z=None,
        slope_bpm_per_min=0.0,
        accepted=1.0,
        baseline="rest",
        baseline_bpm=60.0,
    )


class Talk:
    """A session second by second; `high` says whose state is high."""

    def __init__(self, begins: Mapping[str, object] | None = None) -> None:
        self.coach = Coach(Settings())
        self.now_s = 100.0
        self.high: set[Wearer] = set()
        self.reason: str | None = None
        self.rest: RestFound | None = None
        self.mark("exercise_begin", **(begins or {}))
        self.step()
        self.wait(100)

    def mark(self, name: str, **data: object) -> None:
        self.coach.hear(Marker(t_ns=round(self.now_s * 1e9), name=name, data=data))

    def step(self, **data: object) -> None:
        self.mark("step_end")
        self.mark("step_begin", **{**TALK, **data})

    def wait(self, seconds: float) -> list[Cue]:
        found = []
        for _ in range(round(seconds)):
            self.now_s += 1
            both = [
                one(w, ArousalState.HIGH, 25.0)
                if w in self.high
                else one(w, ArousalState.CALM, 0.0)
                for w in Wearer
            ]
            found += self.coach.take(
                DyadFrame(
                    t_s=self.now_s,
                    joint=JointState.BUSIER if self.high else JointState.CALM,
                    reason=self.reason,
                    a=both[0],
                    b=both[1],
                    instructed=False,
                ),
                self.rest,
            )
        return found

    def flood(self, seconds: float = 60, wearer: Wearer = Wearer.A) -> list[Cue]:
        self.high = {wearer}
        found = self.wait(seconds)
        self.high = set()
        return found + self.wait(1)


def held_back(cues: list[Cue]) -> list[str | None]:
    return [cue.held_back for cue in cues]


def test_a_calm_talk_gets_nothing() -> None:
    assert Talk().wait(1200) == []


def test_too_much_gets_one_offer_at_once() -> None:
    talk = Talk()
    (cue,) = talk.flood(200)
    assert cue.kind is CueKind.OFFER_PAUSE
    assert cue.held_back is None
    assert cue.t_s == 201
    assert cue.step == "praten"


def test_no_cue_says_whose_heart_it_was() -> None:
    of_a, of_b = (Talk().flood(wearer=wearer) for wearer in Wearer)
    assert of_a == of_b


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("offer_pause", CueKind.OFFER_PAUSE),
        ("pause_now", CueKind.PAUSE_NOW),
        ("slow_down", CueKind.SLOW_DOWN),
    ],
)
def test_the_exercise_says_what_is_done(action: str, kind: CueKind) -> None:
    talk = Talk()
    talk.step(on_flooded=action)
    assert [cue.kind for cue in talk.flood()] == [kind]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"live_cues": "none"}, "step_without_cues"),
        ({"display": "pacer"}, "instructed"),
        ({"instructed": True}, "instructed"),
        ({"movement": True}, "movement"),
    ],
)
def test_some_steps_are_silent(changes: dict[str, object], reason: str) -> None:
    talk = Talk()
    talk.step(**changes)
    assert held_back(talk.flood()) == [reason]


@pytest.mark.parametrize(
    ("begins", "reason"),
    [
        ({"arm": "no_feedback"}, "study_arm"),
        ({"arm": "shape_only"}, "study_arm"),
        ({"arm": "something else"}, "study_arm"),
        ({"button_only": True}, "button_only"),
    ],
)
def test_a_study_and_a_couple_may_switch_cues_off(
    begins: dict[str, object], reason: str
) -> None:
    assert held_back(Talk(begins).flood()) == [reason]


def test_outside_a_talk_and_in_a_break_there_is_no_cue() -> None:
    talk = Talk()
    talk.mark("pause", by="button")
    assert held_back(talk.flood()) == ["paused"]
    talk.mark("resume")
    talk.mark("exercise_end", how="stopped")
    assert held_back(talk.flood()) == ["no_step"]


def test_around_a_change_of_speaker_it_waits_and_then_asks() -> None:
    talk = Talk()
    talk.wait(400)
    talk.step(speaker="b")
    cues = talk.flood()
    assert held_back(cues) == ["speaker_change", None]
    assert cues[1].t_s == talk.now_s - 61 + 30


def test_what_passed_before_it_could_be_said_is_not_said_later() -> None:
    talk = Talk()
    talk.step(speaker="b")
    assert held_back(talk.flood(10)) == ["speaker_change"]
    assert talk.wait(60) == []


def test_a_bad_signal_of_either_keeps_it_silent() -> None:
    talk = Talk()
    talk.reason = "poor_signal"
    talk.high = {Wearer.A}
    assert held_back(talk.wait(20)) == ["unknown"]
    talk.reason = None
    assert held_back(talk.wait(5)) == [None]


def test_a_second_within_three_minutes_is_held_back() -> None:
    talk = Talk()
    talk.flood(10)
    talk.wait(60)
    assert held_back(talk.flood(10)) == ["budget_gap"]


def test_the_second_time_offers_a_long_break_and_the_third_a_close() -> None:
    talk = Talk()
    kinds = []
    for k in range(3):
        talk.step(id=f"step_{k}")
        kinds += [cue.kind for cue in talk.flood()]
        talk.wait(200)
    assert kinds == [
        CueKind.OFFER_PAUSE,
        CueKind.OFFER_LONG_BREAK,
        CueKind.CLOSE_WARMLY,
    ]


def test_a_step_has_two_cues_and_a_soft_one_has_one() -> None:
    for soft, wanted in (
        (False, [None, None, "budget_step"]),
        (True, [None] + 2 * ["budget_step"]),
    ):
        talk = Talk()
        talk.step(soft=soft)
        reasons = []
        for _ in range(3):
            reasons += held_back(talk.flood())
            talk.wait(200)
        assert reasons == wanted


def test_a_session_has_five() -> None:
    talk = Talk()
    reasons = []
    for k in range(6):
        talk.step(id=f"step_{k}")
        reasons += held_back(talk.flood())
        talk.wait(200)
    assert reasons == [None] * 5 + ["budget_session"]


def test_after_not_now_it_is_quiet_for_five_minutes() -> None:
    talk = Talk()
    (cue,) = talk.flood()
    talk.mark("cue_answer", kind=cue.kind.value, answer="not_now")
    talk.wait(200)
    assert held_back(talk.flood()) == ["not_now"]
    talk.wait(100)
    assert held_back(talk.flood()) == [None]


def test_the_same_cue_dismissed_twice_is_off() -> None:
    talk = Talk()
    for _ in range(2):
        talk.mark("cue_answer", kind="offer_pause", answer="not_now")
    talk.wait(400)
    assert held_back(talk.flood()) == ["dismissed_twice"]


def test_a_break_that_does_not_settle_is_offered_more_time_once() -> None:
    talk = Talk()
    talk.high = {Wearer.B}
    talk.wait(30)
    talk.mark("pause", by="button")
    found = talk.wait(900)
    assert [(cue.kind, cue.because) for cue in found] == [
        (CueKind.OFFER_LONG_BREAK, "break_not_settled")
    ]
    assert found[0].t_s == talk.now_s - 900 + 360


def test_a_break_that_settles_is_left_alone() -> None:
    talk = Talk()
    talk.mark("pause", by="button")
    assert talk.wait(900) == []


def test_an_offer_that_nobody_answered_counts_as_dismissed() -> None:
    talk = Talk()
    for _ in range(2):
        talk.mark("cue_unanswered", kind="offer_pause", because="time", dismissed=True)
    assert held_back(talk.flood()) == ["dismissed_twice"]
    talk = Talk()
    for _ in range(2):
        talk.mark(
            "cue_unanswered", kind="offer_pause", because="pause", dismissed=False
        )
    assert held_back(talk.flood()) == [None]


@pytest.mark.parametrize("name", ["laughed", "marker:laugh"])
def test_around_a_laugh_it_waits_and_then_asks(name: str) -> None:
    """3.6: laughing raises a heart, and is nothing to offer a break for."""
    talk = Talk()
    talk.mark(name)
    assert held_back(talk.flood(50)) == ["laughed"]
    assert talk.wait(60) == []
    talk.mark(name)
    cues = talk.flood(90)
    assert held_back(cues) == ["laughed", None]
    assert cues[1].t_s - cues[0].t_s == 59


# -- the quiet minutes (T02) ----------------------------------------------------------


def rest(end_s: float, *, enough: bool) -> RestFound:
    return RestFound(end_s=end_s, enough=enough)


def test_quiet_minutes_with_too_little_that_is_clean_are_offered_again_once() -> None:
    talk = Talk()
    talk.rest = rest(180, enough=False)
    (cue,) = talk.wait(100)
    assert (cue.kind, cue.because, cue.held_back) == (
        CueKind.OFFER_REPEAT_REST,
        "too_little_clean_rest",
        None,
    )
    talk.rest = rest(400, enough=False)
    assert held_back(talk.wait(100)) == ["repeated_before"]


def test_where_nobody_was_known_at_rest_nothing_is_said_all_session() -> None:
    talk = Talk()
    talk.rest = rest(180, enough=False)
    talk.wait(10)
    assert held_back(talk.flood()) == ["no_rest"]
    talk.rest = rest(400, enough=True)
    assert talk.wait(200) == []
    assert held_back(talk.flood()) == [None]


def test_quiet_minutes_that_were_enough_are_left_alone() -> None:
    talk = Talk()
    talk.rest = rest(180, enough=True)
    assert talk.wait(100) == []


@pytest.mark.parametrize(
    ("begins", "reason"),
    [
        ({"arm": "no_feedback"}, "study_arm"),
        ({"button_only": True}, "button_only"),
    ],
)
def test_whoever_sees_nothing_of_a_heart_is_not_asked_to_sit_still_again(
    begins: dict[str, object], reason: str
) -> None:
    talk = Talk(begins)
    talk.rest = rest(180, enough=False)
    assert held_back(talk.wait(10)) == [reason]


def test_no_to_the_quiet_minutes_is_no_not_now_to_a_break() -> None:
    talk = Talk()
    kind = CueKind.OFFER_REPEAT_REST.value
    talk.mark("cue_answer", kind=kind, answer="not_now")
    assert held_back(talk.flood()) == [None]
