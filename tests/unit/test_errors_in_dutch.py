"""What goes wrong in a file that somebody wrote, or chose, is said in Dutch too.

An error carries a `Sentence`: English text with its key and blanks. mypy asks for one
where the error's own class does; this looks at every other raise of these parts, and at
whether the blanks that code fills are the blanks that the string has.
"""

import ast
import errno
import pickle
import re
import sqlite3
import string
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from samenstemming import errors
from samenstemming.errors import (
    ExerciseError,
    ImportFileError,
    RecordingError,
    SamenstemmingError,
    Sentence,
    SettingsError,
)
from samenstemming.events import Recording
from samenstemming.exercises.parse import parse
from samenstemming.measures.clock_estimate import RATE_HZ, estimate_shift
from samenstemming.recording import open_recording, write_recording
from samenstemming.recording.store import unwritable
from samenstemming.session.exercise_files import read_file
from samenstemming.session.known_straps import load
from samenstemming.session.profile import read_profile
from samenstemming.settings_toml import read_toml
from samenstemming.sources.import_kinds import kind_of
from samenstemming.sources.simulate import simulate
from samenstemming.words import Language, joined, keys, say, sentence, told
from tests.own_exercise import SMALL

SOURCE = Path(errors.__file__).parent

SHOWN_ON_PAGES = (
    *SOURCE.glob("sources/import*.py"),
    *SOURCE.glob("exports/*.py"),
    *SOURCE.glob("report/*.py"),
    *SOURCE.glob("study/*.py"),
    *SOURCE.glob("session/study_*.py"),
    *SOURCE.glob("exercises/[fpt]*.py"),
    *(
        SOURCE / name
        for name in (
            "beat_edits.py",
            "consent.py",
            "exercises/model.py",
            "session/exercise_files.py",
            "session/known_straps.py",
            "session/profile.py",
            "settings.py",
            "settings_toml.py",
            "recording/codes_file.py",
            "recording/edits_file.py",
            "recording/withdrawal.py",
        )
    ),
)
"""Whose errors a screen shows as they are."""

ERRORS = {
    name
    for name, of in vars(errors).items()
    if isinstance(of, type) and issubclass(of, SamenstemmingError)
}
MAKES_SENTENCES = ("sentence", "joined")


def trees(paths: Iterator[Path] | tuple[Path, ...]) -> Iterator[tuple[Path, ast.AST]]:
    for path in paths:
        yield path, ast.parse(path.read_text("utf-8"))


def calls(tree: ast.AST, names: set[str] | tuple[str, ...]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in names
        ):
            yield node


