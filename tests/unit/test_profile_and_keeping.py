"""What a home remembers, and how it forgets."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samenstemming as sam
from samenstemming.beat_edits import BeatEdits
from samenstemming.errors import RecordingError, SettingsError
from samenstemming.events import Recording, Wearer
from samenstemming.recording import open_recording, write_recording
from samenstemming.recording.codes_file import Codes, codes_path, write_codes
from samenstemming.recording.edits_file import edits_path, write_edits
from samenstemming.recording.lease import HeldLease
from samenstemming.session.keeping import (
    KEEP_UNTIL,
    delete,
    expire,
    keep_until,
    rename,
)
from samenstemming.session.profile import (
    LONGEST_NAME,
    Profile,
    forget_profile,
    read_profile,
    write_profile,
)

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
OURS = (
    Profile()
    .with_names("Anna", "Bo")
    .with_evening("samen_aankomen", "2026-11-15T20:00:00+00:00", done=True)
    .with_evening("om_de_beurt", "2026-11-16T20:00:00+00:00", done=False)
    .with_words(pattern="de draaimolen", gesture="thee zetten")
)


def test_nothing_is_remembered_at_first(tmp_path: Path) -> None:
    assert read_profile(tmp_path / "us.json") == Profile()
    assert Profile().named(Wearer.A) == "A"


def test_what_is_written_comes_back_and_is_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "ours" / "us.json"
    write_profile(OURS, path)
    assert read_profile(path) == OURS
    assert OURS.done == {"samen_aankomen"}
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["us.json"]


def test_it_is_forgotten_with_one_press(tmp_path: Path) -> None:
    path = tmp_path / "us.json"
    write_profile(OURS, path)
    assert forget_profile(path)
    assert not forget_profile(path)
    assert read_profile(path) == Profile()


def test_own_words_can_be_taken_away_again() -> None:
    assert OURS.with_words(gesture="").gesture == ""
    assert OURS.with_words(gesture="").pattern == "de draaimolen"


def test_an_evening_is_what_was_done_without_hours_between() -> None:
    assert Profile().tonight(NOW) == ()
    assert Profile().evenings_before(NOW) == 0
    assert OURS.tonight(NOW) == ()
    assert OURS.evenings_before(NOW) == 1  # in the second nothing was finished
    late = OURS.with_evening("ons_patroon", "2026-11-22T19:00:00+00:00", done=False)
    later = late.with_evening("om_de_beurt", "2026-11-22T19:40:00+00:00", done=True)
    assert later.tonight(NOW) == ("ons_patroon", "om_de_beurt")
    assert later.evenings_before(NOW) == 1
    assert later.evenings_before(NOW + timedelta(days=1)) == 2
    assert later.with_evening("x", "no time", done=True).tonight(NOW) == (
        *("ons_patroon", "om_de_beurt"),
    )


@given(st.text(), st.text())
def test_any_name_is_one_short_line(a: str, b: str) -> None:
    profile = Profile().with_names(a, b)
    assert Profile.from_text(profile.to_text()).names == profile.names
    for name in profile.names.values():
        assert len(name) <= LONGEST_NAME
        assert name.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[]", "\x00", "[" * 5000, '{"format": 2}'),
        '{"format": 1, "names": [], "evenings": []}',
        '{"format": 1, "names": {}, "evenings": [1]}',
        '{"format": 1, "names": {}, "evenings": [], "keep_days": 0}',
    ],
)
def test_what_cannot_be_read_is_never_replaced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "us.json"
    path.write_text(text)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_profile(path)
    assert path.read_text() == text


# -- recordings -----------------------------------------------------------------------


def recorded(folder: Path, name: str, until: str | None) -> Path:
    made = sam.from_rr([800.0] * 40)
    meta = {**made.meta} | ({} if until is None else {KEEP_UNTIL: until})
    path = folder / name
    write_recording(path, Recording.of(made.events(), meta=meta))
    return path


def test_what_is_over_goes_and_all_else_stays(tmp_path: Path) -> None:
    over = recorded(tmp_path, "over.samen", keep_until(NOW - timedelta(days=31), 30))
    chain = open_recording(over).chain
    write_edits(over, BeatEdits(chain=chain or ""))
    write_codes(over, Codes(chain=chain or ""))
    recorded(tmp_path, "young.samen", keep_until(NOW - timedelta(days=29), 30))
    recorded(tmp_path, "lab.samen", None)
    recorded(tmp_path, "odd.samen", "some day")
    (tmp_path / "broken.samen").write_bytes(b"no recording")
    (gone,) = expire(tmp_path, NOW).values()
    beside = ("over.samen.edits.json", "over.samen.codes.json")
    assert gone.names == (*beside, "over.samen")
    assert gone.n_bytes > 1000
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "broken.samen",
        "lab.samen",
        "odd.samen",
        "young.samen",
    ]
    assert expire(tmp_path, NOW) == {}


def test_what_is_being_recorded_is_never_touched(tmp_path: Path) -> None:
    path = recorded(tmp_path, "live.samen", keep_until(NOW - timedelta(days=31), 30))
    lease = HeldLease.take(path, {})
    try:
        assert expire(tmp_path, NOW) == {}
        with pytest.raises(RecordingError, match="being recorded now"):
            delete(path)
        with pytest.raises(RecordingError, match="being recorded now"):
            rename(path, "other")
    finally:
        lease.release()
    assert path.exists()


def test_what_is_not_there_cannot_be_deleted(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="not there any more"):
        delete(tmp_path / "nothing.samen")


def test_a_new_name_takes_the_edits_along(tmp_path: Path) -> None:
    path = recorded(tmp_path, "a.samen", None)
    write_edits(path, BeatEdits(chain=open_recording(path).chain or ""))
    write_codes(path, Codes(chain=open_recording(path).chain or ""))
    new = rename(path, "Onze avond (1)")
    assert new.name == "Onze avond (1).samen"
    assert edits_path(new).exists()
    assert codes_path(new).exists()
    assert not path.exists()
    assert rename(new, "Onze avond (1)") == new


@pytest.mark.parametrize(
    ("asked", "is_called"),
    [
        ("Onze avond \U0001f642", "Onze avond \U0001f642"),
        ("\U0001f469\u200d\U0001f3a4 \u2764\ufe0f", "\U0001f469\U0001f3a4 \u2764"),
        ("<b>ons</b> 12:30?", "b ons b 12 30"),
        ("Noor & Ruben, 'thuis'!", "Noor & Ruben, 'thuis'!"),
        ("a\u202eb\x07c", "a b c"),
        ("..\\..\\weg", "weg"),
        ("\U0001f642" * 99, "\U0001f642" * 50),
    ],
)
def test_a_name_keeps_what_a_file_can_be_called(
    tmp_path: Path, asked: str, is_called: str
) -> None:
    path = recorded(tmp_path, "a.samen", None)
    new = rename(path, asked)
    assert new == tmp_path / f"{is_called}.samen"
    assert new.exists()


@pytest.mark.parametrize("name", ["", " ", "...", "///", "\x00"])
def test_a_name_of_nothing_is_refused(tmp_path: Path, name: str) -> None:
    path = recorded(tmp_path, "a.samen", None)
    with pytest.raises(RecordingError, match="needs a name"):
        rename(path, name)


def test_no_name_leaves_the_folder_or_overwrites(tmp_path: Path) -> None:
    path = recorded(tmp_path, "a.samen", None)
    other = recorded(tmp_path, "b.samen", None)
    with pytest.raises(RecordingError, match="exists already"):
        rename(path, "b")
    assert rename(path, "../../c").parent == tmp_path
    assert other.exists()
