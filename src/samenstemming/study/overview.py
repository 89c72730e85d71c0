"""The week in one table: which pair came, what is missing, what does not count.

Pure: what each recording says of itself comes in, rows and remarks go out. Nothing is
judged but the data; a pair is a code.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from samenstemming.study.ledger import Entry
from samenstemming.study.model import Study
from samenstemming.study.pairs import codes_of
from samenstemming.study.quality import UNFINISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """What one recording says of itself. `passed` is None where nobody looked."""

    file: str
    pair: str
    session: str
    sha256: str
    created_utc: str
    began_s: float | None
    """When, as seconds since 1970; None where the recording does not say."""
    duration_s: float
    arm: str
    order: str
    starts: str
    codes: Mapping[str, str]
    consent: Mapping[str, Sequence[str]]
    straps: Mapping[str, str]
    simulated: bool
    passed: bool | None
    failed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    """Wearers who took their own data back; nothing more is asked of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One session of one pair. `problems` are keys under `study.problem.`."""

    pair: str
    session: str
    arm: str
    order: str
    starts: str
    file: str | None
    created_utc: str | None
    minutes: float | None
    passed: bool | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All pairs of a study."""

    study: str
    version: str
    rows: tuple[OverviewRow, ...]
    handed_out: int
    left: int
    arms: Mapping[str, int]
    arms_done: Mapping[str, int]
    balanced: bool
    strangers: tuple[str, ...]
    """Recordings that call themselves this study's and are of no pair of it."""
    unreadable: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """As JSON values."""
        return asdict(self)


HEADER: Final = (
    "pair",
    "session",
    "arm",
    "order",
    "starts",
    "file",
    "created_utc",
    "minutes",
    "passed",
    "problems",
)
"""The columns of the overview as CSV."""


def overview(
    study: Study,
    given: Sequence[Entry],
    facts: Sequence[SessionFacts],
    *,
    unreadable: Sequence[str] = (),
) -> Overview:
    """The overview of these pairs and recordings."""
    rows = tuple(
        row
        for entry in given
        for visit in study.sessions
        for row in _rows(study, entry, visit.id, facts)
    )
    pairs = {entry.pair for entry in given}
    sessions = {visit.id for visit in study.sessions}
    every = dict.fromkeys((row.arm for row in study.allocation), 0)
    arms = Counter(every) + Counter(entry.arm for entry in given)
    done = Counter(row.arm for row in rows if row.file and not row.problems)
    counts = [arms[arm] for arm in every]
    return Overview(
        study=study.id,
        version=study.version,
        rows=rows,
        handed_out=len(given),
        left=len(study.allocation) - len(given),
        arms={arm: arms[arm] for arm in every},
        arms_done={arm: done[arm] for arm in every},
        balanced=max(counts) - min(counts) <= _uneven(study),
        strangers=tuple(
            fact.file
            for fact in facts
            if fact.pair not in pairs or fact.session not in sessions
        ),
        unreadable=tuple(unreadable),
    )


def _uneven(study: Study) -> int:
    """By how much arms may differ at any moment: half a block, else what is listed."""
    if study.block is not None:
        arms = len({row.arm for row in study.allocation})
        return max(1, study.block // arms)
    planned = Counter(row.arm for row in study.allocation).values()
    return max(1, max(planned) - min(planned))


def _rows(
    study: Study, entry: Entry, session: str, facts: Sequence[SessionFacts]
) -> Iterator[OverviewRow]:
    own = [f for f in facts if f.pair == entry.pair and f.session == session]
    if not own:
        yield OverviewRow(
            pair=entry.pair,
            session=session,
            arm=entry.arm,
            order=entry.order,
            starts=entry.starts,
            file=None,
            created_utc=None,
            minutes=None,
            passed=None,
            problems=("missing",),
        )
    for fact in sorted(own, key=lambda of: of.created_utc):
        yield OverviewRow(
            pair=entry.pair,
            session=session,
            arm=fact.arm,
            order=fact.order,
            starts=fact.starts,
            file=fact.file,
            created_utc=fact.created_utc,
            minutes=fact.duration_s / 60,
            passed=fact.passed,
            problems=tuple(_problems(study, entry, fact, own, facts)),
        )


def _problems(
    study: Study,
    entry: Entry,
    fact: SessionFacts,
    own: Sequence[SessionFacts],
    facts: Sequence[SessionFacts],
) -> Iterator[str]:
    if len(own) > 1:
        yield "duplicate"
    if any(_overlap(fact, other) for other in facts if other.file != fact.file):
        yield "overlap"
    if fact.sha256 != entry.sha256:
        yield "other_study"
    if (fact.arm, fact.order, fact.starts) != (entry.arm, entry.order, entry.starts):
        yield "other_arm"
    every = {w.value: code for w, code in codes_of(entry.pair).items()}
    codes = {of: code for of, code in every.items() if of not in fact.withdrawn}
    if fact.withdrawn:
        yield "withdrawn"
    if dict(fact.codes) != codes or _changed_places(fact, facts):
        yield "wearers"
    if not fact.simulated and any(
        scope not in fact.consent.get(wearer, ())
        for wearer in codes
        for scope in study.consent
    ):
        yield "consent"
    if UNFINISHED in fact.failed:
        yield "unfinished"
    if fact.passed is False and set(fact.failed) != {UNFINISHED}:
        yield "quality"
    if fact.simulated:
        yield "simulated"


def _overlap(one: SessionFacts, other: SessionFacts) -> bool:
    """Whether both were going on at some time: one room has one couple."""
    if one.simulated or other.simulated or one.began_s is None or other.began_s is None:
        return False
    one_ends_s = one.began_s + one.duration_s
    return one.began_s < other.began_s + other.duration_s and other.began_s < one_ends_s


def _changed_places(fact: SessionFacts, facts: Sequence[SessionFacts]) -> bool:
    """Whether both straps were on the other one in an earlier session of the pair."""
    a, b = fact.straps.get("a"), fact.straps.get("b")
    if fact.simulated or not a or not b:
        return False
    return any(
        other.pair == fact.pair
        and other.created_utc < fact.created_utc
        and other.straps.get("a") == b
        and other.straps.get("b") == a
        for other in facts
    )
