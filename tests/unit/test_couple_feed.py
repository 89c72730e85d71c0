"""The feed and the presses of the couple's screen, without a collector."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dashboards import couple_feed
from dashboards.couple_feed import Asking, CoupleFeed
from dashboards.couple_press import press
from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.session.exercise_files import built_in
from samenstemming.session.profile import Profile
from samenstemming.words import Language, say
from tests.couple_session import WALL, Session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "talk.samen"
    made.touch()
    return made


def feed(path: Path, session: Session, profile: Profile | None = None) -> CoupleFeed:
    return CoupleFeed(
        path,
        ask=lambda _: session.status(),
        now_s=lambda: session.now_s,
        wall=lambda: WALL,
        profile=lambda: profile or Profile(),
    )


def test_only_what_has_changed_is_told_and_a_newcomer_gets_all(path: Path) -> None:
    session = Session()
    following = feed(path, session)
    first = following.step()
    assert first is not None
    assert following.step() is None
    assert following.everything() == first
    session.now_s += 1
    assert following.step() is None


def test_the_second_question_waits_for_news_and_a_silence_forgets_them(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []
    answers: Iterator[dict[str, int] | OSError] = iter(
        [{"news": 4}, {"news": 5}, OSError(), {}, {"news": 1}]
    )

    class Collector:
        def __init__(self, *_: object, **__: object) -> None: ...

        def status(self, *, after: int | None) -> dict[str, int]:
            asked.append(after)
            answer = next(answers)
            if isinstance(answer, OSError):
                raise answer
            return answer

    monkeypatch.setattr(couple_feed, "Control", Collector)
    ask = Asking()
    assert [ask(path) is None for _ in range(5)] == [False, False, True, False, False]
    assert asked == [None, 4, 5, None, None]


def test_names_are_those_of_this_computer_and_may_be_missing(path: Path) -> None:
    session = Session()
    session.to_display("together")
    named = Profile(names={Wearer.A: "Noor", Wearer.B: "Sam"})
    assert "Noor, vertel" in str(feed(path, session, named).step())
    assert "A, vertel" in str(feed(path, session).step())

    def unreadable() -> Profile:
        raise SettingsError("It cannot be read.")

    following = CoupleFeed(
        path, ask=lambda _: session.status(), wall=lambda: WALL, profile=unreadable
    )
    assert "A, vertel" in str(following.step())


def test_a_recording_that_is_gone_is_the_hubs_to_tell(tmp_path: Path) -> None:
    following = CoupleFeed(tmp_path / "gone.samen", ask=lambda _: None)
    with pytest.raises(FileNotFoundError):
        following.step()


def test_without_a_collector_there_is_no_status_and_no_press_arrives(
    path: Path,
) -> None:
    assert Asking()(path) is None
    for what in ("next", "pause", "stop", "nothing of the kind", ""):
        assert press(path, {"what": what}, wall=datetime.now().astimezone()) is False


@pytest.mark.parametrize(
    ("label", "button"),
    [
        ("pause", "pause"),
        ("pattern", "pattern"),
        ("skip", "pass"),
        ("next", "ready"),
        ("stop", "stop"),
    ],
)
def test_a_button_is_called_what_the_exercises_call_it(label: str, button: str) -> None:
    of = built_in().file.buttons[button]
    assert say(f"couple.button.{label}", Language.NL) == of.nl
    assert say(f"couple.button.{label}", Language.EN) == of.en
