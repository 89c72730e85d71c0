"""The one file that survives: written by one collector, read by everybody else."""

from samenstemming.recording.appender import write_recording
from samenstemming.recording.check import CheckReport, check
from samenstemming.recording.hostclock import Anchor, read_clocks
from samenstemming.recording.lease import Lease, read_lease
from samenstemming.recording.live_file import WriterProblem
from samenstemming.recording.reader import Tail, open_recording, tail
from samenstemming.recording.store import FORMAT
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
