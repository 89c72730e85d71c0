"""What a user installs: pinned, installable by us, licensed as we may, and audited."""

import json
import re
import tomllib
from importlib.metadata import metadata
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "requirements" / "runtime.txt"
PIN = re.compile(r"([A-Za-z0-9_.-]+)==([0-9][\w.]*)")

ALLOWED = re.compile(
    r"\b(MIT|MIT-CMU|BSD|[023]-?[Cc]lause|0BSD|BSD-[23]-Clause|Apache([- ]2\.0)?|"
    r"ISC|ISCL|Zlib|CC0-1\.0|PSF-2\.0|MPL[- ]2\.0|Python Software Foundation|"
    r"Mozilla Public License 2\.0|Apache Software License|Apache License 2\.0)\b"
)
"""Permissive, or like the MPL for its own files alone."""

FORBIDDEN = re.compile(r"\b(A|L)?GPL|General Public|Proprietary|Commercial", re.I)
READ_BY_HAND = {"pyrage": "MIT"}
"""Packages whose metadata is silent: what the licence file in them says."""


NOT_USED = {"setuptools"}
"""neurokit2 names it and imports it nowhere; every Python brings its own, or none."""


def plain(name: str) -> str:
    """A package's name as an index spells it."""
    return str(canonicalize_name(name))


def pins(file: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(("#", "-r ")):
            continue
        whole = PIN.fullmatch(line)
        assert whole, f"{file.name}: {line!r} is not name==version"
        found[plain(whole[1])] = whole[2]
    return found


def licence(name: str) -> str:
    """What a package says of its licence, as shortly as it says it."""
    about = metadata(name)
    listed = [
        one.split("::")[-1].strip()
        for one in about.get_all("Classifier") or []
        if one.startswith("License ::")
    ]
    told = [
        (about.get_all(key) or [""])[0] for key in ("License-Expression", "License")
    ]
    said = [told[0], *listed, told[1][:60]]
    return (
        next((one for one in said if one and one != "UNKNOWN"), "")
        or READ_BY_HAND[name]
    )


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt", "audit.txt"])
def test_every_requirement_is_one_version_and_no_address(name: str) -> None:
    file = RUNTIME.with_name(name)
    assert len(pins(file)) > 10
    assert "://" not in file.read_text(encoding="utf-8")


def test_what_is_pinned_is_what_pyproject_asks_for_and_what_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = pins(RUNTIME)
    for line in project["project"]["dependencies"]:
        wanted = Requirement(line)
        name = plain(wanted.name)
        assert name in pinned, f"{name} has no pin"
        assert wanted.specifier.contains(pinned[name]), line
    for name, version in pinned.items():
        assert metadata(name)["Version"] == version, name


def test_every_dependency_of_a_dependency_is_pinned_too() -> None:
    pinned = pins(RUNTIME)
    for name in pinned:
        for line in metadata(name).get_all("Requires-Dist") or []:
            wanted = Requirement(line)
            if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
                continue
            needed = plain(wanted.name)
            if needed in NOT_USED:
                continue
            assert needed in pinned, f"{name} needs {needed}"
            assert wanted.specifier.contains(pinned[needed]), f"{name} needs {line}"


def test_every_licence_is_known_and_allowed() -> None:
    for name in pins(RUNTIME):
        said = licence(name)
        assert ALLOWED.search(said), f"{name}: {said!r}"
        assert not FORBIDDEN.search(said), f"{name}: {said!r}"


# -- the audit that needs internet -----------------------------------------------------


def audit() -> ModuleType:
    spec = spec_from_file_location("audit", ROOT / "requirements" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    found = module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


CLEAN = {"name": "a", "version": "1", "vulns": []}
BAD = {
    "name": "b",
    "version": "2",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": []}],
}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("found", "ok", "said"),
    [
        ([CLEAN], True, "1 of 1 packages were asked about. 0 advisories"),
        ([CLEAN, BAD], False, "b 2: PYSEC-1, mended in 2.1"),
        ([CLEAN, SKIPPED], True, "1 of 2 .* nothing is said of them"),
        ([SKIPPED], True, "none of 1 packages .* nothing was audited"),
        (None, True, "cannot be reached"),
    ],
    ids=["clean", "advisory", "some-unknown", "all-unknown", "no-service"],
)
def test_only_an_advisory_fails_and_what_was_not_asked_is_not_called_clean(
    *, found: list[object] | None, ok: bool, said: str
) -> None:
    output = "" if found is None else json.dumps({"dependencies": found})
    verdict = audit().verdict(output)
    assert verdict.ok is ok
    assert re.search(said, verdict.told)
