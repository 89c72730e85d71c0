"""A talk that goes on after a crash keeps the arm that it began with."""

from pathlib import Path

import samenstemming as sam
from samenstemming.recording import write_recording
from samenstemming.session.resume import unfinished_talk


def test_the_arm_the_buttons_and_several_exercises_are_as_they_began(
    tmp_path: Path,
) -> None:
    begin = {
        "id": "samen_aankomen+om_de_beurt",
        "first": "b",
        "arm": "no_feedback",
        "button_only": True,
    }
    events: list[sam.Tick | sam.Marker] = [
        sam.Tick(t_ns=0, utc_ns=0),
        sam.Marker(t_ns=1, name="exercise_begin", data=begin),
        sam.Marker(t_ns=2, name="step_begin", data={"id": "banden", "index": 0}),
    ]
    path = tmp_path / "cut.samen"
    write_recording(path, sam.Recording.of(events, meta={"simulated": True}))
    guide = unfinished_talk(path)
    assert guide is not None
    assert (guide.arm, guide.button_only, guide.first) == ("no_feedback", True, "b")
    assert len(guide.exercise.steps) == 13
