"""The pages keep up with the code."""

from pathlib import Path

import pytest

from samenstemming.measures.hrv import INDICES, SHORTEST_WINDOW_S
from samenstemming.measures.hrv_full_rules import (
    DOMAIN_OF,
    NEVER,
    SHORTEST_S,
    Domain,
)
from samenstemming.words import reasons

ROOT = Path(__file__).parents[2]
SIGNALS = (ROOT / "docs" / "signals.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", INDICES)
def test_every_index_is_explained_with_its_shortest_window(name: str) -> None:
    (row,) = (line for line in SIGNALS.splitlines() if line.startswith(f"| `{name}`"))
    assert f"| {SHORTEST_WINDOW_S[name]:g} s |" in row


@pytest.mark.parametrize("name", DOMAIN_OF)
def test_every_index_of_the_full_set_stands_beside_its_shortest_window(
    name: str,
) -> None:
    domain = DOMAIN_OF[name]
    bare = name.removeprefix("HRV_")
    column = 2 + list(Domain).index(domain)
    wanted = f"{SHORTEST_S[domain][name]:g} s"
    if NEVER.get(name) is not None:
        wanted = "never"
    (row,) = (line for line in SIGNALS.splitlines() if line.startswith(f"| {wanted} |"))
    cell = [part.strip() for part in row.split("|")][column]
    known = cell.split(", ")
    assert bare in known or any(
        entry.endswith("*") and bare.startswith(entry[:-1]) for entry in known
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Variability once a second",
        "neurokit2's full set",
        "Live synchrony",
        "Whole-record synchrony",
        "Turns: who spoke",
        "Arousal of one wearer",
        "The two together",
        "The exploratory index of co-regulation",
        "Segments and candidate moments",
        "SUSY",
        "rMEA's table",
        "Coherence",
        "Wavelet coherence",
        "Phase locking",
        "Moving-slope concordance",
        "neurokit2's signal_synchrony",
    ],
)
def test_every_family_of_measures_has_a_section(heading: str) -> None:
    assert f"## {heading}" in SIGNALS


def test_every_gap_reason_has_its_words() -> None:
    wanted = {"lost_notification", "silence", "link_lost", "suspend", "no_rr"}
    assert {f"gap.{reason}" for reason in wanted} <= set(reasons.WORDS)


def test_the_readme_shows_the_two_commands_first() -> None:
    top = (ROOT / "README.md").read_text(encoding="utf-8")[:1500]
    assert "make demo" in top
    assert "make test" in top
    assert ".png" in top
