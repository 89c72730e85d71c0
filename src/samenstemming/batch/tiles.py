"""Parquet files that are there whole or not at all, with the same bytes every time.

A tile is written under another name, forced to the disk and renamed: a run that was
killed leaves whole tiles and rubbish that nobody reads, and the next run begins where
it stopped. What stands in a file follows from its rows alone: no time, no host.
"""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from samenstemming.batch.place import Place, Remote, names_in
from samenstemming.errors import BatchError, BatchOutputError
from samenstemming.recording.whole_file import make_folder
from samenstemming.words import sentence

Row = Mapping[str, object]
Columns = Mapping[str, str]
"""Each column and its type: text, whole, number or yes_no."""

PART: Final = ".part"


def write_table(path: Place, columns: Columns, rows: Iterable[Row]) -> None:
    """Rows as Parquet; what a row does not name is null. BatchOutputError if full."""
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        "text": pa.string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "yes_no": pa.bool_(),
    }
    held = list(rows)
    schema = pa.schema([pa.field(name, types[kind]) for name, kind in columns.items()])
    arrays = [
        pa.array([row.get(field.name) for row in held], type=field.type)
        for field in schema
    ]
    out = io.BytesIO()
    parquet.write_table(pa.table(arrays, schema=schema), out)
    write_bytes(path, out.getvalue())


def read_table(path: Place) -> list[dict[str, Any]]:
    """All rows of a table of ours."""
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(_source(path)).to_pylist()
    return rows


def read_columns(path: Place, names: Sequence[str]) -> dict[str, list[Any]]:
    """Some columns of a table of ours."""
    from pyarrow import parquet

    columns: dict[str, list[Any]] = parquet.read_table(
        _source(path), columns=list(names)
    ).to_pydict()
    return columns


def _source(path: Place) -> Path | io.BytesIO:
    return path if isinstance(path, Path) else io.BytesIO(path.read_bytes())


def write_bytes(path: Place, content: bytes) -> None:
    """Put the file there, 0600, in place of what was; BatchOutputError if it fails."""
    if isinstance(path, Remote):
        path.write_bytes(content)
        return
    try:
        make_folder(path.parent)
        # mkstemp makes it 0600, and the rename keeps that.
        descriptor, made = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(made).replace(path)
        except OSError:
            with suppress(OSError):
                Path(made).unlink(missing_ok=True)
            raise
    except OSError as error:
        msg = (
            f"{path} could not be written ({error.strerror}). What is done stays: make "
            "room and give the same command again."
        )
        raise BatchOutputError(msg) from error


def checksums(folder: Place, *, pattern: str = "**/*.parquet") -> dict[str, str]:
    """SHA-256 of every table of a folder, by its place in it."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in names_in(folder, pattern)
    }


def clear_parts(folder: Place) -> None:
    """Remove what killed runs left half-written."""
    if isinstance(folder, Remote):
        for name in folder.listed():
            last = name.rsplit("/", 1)[-1]
            if last.startswith(".") and last.endswith(PART):
                (folder / name).unlink(missing_ok=True)
        return
    for part in folder.rglob(f".*{PART}"):
        with suppress(OSError):
            part.unlink(missing_ok=True)


def own_folder(folder: Place, marker: str) -> None:
    """BatchError unless the folder is new, empty or one of ours."""
    if isinstance(folder, Remote):
        folder.writable()
        held = [of for of in folder.listed() if not of.startswith(".")]
        if held and marker not in held:
            raise BatchError(
                sentence("wrong.batch.foreign", place=folder, name=held[0])
            )
        return
    try:
        make_folder(folder)
        theirs = [of.name for of in folder.iterdir() if not of.name.startswith(".")]
    except OSError as error:
        msg = f"{folder} cannot be used ({error.strerror}). Name another with -o."
        raise BatchOutputError(msg) from error
    if theirs and marker not in theirs:
        msg = (
            f"{folder} holds files that no batch wrote, such as {sorted(theirs)[0]}. "
            "Nothing was written. Name an empty folder with -o."
        )
        raise BatchError(msg)
