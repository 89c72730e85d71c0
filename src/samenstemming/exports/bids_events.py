"""What happened, as the rows of BIDS's `_events.tsv`.

A step is one row with its length; everything else has a row of its own and no length.
Each row says in which step it was and who was asked to speak then: who reads it in
another program has no pipeline to ask.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from samenstemming.analysis_steps import Step, steps_of
from samenstemming.exports.cells import Row
from samenstemming.exports.markers import ShownMarker, shown_markers
from samenstemming.exports.material import Material
from samenstemming.measures.speech import Turn, turns_of

EVENTS_HEADER: Final = (
    "onset",
    "duration",
    "trial_type",
    "step_id",
    "speaker",
    "source",
    "cue_shown",
    "cue_suppressed_reason",
    "note",
    "data",
)

STEP: Final = "step"
STEP_BEGIN: Final = "step_begin"
STEP_END: Final = "step_end"
CUE: Final = "cue"
CUE_HELD_BACK: Final = "cue_held_back"


def event_rows(of: Material) -> Iterator[Row]:
    """Steps and markers in order of time."""
    duration_s = of.analysis.duration_s
    steps = steps_of(of.recording.events(), duration_s)
    turns = turns_of(of.recording.events(), duration_s)
    lengths = {step.start_s: step.end_s - step.start_s for step in steps}
    for marker in shown_markers(of.recording, of.dates):
        if marker.name == STEP_END:
            continue
        begins = marker.name == STEP_BEGIN
        if begins and marker.t_s not in lengths:
            continue  # a step without a length is none
        yield (
            marker.t_s,
            lengths[marker.t_s] if begins else 0.0,
            STEP if begins else marker.name,
            _step_at(steps, marker.t_s),
            _speaker(marker, turns),
            marker.source,
            _said(marker, CUE, "kind"),
            _said(marker, CUE_HELD_BACK, "reason"),
            marker.note,
            json.dumps(dict(marker.data), sort_keys=True, ensure_ascii=False)
            if marker.data
            else None,
        )


def _step_at(steps: Sequence[Step], t_s: float) -> str | None:
    inside = (step.id for step in steps if step.start_s <= t_s < step.end_s)
    return next(inside, None)


def _speaker(marker: ShownMarker, turns: Sequence[Turn]) -> str | None:
    inside = (turn.named for turn in turns if turn.start_s <= marker.t_s < turn.end_s)
    return next(inside, None)


def _said(marker: ShownMarker, name: str, key: str) -> str | None:
    value = marker.data.get(key) if marker.name == name else None
    return None if value is None else str(value)
