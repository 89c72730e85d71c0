"""A dry run presses only where a talk waits for somebody, not where time moves on."""

from typing import Any, cast

from samenstemming.session.launch import CollectorHandle
from samenstemming.session.study_dry_run import _press_through


class Talking:
    """A collector whose talk is at these points, one after the other."""

    running = True

    def __init__(self, *talks: dict[str, Any]) -> None:
        self.control = self
        self._talks = iter(talks)
        self._now: dict[str, Any] = {}
        self.pressed_at: list[object] = []

    def status(self) -> dict[str, Any]:
        self._now = next(self._talks, {"phase": "ended"})
        return {"talk": self._now}

    def next(self) -> int:
        self.pressed_at.append(self._now["index"])
        return 1


def test_a_turn_that_is_being_rounded_off_is_left_to_end_by_itself() -> None:
    turn = {"index": 3, "left_s": 0, "step": {"display": "dark"}}
    collector = Talking({**turn, "rounding_off": True}, {**turn, "index": 4})
    _press_through(cast("CollectorHandle", collector), 6, lambda share: None)
    assert collector.pressed_at == []


def test_the_straps_are_on_is_pressed_once_their_time_is_over() -> None:
    straps = {"index": 0, "step": {"display": "signal_check"}}
    collector = Talking({**straps, "left_s": 20}, {**straps, "left_s": 0})
    _press_through(cast("CollectorHandle", collector), 6, lambda share: None)
    assert collector.pressed_at == [0]
