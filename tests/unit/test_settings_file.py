"""The settings file: printed with its reasons, read back, wrong in one sentence."""

import tomllib
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from samenstemming import Settings
from samenstemming.errors import SettingsError
from samenstemming.settings_toml import explained, read_toml, written_out


def test_what_is_printed_is_the_defaults_and_reads_back_as_them() -> None:
    text = written_out(Settings())
    assert tomllib.loads(text) == asdict(Settings())
    assert read_toml(text, "mine.toml") == Settings()


def test_what_was_changed_is_printed_as_it_is() -> None:
    changed = Settings(gap_s=4.5, surrogates=99)
    assert read_toml(written_out(changed), "mine.toml") == changed


def test_every_knob_says_what_it_is_for_or_where_it_comes_from() -> None:
    told = explained()
    assert list(told) == [field.name for field in fields(Settings)]
    assert "law 3" in told["lateness_s"].text
    assert told["hrv_window_s"].text == "Live window of heart rate, RMSSD and pNN50."
    assert "science.md 1d" in told["live_window_s"].part
    assert [name for name, of in told.items() if not of.text] == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# mine\ngap = 2\n", "mine.toml, line 2: No setting is called 'gap'"),
        ("gap_s = 3.0\n\ngap_s = 4.0", "mine.toml, line 3: this is not TOML"),
        ("gap_s = 3.0\nseed = 'x'", "mine.toml, line 2: Setting 'seed' takes a"),
        ("surrogates = 1.5", "mine.toml, line 1: Setting 'surrogates' takes a whole"),
        ("\n\ngap_s = -1", "mine.toml, line 3: Setting 'gap_s' cannot be -1"),
        ("seed=1\nband_low_hz = 0.2", "mine.toml, line 2: .* below 'band_high_hz'"),
        ("rr_counts_per_s_a = 7", "mine.toml, line 1: Setting 'rr_counts_per_s_a'"),
        ("[cues]\ncue_gap_s = 1", "mine.toml, line 1: No setting is called 'cues'"),
        ("gap_s = ", "mine.toml, line 1: this is not TOML"),
        ("gap_s = 1e999", "mine.toml, line 1: Setting 'gap_s' cannot be inf"),
        ("gap_s = 2020-01-01", "mine.toml, line 1: Setting 'gap_s' takes a number"),
    ],
)
def test_a_mistake_is_one_sentence_with_file_line_and_key(
    text: str, sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence) as caught:
        read_toml(text, "mine.toml")
    assert "\n" not in str(caught.value)


def test_a_slip_of_the_pen_is_guessed() -> None:
    with pytest.raises(SettingsError, match="Perhaps 'cue_gap_s'"):
        read_toml("cue_gaps = 60", "mine.toml")


def test_a_recording_keeps_the_settings_that_it_was_made_with() -> None:
    made = Settings(arousal_high_bpm=25)
    assert Settings.of_recording({"settings": asdict(made)}) == made
    assert Settings.of_recording({}) == Settings()


def test_a_recording_of_another_version_has_knobs_that_are_not_ours() -> None:
    meta = {"settings": {"gap_s": 4.0, "a_knob_of_later": 1.0}}
    assert Settings.of_recording(meta) == Settings(gap_s=4.0)


def test_the_page_names_every_part(request: pytest.FixtureRequest) -> None:
    page = Path(request.config.rootpath, "docs", "settings.md").read_text("utf-8")
    for part in {of.part for of in explained().values()}:
        assert part.split(" (")[0] in page, part
