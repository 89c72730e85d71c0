"""The app's service for straps, against the simulated BlueZ through bleak's backend."""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.events import Wearer
from samenstemming.session.practice_straps import PracticeStraps
from samenstemming.session.radio_user import recording_straps
from samenstemming.session.strap_desk import StrapDesk
from samenstemming.session.strap_desk_state import DeskState, Work
from samenstemming.session.strap_shelf import StrapOnShelf
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus

A, B = Wearer.A, Wearer.B
SPEED = 8.0


@pytest.fixture
def radio(bus: PrivateBus) -> Iterator[PracticeStraps]:
    """Two straps with quick hearts. `bus` is asked for only to skip without one."""
    del bus
    with PracticeStraps(speed=SPEED) as straps:
        yield straps


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[StrapDesk]:
    made = StrapDesk(
        straps_file=tmp_path / "straps.json",
        patience=Patience(settle_s=0.2, first_look_s=1.5, first_packet_s=1.0),
        look_s=0.6,
        speed=SPEED,
        recording=lambda: None,
    )
    yield made
    made.close()


def until(desk: StrapDesk, holds: Callable[[DeskState], object]) -> DeskState:
    return desk.wait_until(holds, within_s=30)


def look(desk: StrapDesk) -> tuple[StrapOnShelf, StrapOnShelf]:
    assert desk.look()
    until(desk, lambda s: s.work is None)
    one, other = desk.shelf()
    return one, other


def test_looking_finds_both_straps_and_says_in_words_how_well(
    radio: PracticeStraps, desk: StrapDesk
) -> None:
    one, other = look(desk)
    assert (one.shown, one.signal) == ("Polar H10 1A2B3C4D", "near")
    assert (other.shown, other.signal) == ("Polar H10 5E6F7A8B", "close")
    assert not one.remembered
    assert desk.state().looked


def test_a_label_is_remembered_and_a_forgotten_strap_comes_back(
    radio: PracticeStraps, desk: StrapDesk
) -> None:
    one, _ = look(desk)
    assert desk.label(one.key, "blauwe  sticker")
    assert desk.give(one.key, A)
    kept = desk.shelf()[0]
    assert (kept.key, kept.label, kept.wearer) == (one.key, "blauwe sticker", A)
    assert desk.forget(one.key)
    assert not any(strap.remembered for strap in desk.shelf())
    assert desk.undo()
    again = desk.shelf()[0]
    assert (again.label, again.wearer, again.remembered) == ("blauwe sticker", A, True)
    assert desk.state().forgotten is None


def test_a_wearer_has_one_strap(radio: PracticeStraps, desk: StrapDesk) -> None:
    one, other = look(desk)
    desk.give(one.key, A)
    desk.give(other.key, A)
    wearers = {strap.key: strap.wearer for strap in desk.shelf()}
    assert wearers == {other.key: A, one.key: None}
    desk.give(other.key, None)
    assert all(strap.wearer is None for strap in desk.shelf())


@pytest.mark.parametrize("wearer", [A, B])
def test_the_strap_that_is_pressed_answers(
    radio: PracticeStraps, desk: StrapDesk, wearer: Wearer
) -> None:
    straps = dict(zip((A, B), look(desk), strict=True))
    assert desk.ask_whose(straps[A].key, straps[B].key)
    until(desk, lambda s: s.stage == "asking")
    radio.press(wearer)
    answer = until(desk, lambda s: s.work is None).answer
    assert answer is not None
    assert (answer.outcome, answer.key) == ("answered", straps[wearer].key)
    assert answer.serials[straps[A].key] == "1A2B3C4D"
    assert not any(strap.connected for strap in radio.straps.values())
    assert desk.swapped(A, straps[wearer].key) is None
    assert desk.give_both(A, straps[wearer].key)
    wearers = {strap.key: strap.wearer for strap in desk.shelf()}
    assert wearers == {straps[wearer].key: A, straps[wearer.other].key: B}
    assert [strap.key for strap in desk.shelf()] == [s.key for s in straps.values()]
    warning = desk.swapped(B, straps[wearer].key)
    assert warning is not None
    assert warning.code == "strap.swapped"


