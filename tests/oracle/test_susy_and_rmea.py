"""Golden values: what R's SUSY and rMEA gave for one simulated couple.

The packages are GPL and not part of this project; their output on our own simulated
data is read from `shared/data` beside the checkout.
"""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samenstemming.measures.moving_ccf import MovingCcf, moving_ccf
from samenstemming.measures.pair import Pair, pair_of
from samenstemming.measures.susy import Susy, susy
from samenstemming.series import Floats

GOLDEN = Path(__file__).parents[3] / "shared" / "data" / "golden_sim"
pytestmark = pytest.mark.skipif(
    not GOLDEN.is_dir(), reason="shared/data does not lie beside this checkout"
)


def couple() -> tuple[Floats, Floats]:
    table = np.loadtxt(GOLDEN / "dyad_c0.75_tau3_hr4hz.csv", delimiter=",", skiprows=1)
    return table[:, 1], table[:, 2]


def pair(*, swapped: bool = False) -> Pair:
    a, b = couple()
    return pair_of(b, a, 4.0) if swapped else pair_of(a, b, 4.0)


@cache
def our_susy() -> Susy:
    found = susy(pair())
    assert isinstance(found, Susy)
    return found


def our_table(*, absolute: bool) -> MovingCcf:
    found = moving_ccf(pair(), absolute=absolute)
    assert isinstance(found, MovingCcf)
    return found


def golden(key: str) -> dict[str, Any]:
    values = json.loads((GOLDEN / "golden_values.json").read_text("utf-8"))
    (found,) = (of for name, of in values.items() if name.startswith(key))
    assert isinstance(found, dict)
    return found


def test_every_number_that_susy_prints_comes_out() -> None:
    with (GOLDEN / "susy_R_seg30_maxlag5.csv").open(encoding="utf-8") as file:
        printed = {name: text for name, text in csv.reader(file) if name}
    given = {"Var1", "Var2"}
    assert set(printed) - given == set(our_susy().values)
    for name in set(printed) - given:
        text = printed[name]
        wanted = None if text == "NA" else pytest.approx(float(text), rel=1e-6)
        assert our_susy().values[name] == wanted, name


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Z", "Z"),
        ("Z_pseudo", "Z-Pseudo"),
        ("SD_Z", "SD(Z)"),
        ("SD_Z_pseudo", "SD(Z-Pseudo)"),
        ("n_lags", "n(lags)"),
        ("n_segments", "n(Segmente)"),
        ("pct_gt_pseudo", "%>Pseudo"),
        ("ES", "ES"),
        ("Z_lead1", "Z(lead1)"),
        ("Z_lead2", "Z(lead2)"),
        ("ES_lead1", "ES(lead1)"),
        ("ES_lead2", "ES(lead2)"),
        ("Z_noAbs", "Z(noAbs)"),
        ("Z_pseudo_noAbs", "Z(Pseudo-noAbs)"),
        ("pct_gt_pseudo_noAbs", "%>Pseudo(noAbs)"),
        ("ES_noAbs", "ES(noAbs)"),
    ],
)
def test_the_golden_values_of_susy_come_out(theirs: str, ours: str) -> None:
    wanted = golden("SUSY")[theirs]
    assert our_susy().values[ours] == pytest.approx(wanted, rel=1e-6)


def test_susys_table_over_lags_comes_out() -> None:
    table = np.loadtxt(GOLDEN / "susy_R_lags.csv", delimiter=",", skiprows=1)
    found = our_susy()
    ours = [
        found.real,
        found.pseudo,
        found.real_z,
        found.real_z_signed,
        found.pseudo_z,
        found.pseudo_z_signed,
    ]
    np.testing.assert_allclose(np.stack(ours, axis=1), table, atol=1e-9)


def test_swapping_the_wearers_turns_susys_lags_around_and_nothing_else() -> None:
    found, back = our_susy(), susy(pair(swapped=True))
    assert isinstance(back, Susy)
    assert np.array_equal(back.real_z, found.real_z[::-1])
    assert np.array_equal(back.pseudo_z_signed, found.pseudo_z_signed[::-1])
    assert back.values["Z(lead1)"] == pytest.approx(found.values["Z(lead2)"], rel=1e-14)
    assert back.values["ES"] == pytest.approx(found.values["ES"], rel=1e-12)


@pytest.mark.parametrize("kind", ["abs", "signed"])
def test_rmeas_table_comes_out(kind: str) -> None:
    name = f"rMEA_ccf_win60_inc30_lag5_{kind}.csv"
    table = np.loadtxt(GOLDEN / name, delimiter=",", skiprows=1)
    ours = our_table(absolute=kind == "abs").z
    np.testing.assert_allclose(ours, table, atol=1e-9)


def test_the_golden_values_of_rmea_come_out() -> None:
    wanted = golden("rMEA")
    there, signed = our_table(absolute=True), our_table(absolute=False)
    assert there.z.shape == (wanted["n_windows"], wanted["n_lags"])
    assert there.grand_average == pytest.approx(wanted["grandAver_abs"], rel=1e-6)
    assert signed.grand_average == pytest.approx(wanted["grandAver_signed"], rel=1e-6)
    assert there.lag_zero == pytest.approx(wanted["mean_lag_zero"], rel=1e-6)
    assert signed.a_leads == pytest.approx(wanted["mean_s1_lead_signed"], rel=1e-6)
    assert signed.b_leads == pytest.approx(wanted["mean_s2_lead_signed"], rel=1e-6)
    assert there.best_lag_s.tolist() == wanted["bestLag_s"]


def test_swapping_the_wearers_mirrors_rmeas_table() -> None:
    back = moving_ccf(pair(swapped=True), absolute=False)
    assert isinstance(back, MovingCcf)
    assert np.array_equal(back.z[:, ::-1], our_table(absolute=False).z)
