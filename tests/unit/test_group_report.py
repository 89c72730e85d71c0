"""The report on a batch, from a small made-up table of groups."""

from typing import Any

import pytest

from samenstemming.report.group import group_report
from samenstemming.report.page import page
from samenstemming.words import Language

TESTED: dict[str, Any] = {
    **{"setting": "default", "session": "s1", "step": "talk", "nth": 1, "arm": "x"},
    **{"instructed": False, "n_dyads": 20, "n_pseudo": 760, "mean_real_z": 0.6},
    **{"mean_pseudo_z": 0.35, "difference_z": 0.25, "difference_low": 0.2},
    **{"difference_high": 0.3, "effect_size": 1.4, "effect_low": 0.9},
    **{"effect_high": 2.1, "p_value": 0.0001, "p_adjusted": 0.0002},
    **{"n_re_pairings": 9999, "share_p_05": 0.7, "withheld": None},
}
CHANCE = TESTED | {
    **{"step": "$<b>rest$", "nth": 2, "arm": None, "instructed": True},
    **{"effect_size": 0.1, "effect_low": -0.3, "effect_high": 0.5},
    # The bare p would do; the adjusted one does not.
    **{"p_value": 0.04, "p_adjusted": 0.08},
}
FEW = {
    **{"setting": "default", "session": "s1", "step": "whole", "nth": 1, "arm": "y"},
    **{"instructed": False, "n_dyads": 4, "n_pseudo": 24, "mean_real_z": 0.9},
    **{"mean_pseudo_z": 0.3, "difference_z": 0.6, "withheld": "few_dyads"},
}
RECORDINGS: list[dict[str, Any]] = [
    *({"recording": f"Anna-{n}.samen", "status": "used"} for n in range(20)),
    {"recording": "n.txt", "status": "left_out", "reason": "NOT_OURS"},
    {"recording": "Bob.samen", "status": "left_out", "reason": "DAMAGED"},
    {"recording": "Eve.samen", "status": "left_out", "reason": "DAMAGED"},
]


def manifest(*names: str) -> dict[str, Any]:
    of = {"digest": "d1", "settings_digest": "d2", "version": "1"}
    return {
        "libraries": {"numpy": "2.0"},
        "settings": [{"name": n, "surrogates": 9, "seed": 0, **of} for n in names],
        "n_re_pairings": 9999,
        "sha256": {"groups.parquet": "abc", "settings/x/pairs/all-1.parquet": "d"},
    }


def test_what_may_be_said_rests_on_the_adjusted_p() -> None:
    made = group_report(
        RECORDINGS, [TESTED, CHANCE, FEW], manifest("default"), Language.EN
    )
    of = made.sections[1]
    (may,) = of.may
    assert may.startswith("Exploratory. 1. talk · s1 · x: 20 real dyads")
    assert "1.40 [0.90, 2.10]" in may
    assert any("2. $<b>rest$, time 2 (instructed)" in text for text in of.may_not)
    assert any("fewer than five dyads" in text for text in of.may_not)
    assert "exploratory" in of.may_not[0]
    rows = of.tables[0].rows
    told = [row[5].replace("\N{NO-BREAK SPACE}", " ") for row in rows]
    assert told == ["< .001", ".080", "fewer than five dyads"]
    assert all(len(row) == len(of.tables[0].header) for row in rows)


def test_a_declared_grid_has_a_section_each_and_is_not_exploratory() -> None:
    groups = [TESTED | {"setting": name} for name in ("gap=1", "gap=2")]
    told = manifest("gap=1", "gap=2")
    made = group_report(RECORDINGS, groups, told, Language.EN)
    assert [of.title.split(": ")[-1] for of in made.sections[1:3]] == [
        "gap=1",
        "gap=2",
    ]
    for of in made.sections[1:3]:
        assert of.may[0].startswith("1. talk")
        assert not any("xploratory" in text for text in of.may_not)


def test_the_funnel_adds_up_and_names_no_file() -> None:
    made = group_report(RECORDINGS, [], manifest("default"), Language.EN)
    rows = made.sections[0].tables[0].rows
    assert [row[1] for row in rows] == ["23", "2", "1", "20"]
    assert [row[0] for row in made.sections[-1].tables[-1].rows] == ["groups.parquet"]
    html = page(made)
    assert not any(of["recording"] in html for of in RECORDINGS)
    assert "No step has a z." in html


@pytest.mark.parametrize("language", Language)
def test_the_same_rows_give_the_same_page(language: Language) -> None:
    groups = [TESTED, CHANCE, FEW]
    one, two = (
        page(group_report(RECORDINGS, groups, manifest("default"), language))
        for _ in range(2)
    )
    assert one == two
    assert f'lang="{language}"' in one
    assert "<b>" not in one
    assert "<script" not in one


def test_simulated_recordings_are_said_to_be() -> None:
    used = [of | {"simulated": True} for of in RECORDINGS]
    made = group_report(used, [TESTED], manifest("default"), Language.EN)
    assert "20 of the recordings used are simulated" in made.sections[1].may_not[0]
