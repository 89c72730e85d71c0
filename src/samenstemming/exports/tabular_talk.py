"""The tables about the two together and about levels: dyad, steps, turns, moments.

Whatever nobody validated has "exploratory" in its name or in a column of its own, so
that it cannot be taken for anything else once it has left this program.
"""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Final

from samenstemming.analysis_hrv import WHOLE
from samenstemming.analysis_values import Analysis, WearerAnalysis
from samenstemming.events import Wearer
from samenstemming.exports.cells import Cell, Row
from samenstemming.measures.coregulation import IndexPoint
from samenstemming.measures.synchrony import Synchrony
from samenstemming.measures.talk_table import LABEL
from samenstemming.series import DyadFrame

SYNCHRONY: Final = (
    "statistic",
    "sign",
    "lag_s",
    "lag_sd_s",
    "p_value",
    "null_model",
    "n_surrogates",
    "chance_median",
    "chance_p95",
    "segment_pairs_statistic",
    "segment_pairs_p_value",
    "lead",
    "n_windows",
    "known_s",
    "short",
    "withheld",
    "lag_withheld",
    "p_withheld",
    "p_adjusted",
    "roles",
    "segment_pairs_withheld",
)

INDEX: Final = ("index", "s", "g", "sign", "lag_s", "z", "accepted", "withheld")

TALK_HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "synchrony": ("part", "start_s", "end_s", "instructed", *SYNCHRONY),
    "turns": ("start_s", "end_s", "speaker", *SYNCHRONY),
    "dyad": (
        "t_s",
        "heart_rate_a_bpm",
        "heart_rate_b_bpm",
        "step",
        "speaker",
        "joint",
        "joint_unknown_because",
        "instructed",
        *(f"exploratory_{name}" for name in INDEX),
    ),
    "arousal": (
        "wearer",
        "t_s",
        "state",
        "unknown_because",
        "heart_rate_bpm",
        "d_bpm",
        "z",
        "slope_bpm_per_min",
        "accepted",
        "baseline",
        "baseline_bpm",
        "label",
    ),
    "segments": (
        "start_s",
        "end_s",
        "class",
        "z_a",
        "z_b",
        "d_a_bpm",
        "d_b_bpm",
        "change_a_bpm",
        "change_b_bpm",
        "linked_z",
        "sign",
        "instructed",
        "withheld",
        "label",
    ),
    "moments": ("start_s", "end_s", "kind", "rule", "evidence", "label"),
}
"""Tables that are always there, and their columns. `lag_s` positive: B follows A."""


def synchrony_rows(analysis: Analysis) -> Iterator[Row]:
    """The whole record, then each step."""
    yield _synchrony_row(
        WHOLE, 0.0, analysis.duration_s, instructed=None, found=analysis.synchrony
    )
    for made in analysis.steps:
        step = made.step
        yield _synchrony_row(
            step.id,
            step.start_s,
            step.end_s,
            instructed=step.instructed,
            found=made.synchrony,
            p_adjusted=made.p_adjusted,
        )


def _synchrony_row(
    name: str,
    start_s: float,
    end_s: float,
    *,
    instructed: bool | None,
    found: Synchrony,
    p_adjusted: float | None = None,
) -> Row:
    chance, pairs = found.chance, found.segment_pairs
    return (
        name,
        start_s,
        end_s,
        instructed,
        found.statistic,
        found.sign,
        found.lag_s,
        found.lag_sd_s,
        found.p_value,
        None if chance is None else chance.null,
        found.n_surrogates,
        None if chance is None else chance.median,
        None if chance is None else chance.p95,
        None if pairs is None else pairs.statistic,
        None if pairs is None else pairs.p_value,
        found.lead.value,
        found.n_windows,
        found.duration_s,
        found.short,
        found.withheld,
        found.lag_withheld,
        found.p_withheld,
        p_adjusted,
        found.roles,
        found.pairs_withheld,
    )


