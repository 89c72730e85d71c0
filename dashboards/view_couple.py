"""What the couple's screen shows, from what the collector says of the talk.

Pure: a status in, a drawing in words out. Never a number (but for an agreed time on the
clock), never a name beside a signal, never who pressed; the same to the last byte when
the two change straps. Whatever is said is in both languages, so that one stream serves
every viewer.

What surprised us: two words of a signal check give away whose heart it is by their
place alone. They stand in the order of the words, not of the wearers.

Source: conversation.md 3.4-3.7 and 7, screens.md 5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from .view_couple_status import (
    Both,
    Drawing,
    Status,
    both,
    cue,
    hearts,
    linked,
    mapping,
    number,
    private_choices,
    times,
)
from .view_couple_words import WordLists, private_turns, shared_words
from .view_slow_shape import UNKNOWN, SlowShape

AWAY_AFTER_S: Final = 2.0
"""A collector that is silent this long is said to be; a slow disk is not at once."""

SLEPT_S: Final = 20.0
"""The clock on the wall went on this much longer than the machine was awake."""

SLEPT_SHOWN_S: Final = 30.0
DISK: Final = ("disk_full", "write_failed", "file_lost")
SENSES: Final = ("together", "signal_check")
"""Displays in which something of a strap can be seen."""

TALKING: Final = ("pause", "pattern", "skip", "next", "stop")
MARKS: Final = ("went_quiet", "laughed", "repair_felt")
"""What the two may mark beside their pattern, kept out of the way of the five."""

IN_BREAK: Final = ("pattern", "next", "stop")
APART: Final = ("back", "stop")
CHOOSING: Final = ("stop",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at the collector, and what this computer alone knows.

    `status` is None where nobody answered, `over` where the recording was closed in
    peace. `now_s` never jumps; `wall` is the local time of day.
    """

    status: Status | None
    now_s: float
    wall: datetime
    over: bool = False
    names: Mapping[str, str] = field(default_factory=lambda: {"a": "A", "b": "B"})
    pattern: str = ""
    words: WordLists = field(default_factory=dict)


