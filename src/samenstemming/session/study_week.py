"""What recordings say of themselves: the quality page and the week's overview."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from samenstemming.errors import SamenstemmingError, StudyError
from samenstemming.events import Recording
from samenstemming.exports.cells import csv_text
from samenstemming.recording import open_recording, read_lease
from samenstemming.recording.edits_file import edits_path, read_edits
from samenstemming.recording.locations import SUFFIX
from samenstemming.recording.marks_file import open_with_marks
from samenstemming.session.study_files import standing
from samenstemming.study.model import Limits
from samenstemming.study.overview import HEADER, Overview, SessionFacts, overview
from samenstemming.study.quality import QualityPage, quality_page
from samenstemming.words import sentence

SURROGATES = 99
"""Enough to say that a test can be done; `analyze` does it with all of them."""

Progress = Callable[[float], None]


def quality_of(path: Path, *, progress: Progress | None = None) -> QualityPage:
    """The quality page of a recording; a second or two of work for half an hour."""
    from samenstemming.analysis import analyze

    recording = open_with_marks(path)
    if not recording.wearers:
        msg = sentence("wrong.study.no_heartbeat", path=path)
        raise StudyError(msg)
    found = analyze(
        recording,
        edits=read_edits(path),
        surrogates=SURROGATES,
        progress=progress,
    )
    return quality_page(found, limits_of(recording))


def limits_of(recording: Recording) -> Limits:
    """What its study asks for; the usual limits where it belongs to none."""
    study = recording.meta.get("study")
    asked = study.get("quality") if isinstance(study, Mapping) else None
    try:
        return Limits.model_validate(asked) if asked else Limits()
    except ValueError as error:
        msg = sentence("wrong.study.odd_study", path=recording.path, why=error)
        raise StudyError(msg) from error


def week(
    path: Path,
    folder: Path,
    *,
    quality: bool = True,
    progress: Progress | None = None,
) -> Overview:
    """The overview of a study over the recordings of a folder."""
    now = standing(path)
    facts, unreadable = [], []
    files = sorted(folder.glob(f"*{SUFFIX}"))
    for i, file in enumerate(files):
        if progress is not None:
            progress(i / len(files))
        try:
            found = _facts_now(file, quality=quality)
        except (SamenstemmingError, OSError):
            unreadable.append(file.name)
            continue
        if found is not None and found[0] == now.text.study.id:
            facts.append(found[1])
    return overview(now.text.study, now.given, facts, unreadable=unreadable)


def sessions_of(path: Path, folder: Path) -> Iterator[tuple[Path, SessionFacts]]:
    """The study's recordings in a folder, without a look at their quality."""
    name = standing(path).text.study.id
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            found = _facts_now(file, quality=False)
        except (SamenstemmingError, OSError):
            continue
        if found is not None and found[0] == name:
            yield file, found[1]


def _facts_now(file: Path, *, quality: bool) -> tuple[str, SessionFacts] | None:
    lease = read_lease(file)
    if lease is not None and lease.alive:
        return _facts(file, quality=False)
    return _facts_once(file, _stamp(file), _stamp(edits_path(file)), quality)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=512)
def _facts_once(
    file: Path,
    changed: tuple[int, int],
    edited: tuple[int, int],
    quality: bool,  # noqa: FBT001
) -> tuple[str, SessionFacts] | None:
    """A finished recording is looked at once, until it or its edits change."""
    del changed, edited
    return _facts(file, quality=quality)


def _facts(file: Path, *, quality: bool) -> tuple[str, SessionFacts] | None:
    recording = open_recording(file)
    meta = recording.meta
    study = meta.get("study")
    if not isinstance(study, Mapping) or study.get("dry_run") is True:
        return None
    page = quality_of(file) if quality and recording.wearers else None
    passed = None if page is None else page.passed
    if quality and not recording.wearers:
        passed = False
    facts = SessionFacts(
        file=file.name,
        pair=str(study.get("pair")),
        session=str(study.get("session")),
        sha256=str(study.get("sha256")),
        created_utc=str(meta.get("created_utc")),
        began_s=_seconds(meta.get("created_utc")),
        duration_s=recording.duration_s,
        arm=str(study.get("arm")),
        order=str(study.get("order")),
        starts=str(study.get("starts")),
        codes=_texts(study.get("codes")),
        consent=_scopes(meta.get("consent")),
        straps=_straps(meta.get("wearers")),
        simulated=meta.get("simulated") is True,
        withdrawn=_wearers(meta.get("withdrawn")),
        passed=passed,
        failed=() if page is None else page.failed,
    )
    return str(study.get("id")), facts


def _seconds(value: object) -> float | None:
    try:
        began = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return began.timestamp() if began.tzinfo is not None else None


def _texts(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {str(key): str(text) for key, text in value.items()}


def _wearers(value: Any) -> tuple[str, ...]:
    return tuple(str(of) for of in value) if isinstance(value, list | tuple) else ()


def _scopes(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, Mapping):
        return {}
    return {
        str(key): tuple(str(of) for of in scopes)
        for key, scopes in value.items()
        if isinstance(scopes, list | tuple)
    }


def _straps(value: Any) -> dict[str, str]:
    """What tells each strap from others: its serial number, else its address."""
    if not isinstance(value, Mapping):
        return {}
    return {
        str(wearer): str(of.get("serial") or of.get("address"))
        for wearer, of in value.items()
        if isinstance(of, Mapping) and (of.get("serial") or of.get("address"))
    }


def to_json(found: Overview | QualityPage) -> str:
    """As JSON text."""
    return json.dumps(found.to_json(), indent=2, ensure_ascii=False, allow_nan=False)


def overview_csv(found: Overview) -> str:
    """The table as CSV; problems are codes, parted by spaces."""
    return csv_text(
        HEADER,
        [
            (
                *(row.pair, row.session, row.arm, row.order, row.starts, row.file),
                *(row.created_utc, row.minutes, row.passed, " ".join(row.problems)),
            )
            for row in found.rows
        ],
    )
