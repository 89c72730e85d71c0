"""The straps of this computer: found again, labelled, and noticed when swapped."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.session.known_straps import (
    KnownStrap,
    KnownStraps,
    StrapIdentity,
    clean_label,
    load,
    save,
    swap_warning,
)
from samenstemming.words import Language, say

BLUE = StrapIdentity(address="AA:01", name="Polar H10 A1B2C3D4", serial="A1B2C3D4")
RED = StrapIdentity(address="AA:02", name="Polar H10 99887766", serial="99887766")
HOME = (
    KnownStraps()
    .remember(BLUE, label="blue sticker", wearer=Wearer.A)
    .remember(RED, label="red sticker", wearer=Wearer.B)
)


@pytest.mark.parametrize(
    "seen",
    [
        StrapIdentity(serial="a1b2c3d4"),
        StrapIdentity(address="aa:01"),
        StrapIdentity(address="a-new-mac-uuid", name="Polar H10 A1B2C3D4"),
    ],
)
def test_a_strap_is_known_by_serial_address_or_a_name_of_its_own(
    seen: StrapIdentity,
) -> None:
    found = HOME.find(seen)
    assert found is not None
    assert found.label == "blue sticker"


@pytest.mark.parametrize(
    "seen",
    [
        StrapIdentity(),
        StrapIdentity(name="Polar H10"),
        StrapIdentity(serial="11111111", name="Polar H10 A1B2C3D4", address="AA:01"),
        StrapIdentity(address="AA:03", name="Polar H10 00000000"),
    ],
)
def test_another_strap_of_the_model_is_not_taken_for_it(seen: StrapIdentity) -> None:
    assert HOME.find(seen) is None


def test_a_name_that_a_whole_model_shares_identifies_nobody() -> None:
    for name in ("TICKR", "HRM", "Polar H10"):
        known = KnownStraps().remember(StrapIdentity(address="1", name=name))
        assert known.find(StrapIdentity(address="2", name=name)) is None


def test_what_is_learnt_later_is_added_and_what_is_not_said_stays() -> None:
    known = HOME.remember(StrapIdentity(address="NEW", serial="A1B2C3D4"))
    found = known.find(StrapIdentity(address="NEW"))
    assert found == KnownStrap(
        identity=StrapIdentity(
            address="NEW", name="Polar H10 A1B2C3D4", serial="A1B2C3D4"
        ),
        label="blue sticker",
        wearer=Wearer.A,
    )
    assert len(known.straps) == 2


def test_a_label_names_its_strap_unless_two_have_it() -> None:
    assert HOME.labelled("Blue  Sticker") == BLUE
    assert HOME.labelled("green") is None
    assert HOME.remember(RED, label="blue sticker").labelled("blue sticker") is None
    assert HOME.forget(BLUE).labelled("blue sticker") is None


def test_swapped_straps_are_asked_about() -> None:
    assert swap_warning(HOME, {Wearer.A: BLUE, Wearer.B: RED}) is None
    both = swap_warning(HOME, {Wearer.A: RED, Wearer.B: BLUE})
    assert both is not None
    assert both.code == "strap.swapped"
    assert both.straps[Wearer.A].shown == "red sticker"
    one = swap_warning(HOME, {Wearer.A: RED, Wearer.B: StrapIdentity(address="new")})
    assert one is not None
    assert (one.code, list(one.straps)) == ("strap.other_wearer", [Wearer.A])
    assert swap_warning(KnownStraps(), {Wearer.A: BLUE}) is None
    never_worn = KnownStraps().remember(BLUE, label="blue")
    assert swap_warning(never_worn, {Wearer.B: BLUE}) is None


def test_the_questions_have_words() -> None:
    for language in Language:
        swapped = say(
            "strap.swapped",
            language,
            label_a="red",
            other_a="B",
            label_b="blue",
            other_b="A",
        )
        assert "red" in swapped
        one = say("strap.other_wearer", language, label="red", other="B", wearer="A")
        assert "red" in one


def test_a_label_is_one_short_printable_line() -> None:
    assert clean_label("  blue\n\tsticker\x07 ") == "blue sticker"
    assert len(clean_label("x" * 100)) == 40


def test_the_file_is_its_users_alone_and_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "straps.json"
    assert load(path) == KnownStraps()
    save(path, HOME)
    assert load(path) == HOME
    save(path, HOME.forget(RED))
    assert load(path) == HOME.forget(RED)
    assert [p.name for p in path.parent.iterdir()] == ["straps.json"]
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600


def test_names_of_people_are_not_in_the_file() -> None:
    assert '"wearer": "a"' in HOME.to_text()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "straps": []}',
        '{"format": 1}',
        '{"format": 1, "straps": [1]}',
        '{"format": 1, "straps": [{"name": 3}]}',
        '{"format": 1, "straps": [{"wearer": "c"}]}',
        "[" * 100_000,
    ],
)
def test_a_file_of_something_else_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "straps.json"
    path.write_text(text)
    with pytest.raises(SettingsError, match="Move the file away"):
        load(path)


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(SettingsError, match="cannot be remembered"):
        save(in_the_way / "straps.json", HOME)


words = st.text(max_size=20)
identities = st.builds(StrapIdentity, address=words, name=words, serial=words)
known_straps = st.lists(
    st.builds(
        KnownStrap,
        identity=identities,
        label=words.map(clean_label),
        wearer=st.none() | st.sampled_from(Wearer),
    ),
    max_size=4,
).map(lambda straps: KnownStraps(tuple(straps)))


@given(known_straps)
def test_any_straps_survive_the_text(known: KnownStraps) -> None:
    assert KnownStraps.from_text(known.to_text()) == known


@given(known_straps, identities)
def test_what_is_remembered_is_found(known: KnownStraps, seen: StrapIdentity) -> None:
    found = known.remember(seen, wearer=Wearer.B).find(seen)
    if seen.serial.strip("0 ") or seen.address:  # zeros are no serial number
        assert found is not None


@given(st.binary(max_size=60))
def test_any_bytes_are_straps_or_one_sentence(raw: bytes) -> None:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return
    try:
        KnownStraps.from_text(text)
    except ValueError:
        return