class CoupleView:
    """Hand it a look a few times a second; it returns what is to be drawn."""

    def __init__(self) -> None:
        self._shape = SlowShape()
        self._last: Drawing = _nothing("connecting")
        self._answered_s: float | None = None
        self._looked: tuple[float, datetime] | None = None
        self._slept_s: float | None = None

    def see(self, look: Look) -> Drawing:
        """The drawing of now."""
        self._notice_sleep(look)
        if look.status is None:
            return self._without_answer(look)
        self._answered_s = look.now_s
        self._follow_level(look.status, look.now_s)
        drawing = self._drawn(look.status, look)
        self._last = drawing | {"trouble": self._trouble(look)}
        return self._last

    def _drawn(self, status: Status, look: Look) -> Drawing:
        talk = status.get("talk")
        if not isinstance(talk, Mapping):
            return _nothing("no_talk")
        if status.get("ending") is True and talk.get("phase") != "ended":
            return _ended(done=False)
        return self._talk(talk, status, look)

    # -- what may be wrong -------------------------------------------------------------

    def _without_answer(self, look: Look) -> Drawing:
        if look.over:
            if self._answered_s is None:
                self._last = _nothing("no_talk")
            elif self._last["display"] != "end":
                self._last = _ended(done=False)
            return self._last
        since_s = self._answered_s
        if since_s is None or look.now_s - since_s >= AWAY_AFTER_S:
            return self._last | {"trouble": both("couple.trouble.away")}
        return self._last

    def _notice_sleep(self, look: Look) -> None:
        if self._looked is not None:
            awake_s = look.now_s - self._looked[0]
            passed_s = (look.wall - self._looked[1]).total_seconds()
            if passed_s - awake_s > SLEPT_S:
                self._slept_s = look.now_s
        self._looked = (look.now_s, look.wall)

    def _trouble(self, look: Look) -> Both | None:
        problems = look.status.get("problems") if look.status else None
        codes = {
            str(one.get("code"))
            for one in (problems if isinstance(problems, list) else [])
            if isinstance(one, Mapping)
        }
        if codes & set(DISK):
            return both("couple.trouble.disk")
        if self._slept_s is not None and look.now_s - self._slept_s < SLEPT_SHOWN_S:
            return both("couple.trouble.slept")
        return None

    # -- the talk ----------------------------------------------------------------------

    def _follow_level(self, status: Status, now_s: float) -> None:
        joint = mapping(status, "joint")
        t_s = joint.get("t_s")
        self._shape.see(
            float(t_s) if isinstance(t_s, int | float) else None,
            str(joint.get("state", UNKNOWN)),
            at_s=number(status, "t_s"),
            now_s=now_s,
        )

    def _talk(self, talk: Status, status: Status, look: Look) -> Drawing:
        match talk.get("phase"):
            case "talking":
                drawing = self._step(talk, status, look)
                drawing["cue"] = cue(talk, status)
                drawing["buttons"] = list(TALKING)
                drawing["marks"] = list(MARKS)
                drawing["marks_here"] = _marks_here(talk)
                drawing["turns"] = private_turns(talk, look.names, look.words)
                drawing["shared"] = shared_words(talk)
                if talk.get("rounding_off") is True:
                    drawing["line"] = both("couple.rounding_off")
            case "paused":
                drawing = self._break(talk, status, look)
            case "long_break":
                drawing = self._step(talk, status, look, display="long_break")
                drawing["prompt"] = _back_at(talk, look)
                drawing["title"] = None
                drawing["buttons"] = list(APART)
            case "ended":
                return _ended(done=_done(talk))
            case _:
                return _nothing("connecting")
        shown = drawing["buttons"]
        assert isinstance(shown, list)
        if talk.get("pattern") is True:
            drawing["pattern"] = {
                "name": look.pattern,
                "text": both("couple.pattern"),
                "choices": ["go_on", "pause"] if "pause" in shown else ["go_on"],
            }
            drawing["cue"] = None
        return drawing

    def _step(
        self, talk: Status, status: Status, look: Look, display: str | None = None
    ) -> Drawing:
        step = mapping(talk, "step")
        shown = display or str(step.get("display", "dark"))
        if shown == "together" and talk.get("shape") is not True:
            shown = "dark"  # a study without feedback, or hearts without a threshold
        drawing = _nothing(shown)
        drawing["step"] = str(step.get("id", ""))
        drawing["title"] = _named(step.get("title"), talk, look.names)
        drawing["prompt"] = _named(step.get("prompt"), talk, look.names)
        drawing["cards"] = _cards(step)
        if shown == "signal_check":
            drawing["hearts"] = hearts(status)
        if shown == "together":
            drawing["shape"] = self._shape.shape
            drawing["word"] = self._word()
        drawing["sentence"] = self._sentence(shown, status)
        return drawing

    def _break(self, talk: Status, status: Status, look: Look) -> Drawing:
        step = mapping(talk, "step")
        choices = private_choices(step)
        drawing = self._step(talk, status, look)
        drawing["buttons"] = list(IN_BREAK)
        drawing["marks"] = list(MARKS)
        if mapping(talk, "cue").get("kind") == "pause_now":
            drawing["line"] = both("couple.cue.pause_now")
        if talk.get("agree_return") is True:
            drawing |= {
                "display": "agree",
                "title": None,
                "prompt": both("couple.break.agree"),
                "times": times(look.wall),
                "buttons": list(CHOOSING),
                "marks": [],
            }
        elif choices:
            drawing |= {
                "display": "private",
                "private": _private(talk, look.names),
                "choices": choices,
                "buttons": list(CHOOSING),
                "marks": [],
            }
        return drawing

    def _word(self) -> Both | None:
        word = self._shape.word
        return None if word is None else both(f"couple.word.{word}")

    def _sentence(self, display: str, status: Status) -> Both | None:
        wearers = mapping(status, "wearers")
        if display in SENSES and not wearers:
            return both("couple.signal.none")
        match display:
            case "signal_check":
                wet = "not_yet" in hearts(status)
                return both("couple.signal.wet") if wet else None
            case "together" if self._shape.shape == UNKNOWN:
                lost = any(not linked(of) for of in wearers.values())
                return both("couple.signal.lost") if lost else None
            case "together":
                calm = self._shape.shape == "calm"
                return both("couple.shape_means" if calm else "couple.shape_why")
            case "look_back":
                return both("couple.look_back_later")
            case "own_private":
                return both("couple.own_private")
            case _:
                return None


