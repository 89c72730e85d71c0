"""The one shape of the two: slow, neutral as soon as a signal is bad, easy to see."""

from itertools import pairwise
from typing import Any

import pytest

from dashboards.palette import DARK, DIM, LIGHT, contrast
from samenstemming.series import JointState
from tests.couple_session import Session, every_drawing


def run(session: Session, level: JointState, seconds: float) -> list[tuple[float, Any]]:
    """Looks three times a second at this level; (time, (shape, word)) of each."""
    session.level = level.value
    seen = []
    for _ in range(round(seconds * 3)):
        session.now_s += 1 / 3
        drawing = session.look()
        word = drawing["word"]
        assert word is None or isinstance(word, dict)
        seen.append(
            (session.now_s, (drawing["shape"], None if word is None else word["nl"]))
        )
    return seen


def test_a_shape_needs_fifteen_seconds_of_data() -> None:
    session = Session()
    session.to_display("together")
    seen = run(session, JointState.CALM, 25)
    first = next(at for at, drawn in seen if drawn[0] == "calm")
    assert 14.9 <= first - seen[0][0] <= 16
    assert seen[-1][1] == ("calm", "rustig")


def test_a_busier_moment_of_five_seconds_changes_nothing() -> None:
    session = Session()
    session.to_display("together")
    run(session, JointState.CALM, 30)
    seen = run(session, JointState.BUSIER, 5) + run(session, JointState.CALM, 20)
    assert {drawn for _, drawn in seen} == {("calm", "rustig")}


def test_shape_and_word_change_slowly_whatever_comes_in() -> None:
    """Not more often than every 5 s and every 8 s, in the wildest signal."""
    session = Session()
    session.to_display("together")
    seen: list[tuple[float, Any]] = []
    order = [JointState.CALM, JointState.BUSIER, JointState.UNKNOWN]
    for i in range(60):
        level = order[(i * 7 + i // 5) % 3]
        seen += run(session, level, 1 + (i * 5) % 23)
    for which, least_s in ((0, 5.0), (1, 8.0)):
        shown = [
            at
            for (_, before), (at, now) in pairwise(seen)
            if now[which] is not None and now[which] != before[which]
        ]
        assert len(shown) > 5
        gaps = [b - a for a, b in pairwise(shown)]
        assert min(gaps) >= least_s - 1e-6


def test_a_bad_signal_makes_it_neutral_for_both_within_five_seconds() -> None:
    """Acceptance 4; and a word never says of a neutral shape what it was before."""
    session = Session()
    session.to_display("together")
    run(session, JointState.CALM, 30)
    seen = run(session, JointState.UNKNOWN, 15)
    assert seen[16][1][0] == "unknown"
    assert all(d[1] != "rustig" for _, d in seen if d[0] == "unknown")
    assert seen[-1][1] == ("unknown", "even niet te zien")


def test_a_level_that_is_old_counts_as_unknown() -> None:
    session = Session()
    session.to_display("together")
    run(session, JointState.CALM, 30)
    session.more = {"joint": {"t_s": session.now_s, "state": "calm"}}
    assert run(session, JointState.CALM, 20)[-1][1][0] == "unknown"


def test_a_study_without_feedback_gets_a_dark_screen() -> None:
    session = Session()
    session.to_display("together")
    status = session.status()
    status["talk"]["shape"] = False
    drawing = session.look(status)
    assert (drawing["display"], drawing["shape"], drawing["word"]) == (
        "dark",
        None,
        None,
    )


def test_only_together_shows_something_of_a_heart() -> None:
    for what, drawing, _ in every_drawing():
        if drawing["display"] != "together":
            assert drawing["shape"] is None, what
        if drawing["display"] != "signal_check":
            assert drawing["hearts"] is None, what


# -- colours ---------------------------------------------------------------------------


@pytest.mark.parametrize("colours", [LIGHT, DARK, DIM], ids=["light", "dark", "dim"])
def test_the_shape_stands_out_from_the_page(colours: dict[str, str]) -> None:
    """axe does not judge a canvas: 3 for a shape, 4.5 for letters."""
    assert contrast(colours["shape"], colours["background"]) >= 4.5
    assert contrast(colours["shape"], colours["shape_fill"]) >= 3
    assert contrast(colours["muted"], colours["background"]) >= 4.5
    assert contrast(colours["muted"], colours["surface"]) >= 4.5
    assert contrast(colours["text"], colours["shape_fill"]) >= 4.5


def test_what_a_prompt_fades_to_can_still_be_read() -> None:
    """Its letters are never smaller than 23 px: WCAG asks 3 of large letters."""
    assert 3 <= contrast(DIM["faint"], DIM["background"]) <= 4
