"""What the collector wrote down of cues is what a replay derives from the same file."""

from pathlib import Path

import samenstemming as sam
from samenstemming.events import Marker, Wearer
from samenstemming.exercises.machine import Guide
from samenstemming.exercises.parse import parse
from samenstemming.series import Cue
from samenstemming.session.exercise_files import built_in
from samenstemming.session.foreground import run_collector
from samenstemming.session.plan import Plan
from samenstemming.session.straps import parse_straps

# So low that a simulated heart at rest is "high" now and then.
TOUCHY = sam.Settings(
    table_every_s=0,
    arousal_first_s=10,
    arousal_regain_s=5,
    arousal_calm_bpm=0.5,
    arousal_calm_s=3,
    arousal_busy_bpm=1,
    arousal_high_bpm=1.5,
    arousal_high_s=3,
    arousal_high_least_s=5,
    arousal_settle_s=3,
    cue_first_s=10,
    cue_gap_s=20,
    cue_per_step=50,
    cue_per_session=2,
    cue_close_at=50,
    cue_long_break_at=49,
)

TALK = """
schema_version: 1
content_version: test
exercises:
- id: eigen
  order: 1
  level: start
  minutes: 11
  task_label: eigen
  title: {nl: Eigen, en: Own}
  purpose: {nl: Eigen., en: Own.}
  steps:
"""
STEP = """
  - id: {id}
    title: {{nl: "{id}", en: "{id}"}}
    purpose: {{nl: "{id}", en: "{id}"}}
    minutes: {minutes}
    speaker: none
    prompt: {{nl: Stil., en: Quiet.}}
    {measure}
    biofeedback:
      display: dark
      live_cues: flood_only
      shows: {{nl: Niets., en: Nothing.}}
    on_flooded:
      action: offer_pause
      text: {{nl: Pauze., en: A break.}}
      resume: same_step
"""
REST = "measure: {baseline: rest, discard_first_s: 0, min_clean_s: 20}"


def guide() -> Guide:
    text = TALK + STEP.format(id="rust", minutes=1, measure=REST)
    text += STEP.format(id="kijken", minutes=10, measure="")
    content = parse(text, "own.yaml")
    routine = built_in().file.pause_routine
    assert routine is not None
    return Guide(
        exercise=content.file.exercises[0],
        routine=routine,
        first=Wearer.A,
        version=content.version,
        sha256=content.sha256,
    )


def test_cues_live_are_cues_replayed(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    plan = Plan(
        path=path,
        straps=parse_straps("simulated:3", "simulated:4"),
        minutes=8,
        speed=60,
        settings=TOUCHY,
        guide=guide(),
        # Whoever wants the frames kept gets all of them before the file is closed.
        frames_to=tmp_path / "frames.jsonl",
    )
    run_collector(plan, tell=lambda sentence: None)
    events = sam.open_recording(path).events()
    recorded = [
        (m.data["t_s"], m.data["kind"], m.data.get("reason"))
        for m in events
        if isinstance(m, Marker) and m.name in ("cue", "cue_held_back")
    ]
    derived = [
        (cue.t_s, cue.kind.value, cue.held_back)
        for cue in sam.Pipeline(TOUCHY).feed_all(events)
        if isinstance(cue, Cue)
    ]
    # The last ones may be found while the file is being closed: shown to nobody.
    assert recorded == derived[: len(recorded)]
    assert len(derived) - len(recorded) <= 2
    assert [reason for _, _, reason in recorded].count(None) == 2
    assert "budget_session" in {reason for _, _, reason in recorded}
