"""Is this recording whole? And if a collector left it behind: finish it.

Looking comes first and touches nothing. Only a file without damage, with no living
collector, in a folder that can be written to is then finished under the lease: what
is unsealed is sealed, the left-over -wal is folded in. A damaged one is left exactly
as it is, for `repair`. So is one whose log holds rows that SQLite does not read any
more (log_frames.py): folding the log in would take them away for good.
"""

import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import damage, facts, snapshot, store
from samenstemming.recording.appender import Appender
from samenstemming.recording.damage import CheckProblem
from samenstemming.recording.finish import make_single
from samenstemming.recording.lease import HeldLease, lease_path
from samenstemming.recording.log_damage import log_findings
from samenstemming.recording.reader import (
    Found,
    Joiner,
    chain_head,
    read_meta,
    read_new,
    read_seals,
)
from samenstemming.recording.repair_rows import is_one_of_ours

REPAIRED = "repaired"
"""The key of `meta` that says what a repair found and did not find."""

MOST = 5
"""Moments of one kind that a summary names; `facts` has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What `check` found. `ok`: every row is what was written."""

    path: str
    problems: tuple[CheckProblem, ...] = ()
    notes: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    chain: str | None = None
    closed: bool = False
    live: bool = False
    finalised: bool = False

    @property
    def ok(self) -> bool:
        """True where nothing is damaged."""
        return not self.problems

    @property
    def summary(self) -> str:
        """The report as sentences, one a line."""
        if not self.ok:
            lines = [f"{self.path} is damaged."]
            lines += [problem.sentence for problem in self.problems]
            lines.append(
                "Nothing was changed; keep the file as it is. `samenstemming repair` "
                "saves what is left of it in a new file."
            )
            return "\n".join([*lines, *self.notes])
        return "\n".join([f"{self.path} is whole.", *self._figures(), *self.notes])

    def to_json(self) -> dict[str, object]:
        """The report as JSON values."""
        return {
            "path": self.path,
            "ok": self.ok,
            "problems": [
                {"code": p.code, "sentence": p.sentence, "seqs": list(p.seqs)}
                for p in self.problems
            ],
            "notes": list(self.notes),
            "facts": dict(self.facts),
            "chain": self.chain,
            "closed": self.closed,
            "live": self.live,
            "finalised": self.finalised,
        }

    def _figures(self) -> list[str]:
        lines = [f"{self.facts['duration_s']} s long, chain {(self.chain or '')[:16]}."]
        wearers = self.facts["wearers"]
        assert isinstance(wearers, dict)
        for wearer, said in wearers.items():
            rate = said["packets_per_minute"]
            lines.append(
                f"{wearer.upper()}: {said['packets']} packets"
                + (f", {rate} heart rates a minute" if rate is not None else "")
                + f", longest silence {said['longest_silence_s']} s."
            )
        for key, sentence in (
            ("sleeps", "The computer slept at {at_s} s, for {for_s} s."),
            ("collector_away", "No collector ran from {at_s} s on, for {for_s} s."),
            ("clock_steps", "The wall clock stepped by {step_s} s at {at_s} s."),
        ):
            moments = self.facts[key]
            assert isinstance(moments, list)
            lines += [sentence.format(**moment) for moment in moments[:MOST]]
            if len(moments) > MOST:
                lines.append(f"… and {len(moments) - MOST} more of that kind.")
        return lines


