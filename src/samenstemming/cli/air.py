"""What is in the air: `scan`."""

import asyncio
import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from samenstemming.cli.live import log_to_stderr
from samenstemming.cli.printing import out, tell, words

if TYPE_CHECKING:
    from samenstemming.sources.ble_names import SeenStrap


def scan(arguments: Namespace) -> int:
    """List the straps that can be heard now."""
    from samenstemming.session.known_straps import default_path
    from samenstemming.session.radio_straps import in_the_air
    from samenstemming.session.worn_straps import WornStraps

    log_to_stderr(debug=arguments.debug)
    if sys.stderr.isatty():
        tell(words("ble.scanning", seconds=arguments.seconds))
    # What the straps are called is extra: a spoilt file must not end a search.
    straps = asyncio.run(
        in_the_air(arguments.seconds, label_of=WornStraps(default_path()).label_of)
    )
    if arguments.json:
        out(json.dumps([_as_json(strap) for strap in straps]))
    elif straps:
        _print_table(straps)
    else:
        tell(words("ble.none"))
    return 0


def _as_json(strap: "SeenStrap") -> dict[str, object]:
    """`sends_rr` is null: nothing in the air says so before a strap is connected."""
    label = {"label": strap.label} if strap.label else {}
    return {
        **label,
        "name": strap.name,
        "address": strap.address,
        "rssi_dbm": strap.rssi_dbm,
        "sends_rr": None,
        "held": strap.held,
    }


def _print_table(straps: "list[SeenStrap]") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD)
    for key in ("name", "address", "rssi", "rr"):
        table.add_column(words(f"ble.head.{key}"), no_wrap=True)
    for strap in straps:
        rssi = words("ble.held") if strap.held else str(strap.rssi_dbm)
        called = f'{strap.name} "{strap.label}"' if strap.label else strap.name
        table.add_row(called, strap.address, rssi, words("ble.rr_unknown"))
    Console().print(table)
