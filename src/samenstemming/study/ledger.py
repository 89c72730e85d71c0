"""Which pair got which row of the allocation: a list that only grows.

One line of JSON for each pair that was handed out. It holds codes, ticks and the row,
and nothing that says who somebody is. A line that was cut off by a crash is left out:
its pair was never told to anybody.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samenstemming.errors import StudyError
from samenstemming.study.model import Study
from samenstemming.study.pairs import pair_name
from samenstemming.words import sentence

_TEXTS: Final = ("utc", "pair", "arm", "order", "starts", "left", "sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One pair: its row, and the letter of whoever sits left (`a` or `b`)."""

    number: int
    utc: str
    pair: str
    row: int
    arm: str
    order: str
    starts: str
    left: str
    screened: tuple[str, ...]
    sha256: str

    def to_json(self) -> dict[str, object]:
        """As JSON values."""
        return {
            "number": self.number,
            "row": self.row,
            **{name: getattr(self, name) for name in _TEXTS},
            "screened": list(self.screened),
        }

    def to_line(self) -> str:
        """The ledger's line, with its end."""
        return json.dumps(self.to_json(), ensure_ascii=False) + "\n"


def entries_in(text: str, name: str) -> tuple[Entry, ...]:
    """All pairs of a ledger; StudyError where a whole line is none of ours."""
    found = []
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if not line.endswith("\n"):
            break
        try:
            held = json.loads(line)
            found.append(
                Entry(
                    number=int(held["number"]),
                    row=int(held["row"]),
                    screened=tuple(str(of) for of in held["screened"]),
                    **{key: str(held[key]) for key in _TEXTS},
                )
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            msg = sentence("wrong.study.no_pair_line", name=name, line=number)
            raise StudyError(msg, line=number) from error
    return tuple(found)


def whole_bytes(text: str) -> int:
    """Bytes of the whole lines: what comes after them was cut off by a crash."""
    return len(text[: text.rfind("\n") + 1].encode())


def next_entry(
    study: Study,
    given: Sequence[Entry],
    *,
    screened: Sequence[str],
    utc: str,
    sha256: str,
    left: str,
) -> Entry:
    """The next pair and its row; StudyError where there is none to give."""
    missing = [check.id for check in study.screening if check.id not in screened]
    if missing:
        msg = sentence("wrong.study.not_ticked", checks=", ".join(missing))
        raise StudyError(msg)
    unknown = set(screened) - {check.id for check in study.screening}
    if unknown:
        msg = sentence("wrong.study.no_check", check=sorted(unknown)[0])
        raise StudyError(msg)
    row = len(given)
    if row >= len(study.allocation):
        counts = Counter(entry.arm for entry in given)
        told = ", ".join(f"{arm} {n}" for arm, n in sorted(counts.items()))
        msg = sentence("wrong.study.all_given", n=row, told=told)
        raise StudyError(msg)
    of = study.allocation[row]
    return Entry(
        number=row + 1,
        utc=utc,
        pair=pair_name(study.pair_prefix, row + 1),
        row=row + 1,
        arm=of.arm,
        order=of.order,
        starts=of.starts,
        left=left,
        screened=tuple(check.id for check in study.screening),
        sha256=sha256,
    )


def entry_of(given: Sequence[Entry], pair: str) -> Entry:
    """The pair's entry; StudyError where it was never handed out."""
    for entry in given:
        if entry.pair == pair:
            return entry
    if given:
        last = given[-1].pair
        msg = sentence("wrong.study.not_handed_out_but", pair=pair, last=last)
    else:
        msg = sentence("wrong.study.not_handed_out", pair=pair)
    raise StudyError(msg)
