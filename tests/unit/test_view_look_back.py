"""The look back: one level of both, their own marks, and no figure at all."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from dashboards.view_look_back import strip_image
from samenstemming.events import Marker, Wearer
from samenstemming.report.strip import SMOOTH_S, Strip, strip_of, strip_svg
from samenstemming.series import ArousalState, DyadFrame, JointState, WearerArousal


def level(wearer: Wearer, d_bpm: float | None) -> WearerArousal:
    return WearerArousal(
        wearer=wearer,
        state=ArousalState.CALM,
        reason=None,
        heart_rate_bpm=70.0,
        d_bpm=d_bpm,
        z=None,
        slope_bpm_per_min=None,
        accepted=1.0,
        baseline="rest",
        baseline_bpm=65.0,
    )


def frame(t_s: float, a: float | None, b: float | None) -> DyadFrame:
    return DyadFrame(
        t_s=t_s,
        joint=JointState.CALM,
        reason=None,
        a=level(Wearer.A, a),
        b=level(Wearer.B, b),
        instructed=False,
    )


TALK = [frame(t, 20.0 if t > 100 else 0.0, t / 10) for t in range(1, 201)]


def swapped(of: DyadFrame) -> DyadFrame:
    assert of.a is not None
    assert of.b is not None
    return replace(
        of, a=replace(of.b, wearer=Wearer.A), b=replace(of.a, wearer=Wearer.B)
    )


def mark(t_s: float, name: str, **data: object) -> Marker:
    return Marker(t_ns=round(t_s * 1e9), name=name, data=data)


def strip(frames: list[DyadFrame], *markers: Marker, two_lines: bool = False) -> Strip:
    found = strip_of(frames, markers, two_lines=two_lines)
    assert found is not None
    return found


def test_swapping_the_two_leaves_the_picture_identical() -> None:
    """T04, acceptance 2, for the look back."""
    assert strip(TALK) == strip([swapped(of) for of in TALK])


def test_one_line_of_both_and_two_only_where_both_asked() -> None:
    assert len(strip(TALK).lines) == 1
    assert len(strip(TALK, two_lines=True).lines) == 2


def test_a_jump_takes_a_quarter_of_a_minute() -> None:
    jump = [frame(t, 40.0 if t > 100 else 0.0, 0.0) for t in range(1, 201)]
    ((piece,),) = strip(jump).lines
    shares = [y for _, y in piece]
    assert shares[99] == 0.0
    assert shares[100 + SMOOTH_S] == pytest.approx(1.0)
    assert max(b - a for a, b in pairwise(shares)) < 0.1


def test_a_calm_talk_is_drawn_as_calm() -> None:
    calm = [frame(t, float(t % 2), 0.0) for t in range(1, 201)]
    ((piece,),) = strip(calm).lines
    assert max(y for _, y in piece) < 0.1


def test_where_one_is_not_known_there_is_nothing_for_both() -> None:
    """Acceptance 4 and 6: and steps that asked for one rhythm are left out."""
    holes = [
        replace(of, a=level(Wearer.A, None)) if 50 < of.t_s <= 80 else of for of in TALK
    ]
    (line,) = strip(holes).lines
    assert len(line) == 2
    assert line[0][-1][0] == pytest.approx(49 / 199)
    assert line[1][0][0] == pytest.approx(80 / 199)
    instructed = [replace(of, instructed=50 < of.t_s <= 80) for of in TALK]
    assert strip(instructed).lines == strip(holes).lines
    one = [replace(of, b=None) for of in TALK]
    assert strip_of(one, [], two_lines=False) is None
    assert strip_of([], [], two_lines=True) is None


def test_their_own_marks_are_there_and_a_sensors_break_is_not() -> None:
    marks = [
        mark(50, "pattern_marked"),
        mark(90, "pause", by="sensor"),
        mark(120, "pause", by="button"),
        mark(400, "pattern_marked"),
        mark(60, "cue"),
    ]
    kinds = [kind for _, kind in strip(TALK, *marks).marks]
    assert kinds == ["pattern", "pause"]


def test_the_picture_holds_no_letter_and_no_figure_to_read() -> None:
    found = strip(TALK, mark(50, "pattern_marked"), two_lines=True)
    drawn = strip_svg(found)
    shown = re.sub(r"<style>.*</style>|<[^>]*>", "", drawn)
    assert shown == ""
    assert drawn.count('<path class="line') == 2
    assert drawn.count("<line ") == 1
    assert drawn.count('class="mark"') == 1
    tag = strip_image(found, about='twee "lijnen" <b>')
    assert 'alt="twee &quot;lijnen&quot; &lt;b&gt;"' in tag
