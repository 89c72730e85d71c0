"""Exercise files: the built-in one is fair and plain, a broken one says where."""

import re

import pytest

from samenstemming.errors import ExerciseError
from samenstemming.exercises.fairness import (
    dark_share,
    forbidden_in,
    longest_sentence,
    speaking_minutes,
    texts_of,
)
from samenstemming.exercises.model import Exercise, Step
from samenstemming.exercises.parse import Content, line_of, parse
from samenstemming.session.exercise_files import built_in
from tests.own_exercise import SMALL

BUILT_IN = built_in()
EXERCISES = {exercise.id: exercise for exercise in BUILT_IN.file.exercises}


def own(text: str = SMALL) -> Content:
    return parse(text, "own.yaml", known=["samen_aankomen"])


# -- the built-in file ----------------------------------------------------------------


def test_there_are_eight_exercises_and_a_way_out_of_each() -> None:
    assert [of.order for of in BUILT_IN.file.exercises] == list(range(1, 9))
    assert BUILT_IN.file.pause_routine is not None
    assert set(BUILT_IN.file.buttons) == {"pause", "pattern", "stop", "pass", "ready"}
    assert len(BUILT_IN.sha256) == 64


def test_no_text_of_it_has_a_remark() -> None:
    assert BUILT_IN.remarks == ()


def test_it_has_no_forbidden_word_and_no_long_sentence() -> None:
    """T10, T22 and conversation.md 5; said apart, so that a failure names the text."""
    for path, language, text in texts_of(BUILT_IN.file):
        assert not forbidden_in(language, text), (path, text)
        assert longest_sentence(text) <= 20, (path, text)


def test_a_prompt_is_heard_at_once_and_nothing_deep_is_shouted() -> None:
    """conversation.md 5: three sentences and perhaps a last one, nobody cheers."""
    for of in EXERCISES.values():
        for step in of.steps:
            for prompt in (step.prompt.nl, step.prompt.en):
                assert len(re.findall(r"[.?!…](?:'|\Z|\s)", prompt)) <= 4, prompt
            if of.level == "deep":
                texts = (step.prompt, step.title, step.purpose, step.on_flooded.text)
                assert not any("!" in text.nl + text.en for text in texts), step.id


def test_no_sentence_of_an_exercise_has_more_than_eighteen_words() -> None:
    lengths = {
        path: longest_sentence(text) for path, _, text in texts_of(BUILT_IN.file)
    }
    assert {path: n for path, n in lengths.items() if n > 18} == {}
    assert sum(n > 15 for n in lengths.values()) <= len(lengths) / 20


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_both_get_the_same_time_to_speak(exercise: Exercise) -> None:
    a, b = speaking_minutes(exercise)
    assert a == b


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_deep_exercises_are_dark_for_half_of_the_talk(exercise: Exercise) -> None:
    """T25."""
    if exercise.level == "deep":
        share = dark_share(exercise)
        assert share is not None
        assert share >= 0.5


@pytest.mark.parametrize("number", range(2, 9))
def test_an_exercise_ends_warmly(number: int) -> None:
    """T28: 2-5, 7 and 8 end with thanks, 6 with looking back, 1 with a greeting."""
    exercise = BUILT_IN.file.exercises[number - 1]
    assert exercise.steps[-1].id == ("terugkijken" if number == 6 else "dank")


def test_asking_and_answering_swaps_with_equal_minutes() -> None:
    """T06: A asks, B answers, A receives, then the other way round."""
    speakers = [
        step.speaker
        for step in EXERCISES["kan_ik_bij_jou_terecht"].steps
        if step.speaker in ("A", "B")
    ]
    swapped = ["B" if speaker == "A" else "A" for speaker in speakers]
    half = len(speakers) // 2
    assert speakers[half:] == swapped[:half]


def test_cards_speak_of_oneself() -> None:
    """T08: card texts start with "ik" and "I"."""
    steps = [step for of in EXERCISES.values() for step in of.steps if step.cards]
    assert steps
    for step in steps:
        assert step.cards is not None
        assert all(card.startswith("ik ") for card in step.cards.nl)
        assert all(card.startswith("I ") for card in step.cards.en)


def test_moving_steps_give_no_cue_and_breathing_steps_are_instructed() -> None:
    """T21."""
    for exercise in EXERCISES.values():
        for step in exercise.steps:
            if step.expected_movement:
                assert step.biofeedback.live_cues == "none"
            if step.biofeedback.display == "pacer":
                assert step.instructed


def test_not_knowing_is_always_a_choice() -> None:
    """T18."""
    words, needs = BUILT_IN.file.feeling_words, BUILT_IN.file.need_words
    assert words is not None
    assert needs is not None
    assert words.none.nl == ("ik weet het nog niet",)
    assert "ik weet het nog niet" in needs.nl


def test_prerequisites_are_those_of_the_design() -> None:
    def needs(name: str) -> set[str]:
        return set(EXERCISES[name].prerequisites)

    assert needs("samen_aankomen") == set()
    assert needs("om_de_beurt") == {"samen_aankomen"}
    assert needs("wat_eronder_ligt") >= {"ons_patroon"}
    assert needs("kan_ik_bij_jou_terecht") >= {"wat_eronder_ligt"}


