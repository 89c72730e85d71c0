"""What goes into a recording's meta, and what its file is called."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from samenstemming.events import Wearer
from samenstemming.session.plan import Plan, local_zone, meta_of
from samenstemming.session.straps import RadioStrap, SimulatedStrap

NOON = datetime(2026, 3, 3, 12, 0, 5, tzinfo=UTC)


def test_the_meta_holds_codes_consent_and_the_truth(tmp_path: Path) -> None:
    strap = SimulatedStrap(seed=3)
    meta = meta_of(
        Plan(
            path=tmp_path / "x.samen",
            straps={Wearer.A: strap, Wearer.B: strap},
            consent=("record", "live"),
        ),
        NOON,
        {
            Wearer.A: {"strap": "simulated:3", "participant": "simulated-3-a"},
            Wearer.B: {"strap": "simulated:3", "participant": "simulated-3-b"},
        },
    )
    assert meta["created_utc"] == "2026-03-03T12:00:05+00:00"
    assert meta["simulated"] is True
    assert meta["wearers"] == {
        "a": {"strap": "simulated:3", "participant": "simulated-3-a"},
        "b": {"strap": "simulated:3", "participant": "simulated-3-b"},
    }
    assert meta["consent"] == {"a": ["record", "live"], "b": ["record", "live"]}


def test_a_real_session_says_so_and_claims_no_truth(tmp_path: Path) -> None:
    strap = RadioStrap(text="Polar")
    plan = Plan(path=tmp_path / "x.samen", straps={Wearer.A: strap})
    meta = meta_of(plan, NOON, {Wearer.A: {"strap": "Polar H10 1234"}})
    assert meta["simulated"] is False
    assert "truth" not in meta
    assert meta["wearers"] == {"a": {"strap": "Polar H10 1234"}}


def test_the_zone_is_the_one_that_the_system_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", ":Europe/Amsterdam")
    assert local_zone() == "Europe/Amsterdam"
    monkeypatch.delenv("TZ")
    assert local_zone()
