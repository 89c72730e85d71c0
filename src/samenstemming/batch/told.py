"""The group report as a file beside the tables that it is made from.

It is no table and stands in no checksum; it names theirs. Made from what lies there, so
a run that was killed, or went on elsewhere, comes to the same page.
"""

import json

from samenstemming.batch.place import Place
from samenstemming.batch.run import MANIFEST, REPORT
from samenstemming.batch.tiles import read_table, write_bytes
from samenstemming.report.group import group_report
from samenstemming.report.page import page
from samenstemming.words import Language


def write_report(output: Place, language: Language) -> Place:
    """Write the page of a finished run, in this language; where it lies."""
    manifest = json.loads((output / MANIFEST).read_bytes())
    settings = manifest["settings"]
    first = output
    if len(settings) > 1:
        first = output / "settings" / settings[0]["name"]
    recordings = read_table(first / "recordings.parquet")
    groups = read_table(output / "groups.parquet")
    made = page(group_report(recordings, groups, manifest, language))
    write_bytes(output / REPORT, made.encode())
    return output / REPORT