# -- own files ------------------------------------------------------------------------


def test_a_small_own_file_is_enough() -> None:
    content = own()
    assert content.file.exercises[0].steps[0].seconds == 120
    assert content.file.pause_routine is None
    assert content.remarks == ()


def test_the_same_text_has_the_same_hash_and_another_text_another() -> None:
    assert own().sha256 == own().sha256
    assert own(SMALL + "# a word more\n").sha256 != own().sha256


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("minutes: 4", "minuts: 4", "minuts is a field that no exercise has"),
        ("level: start", "level: hard", "level is 'hard'; it may be"),
        ("order: 1", "order: one", "order is 'one'"),
        ("minutes: 4", "minutes: 5", "minutes says 5, the steps together take 4"),
        ("minutes: 4", "minutes: .nan", "minutes is nan"),
        ("[samen_aankomen]", "[onbekend]", "asks for 'onbekend', which is unknown"),
        ("[samen_aankomen]", "[eigen]", "asks for the exercise itself"),
        ("id: praten_b", "id: praten_a", "is 'praten_a' more than once"),
        (', en: "Own"}', "}", "title.en is missing"),
        ('"Eigen oefening."', '""', "purpose.nl is empty"),
        ('"Eigen oefening."', '"Lees <b>dit</b>."', "holds markup"),
        ('"Eigen oefening."', '"Fijn \\U0001F600"', "holds an emoji"),
        ('"Eigen oefening."', '"Voor {C}."', "names {C}; only {A} and {B}"),
        ('"Eigen oefening."', '"Voor {A."', "has a brace that is not closed"),
        ("schema_version: 1", "schema_version: 2", "schema_version is 2"),
        ("speaker: A", "speaker: both", "give A 0 and B 2 minutes to speak"),
        ("display: dark", "display: false", "write 'dark'"),
        ('"Eigen oefening."', '"Eigen \\u202E oefening."', "control characters"),
        ('"Eigen oefening."', '"Eigen\\u200B oefening."', "control characters"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_field(
    old: str, new: str, says: str
) -> None:
    broken = SMALL.replace(old, new, 1)
    assert broken != SMALL
    with pytest.raises(ExerciseError) as caught:
        own(broken)
    assert says in str(caught.value)
    assert str(caught.value).startswith("own.yaml, line ")
    assert caught.value.line
    assert caught.value.field


def test_exercises_that_wait_for_each_other_would_never_open() -> None:
    second = SMALL.split("exercises:\n")[1].replace("eigen", "tweede", 2)
    both = SMALL.replace("[samen_aankomen]", "[tweede]") + second.replace(
        "[samen_aankomen]", "[eigen]"
    )
    with pytest.raises(ExerciseError, match="comes back to itself") as caught:
        own(both)
    assert caught.value.line == 11
    assert caught.value.field == "exercises[0].prerequisites"


def test_the_line_is_the_line() -> None:
    broken = SMALL.replace("order: 1", "order: one")
    with pytest.raises(ExerciseError) as caught:
        own(broken)
    assert broken.splitlines()[(caught.value.line or 0) - 1].strip() == "order: one"
    assert line_of(SMALL, ("exercises", 0, "steps", 1, "minutes")) == 32


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{of}: &a{of} [{', '.join([f'*a{of - 1}'] * 9)}]\n" for of in range(1, 12)
)
"""Twelve lines that stand for 300,000,000,000 values."""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file is empty"),
        ("a: [1, 2", "this is not YAML"),
        ("exercises: []\nexercises: []\n", "this is not YAML"),
        ("schema_version: 1\ncontent_version: '1'\nexercises: []\n", "is empty"),
        ("- 1\n- 2\n", "the file"),
        ("just words", "the file"),
        ("a: !!python/object:os.system {}", "this is not YAML"),
        ("&a [*a]", "the file"),
        ("x" * 1_000_001, "more than an exercise file can need"),
        (BOMB, "the file becomes far too large"),
        ("a: \x00", "this is not YAML"),
    ],
    ids=lambda of: of[:20],
)
def test_what_is_no_exercise_file_is_refused_in_a_sentence(
    text: str, says: str
) -> None:
    with pytest.raises(ExerciseError, match=says):
        own(text)


def test_many_mistakes_are_counted_after_the_fifth() -> None:
    broken = SMALL.replace("minutes: 2", "minutes: twee").replace(
        "speaker: ", "spreker: "
    )
    broken = broken.replace("purpose:", "doel:")
    with pytest.raises(ExerciseError, match=r"\d more like these"):
        own(broken)


def test_an_own_file_may_use_a_word_that_ours_does_not_and_is_told() -> None:
    content = own(SMALL.replace("Vertel iets.", "Wat is jullie score?"))
    (remark, *_) = content.remarks
    assert "score" in remark.sentence
    assert not remark.is_error


def test_texts_come_with_their_language() -> None:
    steps: tuple[Step, ...] = own().file.exercises[0].steps
    texts = [text for _, language, text in texts_of(own().file) if language == "en"]
    assert steps[0].prompt.en in texts
