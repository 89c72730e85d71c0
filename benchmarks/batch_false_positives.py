"""How often the group test of a batch finds something between people who share nothing.

One repetition is a study of its own: so many dyads from fresh hearts that share no
arousal, laid down as a batch lays down what it prepared of a recording, put beside each
other by the batch's own task of pairs, and tested by its own group test. Only packets
and the artefacts they bring are left out. Repetitions share nobody, so the share of
p <= .05 is binomial.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.synchrony_couples import couple_of, heart_rates
from samenstemming.batch.group import group_rows, groups_of
from samenstemming.batch.pairs import PairTask, Placed, do_pairs
from samenstemming.batch.plan import Asked
from samenstemming.batch.prepared import WHOLE, Prepared, Stretch, keep
from samenstemming.events import Wearer
from samenstemming.measures.sides import side_of
from samenstemming.measures.windowed import plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One simulated study: its number, its dyads, and what they share."""

    number: int
    dyads: int
    minutes: float
    coupling: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the batch says of a study: p of the group, share of dyads with p <= .05.

    A dyad's own p ranks it among its 2 (n - 1) pseudo-dyads: in a study of 20 the
    smallest is 1/39 and the next lies above .05.
    """

    p_value: float
    share_p_05: float


def told_of_study(of: Study) -> Told:
    """The group test of this study, and the share of its dyads that stand out."""
    with tempfile.TemporaryDirectory() as made:
        asked = Asked(folder=made, output=made, pairs="all", seed=of.number)
        members = tuple(_member(of, k, Path(made), asked) for k in range(of.dyads))
        task = PairTask(asked=asked, firsts=members, seconds=members)
        do_pairs(task)
        (group,) = groups_of(asked, [task.place])
        (row,) = group_rows(asked, [group])
        return Told(
            p_value=float(str(row["p_value"])), share_p_05=float(str(row["share_p_05"]))
        )


def _member(of: Study, k: int, folder: Path, asked: Asked) -> Placed:
    """One dyad, its slow heart rates laid down in the folder."""
    settings = asked.settings
    the_plan = plan(settings.whole_rate_hz, settings)
    couple = couple_of(1_000_000 + of.number * of.dyads + k, of.coupling)
    slow, known = {}, {}
    for wearer, rate in zip(Wearer, heart_rates(couple, of.minutes), strict=True):
        real = np.ones(rate.size, np.bool_)
        slow[wearer] = side_of(rate, real, the_plan, settings, None).slow
        known[wearer] = real
    whole = Stretch(step=WHOLE, nth=1, begin=0, end=slow[Wearer.A].size)
    place = folder / f"{k}.npz"
    keep(place, Prepared(slow=slow, known=known, stretches=(whole,)))
    name = f"D{k}"
    return Placed(
        number=k, dyad=name, session="01", arm="", key=name, arrays=str(place)
    )