def turn_rows(analysis: Analysis) -> Iterator[Row]:
    """Each turn; columns of synchrony.csv from the statistic on."""
    for of in analysis.turns:
        turn = of.turn
        whole = _synchrony_row(
            "",
            turn.start_s,
            turn.end_s,
            instructed=None,
            found=of.synchrony,
            p_adjusted=of.p_adjusted,
        )
        yield turn.start_s, turn.end_s, turn.named, *whole[4:]


def dyad_rows(analysis: Analysis) -> Iterator[Row]:
    """Both heart rates side by side, once a second, with step and speaker."""
    rates = {wearer: _rate_each_second(of) for wearer, of in analysis.wearers.items()}
    steps = [made.step for made in analysis.steps]
    frames = {round(frame.t_s): frame for frame in analysis.talk.frames}
    points = {round(point.t_s): point for point in analysis.talk.index}
    at = 0
    for second in range(math.floor(analysis.duration_s) + 1):
        while at < len(steps) and steps[at].end_s <= second:
            at += 1
        here = steps[at] if at < len(steps) and steps[at].start_s <= second else None
        yield (
            float(second),
            rates.get(Wearer.A, {}).get(second),
            rates.get(Wearer.B, {}).get(second),
            None if here is None else here.id,
            None if here is None else here.speaker,
            *_dyad_cells(frames.get(second)),
            *_index_cells(points.get(second)),
        )


def arousal_rows(analysis: Analysis) -> Iterator[Row]:
    """Each wearer each second, against the own baseline."""
    for wearer in analysis.wearers:
        for frame in analysis.talk.frames:
            one = frame.a if wearer is Wearer.A else frame.b
            if one is not None:
                yield (
                    wearer.value,
                    frame.t_s,
                    one.state.value,
                    one.reason,
                    one.heart_rate_bpm,
                    one.d_bpm,
                    one.z,
                    one.slope_bpm_per_min,
                    one.accepted,
                    one.baseline,
                    one.baseline_bpm,
                    LABEL,
                )


def segment_rows(analysis: Analysis) -> Iterator[Row]:
    """Each segment with its class and its evidence."""
    for of in analysis.talk.segments:
        yield (
            of.start_s,
            of.end_s,
            None if of.kind is None else of.kind.value,
            of.z_a,
            of.z_b,
            of.d_a_bpm,
            of.d_b_bpm,
            of.change_a_bpm,
            of.change_b_bpm,
            of.linked_z,
            of.sign,
            of.instructed,
            of.withheld,
            LABEL,
        )


def moment_rows(analysis: Analysis) -> Iterator[Row]:
    """Each candidate moment; its figures as JSON."""
    for of in analysis.talk.moments:
        evidence = json.dumps(dict(of.evidence), sort_keys=True)
        yield of.start_s, of.end_s, of.kind.value, of.rule, evidence, LABEL


def _dyad_cells(frame: DyadFrame | None) -> tuple[Cell, ...]:
    if frame is None:
        return (None, None, None)
    return frame.joint.value, frame.reason, frame.instructed


def _index_cells(point: IndexPoint | None) -> tuple[Cell, ...]:
    return tuple(None if point is None else getattr(point, name) for name in INDEX)


def _rate_each_second(of: WearerAnalysis) -> dict[int, float]:
    """Heart rate in bpm at each whole second at which it is known."""
    return {
        round(t_s): 60_000 / period_ms
        for t_s, period_ms in known_periods(of)
        if period_ms and t_s == round(t_s)
    }


def known_periods(of: WearerAnalysis) -> Iterator[tuple[float, float | None]]:
    """Each time of the grid with its heart period in ms, None where unknown."""
    grid = of.heart_period
    for t_s, period_ms, known in zip(
        grid.t_s.tolist(), grid.period_ms.tolist(), grid.known.tolist(), strict=True
    ):
        yield t_s, period_ms if known else None