def told_of(path: Path, tree: ast.AST) -> Iterator[str]:
    """Each error of this file whose words are only English."""
    made = {
        of.name
        for of in ast.walk(tree)
        if isinstance(of, ast.FunctionDef)
        and isinstance(of.returns, ast.Name)
        and of.returns.id == "Sentence"
    }

    def is_sentence(value: ast.expr) -> bool:
        return (
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Name)
            and value.func.id in {*MAKES_SENTENCES, *made}
        )

    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        given: dict[str, list[bool]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        given.setdefault(target.id, []).append(is_sentence(node.value))
        for call in calls(function, ERRORS):
            first = call.args[0]
            known = is_sentence(first) or (
                isinstance(first, ast.Name) and all(given.get(first.id, [False]))
            )
            if not known:
                yield f"{path.name}:{call.lineno}"


def test_every_error_that_a_page_shows_has_its_sentence() -> None:
    found = [one for path, tree in trees(SHOWN_ON_PAGES) for one in told_of(path, tree)]
    assert found == []


def test_an_error_in_english_alone_is_found() -> None:
    tree = ast.parse(
        "def f():\n    msg = f'no {1}'\n    raise ImportFileError(msg)\n"
        "def g():\n    msg = sentence('wrong.none')\n    raise ImportFileError(msg)\n"
    )
    assert list(told_of(Path("x.py"), tree)) == ["x.py:3"]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def meant(key: ast.expr) -> list[str]:
    """The keys that this argument can be."""
    if isinstance(key, ast.Constant):
        return [str(key.value)]
    if isinstance(key, ast.IfExp):
        return meant(key.body) + meant(key.orelse)
    if isinstance(key, ast.JoinedStr):
        parts = (
            re.escape(str(of.value)) if isinstance(of, ast.Constant) else r"\w+"
            for of in key.values
        )
        fits = re.compile("".join(parts))
        return [of for of in keys() if fits.fullmatch(of)]
    return []


def test_code_fills_the_blanks_that_a_sentence_has() -> None:
    wrong = []
    for path, tree in trees(tuple(SOURCE.rglob("*.py"))):
        for call in calls(tree, ("sentence",)):
            names = {of.arg for of in call.keywords}
            if None in names:
                continue
            for key in meant(call.args[0]):
                if key not in keys() or blanks(say(key, Language.EN)) != names:
                    wrong.append((path.name, call.lineno, key))
    assert wrong == []


def test_an_error_is_english_as_text_and_dutch_on_a_dutch_page() -> None:
    error = ImportFileError(sentence("wrong.import.no_rr", of="b.csv"))
    assert str(error) == "b.csv holds no RR intervals."
    assert told(error, Language.EN) == str(error)
    assert told(error, Language.NL) == "b.csv bevat geen RR-intervallen."


ENGLISH = re.compile(r"\b(the|which|should|with|has|have|only|this|there|cannot)\b")
"""Words that no Dutch sentence holds, unless it quotes somebody: what the YAML or TOML
library says of a file that it cannot read stays as it says it."""


def in_dutch(error: SamenstemmingError) -> str:
    """What a Dutch page shows; it holds no English."""
    said = told(error, Language.NL)
    assert said != str(error)
    assert not ENGLISH.search(said), said
    return said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("minutes: 4", "minuts: 4", "is een veld dat geen oefening heeft"),
        ("level: start", "level: hard", "het mag zijn: 'start', "),
        ("order: 1", "order: one", "is 'one'; hier hoort een heel getal"),
        ("order: 1", "order: 0", "is 0; het moet 1 of meer zijn"),
        ("order: 1", "order: 1000", "is 1000; het mag hooguit 999 zijn"),
        ("minutes: 4", "minutes: 5", "zegt 5; de stappen samen duren 4"),
        ("minutes: 4", "minutes: .nan", "minutes is nan"),
        ("minutes: 4", "minutes: 0", "het moet meer dan 0 zijn"),
        ("id: eigen", "id: Eigen", "het past niet in ^"),
        ("[samen_aankomen]", "[onbekend]", "vraagt om 'onbekend'"),
        ("[samen_aankomen]", "[eigen]", "vraagt om de oefening zelf"),
        ("[samen_aankomen]", "eigen", "hier hoort een lijst"),
        ("id: praten_b", "id: praten_a", "is meer dan eens 'praten_a'"),
        (', en: "Own"}', "}", "title.en ontbreekt"),
        ('{nl: "Eigen", en: "Own"}', "5", "hier hoort een blok met velden"),
        ('"Eigen oefening."', '""', "purpose.nl is leeg"),
        ('"Eigen oefening."', "[1]", "hier hoort tekst"),
        ('"Eigen oefening."', '"Lees <b>dit</b>."', "bevat opmaak"),
        ('"Eigen oefening."', '"Voor {C}."', "noemt {C}; alleen {A} en {B}"),
        ('"Eigen oefening."', '"Voor {A."', "heeft een accolade die niet sluit"),
        ("speaker: A", "speaker: both", "geven A 0 en B 2 minuten"),
        ("display: dark", "display: false", "schrijf 'dark'"),
    ],
)
def test_an_own_exercise_is_refused_in_dutch(old: str, new: str, says: str) -> None:
    broken = SMALL.replace(old, new, 1)
    assert broken != SMALL
    with pytest.raises(ExerciseError) as caught:
        parse(broken, "own.yaml", known=["samen_aankomen"])
    assert says in in_dutch(caught.value)


