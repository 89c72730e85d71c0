"""The talk of one session, followed: its collector is asked to say what is new.

The state lives in the collector, so that two browsers show the same and closing both
harms nothing. One feed asks for every viewer. The collector runs the pipeline for its
cues anyway and says what the two together come to, so nothing is computed twice.

What surprised us: asking three times a second cost more than all the drawing. Now an
answer waits at the collector for the next press, step or cue, a second at most; that is
a third of the questions, and a press is on the screen sooner.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

import samenstemming as sam
from samenstemming import Wearer
from samenstemming.home import Control, Profile, built_in, read_lease, read_profile

from .view_couple import CoupleView, Look
from .view_couple_status import Both, Drawing, Status
from .view_couple_words import WordLists
from .view_session import Message

if TYPE_CHECKING:
    from samenstemming.home import TextList

EVERY_S: Final = 0.3
"""Between an answer and the next question, and between two where nobody answers."""

ANSWERS_WITHIN_S: Final = 2.0


class CoupleFeed:
    """What the hub follows: `step` asks once and tells only what has changed."""

    def __init__(
        self,
        path: Path,
        *,
        ask: Callable[[Path], Status | None] | None = None,
        now_s: Callable[[], float] = monotonic,
        wall: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        profile: Callable[[], Profile] = read_profile,
    ) -> None:
        self._path = path
        self._ask = ask or Asking()
        self._now_s, self._wall, self._read_profile = now_s, wall, profile
        self.session = secrets.token_hex(4)
        self.caught_up = True
        self._number = 0
        self._view = CoupleView()
        self._drawing: Drawing | None = None
        self._profile = Profile()
        self._profile_of: object = self

    def step(self) -> Message | None:
        """Ask, and return a drawing that differs from the last; None where none does.

        FileNotFoundError where the recording has gone.
        """
        self._path.stat()
        status = self._ask(self._path)
        self._recall(status)
        look = Look(
            status=status,
            now_s=self._now_s(),
            wall=self._wall(),
            over=status is None and read_lease(self._path) is None,
            names={one.value: self._profile.named(one) for one in Wearer},
            pattern=self._profile.pattern,
            words=word_lists(),
        )
        drawing = self._view.see(look)
        if drawing == self._drawing:
            return None
        self._drawing = drawing
        self._number += 1
        return self.everything()

    def everything(self) -> Message:
        """The drawing of now: it is whole each time."""
        return {
            "kind": "session",
            "session": self.session,
            "number": self._number,
            "drawing": self._drawing,
        }

    def _recall(self, status: Status | None) -> None:
        """Look up the names again with every step: they may just have been typed."""
        talk = status.get("talk") if status else None
        known = talk if isinstance(talk, Mapping) else {}
        where = (known.get("phase"), known.get("index"))
        if where == self._profile_of:
            return
        self._profile_of = where
        try:
            self._profile = self._read_profile()
        except sam.SamenstemmingError:
            self._profile = Profile()  # letters then, and nobody is disturbed


class Asking:
    """Asks the collector of one recording; the second answer waits for news."""

    def __init__(self) -> None:
        self._news: int | None = None

    def __call__(self, path: Path) -> Status | None:
        """What it says; None where it does not answer."""
        try:
            at = Control(path, answer_within_s=ANSWERS_WITHIN_S)
            status = at.status(after=self._news)
        except (sam.SamenstemmingError, OSError):
            self._news = None
            return None
        news = status.get("news")
        self._news = news if isinstance(news, int) else None
        return status


@cache
def word_lists() -> WordLists:
    """Words for feelings and needs, side by side in both languages.

    As the collector names and counts them; what was felt inside may not be known yet.
    """
    file = built_in().file
    words, needs = file.feeling_words, file.need_words
    found = {} if needs is None else {"need_words": _side_by_side(needs)}
    if words is not None:
        inside = _side_by_side(words.inside) + _side_by_side(words.none)
        found["feeling_words.outside"] = _side_by_side(words.outside)
        found["feeling_words.inside"] = inside
    return found


def _side_by_side(texts: "TextList") -> list[Both]:
    pairs = zip(texts.nl, texts.en, strict=True)
    return [{"nl": nl, "en": en} for nl, en in pairs]
