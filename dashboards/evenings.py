"""The evening of this process: its one talk, its look back, and what was tidied up.

Scripts must not wait: what takes a while runs in threads here, and pages read values.
"""

import logging
import threading
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path

import samenstemming as sam
from samenstemming.consent import both_agreed
from samenstemming.session.evening import EveningDesk, TalkWish
from samenstemming.session.evening_resume import cut_off
from samenstemming.session.keeping import Deleted, expire

from .view_evening import LOOK_BACK, TWO_LINES
from .view_look_back import Strip, strip_of

log = logging.getLogger(__name__)


@cache
def evening() -> EveningDesk:
    """The one evening that can be going on in this process."""
    return EveningDesk()


class Tidied:
    """Recordings whose time of keeping was over when the app started."""

    def __init__(self) -> None:
        self.gone: tuple[Deleted, ...] = ()
        self.done = threading.Event()

    def begin(self) -> None:
        """Look for them and erase them, beside whatever else starts."""
        threading.Thread(target=self._run, name="keeping", daemon=True).start()

    def _run(self) -> None:
        try:
            erased = expire(sam.recordings_folder(), datetime.now(UTC))
            self.gone = tuple(erased.values())
        except (sam.SamenstemmingError, OSError) as error:
            log.warning("what was kept long enough could not be erased: %s", error)
        finally:
            self.done.set()


@cache
def tidied() -> Tidied:
    """What this process tidied up."""
    return Tidied()


def unfinished() -> TalkWish | None:
    """The talk that was cut off, where none is going on here."""
    try:
        return cut_off(sam.recordings_folder(), datetime.now(UTC))
    except OSError:
        return None


class LookBack:
    """One look back in the making; `strip` once it is `done`."""

    def __init__(self, path: Path) -> None:
        self.done = threading.Event()
        self.strip: Strip | None = None
        self.two_lines = False
        self._path = path
        threading.Thread(target=self._run, name="look back", daemon=True).start()

    def _run(self) -> None:
        try:
            recording = sam.open_recording(self._path)
            if both_agreed(recording.meta, LOOK_BACK):
                self.two_lines = both_agreed(recording.meta, TWO_LINES)
                talk = sam.analyze(recording, surrogates=0).talk
                events = recording.events()
                marks = [event for event in events if isinstance(event, sam.Marker)]
                self.strip = strip_of(talk.frames, marks, two_lines=self.two_lines)
        except (sam.SamenstemmingError, OSError):
            self.strip = None
        finally:
            self.done.set()


@lru_cache(maxsize=4)
def look_back(path: Path) -> LookBack:
    """The look back at this recording, begun once."""
    return LookBack(path)
