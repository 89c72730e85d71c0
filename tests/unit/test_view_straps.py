"""Straps as people read them, and what a desk remembers, without a radio."""

from pathlib import Path

import pytest

import samenstemming as sam
from dashboards.view_straps import (
    pair_of,
    problem_text,
    record_command,
    signal_text,
)
from samenstemming.events import Wearer
from samenstemming.measures.alignment import Alignment
from samenstemming.session.known_straps import KnownStraps, StrapIdentity, load, save
from samenstemming.session.strap_memory import StrapMemory
from samenstemming.session.strap_shelf import shelf_of, signal_of
from samenstemming.sources.ble_names import SeenStrap
from samenstemming.sources.ble_trouble import Trouble
from samenstemming.words import Language

A, B = Wearer.A, Wearer.B
ONE = SeenStrap(name="TICKR", address="C0:0A", rssi_dbm=-50, heart_rate=True)
OTHER = SeenStrap(name="TICKR", address="C0:0B", rssi_dbm=-90, heart_rate=True)
THIRD = SeenStrap(name="HRM", address="C0:0C", rssi_dbm=-70, heart_rate=True)


def identity(seen: SeenStrap) -> StrapIdentity:
    return StrapIdentity(address=seen.address, name=seen.name)


def known(*given: tuple[SeenStrap, str, Wearer | None]) -> KnownStraps:
    straps = KnownStraps()
    for seen, label, wearer in given:
        straps = straps.remember(identity(seen), label=label, wearer=wearer)
    return straps


@pytest.mark.parametrize(
    ("strap", "word"),
    [
        (ONE, "near"),
        (THIRD, "close"),
        (OTHER, "far"),
        (SeenStrap(name="x", address="y", held=True), "held"),
        (SeenStrap(name="x", address="y"), "heard"),
    ],
)
def test_strength_is_a_word(strap: SeenStrap, word: str) -> None:
    assert signal_of(strap) == word
    shown = shelf_of(KnownStraps(), [strap])[0]
    for language in Language:
        text = signal_text(shown, language, looked=True)
        assert text
        assert not any(c.isdigit() for c in text)


def test_a_strap_that_is_remembered_and_seen_is_one_line() -> None:
    shelf = shelf_of(known((ONE, "blue", B)), [ONE, OTHER])
    assert [(s.shown, s.wearer, s.remembered, s.signal) for s in shelf] == [
        ("blue", B, True, "near"),
        ("TICKR", None, False, "far"),
    ]
    assert len({s.key for s in shelf}) == 2


def test_who_has_worn_several_straps_wears_the_last_one() -> None:
    shelf = shelf_of(known((ONE, "old", A), (OTHER, "new", A)), [])
    assert [(s.shown, s.wearer) for s in shelf] == [("new", A), ("old", None)]


def test_the_pair_is_as_or_else_the_only_two() -> None:
    def pair(straps: KnownStraps, *seen: SeenStrap) -> set[str]:
        found = pair_of(shelf_of(straps, seen))
        return {s.identity.address for s in found or ()}

    assert pair(KnownStraps(), ONE, OTHER) == {"C0:0A", "C0:0B"}
    assert pair(KnownStraps(), ONE, OTHER, THIRD) == set()
    assert pair(known((ONE, "", A), (THIRD, "", B)), OTHER) == {"C0:0A", "C0:0C"}
    assert pair(known((ONE, "", A)), THIRD) == {"C0:0A", "C0:0C"}
    assert pair(KnownStraps(), ONE) == set()


def test_the_command_can_be_typed_as_it_stands() -> None:
    odd = SeenStrap(name="Mum's; rm -rf", address="", heart_rate=True)
    straps = shelf_of(known((odd, "", A), (OTHER, "", B)), [])
    assert (
        record_command(straps)
        == "samenstemming record --a 'Mum'\"'\"'s; rm -rf' --b C0:0B"
    )
    assert record_command(straps[:1]) is None


@pytest.mark.parametrize(
    "code", [*Trouble, "recording", "busy", "no_bleak", "not_kept", "unreadable"]
)
def test_every_trouble_has_a_plain_sentence(code: str) -> None:
    for language in Language:
        assert problem_text(code, language)


def test_forgetting_and_undoing_keep_what_two_straps_have_in_common(
    tmp_path: Path,
) -> None:
    file = tmp_path / "straps.json"
    lag = Alignment(lag_s=0.1, lag_sd_s=0.01, spread_s=0.02, n_beats=300)
    before = known((ONE, "blue", A), (OTHER, "red", B)).align(
        identity(ONE), identity(OTHER), lag
    )
    save(file, before)
    memory = StrapMemory(file)
    forgotten = memory.forget(identity(ONE))
    assert forgotten is not None
    assert load(file).pairs == ()
    memory.give({identity(OTHER): A})
    memory.remember_again(forgotten)
    after = load(file)
    assert after.alignment(identity(ONE), identity(OTHER)) == lag
    # A has another strap by now, so the one that came back is nobody's.
    assert [(s.label, s.wearer) for s in after.straps] == [("red", A), ("blue", None)]
    memory.give({identity(ONE): A})
    assert load(file).alignment(identity(ONE), identity(OTHER)) == lag
    assert {s.label: s.wearer for s in load(file).straps} == {"red": None, "blue": A}


def test_a_desk_without_work_needs_no_closing(tmp_path: Path) -> None:
    desk = sam.StrapDesk(straps_file=tmp_path / "s.json")
    desk.cancel()
    desk.close()
    assert not desk.label("nobody", "x")
    assert not desk.forget("nobody")
    assert not desk.undo()
    assert not desk.ask_whose("a", "b")
    assert desk.state().work is None
