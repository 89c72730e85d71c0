"""Both heart rates of one recording, ready to be put beside anybody else's.

Kept per recording: the slow part of each wearer's heart rate on the grid of the
whole-record statistic, with what talk explains taken out where turns are marked, where
it is known, and where each step lies. A pair of recordings then costs one correlation.
"""

import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from samenstemming.analysis_pair import rate_grid
from samenstemming.analysis_steps import Step
from samenstemming.analysis_values import Analysis
from samenstemming.batch.place import Place
from samenstemming.batch.tiles import write_bytes
from samenstemming.events import Wearer
from samenstemming.measures.roles import roles_of
from samenstemming.measures.sides import side_of
from samenstemming.measures.windowed import plan
from samenstemming.series import Bools, Floats

WHOLE: Final = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A step in samples of the grid; `nth` counts steps of one name from 1."""

    step: str
    nth: int
    begin: int
    end: int
    speaker: str | None = None
    instructed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """Slow heart rates (n,) in bpm, where they are known, and the steps."""

    slow: dict[Wearer, Floats]
    known: dict[Wearer, Bools]
    stretches: tuple[Stretch, ...]


def prepared_of(analysis: Analysis) -> Prepared:
    """What pairs need of an analysed recording of two."""
    settings = analysis.settings
    rate_hz = settings.whole_rate_hz
    the_plan = plan(rate_hz, settings)
    slow, known = {}, {}
    turns = [of.turn for of in analysis.turns]
    for wearer, of in analysis.wearers.items():
        rate, real = rate_grid(of.corrected.nn, analysis.duration_s, settings)
        roles = roles_of(turns, rate.size, rate_hz, settings)
        side = side_of(rate, real, the_plan, settings, roles)
        slow[wearer] = side.slow
        known[wearer] = np.zeros(rate.size, np.bool_)
        for segment in side.segments:
            known[wearer][segment] = True
    n = min(of.size for of in slow.values())
    return Prepared(
        slow=slow,
        known=known,
        stretches=stretches_of([of.step for of in analysis.steps], n, rate_hz),
    )


def stretches_of(
    steps: Sequence[Step], n_samples: int, rate_hz: float
) -> tuple[Stretch, ...]:
    """The whole record and each step of it."""
    found = [Stretch(step=WHOLE, nth=1, begin=0, end=n_samples)]
    for step, nth in zip(steps, numbered([of.id for of in steps]), strict=True):
        found.append(
            Stretch(
                step=step.id,
                nth=nth,
                begin=round(step.start_s * rate_hz),
                end=min(n_samples, round(step.end_s * rate_hz)),
                speaker=step.speaker,
                instructed=step.instructed,
            )
        )
    return tuple(found)


def numbered(names: Sequence[str]) -> list[int]:
    """Of each name, how often it has come by now."""
    met: Counter[str] = Counter()
    found = []
    for name in names:
        met[name] += 1
        found.append(met[name])
    return found


def keep(path: Place, of: Prepared) -> None:
    """Write it as one file, whole or not at all."""
    out = io.BytesIO()
    told = json.dumps([asdict(stretch) for stretch in of.stretches])
    arrays: dict[str, Any] = {"stretches": np.frombuffer(told.encode(), np.uint8)}
    arrays |= {f"slow_{w}": values for w, values in of.slow.items()}
    arrays |= {f"known_{w}": values for w, values in of.known.items()}
    np.savez(out, **arrays)
    write_bytes(path, out.getvalue())


def kept(path: Place) -> Prepared:
    """Read it back."""
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as held:
        told = json.loads(held["stretches"].tobytes().decode())
        return Prepared(
            slow={w: held[f"slow_{w}"] for w in Wearer},
            known={w: held[f"known_{w}"] for w in Wearer},
            stretches=tuple(Stretch(**of) for of in told),
        )
