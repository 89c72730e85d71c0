"""Did dyads move together more than pseudo-dyads of the same people? Per step and arm.

The test re-pairs: the mean z of the real dyads against the mean after everybody's
partner has been exchanged for somebody else's, 9,999 times. Independent dyads are
exchangeable, so it is exact, and it knows what a shared task does to everybody. It is
one-sided: more than chance.

Each dyad has its own rank among its pseudo-dyads, too (`p_pseudo`). The effect is what
the real z is above the mean of its own pseudo-dyads; its interval is the bootstrap's
over dyads. Tiles are read one after the other: nothing here holds all pairs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from samenstemming.batch.pairs import REAL
from samenstemming.batch.place import Place
from samenstemming.batch.plan import Asked, seed_of
from samenstemming.batch.tiles import Columns, read_columns
from samenstemming.series import Floats, Ints

RE_PAIRINGS: Final = 9_999
RESAMPLES: Final = 2_000

FEWEST: Final = 5
"""Fewer dyads have fewer re-pairings than a p-value of .05 needs."""

READ: Final = (
    *("step", "nth", "session", "kind", "arm_first", "arm_second", "instructed"),
    *("z", "i", "j"),
)

GROUPS: Final[Columns] = {
    **{"setting": "text", "session": "text", "step": "text", "nth": "whole"},
    **{"arm": "text", "instructed": "yes_no", "n_dyads": "whole"},
    **{"n_pseudo": "whole", "mean_real_z": "number", "mean_pseudo_z": "number"},
    **{"difference_z": "number", "difference_low": "number"},
    **{"difference_high": "number", "effect_size": "number"},
    **{"effect_low": "number", "effect_high": "number", "p_value": "number"},
    **{"p_adjusted": "number", "n_re_pairings": "whole", "share_p_05": "number"},
    **{"withheld": "text"},
}

Name = tuple[str, str, int, str]
"""Session, step, its number, arm."""


@dataclass(slots=True, eq=False)
class Group:
    """Sums over one step of one arm, filled tile by tile."""

    name: Name
    numbers: Ints
    real: Floats
    instructed: bool = False
    n: Floats = field(init=False)
    total: Floats = field(init=False)
    squares: Floats = field(init=False)
    above: Floats = field(init=False)
    n_pseudo: int = 0
    partners: Ints = field(init=False)
    sums: Floats = field(init=False)
    counts: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        size = self.numbers.size
        self.n, self.total = np.zeros(size), np.zeros(size)
        self.squares, self.above = np.zeros(size), np.zeros(size)

    def draw(self, asked: Asked, wanted: int = RE_PAIRINGS) -> None:
        """The re-pairings; seeded by the step, the same for every engine."""
        seed = seed_of(asked.seed, "re-pairings", *map(str, self.name[:2]))
        rng = np.random.default_rng([seed, self.name[2], *self.name[3].encode()])
        several = wanted if self.numbers.size >= FEWEST else 0
        each = np.tile(np.arange(self.numbers.size, dtype=np.int32), (several, 1))
        self.partners = rng.permuted(each, axis=1)
        self.sums, self.counts = np.zeros(several), np.zeros(several)

    def add(self, i: Ints, j: Ints, z: Floats) -> None:
        """Take in pairs by the numbers of their members; `z` is what they score."""
        at, beside = np.searchsorted(self.numbers, i), np.searchsorted(self.numbers, j)
        rows, row = np.unique(at, return_inverse=True)
        columns, column = np.unique(beside, return_inverse=True)
        block = np.full((rows.size, columns.size), np.nan)
        block[row, column] = z
        self._re_pair(rows, columns, block)
        pseudo = at != beside
        for member, other in ((at[pseudo], z[pseudo]), (beside[pseudo], z[pseudo])):
            np.add.at(self.n, member, 1.0)
            np.add.at(self.total, member, other)
            np.add.at(self.squares, member, other**2)
            np.add.at(self.above, member, other >= self.real[member])
        self.n_pseudo += int(pseudo.sum())

    def _re_pair(self, rows: Ints, columns: Ints, block: Floats) -> None:
        place = np.full(self.numbers.size, -1)
        place[columns] = np.arange(columns.size)
        for k, row in enumerate(rows):
            to = place[self.partners[:, row]]
            scores = np.where(to >= 0, block[k, to], np.nan)
            there = np.isfinite(scores)
            self.sums[there] += scores[there]
            self.counts[there] += 1.0


def groups_of(asked: Asked, tiles: Sequence[Place]) -> list[Group]:
    """All groups, filled from the tiles: real dyads first, then everybody."""
    real: dict[Name, dict[int, float]] = {}
    instructed: set[Name] = set()
    for tile in tiles:
        for name, i, j, z, asked_for in _by_group(tile, real_only=True):
            real.setdefault(name, {}).update(zip(i.tolist(), z.tolist(), strict=True))
            del j
            if asked_for:
                instructed.add(name)
    groups = {}
    for name, scores in sorted(real.items()):
        numbers = np.array(sorted(scores), np.int64)
        group = Group(
            name,
            numbers,
            np.array([scores[k] for k in numbers.tolist()]),
            instructed=name in instructed,
        )
        group.draw(asked)
        groups[name] = group
    for tile in tiles:
        for name, i, j, z, _ in _by_group(tile, real_only=False):
            if name not in groups:
                continue
            known = groups[name].numbers
            both = np.isin(i, known) & np.isin(j, known)
            groups[name].add(i[both], j[both], z[both])
    return list(groups.values())


def _by_group(
    tile: Place, *, real_only: bool
) -> Iterator[tuple[Name, Ints, Ints, Floats, bool]]:
    """The pairs of a tile that have a score, by group."""
    held = read_columns(tile, READ)
    rows: dict[Name, list[tuple[int, int, float, bool]]] = {}
    for step, nth, session, kind, arm, other, asked_for, z, i, j in zip(
        *(held[name] for name in READ), strict=True
    ):
        if z is None or arm != other or (real_only and kind != REAL):
            continue
        rows.setdefault((session, step, nth, arm), []).append((i, j, abs(z), asked_for))
    for name, found in rows.items():
        i, j, z, asked_for = zip(*found, strict=True)
        yield name, np.array(i), np.array(j), np.array(z), any(asked_for)


def group_rows(asked: Asked, groups: Iterable[Group]) -> Iterator[dict[str, object]]:
    """One row a group, p-values not yet adjusted."""
    for group in groups:
        session, step, nth, arm = group.name
        row: dict[str, object] = {
            "setting": asked.name,
            "session": session,
            "step": step,
            "nth": nth,
            "arm": arm or None,
            "instructed": group.instructed,
            "n_dyads": int(group.numbers.size),
            "n_pseudo": group.n_pseudo,
            "mean_real_z": float(group.real.mean()),
            "n_re_pairings": int(group.sums.size),
        }
        enough = group.n > 0
        if not enough.any():
            yield row | {"withheld": "no_pseudo_dyads"}
            continue
        own = group.total[enough] / group.n[enough]
        apart = group.real[enough] - own
        p_each = (1 + group.above[enough]) / (1 + group.n[enough])
        row |= {
            "mean_pseudo_z": float(own.mean()),
            "difference_z": float(apart.mean()),
            "share_p_05": float(np.mean(p_each <= 0.05)),
        }
        if apart.size < FEWEST:
            yield row | {"withheld": "few_dyads"}
            continue
        yield row | _effect(asked, group, apart) | {"p_value": p_of(group)}


def p_of(group: Group) -> float:
    """The share of re-pairings that score as high, the real pairing counted."""
    means = group.sums / np.maximum(group.counts, 1.0)
    above = int(np.sum(means >= group.real.mean() - 1e-12))
    return (1 + above) / (1 + means.size)


def _effect(asked: Asked, group: Group, apart: Floats) -> dict[str, object]:
    """The mean of the differences over their sd, and 95 % intervals of both."""
    sd = float(apart.std(ddof=1))
    if not sd > 0:
        return {}
    seed = seed_of(asked.seed, "bootstrap", *map(str, group.name[:2]))
    rng = np.random.default_rng([seed, group.name[2], *group.name[3].encode()])
    drawn = apart[rng.integers(0, apart.size, (RESAMPLES, apart.size))]
    means, sds = drawn.mean(axis=1), drawn.std(axis=1, ddof=1)
    sizes = means[sds > 0] / sds[sds > 0]
    low, high = np.quantile(means, (0.025, 0.975))
    smallest, largest = np.quantile(sizes, (0.025, 0.975))
    return {
        "difference_low": float(low),
        "difference_high": float(high),
        "effect_size": float(apart.mean()) / sd,
        "effect_low": float(smallest),
        "effect_high": float(largest),
    }


def dyad_scores(
    groups: Iterable[Group],
) -> Mapping[tuple[int, str, int], dict[str, Any]]:
    """Of each member, step and its number: the own z beside its pseudo-dyads."""
    found: dict[tuple[int, str, int], dict[str, Any]] = {}
    for group in groups:
        _, step, nth, _ = group.name
        for k, number in enumerate(group.numbers.tolist()):
            n = group.n[k]
            row: dict[str, Any] = {"z_real": float(group.real[k]), "n_pseudo": int(n)}
            if n:
                mean = group.total[k] / n
                row["pseudo_mean_z"] = float(mean)
                row["p_pseudo"] = float((1 + group.above[k]) / (1 + n))
            if n > 1:
                spread = max(0.0, (group.squares[k] - n * mean**2) / (n - 1))
                row["pseudo_sd_z"] = float(np.sqrt(spread))
            found[number, step, nth] = row
    return found
