"""Flooding where an analyst meets it: `analyze`, its JSON, and the exports.

One couple; B is 30 bpm over the own rest for a minute of a quiet step, which is what
`flooding` means. It is a stretch for whoever looks back, exploratory, and whose it was
stands in the evidence alone.
"""

import csv
import json
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.cli.page_talk import page_talk
from samenstemming.events import Wearer
from samenstemming.recording import write_recording
from samenstemming.sources.simulated_talk import (
    ARRIVING,
    Bump,
    ScriptStep,
    simulate_talk,
)
from samenstemming.words import Language, say

BUMP = Bump(wearer=Wearer.B, start_s=360.0, seconds=60.0, bpm=30.0)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    steps = (*ARRIVING, ScriptStep(id="talk", seconds=180, speaker="none"))
    made = simulate_talk(steps, bumps=[BUMP], seed=3)
    place = tmp_path_factory.mktemp("flooded") / "pair.samen"
    meta = {**made.meta, "simulated": True}
    write_recording(place, sam.Recording.of(made.events(), meta=meta))
    return place


def in_the_minute(start_s: float, end_s: float) -> bool:
    """Levels are of trailing windows: they come late, and stay as long again."""
    return BUMP.start_s <= start_s < end_s <= BUMP.start_s + BUMP.seconds + 90


def test_analyze_says_it_in_its_json_and_in_words(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(file), "--surrogates", "0", "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    found = whole["moments"]
    flooding = [one for one in found if one["kind"] == "flooding"]
    assert flooding
    for one in flooding:
        assert in_the_minute(one["start_s"], one["end_s"])
        assert one["evidence"]["wearer"] == "b"
        assert one["evidence"]["most_d_bpm"] > 15
        assert one["label"] == "exploratory"
    assert found == sorted(found, key=lambda one: (one["start_s"], one["kind"]))
    lines = "\n".join(page_talk(whole))
    assert any(say("moment.flooding", language) in lines for language in Language)


def test_the_exports_hold_the_same_stretches(file: Path, tmp_path: Path) -> None:
    expected = [
        (one.start_s, one.end_s, one.evidence["wearer"])
        for one in sam.moments(sam.open_recording(file))
        if one.kind == "flooding"
    ]
    assert expected
    sam.export_recording(file, tmp_path / "csv", format="csv")
    with (tmp_path / "csv" / "moments.csv").open(newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["kind"] == "flooding"]
    assert [
        (float(r["start_s"]), float(r["end_s"]), json.loads(r["evidence"])["wearer"])
        for r in rows
    ] == expected
    assert {(row["rule"], row["label"]) for row in rows} == {("high", "exploratory")}
