"""The one file that survives: written by one collector, read by everybody else.

The writer loads where it is first used: readers start quickly and never need it.
`check` does not: it shares its name with its module, and whichever of the two is
bound last would win.
"""

from typing import TYPE_CHECKING

from samenstemming.recording.appender import write_recording
from samenstemming.recording.check import CheckReport, check
from samenstemming.recording.hostclock import Anchor, read_clocks
from samenstemming.recording.lease import Lease, read_lease
from samenstemming.recording.reader import Tail, open_recording, tail
from samenstemming.recording.store import FORMAT

if TYPE_CHECKING:
    from samenstemming.recording.live_file import WriterProblem
    from samenstemming.recording.writer import RecordingWriter

__all__ = [
    "FORMAT",
    "Anchor",
    "CheckReport",
    "Lease",
    "RecordingWriter",
    "Tail",
    "WriterProblem",
    "check",
    "open_recording",
    "read_clocks",
    "read_lease",
    "tail",
    "write_recording",
]


def __getattr__(name: str) -> object:
    if name == "RecordingWriter":
        from samenstemming.recording.writer import RecordingWriter

        return RecordingWriter
    if name == "WriterProblem":
        from samenstemming.recording.live_file import WriterProblem

        return WriterProblem
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
