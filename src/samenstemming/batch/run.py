"""A whole run: survey, recordings, pairs, tables, manifest; resumed where it stopped.

A tile that is there is not made again, so a run that was killed goes on when the same
command is given, and the tables come out the same to the byte. Another setting, seed or
version is another run and wants another folder.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from samenstemming.batch.chosen import Member, chosen
from samenstemming.batch.engines import Engine, Lost
from samenstemming.batch.group import GROUPS, dyad_scores, group_rows, groups_of
from samenstemming.batch.manifest import manifest_of
from samenstemming.batch.one import FACTS, RecordingTask, do_recording
from samenstemming.batch.pairs import PairTask, Placed, do_pairs
from samenstemming.batch.plan import Asked, key_of
from samenstemming.batch.survey import survey
from samenstemming.batch.tables import (
    DYADS,
    PERSONS,
    RECORDINGS,
    dyad_rows,
    person_rows,
    recording_rows,
    tiles_of,
)
from samenstemming.batch.tiles import (
    checksums,
    clear_parts,
    own_folder,
    read_table,
    write_bytes,
    write_table,
)
from samenstemming.errors import BatchError
from samenstemming.measures.multiplicity import holm
from samenstemming.recording.filelock import LocksUnknownError, try_lock

MANIFEST: Final = "manifest.json"

Progress = Callable[[str, int, int, int], None]
"""Called with the stage, how many are done, how many there are, how many were there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a run came to."""

    n_recordings: int
    n_used: int
    left_out: tuple[tuple[str, str, str], ...]
    n_pairs_tiles: int
    checksums: dict[str, str]


def run(
    grid: Sequence[Asked], engine: Engine, *, progress: Progress | None = None
) -> Done:
    """Run every setting of the grid into one folder; BatchError where it cannot be."""
    output = Path(grid[0].output)
    own_folder(output, MANIFEST)
    with _alone(output):
        _same_run(output, grid)
        _same_folder(output, grid[0].folder)
        clear_parts(output)
        told = progress or _quiet
        parts = [_one_setting(of, engine, told) for of in _placed(grid)]
        rows = [row for part in parts for row in part.groups]
        # One family: every step and arm of every setting that was declared.
        adjusted = holm([row.get("p_value") for row in rows])
        for row, p in zip(rows, adjusted, strict=True):
            row["p_adjusted"] = p
        write_table(output / "groups.parquet", GROUPS, rows)
        first = parts[0]
        found = {
            name: digest
            for name, digest in checksums(output).items()
            if not _is_tile(name)
        }
        told_of = manifest_of(grid, first.rows, rows, found)
        write_bytes(output / MANIFEST, told_of)
    return Done(
        n_recordings=len(first.rows),
        n_used=sum(of["status"] == "used" for of in first.rows),
        left_out=tuple(
            (str(of["recording"]), str(of["reason"]), str(of.get("detail") or ""))
            for of in first.rows
            if of["status"] != "used"
        ),
        n_pairs_tiles=sum(of.n_tiles for of in parts),
        checksums=found,
    )


def _is_tile(name: str) -> bool:
    return "tiles/" in name


def _quiet(stage: str, done: int, of: int, there: int) -> None:
    del stage, done, of, there


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    rows: list[Any]
    groups: list[dict[str, Any]]
    n_tiles: int


def _placed(grid: Sequence[Asked]) -> list[Asked]:
    """Each setting in a folder of its own, where there are several."""
    if len(grid) == 1:
        return list(grid)
    return [
        replace(of, output=str(Path(of.output) / "settings" / of.name)) for of in grid
    ]


def _one_setting(asked: Asked, engine: Engine, progress: Progress) -> _Part:
    output = Path(asked.output)
    entries, foreign = survey(asked)
    tasks = [RecordingTask(asked, entry) for entry in entries]
    lost = _each(engine, do_recording, tasks, "recordings", progress)
    for task in lost:
        facts = {
            "recording": task.entry.name,
            "status": "left_out",
            "reason": "WORKER_DIED",
        }
        write_table(task.place("facts"), FACTS, [facts])
    found = [(task.entry, read_table(task.place("facts"))[0]) for task in tasks]
    members, other = chosen(found)
    _forget(output / "tiles", tasks, {of.entry.name for of in members})
    # Left out in an earlier run for a version that is gone now: its hearts are missing.
    again = [
        task
        for task in tasks
        if task.entry.name in {of.entry.name for of in members}
        and not all(place.exists() for place in task.hearts)
    ]
    if again:
        for task in again:
            task.place("facts").unlink(missing_ok=True)
        if _each(engine, do_recording, again, "recordings", progress):
            msg = "A worker died over a recording. Give the same command again."
            raise BatchError(msg)
    pair_tasks = pair_tasks_of(asked, members)
    gone = _each(engine, do_pairs, pair_tasks, "pairs", progress)
    if gone:
        msg = (
            f"A worker died twice over one tile of pairs ({gone[0].place.name}): "
            "probably memory. What is done stays; try again with fewer --jobs."
        )
        raise BatchError(msg)
    places = [task.place for task in pair_tasks]
    _without_old(output / "pairs", places)
    groups = groups_of(asked, places)
    scores = dyad_scores(groups)
    names = [(entry.name, facts) for entry, facts in found]
    rows = recording_rows(names, members, [*foreign, *other])
    together = dyad_rows(tiles_of(members, asked, "steps"), members, scores)
    people = person_rows(tiles_of(members, asked, "people"), members, together)
    write_table(output / "recordings.parquet", RECORDINGS, rows)
    write_table(output / "dyads.parquet", DYADS, together)
    write_table(output / "people.parquet", PERSONS, people)
    return _Part(rows=rows, groups=list(group_rows(asked, groups)), n_tiles=len(places))


def _each(
    engine: Engine,
    function: Callable[[Any], str],
    tasks: Sequence[Any],
    stage: str,
    progress: Progress,
) -> list[Any]:
    """Run what is not there yet; the tasks whose worker died."""
    left = [task for task in tasks if not _is_done(task)]
    there = len(tasks) - len(left)
    progress(stage, there, len(tasks), there)
    lost = []
    for n, (task, result) in enumerate(engine(function, left), 1):
        if isinstance(result, Lost):
            lost.append(task)
        progress(stage, there + n, len(tasks), there)
    return lost


def _is_done(task: RecordingTask | PairTask) -> bool:
    return task.done if isinstance(task, RecordingTask) else task.place.exists()


def pair_tasks_of(asked: Asked, members: Sequence[Member]) -> list[PairTask]:
    """Tiles of pairs: every session beside itself, and with `all` beside all others."""
    placed = [
        Placed(
            number=number,
            dyad=of.dyad,
            session=of.session,
            arm=of.arm,
            key=of.entry.key,
            arrays=str(RecordingTask(asked, of.entry).place("pair", "npz")),
        )
        for number, of in enumerate(members)
    ]
    blocks = [
        tuple(placed[at : at + asked.tile]) for at in range(0, len(placed), asked.tile)
    ]
    if asked.pairs == "real":
        return [
            PairTask(asked=asked, firsts=of, seconds=of, real_only=True)
            for of in blocks
        ]
    return [
        PairTask(asked=asked, firsts=ours, seconds=theirs)
        for ours in blocks
        for theirs in blocks
        if {of.session for of in ours} & {of.session for of in theirs}
    ]


def _forget(folder: Path, tasks: Sequence[RecordingTask], used: set[str]) -> None:
    """Take away what was made of recordings that changed, went, or count no more.

    Somebody may have withdrawn since: nothing that came from that heart stays here. Of
    a recording that another version stands for, the row of facts is kept alone.
    """
    keys = {task.entry.key for task in tasks}
    for path in folder.glob("*/*"):
        if path.name.split(".")[0] not in keys:
            path.unlink(missing_ok=True)
    for task in tasks:
        if task.entry.name not in used:
            for path in task.hearts:
                path.unlink(missing_ok=True)


def _without_old(folder: Path, wanted: Sequence[Path]) -> None:
    """Take away tiles of ours that belong to an earlier list of recordings."""
    keep = {path.name for path in wanted}
    for path in folder.glob("*.parquet"):
        if path.name not in keep and path.name.startswith(("real-", "all-")):
            path.unlink(missing_ok=True)


def _same_run(output: Path, grid: Sequence[Asked]) -> None:
    """Put a first manifest there, or see that it is this run's."""
    place = output / MANIFEST
    asked = {of.name: of.digest() for of in grid}
    if not place.exists():
        write_bytes(place, manifest_of(grid, [], [], {}))
        return
    try:
        held = json.loads(place.read_text("utf-8"))["settings"]
        before = {of["name"]: of["digest"] for of in held}
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{place} cannot be read ({error}). Name another folder with -o."
        raise BatchError(msg) from error
    if before != asked:
        msg = (
            f"{output} holds a run with other settings, surrogates, seed or version. "
            "Nothing was written. Name another folder with -o."
        )
        raise BatchError(msg)


def _same_folder(output: Path, folder: str) -> None:
    """Remember which folder this run is of, as a digest, or see that it is this one.

    Beside the tables and not in them, which are the same wherever a folder lies.
    """
    place = output / ".folder"
    told = key_of(str(Path(folder).resolve()))
    if not place.exists():
        write_bytes(place, told.encode())
    elif place.read_bytes() != told.encode():
        msg = (
            f"{output} holds the tables of another folder. Nothing was written. Name "
            "another with -o; if the recordings were moved, take this one away first."
        )
        raise BatchError(msg)


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """One run at a time in one folder, where the file system knows locks."""
    descriptor = os.open(output / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            free = try_lock(descriptor)
        except LocksUnknownError:
            free = True
        if not free:
            msg = (
                f"Another batch is writing into {output}. Wait for it, or name another."
            )
            raise BatchError(msg)
        yield
    finally:
        os.close(descriptor)
