"""Evenings through the real collector, file and pipeline: who is offered what, when."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samenstemming.events import Wearer
from samenstemming.recording.check import check
from samenstemming.recording.withdrawal import withdraw
from samenstemming.series import Cue, DyadFrame, JointState
from samenstemming.session.carried_rest import carried_from
from tests.evening_session import (
    QUICK,
    QUIET,
    REST,
    both,
    evening,
    more,
    own_guide,
    own_step,
    ramp,
)

TALK_BASELINE = {"baseline": "talk", "discard_first_s": 0, "min_clean_s": 20}
GUIDE = own_guide(REST, QUIET)
CUES = ("cue", "cue_held_back", "cue_unanswered", "cue_answer")


def test_a_calm_talk_with_changes_of_speaker_and_a_laugh_gets_no_cue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """+8 bpm with every turn, and 10 s of laughing of both."""
    turns = [
        own_step("a_gewoon", 0.5, speaker="A", measure=TALK_BASELINE),
        own_step("b_gewoon", 0.5, speaker="B", measure=TALK_BASELINE),
        own_step("a_vertelt", 0.5, speaker="A"),
        own_step("b_vertelt", 0.5, speaker="B"),
    ]
    laugh = more(305, 10)
    # Whoever speaks has half a minute more to round off.
    a = both(more(60, 60, 8), more(180, 60, 8), laugh)
    b = both(more(120, 60, 8), more(240, 60, 8), laugh)
    with evening(
        monkeypatch, tmp_path / "t.samen", own_guide(REST, *turns, QUIET), a=a, b=b
    ) as talk:
        talk.at(360)
    assert talk.markers(*CUES) == []
    begun = [of.data["id"] for of in talk.markers("step_begin")]
    assert begun == ["rust", "a_gewoon", "b_gewoon", "a_vertelt", "b_vertelt", "kijken"]


def test_too_much_gets_one_offer_and_within_three_minutes_no_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """+25 bpm for 60 s without noise: one offer when the rule is full, 43 s on."""
    with evening(
        monkeypatch,
        tmp_path / "t.samen",
        GUIDE,
        a=more(110, 60),
        b=more(165, 60),
    ) as talk:
        offered = talk.until(lambda of: of["talk"]["cue"])
        assert offered["talk"]["cue"]["kind"] == "offer_pause"
        talk.control.choice("cue", "not_now", source="b")
        talk.at(225)
    shown = talk.markers("cue")
    assert [of.data["kind"] for of in shown] == ["offer_pause"]
    rule_s = float(str(shown[0].data["t_s"]))
    assert 150 <= rule_s <= 158
    # A second is closed five seconds on, and the file is looked at each 10 ms.
    late_s = shown[0].t_ns / 1e9 - rule_s - QUICK.lateness_s
    assert late_s < 5
    assert [of.data["reason"] for of in talk.markers("cue_held_back")] == ["not_now"]
    answers = talk.markers("cue_answer")
    assert [(of.data["answer"], of.source) for of in answers] == [("not_now", "either")]
    derived = [of for of in talk.derived() if isinstance(of, Cue)]
    assert [(of.t_s, of.held_back) for of in derived] == [
        (rule_s, None),
        (float(str(talk.markers("cue_held_back")[0].data["t_s"])), "not_now"),
    ]


def test_both_rise_together_and_settle_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Co-escalation is never shown as such; settling together is a word for both."""
    course = ramp(100, 90, 90, 18)
    with evening(monkeypatch, tmp_path / "t.samen", GUIDE, a=course, b=course) as talk:
        seen = {talk.at(t)["joint"]["state"] for t in range(120, 280, 20)}
    frames = [of for of in talk.derived() if isinstance(of, DyadFrame)]
    joint = [of.joint for of in frames]
    assert JointState.RISING_TOGETHER in joint
    assert JointState.SETTLING_TOGETHER in joint
    assert joint.index(JointState.RISING_TOGETHER) < joint.index(
        JointState.SETTLING_TOGETHER
    )
    assert {state.value for state in joint} >= seen
    assert talk.markers("cue") == []


