"""An own exercise file as small as one can be, for tests to break."""

STEP = """
  - id: praten_{letter}
    title: {{nl: "Praten", en: "Talking"}}
    purpose: {{nl: "Praten.", en: "Talking."}}
    minutes: {minutes}
    speaker: {letter}
    prompt: {{nl: "Vertel iets.", en: "Say something."}}
    biofeedback:
      display: dark
      live_cues: none
      shows: {{nl: "Niets.", en: "Nothing."}}
    on_flooded:
      action: none
      text: {{nl: "Niets.", en: "Nothing."}}
      resume: same_step
"""

SMALL = """\
schema_version: 1
content_version: "1"
exercises:
- id: eigen
  order: 1
  level: start
  minutes: 4
  task_label: eigen
  title: {nl: "Eigen", en: "Own"}
  purpose: {nl: "Eigen oefening.", en: "An own exercise."}
  prerequisites: [samen_aankomen]
  steps:
""" + "".join(
    STEP.format(letter=letter, minutes=2)
    .replace("praten_A", "praten_a")
    .replace("praten_B", "praten_b")
    for letter in "AB"
)
