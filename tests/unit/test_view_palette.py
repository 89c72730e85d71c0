"""axe does not judge a canvas, so its contrast is computed here."""

import pytest

from dashboards.palette import DARK, LIGHT, contrast, theme_options

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@BOTH
@pytest.mark.parametrize("name", ["text", "muted", "a", "b", "relation"])
def test_letters_and_lines_stand_out_from_the_page(
    colours: dict[str, str], name: str
) -> None:
    assert contrast(colours[name], colours["background"]) >= 4.5
    assert contrast(colours[name], colours["surface"]) >= 4.5


@BOTH
def test_the_line_of_r_stands_out_from_the_chance_band(colours: dict[str, str]) -> None:
    assert contrast(colours["relation"], colours["band"]) >= 4.5
    assert contrast(colours["muted"], colours["band"]) >= 4.5
    assert contrast(colours["text"], colours["notice"]) >= 4.5


@BOTH
def test_a_primary_button_carries_white_letters(colours: dict[str, str]) -> None:
    assert contrast("#FFFFFF", colours["primary"]) >= 4.5


def test_streamlit_knows_every_theme_option() -> None:
    from streamlit import config

    config.get_config_options()
    for name in theme_options():
        config.get_option(name)