def check(path: str | os.PathLike[str], *, finish: bool = True) -> CheckReport:
    """Verify a recording, and finish it where a collector was killed.

    RecordingError where there is no recording to check; damage is in the report.
    `finish=False` only looks.
    """
    place = Path(path)
    try:
        (problems, found, seals, meta), live = snapshot.look(
            place, lambda connection: _read(connection, place)
        )
    except RecordingError as error:
        why = error.__cause__
        if error.problem is RecordingProblem.DAMAGED:
            sentence = f"SQLite cannot read it ({why})." if why else str(error)
        elif _was_ours(place, error.problem):
            sentence = "Its first bytes are not those that were written."
        else:
            raise
        problem = CheckProblem(code="unreadable", sentence=sentence)
        return CheckReport(path=str(place), problems=(problem,))
    notes: tuple[str, ...] = ()
    if found is not None and not live:
        lost, notes = log_findings(place, len(found.events))
        problems = [*problems, *lost]
    if problems or found is None:
        return CheckReport(path=str(place), problems=tuple(problems), live=live)
    chain = chain_head(seals, found.events, place)
    joiner = Joiner(place)
    joiner.take(found)
    events = [event for _, event in joiner.release(last=True)]
    figures = facts.gather(events, joiner.timeline, joiner.zero_ns or 0)
    finalised, closed = False, found.closed
    if isinstance(said := meta.get(REPAIRED), Mapping):
        figures["repaired"] = said
        notes += (_repaired(said),)
    if live:
        notes += ("It is being recorded at this moment.",)
    elif finish and _is_ours_to_finish(place) and _unfinished(place, closed=closed):
        finalised, told = _finalise(place, closed=closed)
        notes += told
        closed = closed or finalised
    return CheckReport(
        path=str(place),
        notes=notes,
        facts=figures,
        chain=chain,
        closed=closed,
        live=live,
        finalised=finalised,
    )


def _was_ours(path: Path, problem: RecordingProblem) -> bool:
    """Whether what seems to be no recording is one with damaged first bytes.

    Only then has `repair` something to save.
    """
    if problem is not RecordingProblem.NOT_OURS:
        return False
    try:
        return is_one_of_ours(path)
    except OSError:
        return False


def _read(
    connection: sqlite3.Connection, path: Path
) -> tuple[
    list[CheckProblem], Found | None, list[tuple[int, bytes]], Mapping[str, object]
]:
    problems = damage.find_damage(connection, path)
    if problems:
        return problems, None, [], {}
    found = read_new(connection, path, boot=0, anchor=0, seq=0)
    return [], found, read_seals(connection), read_meta(connection, path)


def _repaired(said: Mapping[str, object]) -> str:
    sentence = (
        f"It was repaired: {said.get('rows_kept')} rows were kept and "
        f"{said.get('rows_lost')} were lost"
    )
    stretches = said.get("stretches")
    places = [
        f"{stretch['from_s']} to {stretch['until_s']} s"
        for stretch in (stretches if isinstance(stretches, list) else [])[:MOST]
    ]
    more = ", and more" if isinstance(stretches, list) and stretches[MOST:] else ""
    return sentence + (f" ({', '.join(places)}{more})." if places else ".")


def _is_ours_to_finish(path: Path) -> bool:
    """An older format was read through a copy; its file stays as it is."""
    return store.identify(path) == store.FORMAT


def _unfinished(path: Path, *, closed: bool) -> bool:
    with path.open("rb") as file:
        header = file.read(20)
    write_ahead = header[18] == 2
    return (
        not closed
        or write_ahead
        or bool(snapshot.leftovers(path))
        or lease_path(path).exists()
    )


def _finalise(path: Path, *, closed: bool) -> tuple[bool, tuple[str, ...]]:
    """Finish what a kill left; whether it was done, and what to say about it."""
    try:
        lease = HeldLease.take(path)
    except RecordingError as error:
        return False, (f"It was not finished: {error}",)
    try:
        connection = store.connect(path)
        try:
            if not closed:
                connection.execute("BEGIN IMMEDIATE")
                Appender(connection).close()
                connection.execute("COMMIT")
            single = make_single(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        return False, (f"It was not finished: {store.unwritable(path, error)}",)
    finally:
        lease.release()
    if not single:
        return True, ("Somebody reads it without a pause: it stays two files.",)
    return True, ("A collector had left it unfinished; it is one finished file now.",)
