"""One recording out of the house: consent, analysis, a format, a folder that is whole.

Consent is looked at before anything is computed, and what stands in the way of writing
is a sentence. Formats are imported where they are asked for: each brings a library.
"""

from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import Path
from typing import Final

from samenstemming.errors import ExportError
from samenstemming.events import Wearer
from samenstemming.exports.dates import Dates
from samenstemming.exports.material import Material
from samenstemming.exports.one_wearer import edits_of_one, only
from samenstemming.exports.participants import participants_of
from samenstemming.exports.tabular import refuse_without_consent
from samenstemming.exports.whole_folder import Files, put
from samenstemming.recording.edits_file import read_edits
from samenstemming.recording.marks_file import open_with_marks
from samenstemming.standing import as_it_stands
from samenstemming.words import sentence

Make = Callable[[Material], Files]

FORMATS: Final = {
    "csv": "samenstemming.exports.tabular:material_csv",
    "parquet": "samenstemming.exports.parquet:parquet_files",
    "rr": "samenstemming.exports.rr_text:rr_files",
    "bids": "samenstemming.exports.bids:bids_files",
    "edf": "samenstemming.exports.edf:edf_files",
    "xdf": "samenstemming.exports.xdf:xdf_files",
}
"""Each format and the function that makes its files."""


NEED_BEATS: Final = ("rr", "bids", "edf")
"""Formats in which a session without beats would be a tree without a leaf."""


def export_recording(
    file: Path,
    folder: Path,
    *,
    format: str,  # noqa: A002 - the command's own word
    wearer: Wearer | None = None,
    shift_key: bytes | None = None,
    real_dates: bool = False,
    session: str = "01",
    full_hrv: bool = False,
    use_edits: bool = True,
    replace: bool = False,
    progress: Callable[[float], None] | None = None,
) -> tuple[Path, ...]:
    """Write this recording into the folder in this format; the files written.

    `wearer`: of this one alone. Without `shift_key` or `real_dates` no date is in it.
    `progress` gets the share of the work that is done, 0-1.
    ExportError where somebody did not agree, the format cannot hold it or the folder
    cannot be written; nothing is written then.
    """
    from samenstemming.analysis import analyze

    recording = as_it_stands(open_with_marks(file))
    edits = read_edits(file) if use_edits else None
    if wearer is not None:
        recording = only(recording, wearer)
        edits = edits_of_one(edits, wearer)
    refuse_without_consent(recording)
    participants = participants_of(recording)
    material = Material(
        recording=recording,
        analysis=analyze(recording, edits=edits, progress=progress),
        participants=participants,
        dates=_dates(participants.dyad, shift_key, real_dates=real_dates),
        session=session,
        full_hrv=full_hrv,
    )
    if format in NEED_BEATS and not any(
        found.beats for found in material.analysis.wearers.values()
    ):
        msg = sentence("wrong.export.no_beats", file=file, format=format)
        raise ExportError(msg)
    files = _maker(format)(material)
    shared: Collection[str] = ()
    if format == "bids":
        from samenstemming.exports.bids_tree import merged_with

        files, shared = merged_with(files, folder)
    return put(files, folder, replace=replace, shared=shared)


def _maker(name: str) -> Make:
    module, _, function = FORMATS[name].partition(":")
    make: Make = getattr(import_module(module), function)
    return make


def _dates(dyad: str, shift_key: bytes | None, *, real_dates: bool) -> Dates:
    from samenstemming.exports.dates import Shown, shifted

    if shift_key is not None:
        return shifted(shift_key, dyad)
    return Dates(shown=Shown.REAL if real_dates else Shown.NONE)
