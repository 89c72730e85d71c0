"""The own lag of two straps on one body, found at the end of their recording.

It is worked out from the file itself, as everything is, while the file is still open:
its result goes into the meta before the recording is sealed. What `analyze` finds in
the same file later is the same.
"""

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from samenstemming.errors import SamenstemmingError
from samenstemming.events import Event
from samenstemming.measures.alignment import Alignment, align
from samenstemming.recording import tail
from samenstemming.rhythm.beats import locate_beats

if TYPE_CHECKING:
    from samenstemming.recording import RecordingWriter

log = logging.getLogger(__name__)

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


async def aligned_here(
    writer: "RecordingWriter", *, within_s: float
) -> Alignment | str:
    """The own lag by all that was recorded until now, or a code that says why not."""
    try:
        async with asyncio.timeout(within_s):
            # What waits is written in order: after this all of it is on disk.
            landing = writer.set_meta("alignment_check", value=True)
            await asyncio.wrap_future(landing)
        return await asyncio.to_thread(measured, writer.path)
    except (SamenstemmingError, OSError, TimeoutError) as error:
        log.warning("The recording could not be read back: %s", error)
        return "alignment.unreadable"
