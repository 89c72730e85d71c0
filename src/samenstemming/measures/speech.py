"""Who is speaking, as the markers tell it: the same follower live and afterwards.

A step's `speaker` speaks from its beginning to its end. A `speaker` marker inside it
says otherwise until the next one or the step's end. A pause leaves open who speaks
until `resume`. Nothing listens in: this is who was asked to speak, or who was seen to,
and where nobody said so it is unknown, which is not the same as silence.

Talking raises the heart rate and breaks respiratory variability, so the variability
of whoever speaks is withheld (conversation.md 0.4), and what moves with the turns is
not read as a bond (3.2).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from samenstemming.events import Event, Marker, Wearer

Speakers = frozenset[Wearer]

NOBODY: Final[Speakers] = frozenset()

_BY_NAME: Final = {
    "a": frozenset({Wearer.A}),
    "b": frozenset({Wearer.B}),
    "both": frozenset(Wearer),
    "none": NOBODY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """From `start_s` to `end_s` these speak; empty: nobody was asked to."""

    start_s: float
    end_s: float
    speakers: Speakers

    @property
    def named(self) -> str:
        """Who speaks, as steps name it: a, b, both or none."""
        return next(name for name, who in _BY_NAME.items() if who == self.speakers)


def speakers_named(name: object) -> Speakers | None:
    """Who is meant by a, b, both or none, in either case; None where it is unknown."""
    return _BY_NAME.get(name.lower()) if isinstance(name, str) else None


class SpeechFollower:
    """Feed it every marker in order of time; ask it about any stretch up to now."""

    def __init__(self) -> None:
        self._now: Speakers | None = None
        self._since_s = 0.0
        self._closed: list[Turn] = []
        self._paused = False
        self._after_pause: Speakers | None = None

    @property
    def now(self) -> Speakers | None:
        """Who speaks after the newest marker; None where it is unknown."""
        return self._now

    def take(self, marker: Marker) -> None:
        """Follow one marker; those that say nothing about speech change nothing."""
        match marker.name:
            case "step_begin":
                said = speakers_named(marker.data.get("speaker"))
                self._paused = False
            case "step_end":
                said = None
                self._after_pause = None
            case "speaker":
                named = marker.data.get("speaker", marker.wearer)
                said = speakers_named(named)
                if said is None:
                    return
            case "pause" if not self._paused:
                self._paused, self._after_pause = True, self._now
                said = None
            case "resume" if self._paused:
                self._paused, said = False, self._after_pause
            case _:
                return
        self._change(marker.t_ns / 1e9, said)

    def turns(self, until_s: float) -> tuple[Turn, ...]:
        """All turns so far; the one that is going on ends at `until_s`."""
        turns = [turn for turn in self._closed if turn.start_s < until_s]
        if self._now is not None and until_s > self._since_s:
            turns.append(Turn(start_s=self._since_s, end_s=until_s, speakers=self._now))
        return tuple(turns)

    def spoken_s(self, wearer: Wearer, start_s: float, end_s: float) -> float:
        """Seconds of the stretch in which this wearer speaks."""
        spoken = 0.0
        if self._now is not None and wearer in self._now:
            spoken += max(0.0, end_s - max(start_s, self._since_s))
        for turn in reversed(self._closed):
            if turn.end_s <= start_s:
                break
            if wearer in turn.speakers:
                spoken += _overlap_s(turn, start_s, end_s)
        return spoken

    def _change(self, t_s: float, said: Speakers | None) -> None:
        if said == self._now:
            return
        if self._now is not None and t_s > self._since_s:
            self._closed.append(
                Turn(start_s=self._since_s, end_s=t_s, speakers=self._now)
            )
        self._now, self._since_s = said, t_s


def turns_of(events: Iterable[Event], duration_s: float) -> tuple[Turn, ...]:
    """All turns of a session in order of time; neighbours differ in who speaks."""
    follower = SpeechFollower()
    for event in events:
        if isinstance(event, Marker):
            follower.take(event)
    return follower.turns(duration_s)


def spoken_s(
    turns: Sequence[Turn], wearer: Wearer, start_s: float, end_s: float
) -> float:
    """Seconds of the stretch in which this wearer speaks."""
    return sum(
        _overlap_s(turn, start_s, end_s) for turn in turns if wearer in turn.speakers
    )


def speaker_changes_s(turns: Sequence[Turn]) -> tuple[float, ...]:
    """When the word passed to somebody else without a stretch that is unknown."""
    return tuple(
        after.start_s
        for before, after in pairwise(turns)
        if before.end_s == after.start_s
    )


def _overlap_s(turn: Turn, start_s: float, end_s: float) -> float:
    return max(0.0, min(end_s, turn.end_s) - max(start_s, turn.start_s))
