"""What the command line shows: its language, its tables, its page."""

import re
from itertools import count
from pathlib import Path

import pytest

from samenstemming.cli.arguments import COMMANDS
from samenstemming.cli.page import page, shown
from samenstemming.cli.printing import clock, language, rows, words
from samenstemming.cli.study_arguments import WHAT as STUDY
from samenstemming.series import Verdict, Word
from samenstemming.words import Language, keys
from samenstemming.words.cli import WORDS


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Language.EN),
        ({"LANG": "nl_NL.UTF-8"}, Language.NL),
        ({"LANG": "nl_BE"}, Language.NL),
        ({"LANG": "nl_NL", "LC_ALL": "C"}, Language.EN),
        ({"LANG": "de_DE", "LC_MESSAGES": "nl_NL"}, Language.NL),
        ({"LANG": "nl_NL", "LC_ALL": ""}, Language.NL),
    ],
)
def test_the_language_is_that_of_the_locale(
    environment: dict[str, str], expected: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() is expected


def test_a_table_can_begin_before_its_end_is_known() -> None:
    endless = ([str(number), "x"] for number in count())
    lines = rows(["time", "a long head"], endless)
    assert next(lines) == "time      a long head"
    assert next(lines) == "0                   x"


def test_session_time_reads_as_hours_minutes_seconds() -> None:
    assert clock(0) == "0:00:00"
    assert clock(3725.9) == "1:02:05"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "-"), (0.0, "0"), (63.4518, "63.45"), (0.001, "0.001"), (7, "7")],
)
def test_what_is_unknown_is_a_dash_and_never_zero(value: object, text: str) -> None:
    assert shown(value) == text


def test_every_word_that_the_commands_use_exists() -> None:
    folder = Path(__file__).parents[2] / "src" / "samenstemming" / "cli"
    used = {
        key
        for file in folder.glob("*.py")
        for key in re.findall(r"""["'](cli\.[^"'{]+)["']""", file.read_text("utf-8"))
    }
    made = {f"cli.{command}" for command in COMMANDS}
    made |= {f"cli.word.{word.value}" for word in Word}
    made |= {f"cli.quality.{verdict.value}" for verdict in Verdict}
    made |= {"cli.step", "cli.withheld", "cli.head.quality"}  # within f-strings
    made |= {f"cli.study.{what}" for what in STUDY}
    made |= {f"cli.arg.study.{name}" for name in ("file", "recording")}
    made |= {f"cli.signal.{verdict.value}" for verdict in Verdict} - {"cli.signal.good"}
    assert used | made == {key for key in keys() if key.startswith("cli.")}
    assert set(WORDS) <= set(keys())


PART = {
    "n_beats": 42,
    "rhythm": "irregular",
    "hrv": {"rmssd_ms": None, "heart_rate_bpm": 61.25},
    "hrv_withheld": {"rmssd_ms": "The rhythm is irregular."},
}

FOUND = {
    "recording": {"path": "x.samen", "duration_s": 61.0, "simulated": True},
    "wearers": {
        "a": {**PART, "gaps": [{"start_s": 5.0, "end_s": 9.5, "reason": "silence"}]}
    },
    "synchrony": {"withheld": "There is only one wearer."},
    "steps": [
        {
            "id": "story",
            "start_s": 1.0,
            "end_s": 31.0,
            "instructed": True,
            "wearers": {"a": {**PART, "usable_share": 0.64, "quality": "unusable"}},
            "synchrony": {
                "statistic": 0.5,
                "sign": "in-phase",
                "p_value": None,
                "p_withheld": "This number needs a longer window.",
            },
        }
    ],
}


def test_a_page_says_why_something_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    lines = list(page(FOUND))
    assert lines[0] == "x.samen  0:01:01  simulated"
    assert "rmssd_ms                           -" in lines
    assert "A: rmssd_ms withheld: The rhythm is irregular." in lines
    assert "0:00:05 A: gap of 4.5 s, strap silent" in lines
    assert "synchrony: withheld: There is only one wearer." in lines
    assert "step story" in lines


def test_each_step_is_a_row_with_its_reasons_under_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    lines = list(page(FOUND))
    at = lines.index("steps")
    assert lines[at + 2].split() == [
        *("story", "0:00:01-0:00:31", "64%", "0.5", "in-phase", "-", "-", "-")
    ]
    assert lines[at + 3 : at + 6] == [
        "      a rhythm was asked for: left out of the whole",
        "      A: unusable signal, too many beats are missing or were corrected",
        "      p_value withheld: This number needs a longer window.",
    ]


def test_hundreds_of_gaps_are_summed_by_their_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    gaps = [
        {"start_s": 10.0 * k, "end_s": 10.0 * k + 2 + (k == 3), "reason": "silence"}
        for k in range(200)
    ]
    lines = list(page({**FOUND, "wearers": {"b": {**PART, "gaps": gaps}}}))
    said = "B: 200 gaps, 401 s in all, the longest 3.0 s, strap silent"
    assert [line for line in lines if "gap" in line] == [said]


def test_reasons_speak_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    lines = list(page(FOUND))
    assert "synchronie: niet gegeven: Er is maar één drager." in lines
    assert "A: rmssd_ms niet gegeven: The rhythm is irregular." in lines  # none of ours


def test_words_of_the_terminal_are_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert words("cli.stopped", path="x") == "x is gestopt en afgesloten."
