"""What the couple's screen says when something is not as it should be."""

from datetime import timedelta
from typing import Any

import pytest

from dashboards.view_couple import CoupleView, Look
from tests.couple_session import NAMES, WALL, Session


def test_a_collector_that_is_silent_is_said_after_two_seconds() -> None:
    session = Session()
    drawing = session.look()
    here: dict[str, Any] = {"now_s": session.now_s + 1.0, "wall": WALL, "names": NAMES}
    assert session.view.see(Look(status=None, **here)) == drawing
    here["now_s"] = session.now_s + 2.1
    after = session.view.see(Look(status=None, **here))
    assert "Er gaat niets verloren" in str(after["trouble"])
    assert after | {"trouble": None} == drawing
    assert session.look() == drawing


def test_a_full_disk_and_a_sleep_are_said_in_one_calm_line() -> None:
    session = Session()
    session.more = {"problems": [{"code": "disk_full", "sentence": "No space."}]}
    assert "De schijf is vol" in str(session.look()["trouble"])
    session.more = {}
    assert session.look()["trouble"] is None
    asleep = session.view.see(
        Look(
            status=session.status(),
            now_s=session.now_s + 1,
            wall=WALL + timedelta(minutes=10),
        )
    )
    assert "even geslapen" in str(asleep["trouble"])


def test_what_warns_the_lab_alone_does_not_reach_the_couple() -> None:
    session = Session()
    calm = session.look()
    session.more = {
        "problems": [
            {"code": "disk_low", "sentence": "40 MB left."},
            {"code": "clock_stepped", "sentence": "The clock was moved."},
        ],
        "swap": {"code": "strap.swapped", "values": {"label_a": "red"}},
    }
    assert session.look() == calm


def test_a_recording_that_was_closed_ends_the_talk_on_screen() -> None:
    session = Session()
    session.look()
    here: dict[str, Any] = {"now_s": session.now_s + 1.0, "wall": WALL, "over": True}
    assert session.view.see(Look(status=None, **here))["display"] == "end"
    new = CoupleView().see(Look(status=None, **here))
    assert new["display"] == "no_talk"


@pytest.mark.parametrize(
    "status",
    [
        {},
        {"talk": None},
        {"talk": {}, "wearers": 3, "joint": "x", "problems": {}},
        {"talk": {"phase": "talking", "step": None, "cue": [], "waits_for": None}},
        {"talk": {"phase": "paused", "step": {"choices": [1], "prompt": "x"}}},
        {"talk": {"phase": "long_break", "return_utc": "never"}},
    ],
)
def test_a_status_of_another_kind_is_drawn_as_far_as_it_goes(
    status: dict[str, object],
) -> None:
    drawing = CoupleView().see(Look(status=status, now_s=0.0, wall=WALL))
    assert set(drawing) == set(Session().look())
