"""The look back at a whole talk, from its file; and the keeping that starts with us."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import samenstemming as sam
from dashboards.evenings import (
    LookBack,
    Tidied,
    look_back,
    rather_one_shape,
    turned_off,
)
from samenstemming.events import Marker, Wearer
from samenstemming.recording import write_recording
from samenstemming.session.keeping import keep_until
from samenstemming.sources.simulated_talk import (
    ARRIVING,
    Bump,
    ScriptStep,
    simulate_talk,
)

TALK = (*ARRIVING, ScriptStep(id="talk", seconds=240, speaker="both"))
NOW = datetime.now(UTC)


def write(path: Path, *, agreed: dict[str, list[str]], days: int = 30) -> Path:
    """A talk in which B's heart is busier for a minute, and both said what they did."""
    bump = Bump(wearer=Wearer.B, start_s=420, seconds=60, bpm=25)
    talk = simulate_talk(TALK, bumps=[bump], seed=2)
    mark = Marker(t_ns=430_000_000_000, name="pattern_marked", source="either")
    events = sorted([*talk.events(), mark], key=lambda event: event.t_ns)
    kept = keep_until(NOW - timedelta(days=10), days)
    meta = {**talk.meta, "consent": agreed, "keep_until_utc": kept}
    write_recording(path, sam.Recording.of(events, meta=meta))
    return path


@pytest.mark.parametrize(
    ("a", "b", "lines"),
    [
        (["look_back"], ["look_back"], 1),
        (["look_back", "two_lines"], ["look_back"], 1),
        (["look_back", "two_lines"], ["look_back", "two_lines"], 2),
        (["look_back", "two_lines"], ["record", "live"], 0),
        (["record"], ["look_back"], 0),
    ],
)
def test_both_or_none_look_back(
    tmp_path: Path, a: list[str], b: list[str], lines: int
) -> None:
    """T19: the strip is hidden unless both consent, whatever the app's memory holds."""
    path = write(tmp_path / "talk.samen", agreed={"a": a, "b": b})
    made = LookBack(path)
    assert made.done.wait(60)
    assert made.two_lines == (lines == 2)
    if lines == 0:
        assert made.strip is None
        return
    assert made.strip is not None
    assert len(made.strip.lines) == lines
    assert [kind for _, kind in made.strip.marks] == ["pattern"]
    level = [y for piece in made.strip.lines[-1] for _, y in piece]
    assert max(level) - min(level) > 0.4


def test_either_turns_two_lines_off_at_once_and_nobody_on_again(
    tmp_path: Path,
) -> None:
    """conversation.md 3.7, rule 5."""
    both = ["look_back", "two_lines"]
    path = write(tmp_path / "talk.samen", agreed={"a": both, "b": both})
    made = look_back(path)
    assert made.done.wait(60)
    assert made.strip is not None
    assert len(made.strip.lines) == 2
    rather_one_shape(path)
    anew = LookBack(path)
    assert anew.done.wait(60)
    for seen in (look_back(path), anew):
        assert not seen.two_lines
        assert seen.strip is not None
        assert len(seen.strip.lines) == 1
    turned_off().clear()


def test_what_was_kept_long_enough_goes_when_the_app_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sam, "recordings_folder", lambda: tmp_path, raising=False)
    both = {"a": ["record"], "b": ["record"]}
    old = write(tmp_path / "old.samen", agreed=both, days=3)
    new = write(tmp_path / "new.samen", agreed=both, days=30)
    tidied = Tidied()
    tidied.begin()
    assert tidied.done.wait(60)
    (gone,) = tidied.gone
    assert gone.names == ("old.samen",)
    assert gone.n_bytes > 0
    assert (old.exists(), new.exists()) == (False, True)
