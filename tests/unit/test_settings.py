from dataclasses import fields, replace
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.errors import SettingsError


def test_the_digest_changes_with_any_setting_and_with_nothing_else() -> None:
    plain = sam.Settings()
    assert plain.digest() == sam.Settings().digest()
    assert replace(plain, gap_s=4.0).digest() != plain.digest()


def test_settings_come_from_toml() -> None:
    assert sam.Settings.from_toml("gap_s = 2.5\nsurrogates = 99").surrogates == 99


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("gaps = 2", "No setting is called 'gaps'"),
        ("gap_s = 'long'", "takes a number"),
        ("gap_s = true", "takes a number"),
        ("surrogates = 1.5", "takes a whole number"),
        ("gap_s = ", "not TOML"),
        ("gap_s = nan", "'gap_s' cannot be nan"),
        ("live_alpha = inf", "'live_alpha' cannot be inf"),
        ("gap_s = -1", "'gap_s' cannot be -1.0: it is 0 or more"),
        ("surrogates = -5", "'surrogates' cannot be -5: it is 0 or more"),
        ("hrv_window_s = 0", "'hrv_window_s' cannot be 0.0: it is more than 0"),
        ("band_low_hz = 0.2", "'band_low_hz' .* below 'band_high_hz'"),
        ("shortest_rr_ms = 2500", "'shortest_rr_ms' .* below 'longest_rr_ms'"),
    ],
)
def test_a_wrong_setting_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        sam.Settings.from_toml(text)


def test_a_setting_given_in_python_is_looked_at_too() -> None:
    with pytest.raises(SettingsError, match="'whole_rate_hz' cannot be 0"):
        sam.Settings(whole_rate_hz=0)


def test_a_table_that_never_comes_is_allowed() -> None:
    assert sam.Settings(table_every_s=0).table_every_s == 0


def test_a_whole_number_of_seconds_means_the_same_as_a_fraction() -> None:
    assert sam.Settings.from_toml("gap_s = 3").digest() == sam.Settings().digest()


@pytest.mark.parametrize("name", [field.name for field in fields(sam.Settings)])
def test_every_setting_is_read_somewhere(name: str) -> None:
    # A knob that nothing reads changes the digest and no number.
    sources = (Path(__file__).parents[2] / "src").rglob("*.py")
    assert any(f".{name}" in source.read_text("utf-8") for source in sources)
