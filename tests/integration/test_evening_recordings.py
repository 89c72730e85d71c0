"""What an evening's yes and no become in a recording, through the real collector."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.consent import both_agreed
from samenstemming.errors import SamenstemmingError
from samenstemming.events import Marker, Tick
from samenstemming.recording.check import check
from samenstemming.session.keeping import kept_until
from samenstemming.session.launch import start_collector

SPEED = 20


def until(holds: Callable[[], object]) -> None:
    ends = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < ends, "never so"


def test_a_talk_without_any_strap_is_guided_and_recorded(tmp_path: Path) -> None:
    """Acceptance 1 with no straps: pause, pattern, next and stop all work."""
    path = tmp_path / "talk.samen"
    collector = start_collector(
        path=path,
        speed=SPEED,
        exercise="om_de_beurt",
        consent=("a:live", "b:look_back"),
    )
    try:
        collector.control.pause(source="a")
        collector.control.resume(source="b")
        collector.control.marker("pattern", source="a")
        collector.control.next()
        until(lambda: int(str(collector.control.status()["clock_s"]).split(".")[0]) > 3)
        assert collector.control.status()["wearers"] == {}
    finally:
        assert collector.stop() == 0
    recording = sam.open_recording(path)
    names = [of.name for of in recording.events() if isinstance(of, Marker)]
    assert {"exercise_begin", "pause", "resume", "pattern_marked"} <= set(names)
    assert names[-1] == "exercise_end"
    assert any(isinstance(event, Tick) for event in recording.events())
    assert recording.wearers == ()
    assert recording.meta["simulated"] is False
    assert recording.meta["consent"] == {"a": ["live"], "b": ["look_back"]}
    assert check(path).ok
    assert sam.analyze(recording) is not None


def test_each_wearers_yes_stands_in_the_file_and_until_when_it_is_kept(
    tmp_path: Path,
) -> None:
    path = tmp_path / "talk.samen"
    collector = start_collector(
        b="simulated:1",
        path=path,
        exercise="samen_aankomen",
        consent=("b:record", "b:live", "a:look_back", "b:look_back"),
        arm="no_feedback",
        buttons_only=True,
        keep_days=30,
    )
    collector.stop()
    recording = sam.open_recording(path)
    assert recording.meta["consent"] == {
        "a": ["look_back"],
        "b": ["record", "live", "look_back"],
    }
    assert list(dict(recording.meta["wearers"])) == ["b"]  # type: ignore[call-overload]
    assert both_agreed(recording.meta, "look_back")
    assert not both_agreed(recording.meta, "record")
    until_when = kept_until(recording.meta)
    began = datetime.fromisoformat(str(recording.meta["created_utc"]))
    assert until_when == began + timedelta(days=30)
    begin = next(of for of in recording.events() if isinstance(of, Marker))
    assert begin.data["arm"] == "no_feedback"
    assert begin.data["button_only"] is True


def test_a_yes_to_nothing_known_begins_nothing(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    with pytest.raises(SamenstemmingError, match="a:everything"):
        start_collector(a="simulated:1", path=path, consent=("a:everything",))
    assert not path.exists()
