"""The evening of this process: its one talk, its look back, and what was tidied up.

Scripts must not wait: what takes a while runs in threads here, and pages read values.
"""

import logging
import threading
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import samenstemming as sam
from samenstemming import home

from .desk import desk
from .shelf import shelf

EXERCISE_BEGIN: Final = "exercise_begin"

log = logging.getLogger(__name__)


@cache
def evening() -> home.EveningDesk:
    """The one evening that can be going on in this process."""
    return home.EveningDesk(profile_file=desk().profile_file)


class Tidied:
    """Recordings whose time of keeping was over when the app started."""

    def __init__(self) -> None:
        self.gone: tuple[home.Deleted, ...] = ()
        self.done = threading.Event()

    def begin(self) -> None:
        """Look for them and erase them, beside whatever else starts."""
        threading.Thread(target=self._run, name="keeping", daemon=True).start()

    def _run(self) -> None:
        try:
            erased = home.expire(sam.recordings_folder(), datetime.now(UTC))
            self.gone = tuple(erased.values())
        except (sam.SamenstemmingError, OSError) as error:
            log.warning("what was kept long enough could not be erased: %s", error)
        finally:
            self.done.set()


@cache
def tidied() -> Tidied:
    """What this process tidied up."""
    return Tidied()


def unfinished() -> home.TalkWish | None:
    """The talk that was cut off, where none is going on here."""
    try:
        return home.cut_off(sam.recordings_folder(), datetime.now(UTC))
    except OSError:
        return None


class LookBack:
    """One look back in the making; `strip` once it is `done`.

    `as_one` is it without two lines: either of the two turns them off at once, and
    nobody turns them on again (conversation.md 3.7).
    """

    def __init__(self, path: Path) -> None:
        self.done = threading.Event()
        self.strip: home.Strip | None = None
        self.as_one: home.Strip | None = None
        self.two_lines = False
        self._path = path
        threading.Thread(target=self._run, name="look back", daemon=True).start()

    def _run(self) -> None:
        try:
            recording = sam.open_recording(self._path)
            if home.both_agreed(recording.meta, home.LOOK_BACK):
                two = home.both_agreed(recording.meta, home.TWO_LINES)
                frames = home.levels(recording)
                events = recording.events()
                marks = [event for event in events if isinstance(event, sam.Marker)]
                self.as_one = home.look_back.strip_of(frames, marks, two_lines=False)
                self.strip = self.as_one
                if two and self._path not in turned_off():
                    self.strip = home.look_back.strip_of(frames, marks, two_lines=True)
                    self.two_lines = True
        except (sam.SamenstemmingError, OSError):
            self.strip = None
        finally:
            self.done.set()


@cache
def turned_off() -> set[Path]:
    """Recordings whose two lines somebody did not want to see any more."""
    return set()


def rather_one_shape(path: Path) -> None:
    """No two lines of this evening any more, in any window of this app."""
    turned_off().add(path)
    made = look_back(path)
    made.strip, made.two_lines = made.as_one, False


def look_back(path: Path) -> LookBack:
    """The look back at this recording, begun once for what stands in it now."""
    try:
        changed_ns = path.stat().st_mtime_ns
    except OSError:
        changed_ns = 0
    return _look_back(path, changed_ns)


@lru_cache(maxsize=4)
def _look_back(path: Path, _changed_ns: int) -> LookBack:
    return LookBack(path)


def earlier_of_the_same(path: Path) -> Path | None:
    """The newest other evening with this exercise that both may look back at."""
    exercise = _exercise_of(path)
    now = datetime.now(UTC)
    for book in shelf().books:
        if book.path == path or book.running or not exercise:
            continue
        if not home.may_look_back(book.meta, now) or not _is_before(book.path, path):
            continue
        if _exercise_of(book.path) == exercise:
            return book.path
    return None


def _is_before(one: Path, other: Path) -> bool:
    return _began(one) < _began(other)


@lru_cache(maxsize=64)
def _began(path: Path) -> str:
    return str(sam.open_recording(path).meta.get("created_utc", ""))


@lru_cache(maxsize=64)
def _exercise_of(path: Path) -> str:
    """The exercise of this recording; empty where none is known."""
    try:
        events = sam.open_recording(path).events()
    except (sam.SamenstemmingError, OSError):
        return ""
    begins = (of for of in events if isinstance(of, sam.Marker))
    names = (of.data.get("exercise") for of in begins if of.name == EXERCISE_BEGIN)
    return str(next(names, ""))
