"""The own lag of two straps on one body, found at the end of their recording.

It is worked out from the file itself, as everything is, while the file is still open:
its result goes into the meta before the recording is sealed. What `analyze` finds in
the same file later is the same.
"""

from pathlib import Path
from typing import Final

from samenstemming.events import Event
from samenstemming.measures.alignment import Alignment, align
from samenstemming.recording import tail
from samenstemming.rhythm.beats import locate_beats

MINUTES: Final = 3.0
"""How long it takes where nobody says otherwise: 60 beats are the least, and a wet
strap finds its heart within the first minute."""


def measured(path: Path) -> Alignment | str:
    """The pair's own lag by what is in the file now, or a code that says why not."""
    following = tail(path)
    events: list[Event] = []
    while new := following.poll():
        events += [event for _, event in new]
    return align(locate_beats(events))
