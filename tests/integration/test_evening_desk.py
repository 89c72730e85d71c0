"""An evening's talk from begin to end through the real collector."""

import json
import os
import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.errors import SamenstemmingError
from samenstemming.events import Wearer
from samenstemming.session.evening import At, EveningDesk, EveningState, TalkWish
from samenstemming.session.evening_resume import cut_off
from samenstemming.session.exercise_files import library
from samenstemming.session.keeping import kept_until
from samenstemming.session.launch import CollectorHandle, start_collector
from samenstemming.session.profile import Profile, read_profile, write_profile

SOON_S = 30.0
WISH = TalkWish(
    exercise="samen_aankomen",
    straps={Wearer.A: "simulated:1", Wearer.B: "simulated:1"},
    consent=("a:record", "b:record"),
)


class NeverSleeps:
    """A machine that says yes, and knows whether it was let go."""

    def __init__(self) -> None:
        self.held = False

    def begin(self) -> bool:
        self.held = True
        return True

    def end(self) -> None:
        self.held = False


@pytest.fixture
def awake() -> NeverSleeps:
    return NeverSleeps()


@pytest.fixture
def desk(tmp_path: Path, awake: NeverSleeps) -> EveningDesk:
    return EveningDesk(
        start=partial(start_collector, path=tmp_path / "talk.samen", speed=20),
        awake=awake,
        profile_file=tmp_path / "us.json",
        now=lambda: datetime(2026, 3, 3, 20, tzinfo=UTC),
        looks_every_s=0.05,
        lingers_s=0.1,
    )


def at(wanted: At, desk: EveningDesk) -> EveningState:
    return desk.wait_until(lambda of: of.at is wanted, within_s=SOON_S)


def test_a_talk_that_is_skipped_through_ends_and_is_remembered(
    desk: EveningDesk, awake: NeverSleeps, tmp_path: Path
) -> None:
    profile = tmp_path / "us.json"
    write_profile(Profile(keep_days=3).with_names("Sam", "Ruben"), profile)
    assert desk.begin(WISH)
    assert not desk.begin(WISH)
    state = at(At.TALKING, desk)
    assert state.awake
    assert awake.held
    assert state.path is not None
    exercise, _ = library().find(WISH.exercise)
    seen = -1
    control = sam.control(state.path)
    for _ in exercise.steps:
        talk = control.status()["talk"]
        assert isinstance(talk, dict)
        assert talk["index"] > seen
        seen = talk["index"]
        since_s = float(str(control.status()["clock_s"]))
        while float(str(control.status()["clock_s"])) - since_s < 1.1:
            pass  # a press counts once in a second
        control.skip()
    over = at(At.OVER, desk)
    assert over.done
    assert over.talks == (WISH.exercise,)
    assert not awake.held
    (evening,) = read_profile(profile).evenings
    assert (evening.exercise, evening.done) == (WISH.exercise, True)
    assert evening.utc == "2026-03-03T20:00:00+00:00"
    recording = sam.open_recording(state.path)
    assert kept_until(recording.meta) is not None
    assert "Sam" not in json.dumps(dict(recording.meta))
    gone = desk.delete()
    assert gone.names == ("talk.samen",)
    assert gone.n_bytes > 0
    desk.forget()
    assert desk.state() == EveningState(talks=(WISH.exercise,))


def test_whoever_stops_ends_the_recording_and_it_was_not_done(
    desk: EveningDesk, awake: NeverSleeps, tmp_path: Path
) -> None:
    desk.begin(WISH)
    path = at(At.TALKING, desk).path
    assert path is not None
    sam.control(path).stop()
    assert not at(At.OVER, desk).done
    assert not awake.held
    assert [of.done for of in read_profile(tmp_path / "us.json").evenings] == [False]


def test_leaving_the_app_ends_the_talk(desk: EveningDesk) -> None:
    desk.begin(WISH)
    path = at(At.TALKING, desk).path
    assert path is not None
    desk.close()
    assert desk.state().at is At.OVER
    with pytest.raises(SamenstemmingError):
        sam.control(path).status()


def test_what_cannot_begin_says_why_and_can_be_tried_again(
    desk: EveningDesk, awake: NeverSleeps
) -> None:
    desk.begin(TalkWish(exercise="nope", straps=WISH.straps))
    failed = at(At.FAILED, desk)
    assert "There is no exercise 'nope'" in failed.problem
    assert not awake.held
    desk.begin(WISH)
    at(At.TALKING, desk)
    desk.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal.")
def test_a_talk_that_was_cut_off_is_offered_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    first = start_collector(
        a="simulated:1",
        b="simulated:2",
        path=path,
        exercise=WISH.exercise,
        keep_days=30,
    )
    assert cut_off(tmp_path, datetime.now(UTC)) is None
    first.control.marker("laugh")  # once it is on disk, so is what came before it
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    first.release()
    wish = cut_off(tmp_path, datetime.now(UTC))
    assert wish == TalkWish(
        exercise=WISH.exercise,
        straps={Wearer.A: "simulated:1", Wearer.B: "simulated:2"},
        resume=path,
    )
    assert cut_off(tmp_path, datetime.now(UTC) + timedelta(days=2)) is None
    again = EveningDesk(
        awake=NeverSleeps(), profile_file=tmp_path / "us.json", looks_every_s=0.05
    )
    again.begin(wish)
    assert at(At.TALKING, again).path == path
    again.close()
    assert cut_off(tmp_path, datetime.now(UTC)) is None


def test_the_quiet_minutes_of_tonight_serve_the_next_exercise(
    tmp_path: Path, awake: NeverSleeps
) -> None:
    """Only for the same straps on the same two, and never for a talk that goes on."""
    asked: list[Path | None] = []

    def start(**options: object) -> CollectorHandle:
        rest_from = options["rest_from"]
        assert rest_from is None or isinstance(rest_from, Path)
        asked.append(rest_from)
        raise SamenstemmingError("no collector here")

    desk = EveningDesk(start=start, awake=awake, profile_file=tmp_path / "us.json")
    known = tmp_path / "first.samen"
    known.touch()
    desk.knows_at_rest(WISH, known)
    swapped = replace(WISH, straps={Wearer.A: "simulated:2", Wearer.B: "simulated:1"})
    for wish in (WISH, swapped, replace(WISH, resume=known)):
        assert desk.begin(wish)
        at(At.FAILED, desk)
    known.unlink()
    assert desk.begin(WISH)
    at(At.FAILED, desk)
    assert asked == [known, None, None, None]
