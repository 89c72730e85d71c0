"""The task of one tile of pairs: everybody of some recordings beside all of others.

A pseudo-dyad is the first person of one session beside the second of another: same
step, same session, other dyad, role kept. First is who speaks in the step, or A where
nobody is named. Both real and pseudo-dyads are laid on each other from the beginning of
the step, in windows counted from there, so that both have one and the same statistic:
the largest absolute mean of Fisher z over the lags.

One stack of windows a recording and one correlation a pair: no surrogates are needed,
for the pseudo-dyads are the chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.batch.place import Place, located
from samenstemming.batch.plan import Asked, key_of
from samenstemming.batch.prepared import WHOLE, Prepared, Stretch, kept
from samenstemming.batch.tiles import Columns, write_table
from samenstemming.events import Wearer
from samenstemming.measures.windowed import Plan, plan, z_curves
from samenstemming.series import Bools, Floats, Ints

PAIRS: Final[Columns] = {
    **{"step": "text", "nth": "whole", "session": "text", "kind": "text"},
    **{"dyad_first": "text", "dyad_second": "text", "first_is": "text"},
    **{"arm_first": "text", "arm_second": "text", "instructed": "yes_no"},
    **{"z": "number", "z_at_0": "number", "lag_s": "number", "n_windows": "whole"},
    **{"i": "whole", "j": "whole", "withheld": "text"},
}

REAL: Final = "real"
PSEUDO: Final = "pseudo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A member by its number in the run, and where its arrays lie."""

    number: int
    dyad: str
    session: str
    arm: str
    key: str
    arrays: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTask:
    """One tile: all of `firsts` beside all of `seconds`."""

    asked: Asked
    firsts: tuple[Placed, ...]
    seconds: tuple[Placed, ...]
    real_only: bool = False

    @property
    def place(self) -> Place:
        """Where the tile lies; its name follows from what is in it."""
        name = key_of(
            self.asked.digest(),
            *(
                (of.number, of.key, of.dyad, of.session, of.arm)
                for of in (*self.firsts, *self.seconds)
            ),
            len(self.firsts),
        )
        kind = REAL if self.real_only else "all"
        return located(self.asked.output) / "pairs" / f"{kind}-{name}.parquet"


def do_pairs(task: PairTask) -> str:
    """Compute one tile; its name."""
    task.asked.agree()
    rows = sorted(_rows(task), key=lambda of: (of["step"], of["nth"], of["i"], of["j"]))
    write_table(task.place, PAIRS, rows)
    return task.place.name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Piece:
    """One person in one step: the slow heart rate with half a lag to both sides."""

    who: Placed
    stretch: Stretch
    slow: Floats
    whole: Bools


def _rows(task: PairTask) -> Iterator[dict[str, object]]:
    settings = task.asked.settings
    the_plan = plan(settings.whole_rate_hz, settings)
    firsts = _pieces(task.firsts, 0, the_plan)
    seconds = _pieces(task.seconds, 1, the_plan)
    for key, beside in seconds.items():
        ours = firsts.get(key, [])
        for second in beside:
            fit = [of for of in ours if _may_meet(of.who, second.who, task)]
            if fit:
                yield from _beside(fit, second, the_plan)


def _may_meet(first: Placed, second: Placed, task: PairTask) -> bool:
    if first.number == second.number:
        return True
    return (
        not task.real_only
        and first.session == second.session
        and first.dyad != second.dyad
    )


Key = tuple[str, int, str]


def _pieces(
    members: Sequence[Placed], side: int, the_plan: Plan
) -> dict[Key, list[_Piece]]:
    """Of each step and role, the pieces of all who have it."""
    found: dict[Key, list[_Piece]] = {}
    for who in members:
        arrays = kept(located(who.arrays))
        for stretch in arrays.stretches:
            spoken = stretch.speaker in tuple(Wearer)
            order = (Wearer.B, Wearer.A) if stretch.speaker == "b" else tuple(Wearer)
            key = (stretch.step, stretch.nth, "speaker" if spoken else "a")
            found.setdefault(key, []).append(
                _piece(who, stretch, arrays, order[side], the_plan)
            )
    return found


def _piece(
    who: Placed, stretch: Stretch, arrays: Prepared, wearer: Wearer, the_plan: Plan
) -> _Piece:
    half = the_plan.half_shift
    slow, known = arrays.slow[wearer], arrays.known[wearer].copy()
    if stretch.step == WHOLE:
        for of in arrays.stretches:
            if of.instructed:
                known[of.begin : of.end] = False
    begin, end = stretch.begin - lead_in(the_plan), stretch.end + half
    inside = slice(max(0, begin), min(slow.size, end))
    padding = (inside.start - begin, max(0, end - inside.stop))
    cut = np.pad(slow[inside], padding)
    real = np.pad(known[inside], padding)
    n = max(0, (stretch.end - stretch.begin - the_plan.window) // the_plan.step + 1)
    starts = np.arange(n) * the_plan.step
    sums = np.concatenate(([0], np.cumsum(real)))
    wide = the_plan.window + 2 * half
    reach = starts + lead_in(the_plan) - half
    whole = sums[reach + wide] - sums[reach] == wide
    return _Piece(who=who, stretch=stretch, slow=cut, whole=whole)


def _beside(
    firsts: Sequence[_Piece], second: _Piece, the_plan: Plan
) -> Iterator[dict[str, object]]:
    """Rows of one person beside several: windows that both know, of both lengths."""
    n = second.whole.size
    if not n:
        yield from (_row(of, second, withheld="window_too_short") for of in firsts)
        return
    size = second.slow.size
    stack = np.zeros((len(firsts), size))
    shared = np.zeros((len(firsts), n), np.bool_)
    for k, of in enumerate(firsts):
        common = min(size, of.slow.size)
        stack[k, :common] = of.slow[:common]
        windows = min(n, of.whole.size)
        shared[k, :windows] = of.whole[:windows] & second.whole[:windows]
    starts: Ints = lead_in(the_plan) + np.arange(n, dtype=np.int64) * the_plan.step
    beside = np.broadcast_to(second.slow, stack.shape)
    curves = z_curves(stack, beside, starts, the_plan)
    counts = shared.sum(axis=1)
    means = np.einsum("sw,swl->sl", shared.astype(np.float64), curves)
    at_0 = the_plan.lags.index(0)
    for k, of in enumerate(firsts):
        if not counts[k]:
            yield _row(of, second, withheld="no_common_window")
            continue
        mean = means[k] / counts[k]
        best = int(np.argmax(np.abs(mean)))
        yield _row(
            of,
            second,
            z=float(mean[best]),
            z_at_0=float(mean[at_0]),
            lag_s=the_plan.lags[best] / the_plan.rate_hz,
            n_windows=int(counts[k]),
        )


def lead_in(the_plan: Plan) -> int:
    """Samples kept before a step: half a lag, in whole window steps."""
    return -(-the_plan.half_shift // the_plan.step) * the_plan.step


def _row(first: _Piece, second: _Piece, **found: object) -> dict[str, object]:
    spoken = first.stretch.speaker in tuple(Wearer)
    return {
        "step": first.stretch.step,
        "nth": first.stretch.nth,
        "session": first.who.session,
        "kind": REAL if first.who.number == second.who.number else PSEUDO,
        "dyad_first": first.who.dyad,
        "dyad_second": second.who.dyad,
        "first_is": "speaker" if spoken else "a",
        "arm_first": first.who.arm,
        "arm_second": second.who.arm,
        "instructed": first.stretch.instructed or second.stretch.instructed,
        "n_windows": 0,
        "i": first.who.number,
        "j": second.who.number,
        **found,
    }
