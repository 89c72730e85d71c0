"""A person's corrections of single beats, kept beside the recording and never in it.

The text is JSON: for which recording (the head of its chain), and a list of edits in
the order in which they were made.

- `delete`: this beat never was; its interval and the next become one.
- `insert`: a beat was not seen at this time; the interval there is cut in two.
- `move`: this beat came at another time, between its neighbours.
- `accept`: this interval is right, whatever the rules say.

An edit names its beat by time and by the interval that the strap measured there: times
are estimates and may move by some milliseconds from version to version, intervals do
not. An edit that finds no beat stops the analysis rather than hit another one.

Each edit applies to what the ones before it left, so an inserted beat can be moved.
"""

import hashlib
import json
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from samenstemming.errors import BeatEditsError, Sentence
from samenstemming.events import Wearer
from samenstemming.rhythm.corrections import ByHand, Correction, Who
from samenstemming.series import Beat
from samenstemming.words import sentence

FORMAT: Final = "samenstemming-beat-edits"
VERSION: Final = 1

NEAR_S: Final = 0.25
"""A beat is looked for this far from the time that an edit names."""

SAME_RR_MS: Final = 0.01

CLOSEST_S: Final = 0.05
"""Two beats of one heart are never nearer than this."""


class Action(StrEnum):
    """What an edit does."""

    DELETE = "delete"
    INSERT = "insert"
    MOVE = "move"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatEdit:
    """One edit: by whom, when (UTC, ISO 8601) and why are kept with it.

    `rr_ms` is the interval of the beat that is meant; None for `insert`, and where the
    beat has none. `to_s` is for `move` alone.
    """

    wearer: Wearer
    action: Action
    t_s: float
    rr_ms: float | None = None
    to_s: float | None = None
    author: str = ""
    utc: str = ""
    note: str = ""

    def to_json(self) -> dict[str, object]:
        """As it stands in the file; what does not apply is left out."""
        said: dict[str, object] = {
            "wearer": self.wearer.value,
            "action": self.action.value,
            "t_s": self.t_s,
            "rr_ms": self.rr_ms,
            "to_s": self.to_s,
            "author": self.author,
            "utc": self.utc,
            "note": self.note,
        }
        return {key: value for key, value in said.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatEdits:
    """All edits of one recording, oldest first."""

    chain: str
    edits: tuple[BeatEdit, ...] = ()

    def to_text(self) -> str:
        """The file's text, an edit a line: it is meant to be read and compared."""
        head = f'{{"format": "{FORMAT}", "version": {VERSION},\n "recording": '
        lines = [json.dumps(e.to_json(), ensure_ascii=False) for e in self.edits]
        body = ",\n  ".join(lines)
        listed = f"[\n  {body}\n ]" if lines else "[]"
        return f'{head}{json.dumps({"chain": self.chain})},\n "edits": {listed}}}\n'

    def digest(self) -> str:
        """SHA-256 of the canonical JSON, 16 hex digits: it goes into every result."""
        whole = {"chain": self.chain, "edits": [e.to_json() for e in self.edits]}
        text = json.dumps(whole, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def parse(text: str) -> BeatEdits:
    """The edits in a file's text; BeatEditsError where it is not such a file."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = sentence("wrong.beside.edits_not_json", why=error)
        raise BeatEditsError(msg) from error
    if not isinstance(found, Mapping) or found.get("format") != FORMAT:
        msg = sentence("wrong.beside.edits_format", format=FORMAT)
        raise BeatEditsError(msg)
    if found.get("version") != VERSION:
        version = found.get("version")
        msg = sentence("wrong.beside.edits_version", version=version, reads=VERSION)
        raise BeatEditsError(msg)
    about, listed = found.get("recording"), found.get("edits")
    chain = about.get("chain") if isinstance(about, Mapping) else None
    if not isinstance(chain, str) or not isinstance(listed, list):
        msg = sentence("wrong.beside.edits_whose")
        raise BeatEditsError(msg)
    return BeatEdits(
        chain=chain, edits=tuple(_edit(k + 1, one) for k, one in enumerate(listed))
    )


def edited(
    beats: Mapping[Wearer, Sequence[Beat]], edits: BeatEdits, chain: str | None
) -> tuple[dict[Wearer, tuple[Beat, ...]], dict[Wearer, ByHand]]:
    """The beats after all edits, and what the correction has to know of them.

    BeatEditsError where the edits are for another recording or find no beat.
    """
    if edits.chain != chain:
        msg = sentence(
            "wrong.beside.edits_of_another",
            named=edits.chain[:12],
            chain=str(chain)[:12],
        )
        raise BeatEditsError(msg)
    desks = {wearer: _Desk(wearer, of) for wearer, of in beats.items()}
    for number, edit in enumerate(edits.edits, start=1):
        desk = desks.get(edit.wearer)
        if desk is None:
            raise BeatEditsError(_lost(number, edit, "no_beats"))
        desk.apply(number, edit)
    return (
        {wearer: tuple(desk.beats) for wearer, desk in desks.items()},
        {wearer: desk.by_hand() for wearer, desk in desks.items()},
    )


class _Desk:
    """One wearer's beats while they are being edited."""

    def __init__(self, wearer: Wearer, beats: Sequence[Beat]) -> None:
        self.wearer = wearer
        self.beats = list(beats)
        self._kept: set[float] = set()
        self._made: set[float] = set()
        self._log: list[Correction] = []

    def by_hand(self) -> ByHand:
        there = {beat.t_s for beat in self.beats}
        return ByHand(
            kept_s=frozenset(self._kept & there),
            made_s=frozenset(self._made & there),
            log=tuple(self._log),
        )

    def apply(self, number: int, edit: BeatEdit) -> None:
        match edit.action:
            case Action.INSERT:
                k = self._interval(number, edit)
                self._insert(k, edit)
            case Action.DELETE:
                k = self._beat(number, edit)
                self._delete(k, edit)
            case Action.MOVE:
                k = self._beat(number, edit)
                self._move(k, number, edit)
            case Action.ACCEPT:
                k = self._beat(number, edit)
                self._kept.add(self.beats[k].t_s)
                self._say(edit, k, self._rr(k, k + 1), self._rr(k, k + 1))

    def _beat(self, number: int, edit: BeatEdit) -> int:
        """The beat that is meant: near this time and with this interval."""
        best: tuple[float, int] | None = None
        for k, beat in enumerate(self.beats):
            away_s = abs(beat.t_s - edit.t_s)
            if away_s > NEAR_S or not _same_rr(beat.rr_ms, edit.rr_ms):
                continue
            if best is None or away_s < best[0]:
                best = away_s, k
        if best is None:
            raise BeatEditsError(_lost(number, edit, "no_beat"))
        return best[1]

    def _interval(self, number: int, edit: BeatEdit) -> int:
        """The beat whose interval holds this time, with room on both sides."""
        k = bisect_left(self.beats, edit.t_s, key=lambda beat: beat.t_s)
        if k < len(self.beats):
            beat = self.beats[k]
            begin_s = beat.t_s - (beat.rr_ms or 0.0) / 1000
            if begin_s + CLOSEST_S <= edit.t_s <= beat.t_s - CLOSEST_S:
                return k
        raise BeatEditsError(_lost(number, edit, "no_interval"))

    def _insert(self, k: int, edit: BeatEdit) -> None:
        later = self.beats[k]
        rr_ms = later.rr_ms or 0.0
        second_ms = (later.t_s - edit.t_s) * 1000
        first = replace(later, t_s=edit.t_s, rr_ms=rr_ms - second_ms)
        self.beats[k : k + 1] = [first, replace(later, rr_ms=second_ms)]
        self._made |= {first.t_s, later.t_s}
        self._say(edit, k, (rr_ms,), (rr_ms - second_ms, second_ms))

    def _delete(self, k: int, edit: BeatEdit) -> None:
        gone = self.beats[k]
        before = self._rr(k, k + 1)
        after: tuple[float, ...] = ()
        if self._touches(k + 1, gone):
            later = self.beats[k + 1]
            before = self._rr(k, k + 2)
            whole = None
            if gone.rr_ms is not None and later.rr_ms is not None:
                whole = gone.rr_ms + later.rr_ms
                after = (whole,)
            self.beats[k + 1] = replace(later, rr_ms=whole)
            self._made.add(later.t_s)
        del self.beats[k]
        self._say(edit, k, before, after, t_s=gone.t_s)

    def _move(self, k: int, number: int, edit: BeatEdit) -> None:
        old = self.beats[k]
        to_s = old.t_s if edit.to_s is None else edit.to_s
        end = k + 2 if self._touches(k + 1, old) else k + 1
        before = self._rr(k, end)
        shift_ms = (to_s - old.t_s) * 1000
        moved = [replace(old, t_s=to_s, rr_ms=_longer(old.rr_ms, shift_ms))]
        if end == k + 2:
            later = self.beats[k + 1]
            moved.append(replace(later, rr_ms=_longer(later.rr_ms, -shift_ms)))
        shortest = min((b.rr_ms for b in moved if b.rr_ms is not None), default=0.0)
        if shortest < CLOSEST_S * 1000 or not self._in_order(k, to_s):
            raise BeatEditsError(_lost(number, edit, "not_between"))
        self.beats[k:end] = moved
        self._made |= {beat.t_s for beat in moved}
        self._say(edit, k, before, self._rr(k, end))

    def _in_order(self, k: int, to_s: float) -> bool:
        after = k == 0 or self.beats[k - 1].t_s < to_s
        return after and (k + 1 == len(self.beats) or to_s < self.beats[k + 1].t_s)

    def _touches(self, k: int, before: Beat) -> bool:
        return k < len(self.beats) and self.beats[k].run == before.run

    def _rr(self, low: int, high: int) -> tuple[float, ...]:
        found = (beat.rr_ms for beat in self.beats[low:high])
        return tuple(rr_ms for rr_ms in found if rr_ms is not None)

    def _say(
        self,
        edit: BeatEdit,
        k: int,
        before: tuple[float, ...],
        after: tuple[float, ...],
        *,
        t_s: float | None = None,
    ) -> None:
        about = {"author": edit.author, "utc": edit.utc, "note": edit.note}
        self._log.append(
            Correction(
                wearer=self.wearer,
                index=k,
                t_s=self.beats[k].t_s if t_s is None else t_s,
                why=edit.action.value,
                who=Who.MANUAL,
                rr_ms=before,
                nn_ms=after,
                about={key: value for key, value in about.items() if value},
            )
        )


def _same_rr(measured: float | None, named: float | None) -> bool:
    if measured is None or named is None:
        return measured is named
    return abs(measured - named) <= SAME_RR_MS


def _longer(rr_ms: float | None, by_ms: float) -> float | None:
    return None if rr_ms is None else rr_ms + by_ms


def _lost(number: int, edit: BeatEdit, why: str) -> Sentence:
    rr: Sentence | str = ""
    if edit.rr_ms is not None:
        rr = sentence("wrong.beside.edit_interval", rr_ms=edit.rr_ms)
    return sentence(
        "wrong.beside.edit_lost",
        number=number,
        action=edit.action.value,
        wearer=edit.wearer.upper(),
        t_s=edit.t_s,
        rr=rr,
        why=sentence(f"wrong.beside.edit.{why}"),
    )


def _edit(number: int, one: object) -> BeatEdit:
    """One edit of the list, every field checked."""
    try:
        if not isinstance(one, Mapping):
            raise TypeError("it is no object")
        unknown = set(one) - set(BeatEdit.__dataclass_fields__)
        if unknown:
            raise ValueError(f"it holds '{min(unknown)}'")
        action = Action(str(one.get("action")))
        wearer = Wearer(str(one.get("wearer")))
        t_s, rr_ms, to_s = (_number(one, key) for key in ("t_s", "rr_ms", "to_s"))
        if t_s is None:
            raise ValueError("it has no t_s")
        if (to_s is None) == (action is Action.MOVE):
            raise ValueError("to_s belongs to move, and move needs it")
        texts = {key: _text(one, key) for key in ("author", "utc", "note")}
    except (TypeError, ValueError, OverflowError) as error:
        msg = sentence("wrong.beside.edit_unreadable", number=number, why=error)
        raise BeatEditsError(msg) from error
    return BeatEdit(
        wearer=wearer, action=action, t_s=t_s, rr_ms=rr_ms, to_s=to_s, **texts
    )


def _number(one: Mapping[str, object], key: str) -> float | None:
    value = one.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{key} is {value!r}")
    if not math.isfinite(value):
        raise ValueError(f"{key} is {value!r}")
    return float(value)


def _text(one: Mapping[str, object], key: str) -> str:
    value = one.get(key, "")
    if not isinstance(value, str):
        raise TypeError(f"{key} is no text")
    return value
