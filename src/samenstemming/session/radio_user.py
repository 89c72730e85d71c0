"""Whether a collector of this computer is using the radio, so that nobody else does.

Only recordings in the default folder can be found this way; one that was sent
elsewhere with `-o` is not known of, and its radio may be disturbed by a scan.
"""

from pathlib import Path

from samenstemming.errors import SamenstemmingError
from samenstemming.recording.lease import read_lease
from samenstemming.recording.locations import SUFFIX, default_folder
from samenstemming.session.client import Control

ANSWERS_WITHIN_S = 2.0


def recording_straps() -> Path | None:
    """A recording in the default folder whose collector uses the radio now, or None.

    One that records simulated straps leaves the radio alone.
    """
    try:
        leases = sorted(default_folder().glob(f"*{SUFFIX}.lease"))
    except OSError:
        return None
    for found in leases:
        path = found.with_suffix("")
        lease = read_lease(path)
        if lease is None or not lease.alive:
            continue
        try:
            status = Control(path, answer_within_s=ANSWERS_WITHIN_S).status()
        except SamenstemmingError:
            continue  # somebody else's, or it is just ending
        if status.get("simulated") is not True:
            return path
    return None
