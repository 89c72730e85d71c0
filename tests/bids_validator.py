"""The official BIDS validator, offline; for tests that make trees."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest


def validator(folder: Path) -> dict[str, object]:
    """The official validator's report; nothing in it may reach the network."""
    bundle = _bundle()
    if bundle is None:
        why = "bids-validator-deno is not installed"
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(why)
        pytest.skip(why)
    deno = str(Path(sys.executable).parent / "deno")
    done = subprocess.run(
        [
            *(deno, "run", "--no-prompt", "--deny-net", "--no-remote", "--allow-read"),
            *("--allow-env", bundle, str(folder), "--format", "json"),
            *("--max-rows", "-1"),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    report: dict[str, object] = json.loads(done.stdout)
    return report


def _bundle() -> str | None:
    spec = find_spec("bids_validator_deno")
    if spec is None or spec.origin is None:
        return None
    return str(Path(spec.origin).with_name("bids-validator.js"))


def errors_in(report: dict[str, object]) -> list[object]:
    issues = report["issues"]
    assert isinstance(issues, dict)
    return [one for one in issues["issues"] if one["severity"] == "error"]
