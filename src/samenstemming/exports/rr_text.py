"""RR intervals as text, one in ms a line: what Kubios and most HRV tools read.

Such a file has no place for a gap, and a tool that takes one for an interval computes a
variability that nobody has. So there is one file for each run of beats, and `runs.csv`
says where each of them lies.
"""

from collections import defaultdict
from collections.abc import Iterator

from samenstemming.exports.cells import Row, csv_text
from samenstemming.exports.material import Material
from samenstemming.exports.tabular import settings_json, tables_of
from samenstemming.series import Beat

RUNS_HEADER = ("wearer", "run", "file", "start_s", "end_s", "n")


def rr_files(of: Material) -> dict[str, bytes]:
    """A file for each run with an interval in it, runs.csv, gaps.csv, settings.json."""
    files: dict[str, bytes] = {}
    listed: list[Row] = []
    for wearer, found in of.analysis.wearers.items():
        for number, run in enumerate(_runs(found.beats), start=1):
            name = f"{wearer.value}_run-{number:03}.txt"
            rr_ms = [beat.rr_ms for beat in run if beat.rr_ms is not None]
            files[name] = "".join(f"{_shortest(rr)}\n" for rr in rr_ms).encode()
            first, last = run[0], run[-1]
            start_s = first.t_s - (first.rr_ms or 0.0) / 1000
            listed.append(
                (wearer.value, first.run, name, start_s, last.t_s, len(rr_ms))
            )
    tables = tables_of(of.recording, of.analysis, dates=of.dates)
    header, rows = tables["gaps"]
    files["runs.csv"] = csv_text(RUNS_HEADER, listed).encode()
    files["gaps.csv"] = csv_text(header, rows).encode()
    headers = {"runs": RUNS_HEADER, "gaps": header}
    about = settings_json(of.recording, of.analysis, headers, dates=of.dates)
    return files | {"settings.json": about.encode()}


def _runs(beats: tuple[Beat, ...]) -> Iterator[list[Beat]]:
    """Beats from the first with an interval to the last, of each run that has one.

    A beat without an interval breaks a file as a gap does.
    """
    by_run: dict[tuple[int, int], list[Beat]] = defaultdict(list)
    piece = 0
    for beat in beats:
        if beat.rr_ms is None:
            piece += 1
        else:
            by_run[beat.run, piece].append(beat)
    yield from by_run.values()


def _shortest(rr_ms: float) -> str:
    text = repr(float(rr_ms))
    return text.removesuffix(".0")
