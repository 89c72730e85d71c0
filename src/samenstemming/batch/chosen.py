"""Which recording stands for a session, where a folder holds it more than once.

Copies have one chain. Versions (half of a copy, a salvaged file, what is left after a
withdrawal) begin with the same packets, or are one session of one pair of a study. A
version without what somebody took back goes before all others, then the longest. What
is not used is listed with the name of the one that is.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from samenstemming.batch.survey import Entry, LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A recording that counts: one session of one dyad."""

    entry: Entry
    dyad: str
    session: str
    study: str
    arm: str
    facts: dict[str, Any]

    @property
    def name(self) -> tuple[str, str, str]:
        """What sorts members and names them."""
        return self.dyad, self.session, self.entry.name


def chosen(
    found: Sequence[tuple[Entry, dict[str, Any]]],
) -> tuple[list[Member], list[LeftOut]]:
    """One recording a session, and the others with the reason."""
    used = [of for of in found if of[1]["status"] == "used"]
    # A withdrawn version may have one wearer left: nobody brings the other back.
    taken_back = [
        of for of in found if of[1]["withdrawn"] and of[1]["status"] != "used"
    ]
    out: list[LeftOut] = []
    for same, reason in (
        (_chain, "DUPLICATE"),
        (_beginning_a, "OTHER_VERSION"),
        (_beginning_b, "OTHER_VERSION"),
        (_session, "OTHER_VERSION"),
    ):
        used, left = _best_of_each(used, taken_back, same, reason)
        out += left
    return _members(used), out


Found = tuple[Entry, dict[str, Any]]


def _chain(facts: dict[str, Any]) -> object:
    return facts["chain"]


def _beginning_a(facts: dict[str, Any]) -> object:
    return facts["beginning_a"]


def _beginning_b(facts: dict[str, Any]) -> object:
    return facts["beginning_b"]


def _session(facts: dict[str, Any]) -> object:
    known = facts["study"] and facts["session"]
    return (facts["study"], facts["dyad"], facts["session"]) if known else None


def _best_of_each(
    used: Sequence[Found],
    taken_back: Sequence[Found],
    same: Callable[[dict[str, Any]], object],
    reason: str,
) -> tuple[list[Found], list[LeftOut]]:
    best: dict[object, Found] = {}
    for of in (*used, *taken_back):
        mark = same(of[1]) or ("alone", of[0].name)
        best[mark] = min(best.get(mark, of), of, key=_rank)
    left = []
    for of in used:
        winner = best[same(of[1]) or ("alone", of[0].name)]
        if winner is not of:
            left.append(LeftOut(name=of[0].name, reason=reason, detail=winner[0].name))
    gone = {of.name for of in left}
    return [of for of in used if of[0].name not in gone], left


def _rank(of: Found) -> tuple[bool, int, str]:
    facts = of[1]
    return not facts["withdrawn"], -(facts["n_events"] or 0), of[0].name


def _members(used: Sequence[Found]) -> list[Member]:
    """Members in order; sessions without a name are numbered in order of file name."""
    met: Counter[str] = Counter()
    found = []
    for entry, facts in sorted(used, key=lambda of: of[0].name):
        met[facts["dyad"]] += 1
        found.append(
            Member(
                entry=entry,
                dyad=facts["dyad"],
                session=facts["session"] or f"{met[facts['dyad']]:02}",
                study=facts["study"] or "",
                arm=facts["arm"] or "",
                facts=facts,
            )
        )
    return sorted(found, key=lambda of: (of.session, of.arm, of.name))
