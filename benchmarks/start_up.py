"""How long `samenstemming --help` takes, as a whole process, beside bare Python.

Run: python -m benchmarks.start_up [--runs N]
"""

import argparse
import subprocess
import sys
import time

import numpy as np

from benchmarks.report import write_report

HEAVY = ("neurokit2", "streamlit", "bleak", "scipy", "pandas", "numpy")


def wall_s(command: list[str], runs: int) -> float:
    """Median wall seconds of a command, after one run to warm the disk cache."""
    took = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took.append(time.perf_counter() - begun)
    return float(np.median(took[1:]))


def main() -> None:
    """Print the medians and the heavy modules that were loaded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    python = sys.executable
    helped = [python, "-m", "samenstemming", "--help"]
    probe = (
        "import sys, contextlib, io\n"
        "from samenstemming.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), "
        "contextlib.suppress(SystemExit):\n"
        "    main(['--help'])\n"
        f"print([m for m in {HEAVY} if m in sys.modules])"
    )
    loaded = subprocess.run(
        [python, "-c", probe], check=True, capture_output=True, text=True
    )
    write_report(
        "start_up",
        {
            "help_wall_s": round(wall_s(helped, asked.runs), 3),
            "bare_python_wall_s": round(wall_s([python, "-c", ""], asked.runs), 3),
            "import_neurokit2_wall_s": round(
                wall_s([python, "-c", "import neurokit2"], 3), 2
            ),
            "heavy_modules_loaded": loaded.stdout.strip(),
        },
    )


if __name__ == "__main__":
    main()
