"""Parts of the lab's canvas by themselves: the step, marks as they stand, warnings."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from dashboards.components.lab_canvas import PREFIXES, source
from dashboards.view_words import words_under
from samenstemming.words import Language

pytestmark = pytest.mark.browser

TOOLS = """
const words = WORDS;
const say = (key, values) => words[key].replace(/{(\\w+)}/g, (_, name) => values[name]);
globalThis.tools = { words, say, number: (value) => String(value) };
globalThis.markersOf = (rows) => {
  const names = ["t", "seq", "name", "w", "note", "step", "seconds", "speaker"];
  return Object.fromEntries(names.map((n) => [n, rows.map((row) => row[n] ?? null)]));
};
globalThis.live = (tables, of) => ({
  number: 1, finished: false, tables,
  of: { a: { ...emptyWearer(), ...of.a }, b: { ...emptyWearer(), ...of.b } },
  has: (w) => w in of,
});
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    found = browser.new_page()
    parts = source("js").replace("export default function", "function mounted")
    words = repr(words_under(PREFIXES, Language.EN))
    found.add_script_tag(content=parts + TOOLS.replace("WORDS", words))
    yield found
    found.close()


STEP = """{ name: "step_begin", t: 10, step: "tell", seconds: 180, speaker: "a" }"""


@pytest.mark.parametrize(
    ("rows", "t", "text"),
    [
        (STEP, 5, ""),
        (STEP, 40, "tell · A speaks · 02:30 left"),
        (STEP, 200, "tell · A speaks · 00:10 over"),
        (f"{STEP}, {{ name: 'pause', t: 40 }}", 60, "break"),
        (
            f"{STEP}, {{ name: 'pause', t: 40 }}, {{ name: 'resume', t: 100 }}",
            130,
            "tell · A speaks · 02:00 left",
        ),
        (f"{STEP}, {{ name: 'step_end', t: 50 }}", 60, ""),
        (f"{STEP}, {{ name: 'exercise_end', t: 50 }}", 60, ""),
        ("{ name: 'step_begin', t: 1, step: 'rest' }", 2, "rest"),
    ],
)
def test_the_step_that_runs_and_the_time_left(
    page: Page, rows: str, t: float, text: str
) -> None:
    assert page.evaluate(f"stepText(markersOf([{rows}]), {t}, tools)") == text


def test_marks_stand_as_the_trail_leaves_them(page: Page) -> None:
    shown = page.evaluate(
        """() => {
          const markers = markersOf([
            { t: 1, seq: 1, name: "marker:laugh", note: "" },
            { t: 2, seq: 2, name: "marker:cough", note: "" },
            { t: 3, seq: 3, name: "marker:touch", note: "hand" },
          ]);
          const trail = {
            t: [4, 5, 6, 7], own: [4, 5, 6, 7], seq: [1, 2, 3, 6],
            what: ["undo", "edit", "edit", "undo"],
            name: [null, "marker:cry", "marker:topic", null],
            note: [null, "softly", null, null],
          };
          const session = { markers, tables: { trail } };
          const { name, note } = standingMarks(session);
          return { name, note };
        }"""
    )
    assert shown == {"name": ["marker:cry", "marker:touch"], "note": ["softly", "hand"]}


@pytest.mark.parametrize(
    ("of", "tables", "silent", "said"),
    [
        ("{ a: { rates: { t: [9] } } }", "{}", "false", []),
        (
            "{ a: { rates: { t: [2] }, links: { t: [3], state: ['lost'] } } }",
            "{}",
            "true",
            ["Strap A: link lost, 8 s ago. It reconnects by itself."],
        ),
        (
            "{ b: { rates: { t: [2] }, links: { t: [1], state: ['connected'] } } }",
            "{}",
            "false",
            ["Strap B: nothing heard for 8 s."],
        ),
        (
            "{ a: { rates: { t: [9] } } }",
            "{ clock: { t: [4], by: [-60] } }",
            "false",
            [
                "This computer's clock was moved by -60 s. The recording counts on; a "
                "diary beside it no longer fits."
            ],
        ),
    ],
)
def test_what_cannot_be_missed(
    page: Page, of: str, tables: str, silent: str, said: list[str]
) -> None:
    asked = "warningsOf(SESSION, 10, SILENT, tools)".replace("SILENT", silent)
    session = f"live({tables}, {of})"
    assert page.evaluate(asked.replace("SESSION", session)) == said
    over = f"Object.assign({session}, {{ finished: true }})"
    assert page.evaluate(asked.replace("SESSION", over)) == []


def test_a_strap_that_never_said_anything_cannot_be_missed_either(page: Page) -> None:
    linked = "{ b: { links: { t: [3], state: ['connected'] } } }"
    asked = f"Object.assign(live({{}}, {linked}), {{ has: () => false }})"
    said = "Strap B: nothing heard at all so far. Does it sit well, and is it wet?"
    for now, silent, found in (
        (22, "false", []),
        (24, "false", [said]),
        (24, "true", []),
    ):
        got = page.evaluate(f"warningsOf({asked}, {now}, {silent}, tools)")
        assert got == found
    none_there = "Object.assign(live({}, {}), { has: () => false })"
    assert page.evaluate(f"warningsOf({none_there}, 99, false, tools)") == []
    why = "whyText(Object.assign(SESSION, { finished: true }), 'b', 9, {}, tools)"
    heard = page.evaluate(why.replace("SESSION", asked))
    assert heard == "Nothing was heard from this wearer in this recording."
    alone = page.evaluate(why.replace("SESSION", none_there))
    assert alone == "This recording has only one wearer."


def test_a_full_disk_and_straps_that_changed_places_are_said(page: Page) -> None:
    labels = "{ label_a: 'red', other_a: 'B', label_b: 'blue', other_b: 'A' }"
    said = page.evaluate(
        f"""troublesText([
          {{ code: "disk_low", sentence: "40 MB left." }},
          {{ code: "strap.swapped", sentence: "", values: {labels} }},
        ], tools)"""
    )
    assert said.startswith("The disk is almost full. Make some room.")
    assert "red was on B last time" in said


def test_a_video_mark_is_heard_and_its_tone_ends(page: Page) -> None:
    tone = page.evaluate(
        """() => {
          const told = {};
          const loud = { gain: {}, connect: () => (told.sounds = true) };
          const tone = {
            frequency: {}, connect: () => loud,
            start: () => (told.began = true), stop: (at_s) => (told.ends = at_s),
          };
          const was = globalThis.AudioContext;
          globalThis.AudioContext = class {
            currentTime = 5; destination = {};
            createOscillator() { return tone; }
            createGain() { return loud; }
          };
          beep();
          globalThis.AudioContext = was;
          return { ...told, hz: tone.frequency.value, loud: loud.gain.value };
        }"""
    )
    assert tone == {"sounds": True, "began": True, "ends": 5.2, "hz": 1000, "loud": 0.4}
