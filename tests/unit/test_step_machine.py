"""The guided talk as presses and seconds: what is recorded, and what never is."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenstemming.errors import ControlError
from samenstemming.events import Marker, Wearer
from samenstemming.exercises.gentlest import GENTLEST_FIRST, Ballot, offer
from samenstemming.exercises.machine import ROUND_OFF_S, Guide, Said
from samenstemming.exercises.model import Choice
from samenstemming.exercises.talk_state import (
    Phase,
    TalkState,
    held_over_crash,
    state_after,
)
from samenstemming.session.exercise_files import built_in

CONTENT = built_in()
ROUTINE = CONTENT.file.pause_routine
assert ROUTINE is not None


def guide(name: str = "om_de_beurt", first: Wearer = Wearer.A) -> Guide:
    exercise = next(of for of in CONTENT.file.exercises if of.id == name)
    assert ROUTINE is not None
    return Guide(
        exercise=exercise,
        routine=ROUTINE,
        first=first,
        version=CONTENT.version,
        sha256=CONTENT.sha256,
    )


class Evening:
    """A talk in which everything said is stamped and folded, as a recording does."""

    def __init__(self, of: Guide | None = None) -> None:
        self.guide = of or guide()
        self.now_s = 100.0
        self.state = TalkState()
        self.markers: list[Marker] = []
        self.take(self.guide.begin())

    def take(self, said: Iterable[Said]) -> list[str]:
        new = [
            Marker(t_ns=round(self.now_s * 1e9), name=of.name, data=of.data)
            for of in said
        ]
        self.markers += new
        self.state = state_after(new, self.state)
        return [of.name for of in new]

    def wait(self, seconds: float) -> list[str]:
        """Second after second, as Ticks come."""
        names = []
        for _ in range(round(seconds)):
            self.now_s += 1
            names += self.take(self.guide.second(self.state, self.now_s))
        return names

    @property
    def step(self) -> str:
        step = self.guide.step_of(self.state)
        return "" if step is None else step.id

    def until(self, step: str) -> None:
        while self.step != step:
            self.take(self.guide.next(self.state))


def test_a_talk_that_nobody_touches_goes_through_all_its_steps() -> None:
    evening = Evening()
    wanted = [step.id for step in evening.guide.exercise.steps]
    evening.wait(evening.guide.exercise.minutes * 60 + len(wanted) * ROUND_OFF_S)
    begun = [m.data["id"] for m in evening.markers if m.name == "step_begin"]
    assert begun == wanted
    assert evening.state.phase is Phase.ENDED
    assert evening.markers[-1].data == {"how": "done"}


def test_the_recording_knows_content_version_hash_and_who_began() -> None:
    begin = Evening(guide(first=Wearer.B)).markers[0]
    assert begin.data["sha256"] == CONTENT.sha256
    assert begin.data["content_version"] == CONTENT.version
    assert begin.data["first"] == "b"


def test_whoever_is_called_a_in_the_file_is_drawn() -> None:
    for first, speaks in ((Wearer.A, "a"), (Wearer.B, "b")):
        evening = Evening(guide("samen_aankomen", first))
        evening.until("gewoon_praten_a")
        assert evening.markers[-1].data["speaker"] == speaks
        assert evening.markers[-1].data["measure"] == {
            "baseline": "talk",
            "discard_first_s": 10.0,
        }


def test_a_turn_may_round_off_and_silence_just_ends() -> None:
    evening = Evening(guide("samen_aankomen"))
    evening.until("stille_rust")
    evening.wait(180)
    assert evening.step == "gewoon_praten_a"
    evening.wait(60)
    assert evening.step == "gewoon_praten_a"
    assert evening.guide.rounding_off(evening.state, evening.now_s)
    assert evening.guide.left_s(evening.state, evening.now_s) == 0
    evening.wait(ROUND_OFF_S)
    assert evening.step == "gewoon_praten_b"


def test_putting_on_straps_is_not_hurried() -> None:
    evening = Evening(guide("samen_aankomen"))
    assert evening.step == "banden"
    assert evening.wait(3600) == []
    evening.take(evening.guide.next(evening.state))
    assert evening.step == "stille_rust"


@pytest.mark.parametrize("exercise", CONTENT.file.exercises, ids=lambda of: of.id)
def test_every_button_acts_at_once_in_every_step(exercise: object) -> None:
    """Acceptance 1: pause, stop, pattern and skip, in every step, without a signal."""
    name = getattr(exercise, "id", "")
    for k, step in enumerate(guide(name).exercise.steps):
        for press in ("pause", "pattern", "skip", "stop"):
            evening = Evening(guide(name))
            evening.until(step.id)
            said = evening.take(getattr(evening.guide, press)(evening.state))
            assert said, (step.id, press)
            match press:
                case "pause":
                    assert evening.state.phase is Phase.PAUSED
                case "stop":
                    assert evening.state.phase is Phase.ENDED
                case "skip":
                    last = k + 1 == len(guide(name).exercise.steps)
                    assert last or evening.state.step == k + 1


def test_nothing_that_is_recorded_names_who_pressed() -> None:
    evening = Evening()
    for press in ("pattern", "pause", "skip", "next", "stop"):
        evening.take(getattr(evening.guide, press)(evening.state))
    assert all(marker.wearer is None for marker in evening.markers)
    assert not {"who", "presser", "wearer"} & {
        key for marker in evening.markers for key in marker.data
    }


def test_a_break_keeps_the_time_that_was_left() -> None:
    evening = Evening()
    evening.wait(40)
    left_s = evening.guide.left_s(evening.state, evening.now_s)
    evening.take(evening.guide.pause(evening.state))
    evening.wait(200)
    assert evening.guide.left_s(evening.state, evening.now_s) == left_s
    evening.take(evening.guide.chosen(evening.state, "continue"))
    assert evening.guide.left_s(evening.state, evening.now_s) == left_s


def test_the_break_goes_on_by_itself_until_the_two_choose() -> None:
    evening = Evening()
    evening.take(evening.guide.pause(evening.state))
    evening.wait(270)
    step = evening.guide.pause_step_of(evening.state)
    assert step is not None
    assert step.id == "kiezen"
    assert evening.wait(600) == []


def test_more_rest_begins_the_break_again() -> None:
    evening = Evening()
    evening.take(evening.guide.pause(evening.state))
    evening.wait(270)
    evening.take(evening.guide.chosen(evening.state, "little_longer"))
    assert evening.state.pause_step == 0


def test_a_long_break_needs_a_time_to_come_back() -> None:
    """T05."""
    evening = Evening()
    evening.take(evening.guide.pause(evening.state))
    with pytest.raises(ControlError, match="time to come back"):
        evening.guide.chosen(evening.state, "long_break_20min")
    for seconds, at in ((1200, ""), (0, "2026-11-22T20:40:00Z"), (1e6, "x")):
        with pytest.raises(ControlError, match="time to come back"):
            evening.guide.long_break(evening.state, seconds=seconds, return_utc=at)
    evening.take(
        evening.guide.long_break(
            evening.state, seconds=1200, return_utc="2026-11-22T20:40:00Z"
        )
    )
    assert evening.state.phase is Phase.LONG_BREAK
    assert evening.state.return_utc == "2026-11-22T20:40:00Z"
    assert evening.wait(3000) == []
    evening.take(evening.guide.next(evening.state))
    step = evening.guide.pause_step_of(evening.state)
    assert step is not None
    assert step.id == "terug"
    evening.take(evening.guide.next(evening.state))
    assert evening.markers[-1].name == "resume"


def test_a_break_by_the_sensor_repeats_the_step_where_the_file_says_so() -> None:
    evening = Evening()
    step = next(
        of
        for of in evening.guide.exercise.steps
        if of.on_flooded.resume == "repeat_step"
    )
    evening.until(step.id)
    evening.wait(30)
    evening.take(evening.guide.pause(evening.state, by="sensor"))
    assert evening.state.pauses_by_sensor == 1
    evening.take(evening.guide.chosen(evening.state, "continue"))
    assert evening.state.in_step_s(evening.now_s) == 0


def test_a_crash_goes_on_in_the_same_step_with_the_same_time() -> None:
    evening = Evening()
    evening.wait(50)
    left_s = evening.guide.left_s(evening.state, evening.now_s)
    again = held_over_crash(state_after(evening.markers), evening.now_s, 900.0)
    assert again.step == evening.state.step
    assert evening.guide.left_s(again, 900.0) == left_s


def test_stopping_twice_says_nothing_the_second_time() -> None:
    evening = Evening()
    evening.take(evening.guide.stop(evening.state))
    for press in ("stop", "pause", "pattern", "next", "skip"):
        assert getattr(evening.guide, press)(evening.state) == []


PRESSES = ("next", "skip", "pause", "pattern", "stop")


@given(
    steps=st.lists(
        st.one_of(
            st.sampled_from(PRESSES),
            st.integers(1, 400),
            st.sampled_from(GENTLEST_FIRST),
        ),
        max_size=30,
    )
)
def test_any_evening_ends_well(steps: list[str | int]) -> None:
    """Whatever is pressed: no surprise, and the markers alone give the state back."""
    evening = Evening()
    for step in steps:
        if isinstance(step, int):
            evening.wait(step)
        elif step in PRESSES:
            evening.take(getattr(evening.guide, step)(evening.state))
        else:
            try:
                evening.take(evening.guide.chosen(evening.state, step))
            except ControlError:
                assert step == "long_break_20min"
    assert state_after(evening.markers) == evening.state
    open_steps = [m.name for m in evening.markers if m.name.startswith("step_")]
    assert all(
        name == ("step_begin" if k % 2 == 0 else "step_end")
        for k, name in enumerate(open_steps)
    )


# -- private choices ----------------------------------------------------------------


@pytest.mark.parametrize("gentle", GENTLEST_FIRST)
@pytest.mark.parametrize("other", GENTLEST_FIRST)
def test_the_gentlest_choice_counts_for_both(gentle: Choice, other: Choice) -> None:
    wanted = min(gentle, other, key=GENTLEST_FIRST.index)
    for order in (Wearer.A, Wearer.B), (Wearer.B, Wearer.A):
        ballot = Ballot()
        assert ballot.choose(order[0], gentle) is None
        assert ballot.waits_for() == (order[1],)
        assert ballot.choose(order[1], other) == wanted
        assert ballot.waits_for() == (Wearer.A, Wearer.B)


ALL = [exercise.id for exercise in CONTENT.file.exercises]


def test_whoever_said_no_the_offer_is_the_same() -> None:
    """Acceptance 8: nothing tells A's no from B's, or one no from two."""
    answers = [
        {Wearer.A: False, Wearer.B: True},
        {Wearer.A: True, Wearer.B: False},
        {Wearer.A: False, Wearer.B: False},
        {Wearer.A: True},
        {},
    ]
    offers = {offer(CONTENT.file.exercises, done=ALL, yes=yes) for yes in answers}
    (only,) = offers
    assert only.only_calm
    assert set(only.ids) == {
        "samen_aankomen",
        "om_de_beurt",
        "als_in_een_dans",
        "hoe_gaat_het_met_ons",
    }


def test_a_first_evening_has_no_hard_talk() -> None:
    yes = dict.fromkeys(Wearer, True)
    assert offer(CONTENT.file.exercises, done=(), yes=yes).ids == ("samen_aankomen",)


def test_two_times_yes_opens_what_is_next_and_one_deep_talk_is_enough() -> None:
    yes = dict.fromkeys(Wearer, True)
    both = offer(CONTENT.file.exercises, done=ALL, yes=yes)
    assert set(both.ids) == set(ALL)
    assert not both.only_calm
    after = offer(CONTENT.file.exercises, done=ALL, yes=yes, deep_done_tonight=True)
    assert "ons_patroon" in after.ids
    assert "weer_naar_elkaar" not in after.ids
