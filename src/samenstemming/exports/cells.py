"""Cells, rows and the one way in which they become CSV.

Shortest decimals that read back to the same float, plain line feeds, and nothing at all
for what is not known.
"""

import csv
import io
import math
from collections.abc import Iterable, Sequence

Cell = str | float | int | bool | None
Row = Sequence[Cell]


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """A table as CSV, its header first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(float(value)) if math.isfinite(value) else ""
    return str(value)
