"""One benchmark's figures as a table on the screen and JSON in benchmarks/out."""

import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

OUT = Path(__file__).parent / "out"


def write_report(name: str, figures: Mapping[str, object]) -> None:
    """Print the figures and keep them with the day, the machine and the versions."""
    width = max(len(key) for key in figures)
    print(f"\n{name}")
    for key, value in figures.items():
        print(f"  {key:<{width}}  {value}")
    OUT.mkdir(exist_ok=True)
    kept = {
        "benchmark": name,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "numpy": version("numpy"),
        "neurokit2": version("neurokit2"),
        "figures": dict(figures),
    }
    (OUT / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n")
