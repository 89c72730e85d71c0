"""The tables that a paper is made from: one row a recording, a dyad's step, a person's.

`people` is ready for multilevel and actor-partner models: each person in each step,
with the partner's own values beside them, and what the two did together. Everything is
keyed dyad, session, step, its number, and wearer.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from samenstemming.batch.chosen import Member
from samenstemming.batch.one import FACTS, INDICES, PEOPLE, STEPS, RecordingTask
from samenstemming.batch.place import Place
from samenstemming.batch.survey import LeftOut
from samenstemming.batch.tiles import Columns, Row, read_table
from samenstemming.measures.multiplicity import holm

_KEY: Final[Columns] = {
    **{"study": "text", "dyad": "text", "session": "text", "arm": "text"},
}

SCORES: Final[Columns] = {
    **{"z_real": "number", "n_pseudo": "whole", "pseudo_mean_z": "number"},
    **{"pseudo_sd_z": "number", "p_pseudo": "number"},
}

DYADS: Final[Columns] = {
    **_KEY,
    **STEPS,
    "p_adjusted": "number",
    **SCORES,
    "p_pseudo_adjusted": "number",
}

PERSONS: Final[Columns] = {
    **_KEY,
    **PEOPLE,
    "role": "text",
    **{f"partner_{name}": "number" for name in INDICES},
    **{"synchrony": "number", "z_real": "number", "pseudo_mean_z": "number"},
}

RECORDINGS: Final[Columns] = {
    name: kind
    for name, kind in FACTS.items()
    if name not in ("beginning_a", "beginning_b", "settings", "seed")
} | {"seed": "whole"}

Scores = Mapping[tuple[int, str, int], Mapping[str, Any]]


def recording_rows(
    found: Sequence[tuple[str, Mapping[str, Any]]],
    members: Sequence[Member],
    out: Sequence[LeftOut],
) -> list[Row]:
    """Every file of the folder: used, or left out and why."""
    sessions = {of.entry.name: of.session for of in members}
    gone = {of.name: of for of in out}
    rows: dict[str, dict[str, object]] = {}
    for name, facts in found:
        rows[name] = dict(facts) | {"session": sessions.get(name, facts["session"])}
    for name, of in gone.items():
        rows[name] = rows.get(name, {"recording": name}) | {
            "status": "left_out",
            "reason": of.reason,
            "detail": of.detail,
        }
    return [rows[name] for name in sorted(rows)]


def dyad_rows(
    tasks: Mapping[str, Place], members: Sequence[Member], scores: Scores
) -> list[Row]:
    """The two together, per step; p-values adjusted over all of one kind and table."""
    rows: list[dict[str, Any]] = []
    for number, member in enumerate(members):
        for row in read_table(tasks[member.entry.name]):
            score = scores.get((number, row["step"], row["nth"]), {})
            rows.append(_key(member) | row | dict(score))
    for name, adjusted in (
        ("p_value", "p_adjusted"),
        ("p_pseudo", "p_pseudo_adjusted"),
    ):
        for row, p in zip(rows, holm([of.get(name) for of in rows]), strict=True):
            row[adjusted] = p
    return list(rows)


def person_rows(
    tasks: Mapping[str, Place],
    members: Sequence[Member],
    together: Sequence[Row],
) -> Iterator[Row]:
    """Each person in each step, with the partner's values and the dyad's synchrony."""
    of_dyad = {
        (row["dyad"], row["session"], row["step"], row["nth"]): row for row in together
    }
    for member in members:
        rows = read_table(tasks[member.entry.name])
        held = {(row["step"], row["nth"], row["wearer"]): row for row in rows}
        for row in rows:
            other = "b" if row["wearer"] == "a" else "a"
            partner = held.get((row["step"], row["nth"], other), {})
            both = of_dyad[member.dyad, member.session, row["step"], row["nth"]]
            yield {
                **_key(member),
                **row,
                "role": _role(row),
                **{f"partner_{name}": partner.get(name) for name in INDICES},
                "synchrony": both.get("statistic"),
                "z_real": both.get("z_real"),
                "pseudo_mean_z": both.get("pseudo_mean_z"),
            }


def tiles_of(members: Sequence[Member], asked: Any, table: str) -> dict[str, Place]:
    """Where this table's tile of each member lies."""
    return {
        of.entry.name: RecordingTask(asked, of.entry).place(table) for of in members
    }


def _role(row: Row) -> str | None:
    if row["speaker"] not in ("a", "b"):
        return None
    return "speaker" if row["speaker"] == row["wearer"] else "listener"


def _key(member: Member) -> dict[str, Any]:
    return {
        "study": member.study or None,
        "dyad": member.dyad,
        "session": member.session,
        "arm": member.arm or None,
    }
