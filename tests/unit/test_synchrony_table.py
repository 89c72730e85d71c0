"""The table of further measures: complete, honest about what is missing, repeatable."""

import json
from typing import Any

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.analysis_more import further_synchrony, further_synchrony_json
from samenstemming.measures.synchrony_table import SynchronyTable, synchrony_table
from samenstemming.measures.synchrony_table_json import table_json
from samenstemming.series import Floats

RATE_HZ = 2.0
MEASURES = {
    "coherence",
    "wavelet_coherence",
    "phase_locking",
    "concordance",
    "susy",
    "moving_ccf",
    "partner_rsa",
    "recurrence",
    "oscillators",
    "neurokit2",
}


def noise(seed: int, n: int = 1200) -> Floats:
    rate: Floats = 70 + 3 * np.random.default_rng(seed).normal(size=n)
    return rate


def as_json(table: SynchronyTable) -> dict[str, Any]:
    """The table after a journey through text, which NaN would not survive."""
    found = json.loads(json.dumps(table_json(table), allow_nan=False))
    assert isinstance(found, dict)
    return found


def test_a_coupled_pair_stands_out_of_chance_in_every_measure() -> None:
    shared = noise(1)
    found = as_json(
        synchrony_table(shared, shared + noise(2) - 70, RATE_HZ, surrogates=19)
    )
    assert found["n_surrogates"] == 19
    assert set(found) >= MEASURES
    for band in ("slow", "lf", "hf"):
        coherent = found["coherence"]["bands"][band]
        assert coherent["value"] > coherent["chance"]["p95"]
        assert found["phase_locking"]["bands"][band]["p_value"] == 0.05
    assert found["coherence"]["bands"]["slow"]["p_value"] == 0.05
    for entry in found["wavelet_coherence"]["bands"].values():
        assert entry["withheld"] or entry["value"] > entry["chance"]["p95"]
    assert found["concordance"]["p_value"] == 0.05
    hilbert = found["neurokit2"]["hilbert"]
    assert hilbert["value"] > hilbert["chance"]["p95"]
    assert "model of chance" in found["neurokit2"]["p_withheld"]
    assert found["susy"]["ES(noAbs)"] > 0
    assert found["moving_ccf"]["lag_zero"] > 0.5


def test_the_same_data_give_the_same_table_and_another_seed_another_null() -> None:
    first, again, other = (
        as_json(synchrony_table(noise(1), noise(2), RATE_HZ, surrogates=19, seed=seed))
        for seed in (1, 1, 2)
    )
    assert first == again
    assert other["coherence"] != first["coherence"]
    assert other["susy"] == first["susy"]


def test_swapping_the_wearers_changes_no_p_value() -> None:
    a, b = noise(1), noise(2)
    there, back = (
        as_json(synchrony_table(*of, RATE_HZ, surrogates=19)) for of in ((a, b), (b, a))
    )
    for measure in ("coherence", "wavelet_coherence", "phase_locking"):
        for band, entry in there[measure]["bands"].items():
            other = back[measure]["bands"][band]
            assert other["p_value"] == entry["p_value"]
            assert other["value"] == entry["value"]
    assert back["concordance"] == there["concordance"]
    assert back["neurokit2"] == there["neurokit2"]
    assert back["moving_ccf"]["a_leads"] == there["moving_ccf"]["b_leads"]


@pytest.mark.parametrize(
    "a",
    [
        np.full(1200, 70.0),
        np.full(1200, np.nan),
        np.zeros(0),
        noise(1, 100),
        np.where(np.arange(1200) % 100 < 50, np.nan, noise(1)),
    ],
    ids=["constant", "all NaN", "empty", "too short", "mostly holes"],
)
def test_bad_input_gives_a_reason_in_every_measure(a: Floats) -> None:
    found = as_json(synchrony_table(a, noise(2)[: a.size], RATE_HZ, surrogates=9))
    for measure in MEASURES:
        assert found[measure]["withheld"]
        assert set(found[measure]) == {"withheld"}


def test_a_p_value_is_withheld_where_its_null_was_measured_not_to_hold() -> None:
    found = as_json(
        synchrony_table(noise(1, 720), noise(2, 720), RATE_HZ, surrogates=9)
    )
    assert found["coherence"]["bands"]["lf"]["p_value"] is None
    assert "model of chance" in found["coherence"]["bands"]["lf"]["p_withheld"]
    assert found["coherence"]["bands"]["slow"]["p_value"] is not None
    assert found["phase_locking"]["bands"]["lf"]["p_value"] is not None
    assert found["phase_locking"]["bands"]["hf"]["p_value"] is None
    assert "longer window" in found["phase_locking"]["bands"]["hf"]["p_withheld"]
    assert found["wavelet_coherence"]["bands"]["lf"]["p_value"] is None
    assert "model of chance" in found["wavelet_coherence"]["bands"]["lf"]["p_withheld"]


def test_a_day_gets_everything_but_a_map() -> None:
    day = 2 * 86_400
    table = synchrony_table(noise(1, day), noise(2, day), RATE_HZ, surrogates=1)
    found = as_json(table)
    assert "too long" in found["wavelet_coherence"]["withheld"]
    assert found["susy"]["n(Segmente)"] == 2880
    assert found["coherence"]["bands"]["slow"]["value"] < 0.01


def test_without_surrogates_there_are_values_and_no_p() -> None:
    found = as_json(synchrony_table(noise(1), noise(2), RATE_HZ, surrogates=0))
    assert found["coherence"]["bands"]["lf"]["value"] is not None
    assert found["coherence"]["bands"]["lf"]["p_value"] is None


def test_a_recording_has_the_table_over_what_was_not_instructed() -> None:
    recording = sam.simulate(minutes=5, seed=3)
    analysis = sam.analyze(recording, surrogates=0)
    table = further_synchrony(analysis, surrogates=0)
    assert not isinstance(table, str)
    assert 270 < table.known_s <= 300
    assert set(further_synchrony_json(table)) >= MEASURES


def test_one_wearer_is_said_to_be_one() -> None:
    alone = sam.analyze(sam.from_rr([800.0 + 20 * (k % 7) for k in range(400)]))
    why = further_synchrony(alone)
    assert why == "one_wearer"
    assert further_synchrony_json(why) == {"withheld": "There is only one wearer."}