def test_nobody_pressing_is_no_answer(radio: PracticeStraps, desk: StrapDesk) -> None:
    one, other = look(desk)
    desk.ask_whose(one.key, other.key)
    answer = until(desk, lambda s: s.answer).answer
    assert answer is not None
    assert (answer.outcome, answer.key) == ("unclear", None)


def test_a_strap_that_goes_away_meanwhile_is_no_answer_either(
    radio: PracticeStraps, desk: StrapDesk
) -> None:
    one, other = look(desk)
    desk.ask_whose(one.key, other.key)
    until(desk, lambda s: s.stage == "asking")
    radio.leave(B)
    answer = until(desk, lambda s: s.answer).answer
    assert answer is not None
    assert (answer.outcome, answer.trouble) == ("trouble", "out_of_reach")
    assert answer.key == other.key


def test_what_somebody_asks_for_goes_before_a_check_and_not_before_another(
    radio: PracticeStraps, desk: StrapDesk
) -> None:
    desk.check()
    assert desk.state().work is Work.CHECK
    one, other = look(desk)
    assert desk.state().checks is None
    desk.ask_whose(one.key, other.key)
    assert not desk.look()
    assert desk.state().problems[Work.LOOK].code == "busy"
    desk.cancel()
    until(desk, lambda s: s.work is None)
    assert not any(strap.connected for strap in radio.straps.values())
    assert desk.look()


def test_while_a_collector_uses_the_radio_it_is_left_alone(
    radio: PracticeStraps, tmp_path: Path
) -> None:
    desk = StrapDesk(straps_file=tmp_path / "s.json", recording=lambda: tmp_path / "x")
    assert desk.look()
    state = until(desk, lambda s: s.work is None)
    assert state.problems[Work.LOOK].code == "recording"
    desk.close()


def test_a_check_listens_to_the_straps_of_a_and_b(
    radio: PracticeStraps, desk: StrapDesk
) -> None:
    hour = timedelta(hours=1)
    assert desk.must_check(older_than=hour)
    one, other = look(desk)
    desk.give(one.key, A)
    desk.give(other.key, B)
    desk.check()
    state = until(desk, lambda s: s.work is None)
    assert not desk.must_check(older_than=hour)
    assert desk.must_check(older_than=timedelta(0))
    desk.give(one.key, None)
    assert desk.must_check(older_than=hour)
    assert state.checks is not None
    found = {(c.name, c.wearer): c.code for c in state.checks}
    assert found["rr", A] == found["rr", B] == found["contact", B] == "ok"
    assert state.checked_at is not None


def test_no_bluetooth_is_a_code_and_no_exception(
    bus: PrivateBus, desk: StrapDesk
) -> None:
    desk.look()
    state = until(desk, lambda s: s.work is None)
    assert state.problems[Work.LOOK].code == "no_service"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "straps.json").write_text("{")
    desk = StrapDesk(straps_file=tmp_path / "straps.json")
    assert desk.shelf() == ()
    problem = desk.state().not_kept
    assert problem is not None
    assert problem.code == "unreadable"


def test_a_collector_with_real_straps_has_the_radio_and_a_simulated_one_has_not(
    radio: PracticeStraps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = sam.recordings_folder()
    assert recording_straps() is None
    simulated = sam.start_collector(a="simulated:1", path=folder / "simulated.samen")
    try:
        assert recording_straps() is None
    finally:
        simulated.stop()
    address = radio.straps[A].address
    real = sam.start_collector(a=address, path=folder / "real.samen")
    try:
        assert recording_straps() == real.path
    finally:
        real.stop()
    assert recording_straps() is None
