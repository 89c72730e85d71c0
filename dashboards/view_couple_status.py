"""What a collector's status says of straps, cues, choices and times, read with care.

A status comes from another process, of another version perhaps: what has another form
is passed over. Nothing in here says which of the two it was about.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from samenstemming.words import Language, say

Both = dict[str, str]
Drawing = dict[str, object]
Status = Mapping[str, object]

OFFER_SHOWN_S: Final = 60.0
HINT_SHOWN_S: Final = 20.0
"""Session seconds that an offer stands; a hint that asks nothing stands shorter."""

REPEAT_REST: Final = "repeat_rest"
"""An offer of its own: the quiet minutes once more."""

RETURNS_MIN: Final = (20, 30, 45)
HEARD_PACKET_S: Final = 5.0
HEARD_BEAT_S: Final = 15.0

CHOICES: Final = {
    "continue": "continue",
    "little_longer": "little_longer",
    "long_break_20min": "long_break",
    "stop_today": "stop_today",
}
"""The private choices at the end of a break, as they go to a screen: with no digit."""


def both(key: str, **values: object) -> Both:
    """A string of ours in both languages."""
    return {one.value: say(key, one, **values) for one in Language}


def minutes_until(clock: str, wall: datetime) -> float | None:
    """Minutes from now to the next time it is `HH:MM`; None where that is no time."""
    try:
        hour, minute = (int(part) for part in clock.split(":"))
        then = wall.replace(hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError:
        return None
    if then <= wall:
        then += timedelta(days=1)
    return (then - wall).total_seconds() / 60


def private_choices(step: Status) -> list[str]:
    """What may be chosen in this step, each alone; empty in most steps."""
    held = step.get("choices")
    asked = [str(one) for one in held] if isinstance(held, list) else []
    return [CHOICES[one] for one in asked if one in CHOICES]


def cue(talk: Status, status: Status) -> Drawing | None:
    """What is offered now, in words to both; None once it stood long enough."""
    if talk.get("offer") == REPEAT_REST:
        return {"text": both("couple.cue.repeat_rest"), "asks": True, "of": REPEAT_REST}
    cue = mapping(talk, "cue")
    kind = str(cue.get("kind", ""))
    if kind not in ("offer_pause", "slow_down", "offer_long_break", "close_warmly"):
        return None
    asks = kind != "slow_down"
    age_s = number(status, "clock_s") - number(cue, "t_s")
    if age_s > (OFFER_SHOWN_S if asks else HINT_SHOWN_S):
        return None
    own = mapping(mapping(talk, "step"), "on_flooded")
    text = own.get("text") if own.get("action") == kind else None
    said = dict(text) if isinstance(text, Mapping) else both(f"couple.cue.{kind}")
    return {"text": said, "asks": asks, "of": "cue"}


def times(wall: datetime) -> list[str]:
    """Times to come back: on the clock, in steps of five minutes, never counting."""
    found = []
    for minutes in RETURNS_MIN:
        then = wall + timedelta(minutes=minutes + 4, seconds=59)
        found.append(f"{then.hour:02d}:{then.minute - then.minute % 5:02d}")
    return found


def hearts(status: Status) -> list[str]:
    """Goed or nog even for each strap there is, never in the order of the wearers."""
    at_s = number(status, "t_s")
    wearers = mapping(status, "wearers").values()
    return sorted("good" if heard(of, at_s) else "not_yet" for of in wearers)


def linked(of: object) -> bool:
    """Whether this strap is connected."""
    return isinstance(of, Mapping) and of.get("link") == "connected"


def heard(of: object, at_s: float) -> bool:
    """Whether beats of this strap came a moment ago, and can be used."""
    if not isinstance(of, Mapping) or of.get("quality") == "unusable":
        return False
    packet_s, beat_s = of.get("last_packet_s"), of.get("last_beat_s")
    return (
        linked(of)
        and isinstance(packet_s, int | float)
        and isinstance(beat_s, int | float)
        and at_s - packet_s <= HEARD_PACKET_S
        and at_s - beat_s <= HEARD_BEAT_S
    )


def mapping(held: Status, name: str) -> Status:
    """One part of a status; empty where it is missing or of another form."""
    value = held.get(name)
    return value if isinstance(value, Mapping) else {}


def number(held: Status, name: str) -> float:
    """One number of a status; 0 where it is none."""
    value = held.get(name)
    return float(value) if isinstance(value, int | float) else 0.0
