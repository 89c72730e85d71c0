"""The tables of the CSV export as Parquet: typed columns, null where nothing is known.

Types follow from the column's name alone, so that a table in which nothing is known has
the same schema as a full one and files of many sessions can be read as one data set.
`settings.json` is beside the tables and in each file's own metadata, so that a table
that has gone its own way still says what it rests on.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Final

from samenstemming.exports.cells import Row
from samenstemming.exports.material import Material
from samenstemming.exports.tabular import settings_json, tables_of

METADATA_KEY: Final = b"samenstemming"

_TEXT: Final = frozenset(
    {
        "wearer",
        "origin",
        "flag",
        "part",
        "verdict",
        "rhythm",
        "withheld",
        "sign",
        "null_model",
        "lead",
        "roles",
        "lag_withheld",
        "p_withheld",
        "segment_pairs_withheld",
        "speaker",
        "step",
        "joint",
        "joint_unknown_because",
        "exploratory_sign",
        "exploratory_withheld",
        "state",
        "unknown_because",
        "baseline",
        "label",
        "class",
        "kind",
        "rule",
        "evidence",
        "name",
        "source",
        "note",
        "data",
        "reason",
        "why",
        "left_out",
        "who",
        "author",
        "utc",
        "index",
        "domain",
    }
)
_WHOLE: Final = frozenset(
    {"run", "n_beats", "n_surrogates", "n_windows", "beat_index", "n"}
)
_YES_NO: Final = frozenset({"follows", "instructed", "short"})

_LISTED: Final = {("corrections", "rr_ms"), ("corrections", "nn_ms")}
"""Several intervals parted by spaces: text, unlike elsewhere."""


def parquet_files(of: Material) -> dict[str, bytes]:
    """Each table as a Parquet file, and settings.json."""
    tables = tables_of(of.recording, of.analysis, dates=of.dates, full_hrv=of.full_hrv)
    headers = {name: header for name, (header, _) in tables.items()}
    about = settings_json(of.recording, of.analysis, headers, dates=of.dates).encode()
    files = {
        f"{name}.parquet": _file(name, header, rows, about)
        for name, (header, rows) in tables.items()
    }
    return files | {"settings.json": about}


def kind_of(table: str, column: str) -> str:
    """The type of a column: text, whole, yes_no or number."""
    if (table, column) in _LISTED or column in _TEXT:
        return "text"
    if column in _WHOLE:
        return "whole"
    return "yes_no" if column in _YES_NO else "number"


def _file(name: str, header: Sequence[str], rows: Iterable[Row], about: bytes) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        "text": pa.string(),
        "whole": pa.int64(),
        "yes_no": pa.bool_(),
        "number": pa.float64(),
    }
    columns = list(zip(*rows, strict=True)) or [()] * len(header)
    schema = pa.schema(
        [pa.field(column, types[kind_of(name, column)]) for column in header],
        metadata={METADATA_KEY: about},
    )
    arrays = [
        pa.array(values, type=field.type)
        for values, field in zip(columns, schema, strict=True)
    ]
    out = io.BytesIO()
    parquet.write_table(pa.table(arrays, schema=schema), out)
    return out.getvalue()