def _nothing(display: str) -> Drawing:
    """Every field of a drawing, empty."""
    return {
        "display": display,
        "step": "",
        "title": None,
        "prompt": both("couple.no_talk") if display == "no_talk" else None,
        "line": None,
        "sentence": None,
        "shape": None,
        "word": None,
        "hearts": None,
        "cards": [],
        "shared": [],
        "turns": None,
        "marks": [],
        "marks_here": [],
        "cue": None,
        "pattern": None,
        "private": None,
        "choices": [],
        "times": [],
        "buttons": [],
        "trouble": None,
    }


def _ended(*, done: bool) -> Drawing:
    return _nothing("end") | {
        "prompt": both("couple.end.done" if done else "couple.end.stopped"),
        "sentence": both("couple.end.help"),
    }


def _marks_here(talk: Status) -> list[str]:
    """Marks that this step is about: they are not folded away."""
    held = mapping(talk, "step").get("markers")
    return [one for one in MARKS if isinstance(held, list) and one in held]


def _done(talk: Status) -> bool:
    """Whether the talk came to its end; a collector before this said only where."""
    how = talk.get("how")
    last = int(number(talk, "steps")) - 1
    return how == "done" if how is not None else talk.get("index") == last


def _named(text: object, talk: Status, names: Mapping[str, str]) -> Both | None:
    """A text of the exercise with the two names in it."""
    if not isinstance(text, Mapping):
        return None
    first = "b" if talk.get("first") == "b" else "a"
    second = "a" if first == "b" else "b"
    parts = {"{A}": names[first], "{B}": names[second]}
    return {str(one): _filled(str(words), parts) for one, words in text.items()}


def _filled(text: str, parts: Mapping[str, str]) -> str:
    """Text with its places filled once: a name that holds a brace stays a name."""
    head, brace, tail = text.partition("{")
    if not brace:
        return text
    place = brace + tail[:2]
    rest = tail[2:] if place in parts else tail
    return head + parts.get(place, brace) + _filled(rest, parts)


def _cards(step: Status) -> list[Both]:
    """Beginnings of sentences and cards to look at: for both, chosen by none."""
    found: list[Both] = []
    for name in ("starters", "cards"):
        held = mapping(step, name)
        dutch, english = held.get("nl"), held.get("en")
        if isinstance(dutch, Sequence) and isinstance(english, Sequence):
            pairs = zip(dutch, english, strict=True)
            found += [{"nl": str(nl), "en": str(en)} for nl, en in pairs]
    return found


def _private(talk: Status, names: Mapping[str, str]) -> Drawing:
    """Whose turn it is to choose; after the first one a page to hand over."""
    waiting = talk.get("waits_for")
    order = [str(one) for one in waiting] if isinstance(waiting, list) else []
    wearer = order[0] if order else "a"
    name = names[wearer]
    handed = len(order) == 1
    key = "couple.private.hand_over" if handed else "couple.private"
    return {"wearer": wearer, "text": both(key, name=name)}


def _back_at(talk: Status, look: Look) -> Both:
    try:
        then = datetime.fromisoformat(str(talk.get("return_utc")))
    except ValueError:
        return both("couple.break.agree")
    # A few seconds pass between a press and its record: 20:44:59 was agreed as 20:45.
    local = then.astimezone(look.wall.tzinfo) + timedelta(seconds=30)
    return both("couple.break.back_at", time=f"{local:%H:%M}")
