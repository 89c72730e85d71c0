"""Where recordings live, and where they had better not.

The default is the platform's folder for a user's data, readable by that user alone:
heartbeats are nobody else's business. A folder that is synced to a cloud or lies on
another machine is no place for a live SQLite file: plain copies of one lost rows in
255 of 306 trials, and network locks are not always locks.

Source: sqlite.org, "How To Corrupt An SQLite Database File", section 2.
"""

import os
import re
import sys
from datetime import datetime
from pathlib import Path, PurePath

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording.whole_file import make_folder

SUFFIX = ".samen"

SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",  # iCloud's own folder on macOS
    "cloudstorage",  # where macOS mounts all of them
    "nextcloud",
    "owncloud",
    "syncthing",
    "pcloud",
    "sync.com",
    "surfdrive",
    "stack",
)
"""Names with which the folders of common services begin."""

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ncpfs", "davfs"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.s3fs", "fuse.gvfsd-fuse"}
)
"""File systems, as Linux calls them, that lie on another machine."""


def default_folder() -> Path:
    """The user's recordings, made if need be; nobody else may look into it."""
    import platformdirs

    folder = platformdirs.user_data_path("samenstemming", appauthor=False)
    recordings = folder / "recordings"
    make_folder(recordings)
    if os.name != "nt":
        recordings.chmod(0o700)
    return recordings


def new_path(started: datetime, label: str = "", folder: Path | None = None) -> Path:
    """A free name in `folder`: `<date>_<label>.samen`, with a number if need be."""
    place = folder or _folder_that_can_be_made()
    word = re.sub(r"[^\w-]+", "-", label.strip().lower()).strip("-_")[:60]
    stem = f"{started:%Y-%m-%d_%H%M}" + (f"_{word}" if word else "")
    number = 1
    name = place / f"{stem}{SUFFIX}"
    while name.exists():
        number += 1
        name = place / f"{stem}-{number}{SUFFIX}"
    return name


def _folder_that_can_be_made() -> Path:
    try:
        return default_folder()
    except OSError as error:
        msg = (
            f"The folder for recordings cannot be made ({error.strerror}: "
            f"{error.filename}). Name a file elsewhere with -o."
        )
        raise RecordingError(msg, problem=RecordingProblem.UNWRITABLE) from error


def risk_of(path: Path, mounts: str | None = None) -> str | None:
    """Why a place is unsafe for a live recording: "synced", "network", or None."""
    place = path.absolute()
    if place.drive.startswith("\\\\"):
        return "network"
    if _file_system(place, _mounts() if mounts is None else mounts) in NETWORK:
        return "network"
    folders = [part.lower() for part in place.parent.parts]
    synced = any(_is_synced(folder) for folder in folders)
    return "synced" if synced else None


def _is_synced(folder: str) -> bool:
    # "OneDrive - University", "Dropbox (Personal)", but not "stacks of paper".
    return any(
        folder == name or re.match(rf"{re.escape(name)}[^a-z0-9]", folder)
        for name in SYNCED
    )


def _mounts() -> str:
    if sys.platform != "linux":
        return ""
    try:
        return Path("/proc/mounts").read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _file_system(path: PurePath, mounts: str) -> str | None:
    """The file system of the deepest mount that holds `path`."""
    best, kind = -1, None
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = PurePath(fields[1].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) > best:
            best, kind = len(point.parts), fields[2]
    return kind
