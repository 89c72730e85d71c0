"""One partner's own part of an evening: nothing of the other is in it."""

from dataclasses import replace
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.events import Event, Marker, Wearer
from samenstemming.recording import write_recording
from samenstemming.session.levels import levels
from samenstemming.session.own_part import own_data, own_part
from samenstemming.sources.simulated_talk import ARRIVING, ScriptStep, simulate_talk

A, B = Wearer
WORD = {"nl": "eenzaam", "en": "lonely"}


def card(t_s: int, wearer: Wearer, word: dict[str, str] | None, step: str) -> Marker:
    data = {"step": step, "list": "feeling_words", "chosen": True, "shared": False}
    held = data if word is None else {**data, "card": "feeling_words.1", "word": word}
    t_ns = t_s * 10**9
    return Marker(
        t_ns=t_ns, name="card_chosen", wearer=wearer, source=wearer, data=held
    )


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A talk: A let words be kept and B did not."""
    talk = simulate_talk((*ARRIVING, ScriptStep(id="talk", seconds=60)), seed=2)
    cards: list[Event] = [
        card(310, A, {"nl": "boos", "en": "cross"}, "one"),
        card(311, A, WORD, "one"),
        card(312, B, None, "one"),
        Marker(t_ns=315 * 10**9, name="laughed", source="either"),
        Marker(t_ns=316 * 10**9, name="pause", data={"by": "sensor"}),
    ]
    events = sorted([*talk.events(), *cards], key=lambda event: event.t_ns)
    agreed = {"a": ["record", "free_text"], "b": ["record"]}
    path = tmp_path_factory.mktemp("evening") / "talk.samen"
    whole = sam.Recording.of(events, meta={**talk.meta, "consent": agreed})
    write_recording(path, whole)
    return path


def test_each_has_an_own_curve_in_beats_a_minute(evening: Path) -> None:
    a, b = (own_part(evening, wearer) for wearer in Wearer)
    for part in (a, b):
        assert part.had_strap
        assert len(part.curve) > 200
        assert all(40 < bpm < 140 for _, bpm in part.curve)
    assert a.curve != b.curve


def test_levels_for_looking_back_are_those_of_the_analysis(evening: Path) -> None:
    recording = sam.open_recording(evening)
    assert levels(recording) == sam.analyze(recording, surrogates=0).talk.frames


def test_own_words_are_there_only_with_a_yes_to_words(evening: Path) -> None:
    """T23: and only the last that was chosen in a list."""
    assert own_part(evening, A).words == (("eenzaam", "lonely"),)
    assert own_part(evening, B).words == ()
    assert own_part(evening, A).scopes == ("record", "free_text")


def test_what_the_two_pressed_is_there_for_each_and_what_the_sensor_did_is_not(
    evening: Path,
) -> None:
    for wearer in Wearer:
        assert own_part(evening, wearer).marks == ((315.0, "laughed"),)


@pytest.mark.parametrize("wearer", list(Wearer))
def test_the_own_data_is_a_recording_without_the_other(
    evening: Path, tmp_path: Path, wearer: Wearer
) -> None:
    path = tmp_path / "own.samen"
    path.write_bytes(own_data(evening, wearer))
    own, whole = sam.open_recording(path), sam.open_recording(evening)
    assert own.wearers == (wearer,)
    assert "withdrawn" not in own.meta
    assert own.meta["consent"] == {wearer.value: whole.meta["consent"][wearer.value]}  # type: ignore[index]
    packets = [of for of in own.events() if isinstance(of, sam.Packet)]
    theirs = [of for of in whole.events() if isinstance(of, sam.Packet)]
    assert packets == [replace(of) for of in theirs if of.wearer is wearer]
    others = ("eenzaam", "boos") if wearer is B else ("truth",)
    for never in others:
        assert never.encode() not in path.read_bytes()


def test_without_a_strap_there_is_no_curve_and_all_else(tmp_path: Path) -> None:
    talk = simulate_talk((ScriptStep(id="talk", seconds=10),), seed=2)
    only = [of for of in talk.events() if getattr(of, "wearer", None) is not B]
    path = tmp_path / "one.samen"
    write_recording(path, sam.Recording.of(only, meta=talk.meta))
    part = own_part(path, B)
    assert (part.curve, part.had_strap) == ((), False)
