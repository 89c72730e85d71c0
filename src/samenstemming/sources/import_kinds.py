"""What a file really is, by its first bytes; a name that says otherwise is refused.

A file that lies about itself was renamed, cut or exported by mistake, and every guess
about it afterwards would be built on that.
"""

from enum import StrEnum
from pathlib import Path
from typing import Final

from samenstemming.errors import ImportFileError

LARGEST: Final = 512 * 2**20
"""A day of two-channel ECG at 1000 Hz as EDF is 350 MB."""


class Kind(StrEnum):
    """The kinds of file that are read."""

    TEXT = "text"
    FIT = "FIT"
    XDF = "XDF"
    EDF = "EDF"
    BIDS = "BIDS"


_BY_SUFFIX: Final = {
    ".fit": Kind.FIT,
    ".xdf": Kind.XDF,
    ".xdfz": Kind.XDF,
    ".edf": Kind.EDF,
    ".rec": Kind.EDF,
    ".gz": Kind.BIDS,
    ".txt": Kind.TEXT,
    ".csv": Kind.TEXT,
    ".tsv": Kind.TEXT,
}

_OTHERS: Final = (
    (b"SQLite format 3\0", "a recording of Samenstemming or another database"),
    (b"PK\x03\x04", "a ZIP archive or a spreadsheet"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\xffBIOSEMI", "a BDF file"),
    (b"<?xml", "an XML file"),
    (b"{", "a JSON file"),
)

_INSTEAD: Final = "Export RR intervals as text or CSV, or as FIT, XDF, EDF+ or BIDS."


def kind_of(path: Path) -> Kind:
    """The kind of this file; ImportFileError where it is none, or none of its name."""
    if path.is_dir():
        if (path / "dataset_description.json").is_file():
            return Kind.BIDS
        msg = (
            f"{path.name} is a folder without a dataset_description.json, so it is no "
            f"BIDS data set. Name the file itself."
        )
        raise ImportFileError(msg)
    head = _head(path)
    found = _by_head(head)
    named = _BY_SUFFIX.get(path.suffix.lower())
    if found is None:
        for magic, what in _OTHERS:
            if head.startswith(magic):
                msg = f"{path.name} is {what}, which is not read here. {_INSTEAD}"
                raise ImportFileError(msg)
        found = Kind.TEXT
    if named is not None and found is not named:
        shown = head[:8].decode("latin-1").encode("unicode_escape").decode("ascii")
        msg = (
            f"{path.name} is not what its name says: it is called {named} and begins "
            f"with '{shown}', as {found} does. Was it renamed, or cut short?"
        )
        raise ImportFileError(msg)
    return found


def _by_head(head: bytes) -> Kind | None:
    if head[8:12] == b".FIT":
        return Kind.FIT
    if head.startswith(b"XDF:"):
        return Kind.XDF
    # EDF: the version, 0 and seven spaces; then the patient, always in ASCII.
    if head.startswith(b"0       "):
        return Kind.EDF
    if head.startswith(b"\x1f\x8b"):
        return Kind.BIDS
    return None


def _head(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            msg = (
                f"{path.name} has {path.stat().st_size / 2**20:.0f} MB; files up to "
                f"{LARGEST // 2**20} MB are read. Cut it to the session."
            )
            raise ImportFileError(msg)
        with path.open("rb") as file:
            return file.read(64)
    except FileNotFoundError as error:
        msg = f"There is no file {path}."
        raise ImportFileError(msg) from error
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}."
        raise ImportFileError(msg) from error
