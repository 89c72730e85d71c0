"""Notes of an import: English in the file, Dutch on a Dutch page."""

import re
from string import Formatter

import pytest

from samenstemming.events import Recording
from samenstemming.sources.import_notes import PREFIX, note_in
from samenstemming.sources.import_preview import import_notes
from samenstemming.words import Language, keys, say

NL, EN = Language.NL, Language.EN
NOTES = [key for key in keys() if key.startswith(PREFIX)]
HELD = {"why": "stated", "method": "clocks"}
IN_DUTCH = {"why": "dat is gezegd", "method": "klokken"}


def blanks(key: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(say(key, EN)) if name}


@pytest.mark.parametrize("key", NOTES)
def test_what_a_file_holds_in_english_is_said_in_dutch(key: str) -> None:
    held = {name: HELD.get(name, "7.25") for name in blanks(key)}
    dutch = {name: IN_DUTCH.get(name, "7.25") for name in held}
    note = say(key, EN, **held)
    assert note_in(note, EN) == note
    assert note_in(note, NL) == say(key, NL, **dutch)
    assert note_in(f"B: {note}", NL) == f"B: {say(key, NL, **dutch)}"


def test_a_note_of_the_meta_and_of_a_file_in_it() -> None:
    why = say("import.note.why.sure", EN, why="both files have clock times", s="0.35")
    clock = say("import.note.one_clock", EN, method="clocks", why=why)
    meta = {
        "notes": [clock],
        "import": {"a": {"notes": ["dates read as day-month-year"]}},
    }
    found = import_notes(Recording.of([], meta=meta), NL)
    assert found == [
        "één klok (klokken): beide bestanden hebben kloktijden; zeker op 0.35 s",
        "A: datums gelezen als dag-maand-jaar",
    ]
    assert import_notes(Recording.of([], meta=meta))[0] == clock


def test_a_reason_with_a_colon_of_its_own_is_told_whole() -> None:
    why = say("import.note.why.assumed", EN)
    assert ": " in why
    note = say("import.note.one_clock", EN, method="assumed", why=why)
    assert note_in(note, NL) == say(
        "import.note.one_clock",
        NL,
        method="aangenomen",
        why=say("import.note.why.assumed", NL),
    )


def test_a_name_that_somebody_gave_stays_as_it_is() -> None:
    note = say("import.note.why.by_hand", EN, name="known")
    assert note_in(note, NL) == "één markering 'known', met de hand gezet"


@pytest.mark.parametrize("note", ["", "somebody's own remark", "A: {n}", "C: stated"])
def test_what_is_not_ours_is_shown_as_it_stands(note: str) -> None:
    assert note_in(note, NL) == note
    assert not re.search("[{]", note_in(note, NL).replace(note, ""))
