"""A study file: what it may hold, how it is locked, and how pairs are handed out."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from samenstemming.errors import StudyError
from samenstemming.events import Wearer
from samenstemming.session.study_files import known_exercises
from samenstemming.study.answers import Answers, answers_in, checked, rows
from samenstemming.study.ledger import Entry, entries_in, entry_of, next_entry
from samenstemming.study.lock import Lock, changes, locked
from samenstemming.study.overview import SessionFacts, overview
from samenstemming.study.pairs import code_given, codes_of, pair_given
from samenstemming.study.parse import StudyText, parse
from samenstemming.study.template import BLOCK, template

KNOWN = known_exercises()
TEMPLATE = template(pairs=24, seed=5)
TICKS = ("apart_gebeld", "geen_reden_tegen")


def read(text: str = TEMPLATE) -> StudyText:
    return parse(text, "s.yaml", known=KNOWN)


def given(n: int, text: StudyText | None = None) -> list[Entry]:
    study = (text or read()).study
    entries: list[Entry] = []
    for _ in range(n):
        entries.append(
            next_entry(study, entries, screened=TICKS, utc="u", sha256="s", left="b")
        )
    return entries


def test_the_template_is_in_order_balanced_and_the_same_for_one_seed() -> None:
    found = read()
    assert found.remarks == ()
    arms = [row.arm for row in found.study.allocation]
    assert len(arms) == 24
    for begin in range(0, 24, BLOCK):
        assert set(Counter(arms[begin : begin + BLOCK]).values()) == {4}
    assert template(pairs=24, seed=5) == TEMPLATE
    assert template(pairs=24, seed=6) != TEMPLATE


def test_a_new_study_is_called_what_its_maker_called_it() -> None:
    said = 'Rust & "zo": {één} #2'
    title = read(template(title=said)).study.title
    called = 'Rust & "zo": (één) #2'
    assert (title.nl, title.en) == (called, called)
    assert read(template()).study.title.en == "Our study"


@pytest.mark.parametrize(
    ("was", "is_now", "line_holds", "told"),
    [
        ("om_de_beurt]", "om_de_buurt]", "om_de_buurt", "not on this computer"),
        ("settings: {}", "settings: {cue_gap: 1}", "cue_gap", "No setting is called"),
        ("settings: {}", "settings: {grid_hz: 0}", "grid_hz", "more than 0"),
        ("notes: ", "nootjes: ", "nootjes", "a field that no study has"),
        ("kind: scale", "kind: text", "kind: text", "extra|a field that no"),
        ("highest: 7", "highest: 0", "id: gespannen", "greater|run upwards"),
        ("consent: [record, ", "consent: [", "consent:", "lacks 'record'"),
        ("pair_prefix: D ", "pair_prefix: Jan ", "Jan", "pair_prefix"),
        ("block: 12", "block: 5", "block: 5", "cannot share equally"),
        ("id: dance_first", "id: talk_first", "", "a second time|no order"),
        ('version: "1"', 'version: "1"\nversion: "2"', "", "not YAML"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    was: str, is_now: str, line_holds: str, told: str
) -> None:
    text = TEMPLATE.replace(was, is_now, 1)
    assert text != TEMPLATE
    with pytest.raises(StudyError, match=told) as caught:
        read(text)
    assert str(caught.value).startswith("s.yaml, line ")
    assert caught.value.line is not None
    if line_holds:
        lines = text.splitlines()
        near = lines[caught.value.line - 2 : caught.value.line + 1]
        assert any(line_holds in line for line in near)


def test_a_block_of_unequal_arms_is_refused() -> None:
    study = read().study
    other = {"no_feedback": "shape_only"}.get(study.allocation[0].arm, "no_feedback")
    row = f"- {{arm: {study.allocation[0].arm}, order: {study.allocation[0].order}"
    text = TEMPLATE.replace(
        row, f"- {{arm: {other}, order: {study.allocation[0].order}", 1
    )
    with pytest.raises(StudyError, match="a block of unequal arms"):
        read(text)
    without_block = read(text.replace("block: 12\n", ""))
    assert "unequal arms" in without_block.remarks[0].sentence


def test_own_words_need_their_scope() -> None:
    question = "- {id: woorden, kind: text, text: {nl: a, en: a}}\n"
    text = TEMPLATE.replace("  - id: te_veel", f"  {question}  - id: te_veel", 1)
    with pytest.raises(StudyError, match="'free_text'"):
        read(text)
    read(text.replace("consent: [record,", "consent: [free_text, record,"))


def test_a_lock_knows_comments_from_content() -> None:
    lock = locked(read(), software="1", utc="2026-11-22T10:00:00+00:00")
    assert Lock.from_text(lock.to_text(), "l") == lock
    assert changes(lock, read("# hello\n" + TEMPLATE)) == ()
    moved = read(TEMPLATE.replace("usable_share: 0.8", "usable_share: 0.5"))
    assert changes(lock, moved) == ("quality.usable_share was 0.8 and is 0.5",)
    moved = read(TEMPLATE.replace("settings: {}", "settings: {cue_gap_s: 99}"))
    assert any("settings.cue_gap_s was not there" in of for of in changes(lock, moved))
    other = replace(read(), exercises={**read().exercises, "om_de_beurt": "x"})
    assert any("exercises.om_de_beurt" in of for of in changes(lock, other))


def test_a_lock_that_was_changed_by_hand_is_refused() -> None:
    lock = locked(read(), software="1", utc="u")
    held = json.loads(lock.to_text())
    held["content"]["study"]["block"] = 3
    for text in (json.dumps(held), "{}", "nonsense", "[]"):
        with pytest.raises(StudyError, match="no lock of a study"):
            Lock.from_text(text, "l.json")


def test_pairs_follow_the_list_and_end_with_it() -> None:
    study = read().study
    entries = given(24)
    assert [entry.pair for entry in entries[:2]] == ["D001", "D002"]
    assert [e.arm for e in entries] == [row.arm for row in study.allocation]
    with pytest.raises(StudyError, match=r"All 24 rows .* handed out"):
        given(25)
    with pytest.raises(StudyError, match="not ticked yet: geen_reden_tegen"):
        next_entry(study, [], screened=TICKS[:1], utc="u", sha256="s", left="a")
    with pytest.raises(StudyError, match="no check 'rijk'"):
        next_entry(study, [], screened=(*TICKS, "rijk"), utc="u", sha256="s", left="a")
    text = "".join(entry.to_line() for entry in entries)
    assert entries_in(text, "l") == tuple(entries)
    assert entries_in(text + '{"number": 9', "l") == tuple(entries)
    with pytest.raises(StudyError, match="line 1"):
        entries_in("{}\n", "l")
    assert entry_of(entries, "D003").row == 3
    with pytest.raises(StudyError, match="D099 was not handed out"):
        entry_of(entries, "D099")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("jan.jansen@post.nl", "e-mail"),
        ("Jan de Vries", "a name"),
        ("Mia", "a name"),
        ("D17!", "no code"),
        ("", "no code"),
    ],
)
def test_what_looks_like_a_person_is_no_code(text: str, told: str) -> None:
    with pytest.raises(StudyError, match=told):
        pair_given(text)
    with pytest.raises(StudyError, match=told):
        code_given(text)


def test_codes() -> None:
    assert pair_given(" d017 ") == "D017"
    assert code_given("d017b") == ("D017", Wearer.B)
    assert codes_of("D017") == {Wearer.A: "D017A", Wearer.B: "D017B"}


def test_answers_are_held_against_their_form() -> None:
    form = read().study.forms[1]
    assert checked(form, {"gespannen": 3, "te_veel": "nee"}, free_text=False) == {
        "gespannen": 3,
        "te_veel": "nee",
    }
    for wrong in (
        {"gespannen": 8, "te_veel": "nee"},
        {"gespannen": True, "te_veel": "nee"},
        {"gespannen": 3, "te_veel": "misschien"},
        {"gespannen": 3},
        {"gespannen": 3, "te_veel": "nee", "iq": 1},
    ):
        with pytest.raises(StudyError):
            checked(form, wrong, free_text=False)


def test_a_second_answer_stands_beside_the_first() -> None:
    one = Answers(
        utc="1", study="s", sha256="h", code="D001A", session="ses1",
        form="achteraf", values={"gespannen": 3},
    )  # fmt: skip
    two = replace(one, utc="2", values={"gespannen": 5})
    found = answers_in(one.to_line() + two.to_line() + '{"cut', "f")
    assert found == (one, two)
    table = list(rows(found, read().study.forms))
    assert [(row[8], row[10]) for row in table] == [(3, True), (5, False)]


def facts(**values: object) -> SessionFacts:
    first = given(1)[0]
    plain = SessionFacts(
        file="one.samen", pair="D001", session="ses1", sha256="s", created_utc="1",
        began_s=1000.0, duration_s=600.0, arm=first.arm, order=first.order,
        starts=first.starts, codes={"a": "D001A", "b": "D001B"},
        consent=dict.fromkeys("ab", ("record", "live", "research_export")),
        straps={"a": "1", "b": "2"}, simulated=False, passed=True,
    )  # fmt: skip
    return replace(plain, **values)  # type: ignore[arg-type]


def test_the_week_shows_what_is_missing_twice_swapped_or_too_little() -> None:
    study, entries = read().study, given(2)
    found = overview(study, entries, [facts()])
    assert [row.problems for row in found.rows] == [(), ("missing",)]
    assert found.left == 22
    assert found.balanced
    later = facts(
        file="two.samen", created_utc="2", began_s=1300.0, straps={"a": "2", "b": "1"}
    )
    (one, two, _) = overview(study, entries, [facts(), later]).rows
    assert one.problems == ("duplicate", "overlap")
    assert two.problems == ("duplicate", "overlap", "wearers")
    for changed, problem in (
        ({"passed": False}, "quality"),
        ({"passed": False, "failed": ("study.failed.unfinished",)}, "unfinished"),
        ({"consent": {"a": ("record",)}}, "consent"),
        ({"sha256": "other"}, "other_study"),
        ({"starts": "x"}, "other_arm"),
        ({"codes": {"a": "D001B", "b": "D001A"}}, "wearers"),
        ({"simulated": True}, "simulated"),
        (
            {
                "withdrawn": ("b",),
                "codes": {"a": "D001A"},
                "consent": {"a": ("record", "live", "research_export")},
            },
            "withdrawn",
        ),
    ):
        (row, _) = overview(study, entries, [facts(**changed)]).rows
        assert row.problems == (problem,)
    stray = overview(study, entries, [facts(pair="D009")])
    assert stray.strangers == ("one.samen",)
