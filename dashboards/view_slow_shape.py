"""The one shape of the two, slowed down: what the newest joint levels come to.

A shape that follows every second asks to be watched, and lets one read a reaction into
it. So a level must be the usual one of the last 15 s of data, the shape changes at most
every 5 s and its word at most every 8 s; the browser glides between two shapes.

As soon as either signal is bad the shape is neutral for both: nothing is filled in. Its
word goes then too, before it is time for the next one.

Source: conversation.md 3.4 and 3.6, screens.md 5.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Final

UNKNOWN: Final = "unknown"
OVER_S: Final = 15.0
SHAPE_EVERY_S: Final = 5.0
WORD_EVERY_S: Final = 8.0
STALE_S: Final = 10.0
"""A level that is older than this says nothing about now."""


@dataclass(slots=True)
class SlowShape:
    """Hand it the newest level with `see`; `shape` and `word` are what is drawn.

    `word` is None while the one before has gone and it is too early for the next.
    """

    shape: str = UNKNOWN
    word: str | None = UNKNOWN
    _levels: deque[tuple[float, str]] = field(default_factory=deque)
    _known_since_s: float | None = None
    _shape_at_s: float | None = None
    _word_at_s: float | None = None

    def see(self, t_s: float | None, level: str, *, at_s: float, now_s: float) -> None:
        """Take the level of session time `t_s`; `at_s` is session time, `now_s` ours.

        Without a level yet `t_s` is None.
        """
        stale = t_s is None or at_s - t_s > STALE_S
        self._note(t_s, UNKNOWN if stale else level)
        self._draw(self._usual(), now_s)

    def _note(self, t_s: float | None, level: str) -> None:
        if t_s is None or level == UNKNOWN:
            self._levels.clear()
            self._known_since_s = None
            return
        if self._levels and t_s < self._levels[-1][0]:  # another session
            self._levels.clear()
            self._known_since_s = None
        if self._known_since_s is None:
            self._known_since_s = t_s
        if not self._levels or t_s > self._levels[-1][0]:
            self._levels.append((t_s, level))
        while self._levels[-1][0] - self._levels[0][0] > OVER_S:
            self._levels.popleft()

    def _usual(self) -> str:
        """The most frequent level of the last 15 s; unknown before there are 15 s."""
        since_s = self._known_since_s
        if since_s is None or self._levels[-1][0] - since_s < OVER_S:
            return UNKNOWN
        counts = Counter(level for _, level in self._levels)
        newest = self._levels[-1][1]
        return max(counts, key=lambda level: (counts[level], level == newest))

    def _draw(self, usual: str, now_s: float) -> None:
        word_may = _past(self._word_at_s, now_s, WORD_EVERY_S)
        if usual != self.shape and _past(self._shape_at_s, now_s, SHAPE_EVERY_S):
            if usual == UNKNOWN:
                self.shape, self.word = usual, None
                self._shape_at_s = now_s
            elif word_may:
                self.shape = usual
                self._shape_at_s = now_s
        if self.word != self.shape and word_may:
            self.word = self.shape
            self._word_at_s = now_s


def _past(last_s: float | None, now_s: float, every_s: float) -> bool:
    return last_s is None or now_s - last_s >= every_s
