"""An own exercise file as small as one can be, for tests to break."""

HEAD = """\
schema_version: 1
content_version: "{version}"
exercises:
- id: {name}
  order: 1
  level: start
  minutes: {minutes}
  task_label: eigen
  title: {{nl: "Eigen", en: "Own"}}
  purpose: {{nl: "Eigen oefening.", en: "An own exercise."}}
  prerequisites: [{needs}]
  steps:
"""

STEP = """
  - id: {id}
    title: {{nl: "Praten", en: "Talking"}}
    purpose: {{nl: "Praten.", en: "Talking."}}
    minutes: {minutes}
    speaker: {speaker}
    prompt: {{nl: "{prompt}", en: "Say something."}}
    biofeedback:
      display: dark
      live_cues: none
      shows: {{nl: "Niets.", en: "Nothing."}}
    on_flooded:
      action: none
      text: {{nl: "Niets.", en: "Nothing."}}
      resume: same_step
"""

SMALL = (
    HEAD.format(version="1", name="eigen", minutes=4, needs="samen_aankomen")
    + STEP.format(id="praten_a", minutes=2, speaker="A", prompt="Vertel iets.")
    + STEP.format(id="praten_b", minutes=2, speaker="B", prompt="Vertel iets.")
)
"""Two turns of two minutes."""


def quiet(name: str, prompt: str) -> str:
    """An exercise in which nobody speaks for a minute, of version `lab 3`."""
    head = HEAD.format(version="lab 3", name=name, minutes=1, needs="")
    step = STEP.format(id="kijken", minutes=1, speaker="none", prompt=prompt)
    return head + step.removeprefix("\n")
