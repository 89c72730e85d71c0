"""Whether the log beside a recording holds more than SQLite reads of it.

SQLite stops at the first frame that is wrong, and everything behind is silently not
there. What is wrong in the very last write may be a kill or a power cut, and nothing
acknowledged is missing: that is a note. Where whole rows or later writes stand behind
it, the file is damaged.
"""

from pathlib import Path

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import snapshot
from samenstemming.recording.damage import CheckProblem, spans
from samenstemming.recording.log_frames import read_log
from samenstemming.recording.repair_pages import page_size_of
from samenstemming.recording.repair_rows import salvage


def log_findings(
    path: Path, rows_read: int
) -> tuple[list[CheckProblem], tuple[str, ...]]:
    """Damage of the log, and what else is to be said of it."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
        log = read_log(path, page_size_of(header))
    except OSError:
        return [], ()
    if log is None:
        return [], ()
    # Not in WAL mode, says the header, and so SQLite looks past the log.
    ignored = bool(log.frames) and header[19] != 2
    if not log.behind and not ignored:
        return [], ()
    more = sorted(seq for seq in salvage(path).events if seq > rows_read)
    if more:
        sentence = f"Rows {spans(more)} stand behind a broken place of its -wal."
        return [CheckProblem(code="log", sentence=sentence, seqs=tuple(more))], ()
    if log.commits_behind or ignored:
        sentence = (
            f"{log.commits_behind} writes stand behind a broken place of its -wal."
        )
        return [CheckProblem(code="log", sentence=sentence)], ()
    return [], (
        "The last write of its -wal is not whole: a kill or a power cut in the middle "
        "of it, or damage.",
    )


def refuse_broken_log(path: Path) -> None:
    """RecordingError where going on with a recording would write over whole rows.

    Only where nobody writes it: of a living collector's log nothing is said here.
    """
    if not snapshot.leftovers(path) or snapshot.is_alive(path):
        return
    query = "SELECT coalesce(max(seq), 0) FROM event"
    rows_read, _ = snapshot.look(path, lambda file: file.execute(query).fetchone()[0])
    problems, _ = log_findings(path, rows_read)
    if problems:
        msg = (
            f"{path} cannot be gone on with: {problems[0].sentence} "
            "`samenstemming repair` saves them in a new file."
        )
        raise RecordingError(msg, problem=RecordingProblem.DAMAGED)
