"""Every trouble with a recording has words in both languages."""

import re
from pathlib import Path

import pytest

from samenstemming.errors import RecordingProblem
from samenstemming.recording import WriterProblem, live_file
from samenstemming.words import Language, say


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("problem", RecordingProblem)
def test_a_file_that_cannot_be_used_has_a_sentence(
    problem: RecordingProblem, language: Language
) -> None:
    assert say(f"recording.{problem.value.replace(' ', '_')}", language).endswith(
        (".", "?")
    )


def test_every_code_of_the_writer_has_a_sentence() -> None:
    listed = re.search(r"Codes: ([^.]+)\.", WriterProblem.__doc__ or "")
    assert listed
    codes = set(re.split(r"[,\s]+", listed[1].strip()))
    source = Path(live_file.__file__).read_text("utf-8")
    assert all(f'"{code}"' in source for code in codes)
    for code in codes:
        assert say(f"writing.{code}", Language.EN) != say(
            f"writing.{code}", Language.NL
        )


@pytest.mark.parametrize("risk", ["synced", "network"])
def test_a_place_that_is_unsafe_has_a_sentence(risk: str) -> None:
    assert say(f"place.{risk}", Language.NL)
