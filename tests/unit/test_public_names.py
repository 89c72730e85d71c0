"""The names that notebooks and other labs' pipelines rely on."""

import subprocess
import sys

import pytest

import samenstemming as sam

HEAVY = ("neurokit2", "scipy.signal", "streamlit", "bleak", "pandas", "numpy")


@pytest.mark.parametrize("name", [*sam.__all__, *dir(sam)])
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(sam, name) is not None


def test_the_contract_is_covered() -> None:
    contract = (
        "decode_heart_rate encode_heart_rate open_recording from_rr simulate"
        " locate_beats Pipeline analyze synchrony Packet Tick LinkChange Marker"
        " Wearer Settings tail control"
    )
    assert set(contract.split()) <= set(sam.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = sam.nothing_of_the_kind


@pytest.mark.parametrize(
    "program", ["import samenstemming", "import samenstemming.__main__"]
)
def test_importing_the_package_loads_nothing_heavy(program: str) -> None:
    asked = f"{program}; import sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
