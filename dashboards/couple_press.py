"""What a press on the couple's screen asks of the collector.

A press says which step was on the screen. One that arrives after the talk went on by
itself is for a step that is over, and is let go: nobody skips two.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import samenstemming as sam
from samenstemming.home import Control

from .view_couple import MARKS
from .view_couple_status import CHOICES, minutes_until

MOVES_ON: Final = ("next", "skip", "back")


def press(path: Path, pressed: Mapping[str, object], *, wall: datetime) -> bool:
    """Pass a press on; whether it arrived. A press too late has arrived as well."""
    try:
        _pass_on(sam.control(path), pressed, wall)
    except (sam.SamenstemmingError, OSError):
        return False
    return True


def _pass_on(at: Control, pressed: Mapping[str, object], wall: datetime) -> None:
    what, value = str(pressed.get("what", "")), str(pressed.get("value", ""))
    if what in MOVES_ON and _over(at, str(pressed.get("step", ""))):
        return
    match what:
        case "next" | "back":
            at.next()
        case "skip":
            at.skip()
        case "pause":
            at.pause()
        case "pattern":
            at.marker("pattern")
        case "go_on":
            at.choice("pattern", "go_on")
        case "yes" | "not_now":
            at.choice("repeat_rest" if value == "repeat_rest" else "cue", what)
        case "mark" if value in MARKS:
            at.marker(value)
        case "card":
            _pass_on_card(at, pressed)
        case "break":
            chosen = {short: choice for choice, short in CHOICES.items()}.get(value)
            at.choice("break", chosen or value, wearer=str(pressed.get("wearer", "")))
        case "at":
            minutes = minutes_until(value, wall)
            at.choice("long_break", f"{minutes or 0:.2f}")
        case "stop":
            at.stop()
        case _:
            raise sam.SamenstemmingError(f"{what!r} is no button.")


def _pass_on_card(at: Control, pressed: Mapping[str, object]) -> None:
    """A private choice, or passing; the step may be over, the choice is still one's."""
    wearer, step = str(pressed.get("wearer", "")), str(pressed.get("step", ""))
    cards, index = str(pressed.get("list", "")), pressed.get("index")
    if isinstance(index, int) and not isinstance(index, bool):
        shared = pressed.get("shared") is True
        at.card(wearer, step, cards, index, shared=shared)
    else:
        at.pass_card(wearer, step, cards)


def _over(at: Control, seen: str) -> bool:
    talk = at.status().get("talk")
    step = talk.get("step") if isinstance(talk, Mapping) else None
    return isinstance(step, Mapping) and step.get("id") != seen
