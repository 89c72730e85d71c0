"""Are advisories known about what a user installs? Asked by the gate, on the internet.

`pip-audit` asks for the advisories of each pin. Without internet nothing can be asked,
and that is said in a sentence and fails nothing; an advisory fails the gate. What
surprised us: where a mirror stands in for the index, `pip-audit` finds none of the
packages, says so of each, and ends as if all were well. What could not be asked is
therefore counted, and never called clean.

It lives in an environment of its own: it brings a dozen packages that nothing else
here needs.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
ARGUMENTS: Final = (
    *("--requirement", str(HERE / "runtime.txt"), "--no-deps", "--disable-pip"),
    *("--format", "json", "--progress-spinner", "off", "--timeout", "5"),
)
LONGEST_S: Final = 60


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was asked, in a sentence or more, and whether the gate may go on."""

    ok: bool
    told: str


def verdict(output: str) -> Verdict:
    """What the output of `pip-audit --format json` comes to."""
    try:
        found = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Verdict(
            ok=True,
            told="Advisories: the service cannot be reached from here, so nothing was "
            "audited. Run `make audit` on a machine with internet.",
        )
    asked = [one for one in found if "skip_reason" not in one]
    known = [
        f"{one['name']} {one['version']}: {bad['id']}, mended in "
        f"{', '.join(bad['fix_versions']) or 'no version yet'}"
        for one in asked
        for bad in one["vulns"]
    ]
    if not asked:
        return Verdict(
            ok=True,
            told="Advisories: the service that answers here knows none of "
            f"{len(found)} packages (a mirror, most likely), so nothing was audited.",
        )
    told = f"Advisories: {len(asked)} of {len(found)} packages were asked about."
    if len(asked) < len(found):
        told += " The rest are unknown to the service, so nothing is said of them."
    if not known:
        return Verdict(ok=True, told=f"{told} {len(known)} advisories.")
    return Verdict(ok=False, told="\n".join([told, *known]))


def main() -> int:
    """Ask, tell, and fail for an advisory alone."""
    command = [sys.executable, "-m", "pip_audit", *ARGUMENTS]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=LONGEST_S
        )
        output = done.stdout
    except subprocess.TimeoutExpired:
        output = ""
    found = verdict(output)
    sys.stdout.write(f"{found.told}\n")
    return 0 if found.ok else 1


if __name__ == "__main__":
    raise SystemExit(main())
