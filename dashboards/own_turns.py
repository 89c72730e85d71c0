"""Whose turn it is to look alone after a talk, and what is made for that turn (T23).

It lives in the process and not in a tab: every tab sees the same turn, and what was
made for it is let go with it.
"""

import logging
import threading
from functools import cache
from pathlib import Path

import samenstemming as sam
from samenstemming import home

log = logging.getLogger(__name__)


class OwnLook:
    """What one may see alone, in the making; `part` once it is `done`.

    `part` stays None where the recording cannot be read any more.
    """

    def __init__(self, path: Path, wearer: sam.Wearer) -> None:
        self.done = threading.Event()
        self.part: home.OwnPart | None = None
        self.data: bytes | None = None
        self._of = (path, wearer)
        threading.Thread(target=self._run, name="own part", daemon=True).start()

    def _run(self) -> None:
        path, wearer = self._of
        try:
            part = home.own_part(path, wearer)
            if part.had_strap:
                self.data = home.own_data(path, wearer)
            self.part = part
        except (sam.SamenstemmingError, OSError) as error:
            log.warning("an own page could not be made: %s", error)
        finally:
            self.done.set()


class OwnTurns:
    """The short turns after one talk: first one, then the other, and each once.

    Nobody names whose page is wanted: there is only that of the turn. So no page of
    one can be had in the turn of the other, whatever is pressed in whichever tab.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._turn: sam.Wearer | None = sam.Wearer.A
        self._look: OwnLook | None = None

    @property
    def turn(self) -> sam.Wearer | None:
        """Whose turn it is; None once both are over."""
        return self._turn

    @property
    def begun(self) -> bool:
        """Whether one turn is over."""
        return self._turn is not sam.Wearer.A

    def look(self) -> OwnLook:
        """What the one whose turn it is may see; LookupError after both turns."""
        with self._lock:
            if self._turn is None:
                msg = "Both turns are over."
                raise LookupError(msg)
            if self._look is None:
                self._look = OwnLook(self._path, self._turn)
            return self._look

    def again(self) -> None:
        """The recording has changed: what is shown is made anew."""
        with self._lock:
            self._look = None

    def close(self, wearer: sam.Wearer) -> None:
        """The turn of this one is over; nothing where it was not theirs."""
        with self._lock:
            if self._turn is not wearer:
                return
            self._look = None
            self._turn = sam.Wearer.B if wearer is sam.Wearer.A else None


@cache
def own_turns(path: Path) -> OwnTurns:
    """The turns after this talk. They are remembered as long as the process lives."""
    return OwnTurns(path)