def test_a_remark_on_an_own_exercise_is_in_dutch(tmp_path: Path) -> None:
    found = parse(
        SMALL.replace("Vertel iets.", "Wat is jullie score?"),
        "own.yaml",
        known=["samen_aankomen"],
    )
    said = told(found.remarks[0].sentence, Language.NL)
    assert said == "gebruikt 'score', en dat lezen stellen nooit"
    with pytest.raises(ExerciseError) as caught:
        read_file(tmp_path / "no.yaml")
    assert "kan niet worden gelezen" in in_dutch(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("cue_gap_s = 'x'", "s.toml, regel 1: Instelling 'cue_gap_s' is een getal"),
        ("\ncue_gaps_s = 1", "s.toml, regel 2: Geen instelling heet 'cue_gaps_s'"),
        ("cue_gap_s = -1", "het is"),
        ("cue_gap_s = ", "regel 1: dit is geen TOML"),
        ("a = " + "[" * 100_000, "dit is geen TOML"),
    ],
    ids=["type", "name", "rule", "toml", "deep"],
)
def test_settings_are_refused_in_dutch(text: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_toml(text, "s.toml")
    assert says in in_dutch(caught.value)


@pytest.mark.parametrize("text", ["{}", '{"format": 1}', "[]"])
def test_what_is_remembered_and_cannot_be_read_is_said_in_dutch(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "us.json"
    path.write_text(text)
    for read in (read_profile, load):
        with pytest.raises(SettingsError) as caught:
            read(path)
        assert "opnieuw" in in_dutch(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.samen", None, "Er is geen opname"),
        ("a.samen", b"", "is leeg (0 bytes)"),
        ("a.samen", b"812\n", "is geen opname: het begint met '812'"),
    ],
    ids=["missing", "empty", "text"],
)
def test_what_is_no_recording_is_said_in_dutch(
    tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RecordingError) as caught:
        open_recording(path)
    assert says in in_dutch(caught.value)


def test_a_recording_that_cannot_be_made_is_said_in_dutch(tmp_path: Path) -> None:
    path = tmp_path / "a.samen"
    path.touch()
    for at, says in ((path, "bestaat al"), (tmp_path / "no/a.samen", "geen map")):
        with pytest.raises(RecordingError) as caught:
            write_recording(at, Recording.of([]))
        assert says in in_dutch(caught.value)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "full"), "is vol. Maak wat ruimte"),
        (OSError(errno.EACCES, "not yours"), "kan niet worden geschreven (not yours)"),
        (sqlite3.DatabaseError("malformed"), "kan niet worden geschreven (malformed)"),
    ],
    ids=["full", "permission", "database"],
)
def test_why_a_recording_cannot_be_written_is_said_in_dutch(
    tmp_path: Path, error: Exception, says: str
) -> None:
    assert says in in_dutch(unwritable(tmp_path / "a.samen", error))


def test_what_was_cut_off_is_said_in_dutch(tmp_path: Path) -> None:
    path = tmp_path / "a.samen"
    write_recording(path, simulate(minutes=0.5, seed=1))
    path.write_bytes(path.read_bytes()[:8192])
    with pytest.raises(RecordingError) as caught:
        open_recording(path).events()
    assert "a.samen is beschadigd" in in_dutch(caught.value)


def test_a_file_with_another_name_than_content_is_said_in_dutch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xdf"
    path.write_text("812\n")
    with pytest.raises(ImportFileError) as caught:
        kind_of(path)
    assert "heet XDF en begint met '812\\n', zoals tekst" in in_dutch(caught.value)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ImportFileError) as caught:
        kind_of(Path())
    assert in_dutch(caught.value).startswith(". is een map")


def test_why_two_hearts_do_not_tell_their_clocks_is_said_in_dutch() -> None:
    wave = 70 + 5 * np.sin(2 * np.pi * 0.05 * np.arange(0, 600, 1 / RATE_HZ))
    strangers = 70 + np.random.default_rng(3).normal(0, 3, (2, 1200))
    for found, says in (
        (estimate_shift(wave[:100], wave, longest_s=60), "minder dan"),
        (estimate_shift(*strangers, longest_s=60), "niet beter dan wat toeval"),
        (estimate_shift(wave, wave, longest_s=60), "past ongeveer even goed als"),
    ):
        assert isinstance(found, Sentence)
        assert says in told(found, Language.NL)


def test_what_a_sentence_quotes_is_told_in_the_same_language() -> None:
    none = sentence("wrong.none")
    error = ImportFileError(sentence("wrong.import.xdf_no_stream", of="x", there=none))
    assert str(error).endswith("Its streams: none.")
    assert told(error, Language.NL).endswith("De stromen: geen.")
    both = joined("wrong.list", [none, none])
    assert told(both, Language.NL) == "geen; geen"


@pytest.mark.parametrize("error", [OSError("gone"), SamenstemmingError("gone")])
def test_what_has_no_key_is_told_as_it_is(error: Exception) -> None:
    assert told(error, Language.NL) == "gone"


def test_a_sentence_keeps_its_key_from_one_process_to_another() -> None:
    was = sentence("wrong.import.no_rr", of="b.csv")
    again = pickle.loads(pickle.dumps(was))
    assert isinstance(again, Sentence)
    assert told(again, Language.NL) == told(was, Language.NL)
