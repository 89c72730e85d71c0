"""What a file really is, by its first bytes; a name that says otherwise is refused.

A file that lies about itself was renamed, cut or exported by mistake, and every guess
about it afterwards would be built on that.
"""

from enum import StrEnum
from pathlib import Path
from typing import Final

from samenstemming.errors import ImportFileError, Sentence
from samenstemming.words import sentence

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
    (b"SQLite format 3\0", "database"),
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89HDF", "hdf5"),
    (b"\xffBIOSEMI", "bdf"),
    (b"<?xml", "xml"),
    (b"{", "json"),
)


def kind_of(path: Path) -> Kind:
    """The kind of this file; ImportFileError where it is none, or none of its name."""
    if path.is_dir():
        if (path / "dataset_description.json").is_file():
            return Kind.BIDS
        msg = sentence("wrong.import.no_dataset", name=path.name or path)
        raise ImportFileError(msg)
    head = _head(path)
    found = _by_head(head)
    named = _BY_SUFFIX.get(path.suffix.lower())
    if found is None:
        for magic, what in _OTHERS:
            if head.startswith(magic):
                is_a = sentence(f"wrong.import.is_a.{what}")
                msg = sentence("wrong.import.other_kind", name=path.name, what=is_a)
                raise ImportFileError(msg)
        found = Kind.TEXT
    if named is not None and found is not named:
        shown = head[:8].decode("latin-1").encode("unicode_escape").decode("ascii")
        msg = sentence(
            "wrong.import.not_its_name",
            name=path.name,
            named=_called(named),
            shown=shown,
            found=_called(found),
        )
        raise ImportFileError(msg)
    return found


def _called(kind: Kind) -> Sentence | Kind:
    """The other kinds are called the same in every language."""
    return sentence("wrong.import.is_a.text") if kind is Kind.TEXT else kind


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
            msg = sentence(
                "wrong.import.too_large",
                name=path.name,
                mb=path.stat().st_size / 2**20,
                most=LARGEST // 2**20,
            )
            raise ImportFileError(msg)
        with path.open("rb") as file:
            return file.read(64)
    except FileNotFoundError as error:
        msg = sentence("wrong.import.no_file", path=path)
        raise ImportFileError(msg) from error
    except OSError as error:
        why = error.strerror or error
        msg = sentence("wrong.import.unreadable", path=path, why=why)
        raise ImportFileError(msg) from error
