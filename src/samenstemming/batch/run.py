"""A whole run: survey, recordings, pairs, tables, manifest; resumed where it stopped.

A tile that is there is not made again, so a run that was killed goes on when the same
command is given, and the tables come out the same to the byte. Another setting, seed or
version is another run and wants another folder.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from samenstemming.batch.alone import alone
from samenstemming.batch.chosen import Member, chosen
from samenstemming.batch.engines import Engine, Lost, serial
from samenstemming.batch.group import GROUPS, dyad_scores, group_rows, groups_of
from samenstemming.batch.manifest import manifest_of
from samenstemming.batch.one import FACTS, RecordingTask, do_recording
from samenstemming.batch.pairs import PairTask, Placed, do_pairs
from samenstemming.batch.place import (
    ONE_PROCESS,
    Place,
    Remote,
    below,
    located,
    names_in,
)
from samenstemming.batch.plan import Asked, key_of
from samenstemming.batch.survey import Entry, LeftOut, survey
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
from samenstemming.words import sentence

MANIFEST: Final = "manifest.json"
REPORT: Final = "report.html"

GROUP_TABLE: Final = "groups.parquet"
SUMMED: Final = ("recordings.parquet", "dyads.parquet", "people.parquet")

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
    output = located(grid[0].output)
    _reachable(grid[0], engine)
    own_folder(output, MANIFEST)
    with alone(output):
        # First: where nothing can be read nothing is written either.
        entries, foreign = survey(grid[0])
        _same_run(output, grid)
        _same_folder(output, grid[0].folder)
        clear_parts(output)
        told = progress or _quiet
        held = _Held(output, grid)
        placed = [(of, [entry.of(of) for entry in entries]) for of in _placed(grid)]
        # Of every setting before any is calculated: that can take a day.
        for of, ours in placed:
            held.without_gone(of, {entry.key for entry in ours})
        parts = [
            _one_setting(of, ours, foreign, engine, told, held) for of, ours in placed
        ]
        rows = [row for part in parts for row in part.groups]
        # One family: every step and arm of every setting that was declared.
        adjusted = holm([row.get("p_value") for row in rows])
        for row, p in zip(rows, adjusted, strict=True):
            row["p_adjusted"] = p
        write_table(output / GROUP_TABLE, GROUPS, rows)
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
        replace(of, output=str(located(of.output) / "settings" / of.name))
        for of in grid
    ]


class _Held:
    """What an earlier run left: it says nothing that is finished while it changes."""

    def __init__(self, output: Place, grid: Sequence[Asked]) -> None:
        self._output, self._grid, self._open = output, grid, False

    def begin(self) -> None:
        """Before a table changes: no manifest that looks complete, no older page.

        One of a run that began stays there: it says whose folder this is.
        """
        if not self._open:
            write_bytes(self._output / MANIFEST, manifest_of(self._grid, [], [], {}))
            (self._output / REPORT).unlink(missing_ok=True)
            self._open = True

    def take_away(self, asked: Asked, gone: Sequence[Place]) -> None:
        """Remove tiles, and first the tables: rows may be of the same heart."""
        if not gone:
            return
        self.begin()
        (self._output / GROUP_TABLE).unlink(missing_ok=True)
        for name in SUMMED:
            (located(asked.output) / name).unlink(missing_ok=True)
        for place in gone:
            place.unlink(missing_ok=True)

    def without_gone(self, asked: Asked, keys: set[str]) -> None:
        """Remove what was made of recordings that changed or went.

        Somebody may have withdrawn since: nothing that came from that heart stays here.
        """
        folder = located(asked.output) / "tiles"
        names = names_in(folder, "*/*")
        gone = [of for of in names if of.split("/")[1].split(".")[0] not in keys]
        self.take_away(asked, [folder / of for of in gone])


def _one_setting(
    asked: Asked,
    entries: Sequence[Entry],
    foreign: Sequence[LeftOut],
    engine: Engine,
    progress: Progress,
    held: _Held,
) -> _Part:
    output = located(asked.output)
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
    used = {of.entry.name for of in members}
    there = below(output / "tiles")
    # Of a recording that another version stands for, the row of facts is kept alone.
    held.take_away(
        asked,
        [
            place
            for task in tasks
            if task.entry.name not in used
            for place in task.hearts
            if there(place)
        ],
    )
    # Left out in an earlier run for a version that is gone now: its hearts are missing.
    again = [
        task
        for task in tasks
        if task.entry.name in used and not all(there(place) for place in task.hearts)
    ]
    if again:
        for task in again:
            task.place("facts").unlink(missing_ok=True)
        if _each(engine, do_recording, again, "recordings", progress):
            msg = "A worker died over a recording. Give the same command again."
            raise BatchError(msg)
    pair_tasks = pair_tasks_of(asked, members)
    wanted = {task.place.name for task in pair_tasks}
    pairs = output / "pairs"
    held.take_away(asked, [pairs / of for of in _pair_tiles(pairs) if of not in wanted])
    gone = _each(engine, do_pairs, pair_tasks, "pairs", progress)
    if gone:
        msg = (
            f"A worker died twice over one tile of pairs ({gone[0].place.name}): "
            "probably memory. What is done stays; try again with fewer --jobs."
        )
        raise BatchError(msg)
    places = [task.place for task in pair_tasks]
    groups = groups_of(asked, places)
    scores = dyad_scores(groups)
    names = [(entry.name, facts) for entry, facts in found]
    rows = recording_rows(names, members, [*foreign, *other])
    together = dyad_rows(tiles_of(members, asked, "steps"), members, scores)
    people = person_rows(tiles_of(members, asked, "people"), members, together)
    held.begin()
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
    if not tasks:
        progress(stage, 0, 0, 0)
        return []
    is_there = below(_shelf(tasks))
    left = [task for task in tasks if not is_there(_result(task))]
    there = len(tasks) - len(left)
    progress(stage, there, len(tasks), there)
    lost = []
    for n, (task, result) in enumerate(engine(function, left), 1):
        if isinstance(result, Lost):
            lost.append(task)
        progress(stage, there + n, len(tasks), there)
    return lost


def _result(task: RecordingTask | PairTask) -> Place:
    """What is written last: where it is, the task is done."""
    return task.place("facts") if isinstance(task, RecordingTask) else task.place


def _shelf(tasks: Sequence[RecordingTask | PairTask]) -> Place:
    name = "tiles" if isinstance(tasks[0], RecordingTask) else "pairs"
    return located(tasks[0].asked.output) / name


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


def _pair_tiles(folder: Place) -> list[str]:
    """Names of tiles of ours."""
    found = names_in(folder, "*.parquet")
    return [of for of in found if of.startswith(("real-", "all-"))]


def _reachable(asked: Asked, engine: Engine) -> None:
    """BatchError where the workers cannot see what this process sees."""
    for place in (located(asked.folder), located(asked.output)):
        if (
            isinstance(place, Remote)
            and place.protocol == ONE_PROCESS
            and engine is not serial
        ):
            raise BatchError(sentence("wrong.batch.one_process", place=place))


def _same_run(output: Place, grid: Sequence[Asked]) -> None:
    """Put a first manifest there, or see that it is this run's."""
    place = output / MANIFEST
    asked = {of.name: of.digest() for of in grid}
    if not place.exists():
        write_bytes(place, manifest_of(grid, [], [], {}))
        return
    try:
        held = json.loads(place.read_bytes())["settings"]
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


def _same_folder(output: Place, folder: str) -> None:
    """Remember which folder this run is of, as a digest, or see that it is this one.

    Beside the tables and not in them, which are the same wherever a folder lies.
    """
    place = output / ".folder"
    of = located(folder)
    told = key_of(str(of.resolve() if isinstance(of, Path) else of))
    if not place.exists():
        write_bytes(place, told.encode())
    elif place.read_bytes() != told.encode():
        msg = (
            f"{output} holds the tables of another folder. Nothing was written. Name "
            "another with -o; if the recordings were moved, take this one away first."
        )
        raise BatchError(msg)