def test_a_strap_that_is_lost_in_a_step_makes_it_neutral_and_the_talk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One lost, then both; a heart that is far too busy meanwhile gets no cue."""
    away = {Wearer.B: ((100.0, 200.0),), Wearer.A: ((150.0, 200.0),)}
    with evening(
        monkeypatch,
        tmp_path / "t.samen",
        own_guide(REST, own_step("een", 3), QUIET),
        a=more(105, 45),
        away=away,
    ) as talk:
        one_lost = talk.at(135)
        assert one_lost["joint"]["state"] == JointState.UNKNOWN
        assert one_lost["wearers"]["b"]["link"] == "lost"
        assert talk.step() == "een"
        both_lost = talk.at(175)
        assert both_lost["wearers"]["a"]["link"] == "lost"
        assert both_lost["talk"]["phase"] == "talking"
        talk.control.next()
        assert talk.step() == "kijken"
        talk.at(260)
    assert talk.markers("cue") == []
    joint = {of.t_s: of.joint for of in talk.derived() if isinstance(of, DyadFrame)}
    assert joint[95.0] is JointState.CALM
    assert {joint[float(t)] for t in range(110, 200)} == {JointState.UNKNOWN}
    assert joint[255.0] is JointState.CALM


def test_quiet_minutes_that_were_not_clean_are_offered_again_and_then_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T02 whole: the offer, yes, the same step once more, and cues from then on."""
    with evening(
        monkeypatch,
        tmp_path / "t.samen",
        GUIDE,
        a=more(210, 60),
        away={Wearer.B: ((20.0, 55.0),)},
    ) as talk:
        offered = talk.until(lambda of: of["talk"]["offer"])
        assert offered["talk"]["offer"] == "repeat_rest"
        assert offered["talk"]["cue"] is None
        assert talk.step() == "kijken"
        talk.control.choice("repeat_rest", "yes")
        assert talk.step() == "rust"
        assert talk.talk()["offer"] is None
        talk.until(lambda of: of["talk"]["step"]["id"] == "kijken")
        talk.at(280)
    kinds = [of.data["kind"] for of in talk.markers("cue")]
    assert kinds == ["offer_repeat_rest", "offer_pause"]
    begun = [of.data["id"] for of in talk.markers("step_begin")]
    assert begun == ["rust", "kijken", "rust", "kijken"]
    assert check(talk.path).ok


def test_without_a_baseline_of_rest_nothing_is_said_all_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with evening(
        monkeypatch,
        tmp_path / "t.samen",
        GUIDE,
        a=more(110, 60),
        away={Wearer.B: ((20.0, 55.0),)},
    ) as talk:
        talk.until(lambda of: of["talk"]["offer"])
        talk.control.choice("repeat_rest", "not_now")
        assert talk.talk()["offer"] is None
        talk.at(180)
    assert [of.data["kind"] for of in talk.markers("cue")] == ["offer_repeat_rest"]
    assert {of.data["reason"] for of in talk.markers("cue_held_back")} <= {"no_rest"}


def test_an_offer_that_nobody_answers_goes_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with evening(monkeypatch, tmp_path / "t.samen", GUIDE, a=more(80, 60)) as talk:
        talk.until(lambda of: of["talk"]["cue"])
        talk.until(lambda of: of["talk"]["cue"] is None)
    (gone,) = talk.markers("cue_unanswered")
    (cue,) = talk.markers("cue")
    stood_s = (gone.t_ns - cue.t_ns) / 1e9
    assert 60 < stood_s < 67  # the clock of a test goes on by three seconds
    assert gone.data["dismissed"] is True


def test_what_the_quiet_minutes_found_serves_the_next_exercise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each exercise is a recording; only the first of an evening has quiet minutes."""
    with evening(monkeypatch, tmp_path / "1.samen", GUIDE) as first:
        first.at(65)
    carried = carried_from(first.path)
    assert [(of.wearer, of.data["kind"]) for of in carried] == [
        (Wearer.A, "rest"),
        (Wearer.B, "rest"),
    ]
    assert carried[0].data["bpm"] == pytest.approx(70, abs=0.2)
    with evening(
        monkeypatch,
        tmp_path / "2.samen",
        own_guide(QUIET),
        b=more(80, 60),
        carried=carried,
    ) as second:
        second.until(lambda of: of["talk"]["cue"])
    (cue,) = second.markers("cue")
    derived = [of for of in second.derived() if isinstance(of, Cue)]
    assert [of.t_s for of in derived] == [cue.data["t_s"]]
    withdraw(second.path, Wearer.A)
    left = [m for m in second.markers() if m.name == "baseline"]
    assert {m.wearer for m in left} == {Wearer.B}


def test_a_rest_of_another_day_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with evening(monkeypatch, tmp_path / "1.samen", GUIDE) as first:
        first.at(65)
    tomorrow = datetime.now(UTC) + timedelta(hours=20)
    assert carried_from(first.path, now=tomorrow) == ()
    (tmp_path / "no.samen").write_bytes(b"nothing")
    assert carried_from(tmp_path / "no.samen") == ()
    assert carried_from(tmp_path / "missing.samen") == ()
