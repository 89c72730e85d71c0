"""A study to begin with: whole, valid, with a comment beside everything.

The allocation is drawn in blocks, each of which holds every arm, both orders and both
beginnings equally often; the same seed gives the same list.
"""

import json
from collections.abc import Iterator
from itertools import product
from typing import Final

import numpy as np

from samenstemming.coaching.talk_watch import ARMS

ORDERS: Final = ("talk_first", "dance_first")
BLOCK: Final = len(ARMS) * len(ORDERS) * 2


def template(
    *, pairs: int = 24, seed: int = 0, name: str = "my_study", title: str = ""
) -> str:
    """The text of a new study file for so many pairs, rounded up to whole blocks."""
    blocks = max(1, -(-pairs // BLOCK))
    rows = "\n".join(_rows(blocks, seed))
    text = _TEXT.replace("my_study", name, 1)
    if title:
        # Braces in a text stand for the partners, and a study's title names nobody.
        plain = title.replace("{", "(").replace("}", ")")
        own = json.dumps(plain, ensure_ascii=False)
        text = text.replace(_TITLE, f"title: {{nl: {own}, en: {own}}}", 1)
    return f"{text}block: {BLOCK}\nallocation:  # seed {seed}\n{rows}\n"


def _rows(blocks: int, seed: int) -> Iterator[str]:
    random = np.random.default_rng(seed)
    every = list(product(ARMS, ORDERS, ("a", "b")))
    for _ in range(blocks):
        for i in random.permutation(len(every)):
            arm, order, starts = every[int(i)]
            yield f"- {{arm: {arm}, order: {order}, starts: {starts}}}"


_TITLE: Final = 'title: {nl: "Ons onderzoek", en: "Our study"}'
_TEXT: Final = """\
# A study. Change what you need, then:
#   samenstemming study check FILE     what is wrong, with its line
#   samenstemming study dry-run FILE   a simulated couple goes through it
#   samenstemming study lock FILE      from now on nothing may be changed
# YAML 1.2. A comment may be changed after the lock, nothing else.
schema_version: 1
id: my_study              # a-z, 0-9, _; goes into every recording
version: "1"              # another version is another study
title: {nl: "Ons onderzoek", en: "Our study"}
pair_prefix: D            # pairs are called D001, D002, ...; partners D001A and D001B

# Ticked before a pair is handed out. Only the tick is kept, never an answer.
screening:
- id: apart_gebeld
  text: {nl: "Ieder apart gesproken, door iemand die daarvoor is opgeleid.",
         en: "Each spoken to alone, by somebody trained for it."}
- id: geen_reden_tegen
  text: {nl: "Er is geen reden om niet mee te doen.",
         en: "There is no reason not to take part."}

# What each partner is asked, in private. record is needed; research_export to hand in.
# All: record live look_back two_lines free_text research_export recontact
consent: [record, live, research_export]

sessions:                 # how often a pair comes
- {id: ses1, title: {nl: "Eerste bezoek", en: "First visit"}}

# Exercises of each session, in order: `samenstemming exercises` lists them.
# Another order of steps is an exercise file of your own (docs/exercises.md).
orders:
- id: talk_first
  sessions: {ses1: [samen_aankomen, om_de_beurt]}
- id: dance_first
  sessions: {ses1: [samen_aankomen, als_in_een_dans]}

settings: {}              # thresholds that differ, such as {cue_gap_s: 240}

quality:                  # what each partner has to reach in each step
  usable_share: 0.8
  corrected_share: 0.1

forms:                    # for each partner alone; when: before or after
- id: vooraf
  when: before
  title: {nl: "Vooraf", en: "Before"}
  questions:
  - id: gespannen
    kind: scale
    text: {nl: "Hoe gespannen ben je nu?", en: "How tense are you now?"}
    lowest: 1
    highest: 7
    low_label: {nl: "helemaal niet", en: "not at all"}
    high_label: {nl: "heel erg", en: "very"}
- id: achteraf
  when: after
  title: {nl: "Achteraf", en: "After"}
  questions:
  - id: gespannen
    kind: scale
    text: {nl: "Hoe gespannen ben je nu?", en: "How tense are you now?"}
    lowest: 1
    highest: 7
    low_label: {nl: "helemaal niet", en: "not at all"}
    high_label: {nl: "heel erg", en: "very"}
  - id: te_veel
    kind: choice
    text: {nl: "Was het soms te veel?", en: "Was it ever too much?"}
    options:
    - {id: nee, text: {nl: "Nee", en: "No"}}
    - {id: even, text: {nl: "Even", en: "For a moment"}}
    - {id: vaak, text: {nl: "Vaak", en: "Often"}}
  # A question in own words needs free_text under consent:
  # - {id: woorden, kind: text, text: {nl: "Wat viel je op?", en: "What struck you?"}}

notes: ""                 # for yourselves; never shown to a couple

# Who gets what, in order of coming. Drawn beforehand, in blocks.
"""
