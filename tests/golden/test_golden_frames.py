"""A recording as text and the frames that it gave: a changed number is a changed line.

`events.jsonl` holds packets as hex, so that a person can read it; `frames.jsonl` holds
what the live screen shows of it, thinned to one HRV or dyad frame in fifteen seconds.
After a meant change: `pytest tests/golden --regold`, then read the diff, and write old
and new into the changelog's section Numbers.
"""

import json
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.events import Event
from samenstemming.recording.lines import event_from_line, event_to_line
from samenstemming.series import Derived, DyadFrame, HrvFrame
from samenstemming.sources.simulate import simulate

HERE = Path(__file__).parent
NAMES = ("faults", "plain")


def made(name: str) -> tuple[Event, ...]:
    faults = ("missed-beats", "losses", "malformed") if name == "faults" else ()
    return simulate(minutes=2.5, coupling=0.9, seed=7, faults=faults).events()


def shown(derived: Derived) -> bool:
    match derived:
        case HrvFrame():
            return derived.window.end_s % 15 == 0
        case DyadFrame():
            return derived.t_s % 15 == 0
        case _:
            return True


def numbers_agree(ours: object, theirs: object) -> bool:
    """Compare JSON, numbers to one part in 10¹²: libraries round their last bit."""
    if isinstance(ours, float) and isinstance(theirs, float):
        return ours == pytest.approx(theirs, rel=1e-12, abs=1e-12)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return list(ours) == list(theirs) and all(
            numbers_agree(ours[key], theirs[key]) for key in ours
        )
    return type(ours) is type(theirs) and ours == theirs


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_recording_gives_its_golden_frames(name: str, *, regold: bool) -> None:
    events_file = HERE / f"{name}.events.jsonl"
    frames_file = HERE / f"{name}.frames.jsonl"
    if regold:
        events_file.write_text("".join(f"{event_to_line(e)}\n" for e in made(name)))
    events = [event_from_line(line) for line in events_file.read_text().splitlines()]
    found = [
        json.dumps(sam.derived_to_json(derived), allow_nan=False)
        for derived in sam.Pipeline().feed_all(events)
        if shown(derived)
    ]
    if regold:
        frames_file.write_text("".join(f"{line}\n" for line in found))
    golden = frames_file.read_text().splitlines()
    assert len(found) == len(golden)
    for number, (ours, theirs) in enumerate(zip(found, golden, strict=True), start=1):
        assert numbers_agree(json.loads(ours), json.loads(theirs)), f"line {number}"


@pytest.mark.parametrize("name", NAMES)
def test_the_simulator_still_makes_the_golden_recording(name: str) -> None:
    golden = (HERE / f"{name}.events.jsonl").read_text().splitlines()
    assert [event_to_line(event) for event in made(name)] == golden
