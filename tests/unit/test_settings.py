from dataclasses import replace

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
        ("surrogates = 1.5", "takes a number"),
        ("gap_s = ", "not TOML"),
    ],
)
def test_a_wrong_setting_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        sam.Settings.from_toml(text)


def test_a_whole_number_of_seconds_means_the_same_as_a_fraction() -> None:
    assert sam.Settings.from_toml("gap_s = 3").digest() == sam.Settings().digest()
