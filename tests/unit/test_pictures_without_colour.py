"""A report's pictures are read in grey by their dashes, and by every kind of eye."""

import re
from collections import defaultdict

import numpy as np
import pytest

import samenstemming as sam
from dashboards.palette import DARK, LIGHT
from samenstemming.events import Wearer
from samenstemming.report.pictures import COLOURS, against_chance, heart_rates
from samenstemming.series import Floats

SEEN_BY = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What is left of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1)."""

CLEARLY_APART = 0.3
"""Of sRGB's own scale, in which black and white lie 1.7 apart."""


@pytest.fixture(scope="module")
def analysis() -> sam.Analysis:
    return sam.analyze(sam.simulate(minutes=4, coupling=0.9, seed=2), surrogates=19)


def test_the_line_of_b_is_dashed_and_that_of_a_is_not(analysis: sam.Analysis) -> None:
    drawn = heart_rates(analysis, defaultdict(lambda: "word"))
    styles = re.findall(r'style="(fill: none[^"]*)"', drawn)
    for wearer, dashed in ((Wearer.A, False), (Wearer.B, True)):
        lines = [of for of in styles if COLOURS[wearer].lower() in of.lower()]
        assert lines
        assert all(("stroke-dasharray" in of) is dashed for of in lines)


def test_the_band_of_chance_is_hatched(analysis: sam.Analysis) -> None:
    drawn = against_chance(analysis.synchrony, defaultdict(lambda: "word"))
    assert drawn is not None
    assert "<pattern" in drawn


@pytest.mark.parametrize("kind", SEEN_BY)
@pytest.mark.parametrize(
    ("a", "b"),
    [
        (COLOURS[Wearer.A], COLOURS[Wearer.B]),
        (LIGHT["a"], LIGHT["b"]),
        (DARK["a"], DARK["b"]),
    ],
    ids=["report", "light", "dark"],
)
def test_the_two_are_told_apart_without_one_kind_of_cone(
    kind: str, a: str, b: str
) -> None:
    seen = [_seen(colour, SEEN_BY[kind]) for colour in (a, b)]
    assert np.linalg.norm(seen[0] - seen[1]) > CLEARLY_APART


def _seen(colour: str, left: tuple[tuple[float, ...], ...]) -> Floats:
    """The sRGB (3,), 0-1, that stands for what this eye sees of a colour."""
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    mixed = np.clip(np.array(left) @ linear, 0, 1)
    curve = 1.055 * mixed ** (1 / 2.4) - 0.055
    shown: Floats = np.where(mixed <= 0.0031308, 12.92 * mixed, curve)
    return shown
