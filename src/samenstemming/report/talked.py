"""The talk: steps, levels, cues and moments, markers."""

from collections import Counter
from typing import Final

from samenstemming.analysis_steps import Step
from samenstemming.consent import FREE_TEXT, has_consented
from samenstemming.measures.synchrony import Synchrony
from samenstemming.report import pictures
from samenstemming.report.section import Picture, Section, Table
from samenstemming.report.telling import (
    DASH,
    Teller,
    number_text,
    p_cell,
    share_text,
    value_text,
)
from samenstemming.words import say

MOST_NOTES: Final = 200


def steps(tell: Teller) -> Section | None:
    """A row for each step; None without steps."""
    if not tell.analysis.steps:
        return None
    rows = [
        (
            f"{number}. {made.step.id}",
            tell.say(
                "range",
                low=f"{made.step.start_s / 60:.1f}",
                high=f"{made.step.end_s / 60:.1f}",
            ),
            _speaker(tell, made.step),
            *(
                value_text(made.wearers.get(wearer), "heart_rate_bpm", "{:.0f}")
                for wearer in tell.analysis.wearers
            ),
            *(
                share_text(part.usable_share) if part else DASH
                for part in map(made.wearers.get, tell.analysis.wearers)
            ),
            number_text(made.synchrony.statistic, "{:.2f}"),
            p_cell(made.p_adjusted),
            _step_remark(tell, made.step, made.synchrony),
        )
        for number, made in enumerate(tell.analysis.steps, 1)
    ]
    who = [w.value.upper() for w in tell.analysis.wearers]
    header = [
        tell.say("column.step"),
        tell.say("column.minutes"),
        tell.say("column.speaker"),
        *(tell.say("column.bpm_of", who=name) for name in who),
        *(tell.say("column.usable_of", who=name) for name in who),
        tell.say("column.statistic"),
        tell.say("column.p_adjusted"),
        tell.say("column.remark"),
    ]
    return Section(
        title=tell.say("section.steps"),
        tables=[
            Table(
                caption=tell.say("table.steps"),
                header=header,
                rows=rows,
                note=tell.say("note.steps"),
            )
        ],
    )


def _speaker(tell: Teller, step: Step) -> str:
    known = step.speaker in ("a", "b", "both")
    return tell.say(f"speaker.{step.speaker}") if known else DASH


def _step_remark(tell: Teller, step: Step, found: Synchrony) -> str:
    if step.instructed:
        return tell.say("remark.instructed")
    code = found.withheld or found.p_withheld
    return "" if code is None else say(f"withheld.{code}", tell.language)


def levels(tell: Teller) -> Section | None:
    """Against the own baselines; None where no baseline was known."""
    drawn = pictures.levels(tell.analysis, tell.on_picture())
    if drawn is None:
        return None
    return Section(
        title=tell.say("section.levels"),
        paragraphs=[tell.say("levels.exploratory")],
        pictures=[
            Picture(
                svg=drawn,
                instead=tell.say("picture.levels.instead"),
                caption=tell.say("picture.levels.caption"),
            )
        ],
    )


def talk(tell: Teller) -> Section | None:
    """Cues and candidate moments; None where there are none."""
    moments = tell.analysis.talk.moments
    cues = Counter(m.name for m in tell.markers if m.name in ("cue", "cue_held_back"))
    if not moments and not cues:
        return None
    rows = [
        (
            f"{moment.start_s / 60:.1f}",
            tell.say(f"moment.{moment.kind.value}"),
            moment.rule,
        )
        for moment in moments
    ]
    header = [tell.say(f"column.{name}") for name in ("minute", "moment", "rule")]
    return Section(
        title=tell.say("section.talk"),
        paragraphs=[
            tell.say("talk.cues", shown=cues["cue"], held_back=cues["cue_held_back"]),
            tell.say("talk.moments"),
        ],
        tables=[Table(caption=tell.say("table.moments"), header=header, rows=rows)]
        if rows
        else [],
    )


def marks(tell: Teller) -> Section | None:
    """All markers, folded; None without any."""
    if not tell.markers:
        return None
    recording = tell.analysis.recording
    free = all(has_consented(recording, w, FREE_TEXT) for w in recording.wearers)
    rows = [
        (
            f"{marker.t_ns / 60e9:.2f}",
            marker.name,
            "" if marker.wearer is None else marker.wearer.value.upper(),
            marker.note if free else "",
        )
        for marker in tell.markers[:MOST_NOTES]
    ]
    names = ("minute", "mark", "wearer", "note")
    return Section(
        title=tell.say("section.marks"),
        folded=True,
        tables=[
            Table(
                caption=tell.say("table.marks", n=len(tell.markers)),
                header=[tell.say(f"column.{name}") for name in names],
                rows=rows,
                note="" if free else tell.say("note.free_text"),
            )
        ],
    )
