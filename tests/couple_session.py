"""A talk, its straps and the couple's screen that looks at it; time is a test's own."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dashboards.couple_feed import word_lists
from dashboards.view_couple import CoupleView, Look
from dashboards.view_couple_status import Drawing
from samenstemming.events import Wearer
from samenstemming.exercises.machine import Guide
from samenstemming.exercises.talk_state import Phase
from samenstemming.series import Cue, CueKind, JointState
from samenstemming.session.exercise_files import built_in
from samenstemming.session.guided_talk import GuidedTalk
from samenstemming.session.protocol import Command, Request

WALL = datetime(2026, 11, 22, 20, 21, 30, tzinfo=UTC)
NAMES = {"a": "Noor", "b": "Sam {A} <b>"}
EXERCISES = [of.id for of in built_in().file.exercises]
LEVELS = [*JointState]


def guide(name: str, first: Wearer = Wearer.A) -> Guide:
    content = built_in()
    assert content.file.pause_routine is not None
    return Guide(
        exercise=next(of for of in content.file.exercises if of.id == name),
        routine=content.file.pause_routine,
        first=first,
        version=content.version,
        sha256=content.sha256,
    )


def heart(*, good: bool = True, bpm: float = 71.5) -> dict[str, object]:
    return {
        "link": "connected" if good else "lost",
        "quality": "good",
        "last_packet_s": 1e9 if good else None,
        "last_beat_s": 1e9 if good else None,
        "heart_rate_bpm": bpm,
    }


class Session:
    """A talk, its straps and a screen that looks at it; time is what the test says."""

    def __init__(self, name: str = "om_de_beurt", first: Wearer = Wearer.A) -> None:
        self.talk = GuidedTalk(guide(name, first))
        self.now_s = 100.0
        self.talk.begin(self.now_s)
        self.wearers: dict[str, object] = {"a": heart(), "b": heart(bpm=93.0)}
        self.level = JointState.UNKNOWN.value
        self.more: dict[str, object] = {}
        self.view = CoupleView()

    def status(self) -> dict[str, Any]:
        return {
            "t_s": self.now_s,
            "clock_s": self.now_s,
            "talk": self.talk.status(self.now_s),
            "wearers": deepcopy(self.wearers),
            "joint": {"t_s": self.now_s, "state": self.level},
            "problems": [],
            **self.more,
        }

    def look(self, status: Mapping[str, object] | None = None, **more: Any) -> Drawing:
        at = WALL + timedelta(seconds=self.now_s - 100)
        fields: dict[str, Any] = {"now_s": self.now_s, "wall": at, "names": NAMES}
        fields |= {"words": word_lists(), "status": status or self.status()}
        return self.view.see(Look(**(fields | more)))

    def press(self, command: Command, **arguments: object) -> None:
        self.now_s += 2
        request = Request(command=command, arguments=arguments)
        self.talk.press(request, self.now_s, WALL)

    def to_display(self, display: str) -> Drawing:
        """Press on until a step has this display."""
        for _ in range(30):
            drawing = self.look()
            if drawing["display"] == display:
                return drawing
            self.press(Command.NEXT)
        pytest.fail(f"No step has the display {display}.")

    def to_the_choice(self) -> Drawing:
        self.press(Command.PAUSE)
        for _ in range(3):
            self.press(Command.NEXT)
        return self.look()

    def cue(self, kind: CueKind) -> None:
        self.talk.hear_cue(
            Cue(
                t_s=self.now_s,
                kind=kind,
                because="high",
                held_back=None,
                step="s",
                times_high=1,
                joint=JointState.BUSIER,
            ),
            self.now_s,
        )


def every_drawing() -> Iterator[tuple[str, Drawing, dict[str, Any]]]:
    """A drawing of each step of each exercise, and of all that can come between."""
    for name in EXERCISES:
        session = Session(name)
        for kind in CueKind:
            session.cue(kind)
            yield f"{name} {kind}", session.look(), session.status()
        while session.talk.state.phase is not Phase.ENDED:
            for level in LEVELS:
                session.level = level.value
                session.now_s += 20
                yield f"{name} {level}", session.look(), session.status()
            session.press(Command.MARKER, name="pattern")
            yield f"{name} pattern", session.look(pattern="de mist"), session.status()
            session.press(Command.NEXT)
        yield f"{name} end", session.look(), session.status()
        session = Session(name)
        session.press(Command.PAUSE)
        while session.talk.state.phase is Phase.PAUSED:
            yield f"{name} break", session.look(), session.status()
            session.press(Command.NEXT)
        session.look()
        yield f"{name} away", session.look(over=True), session.status()


def texts(value: object) -> Iterator[str]:
    """All strings in a drawing."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
