"""The straps of this computer: what their owners call them and who wore them last.

A file of its own, readable by its user alone: `blue sticker` was on A. It lets two
straps of one model be told apart without looking at serial numbers, and it notices
when they have changed places, which would give each person the other's heart.

A strap is the same by its serial number; where that is not known by its address; and
where the address is new (macOS makes up its own) by its name, if the name carries a
number of its own as `Polar H10 A1B2C3D4` does. `TICKR` alone could be anybody's.

Two straps that were worn on one body keep what was found: their own lag, for as long
as both are remembered.

What people are called never comes into this file: wearers are `a` and `b`.

What surprised us: some makers leave the serial number at zeros in every strap.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.measures.alignment import KEY, Alignment, alignment_in
from samenstemming.recording.whole_file import write_whole
from samenstemming.words import sentence, sentence_of

FORMAT: Final = 1
LONGEST_LABEL: Final = 40
LARGEST_FILE: Final = 1 << 20
FEWEST_IN_NUMBER: Final = 4
"""A name's last word is a number of its own from this many characters on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrapIdentity:
    """What a strap says of itself; empty where it does not."""

    address: str = ""
    name: str = ""
    serial: str = ""

    def is_same(self, other: "StrapIdentity") -> bool:
        """Whether both are one strap: by serial number, address or own name."""
        if _numbered(self, other):
            return self.serial.casefold() == other.serial.casefold()
        if self.address and self.address.casefold() == other.address.casefold():
            return True
        named = self.name.strip().casefold()
        return named == other.name.strip().casefold() and _is_own(named)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStrap:
    """A strap that was here before."""

    identity: StrapIdentity
    label: str = ""
    wearer: Wearer | None = None

    @property
    def shown(self) -> str:
        """What people call it."""
        of = self.identity
        return self.label or of.name or of.address or of.serial


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapWarning:
    """Straps that sit on the other wearer than last time.

    `code` is `strap.swapped` where both do, `strap.other_wearer` where one does;
    `straps` are those straps by who wears them now.
    """

    code: str
    straps: Mapping[Wearer, KnownStrap]

    @property
    def values(self) -> dict[str, str]:
        """What the sentence of `code` leaves open."""
        if len(self.straps) == 2:
            return {
                text: value
                for wearer, strap in self.straps.items()
                for text, value in (
                    (f"label_{wearer}", strap.shown),
                    (f"other_{wearer}", wearer.other.upper()),
                )
            }
        wearer, strap = next(iter(self.straps.items()))
        other = wearer.other.upper()
        return {"label": strap.shown, "wearer": wearer.upper(), "other": other}

    def to_json(self) -> dict[str, object]:
        """JSON values for a screen."""
        return {"code": self.code, "values": self.values}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPair:
    """Two straps and their own lag; positive: the second strap is later."""

    first: StrapIdentity
    second: StrapIdentity
    alignment: Alignment
    measured_utc: str = ""


@dataclass(frozen=True, slots=True)
class KnownStraps:
    """All straps that this computer remembers; every change makes a new value.

    What was remembered or worn last stands last.
    """

    straps: tuple[KnownStrap, ...] = ()
    pairs: tuple[KnownPair, ...] = ()

    def find(self, identity: StrapIdentity) -> KnownStrap | None:
        """The strap that this is, or None for one that was never here."""
        # A serial number or an address says more than a name.
        exact = (s for s in self.straps if _is_exact(s.identity, identity))
        alike = (s for s in self.straps if s.identity.is_same(identity))
        return next(exact, None) or next(alike, None)

    def remember(
        self,
        identity: StrapIdentity,
        *,
        label: str | None = None,
        wearer: Wearer | None = None,
    ) -> "KnownStraps":
        """With this strap, its new label and its wearer; None leaves what was known."""
        known = self.find(identity)
        kept = tuple(strap for strap in self.straps if strap is not known)
        old = known or KnownStrap(identity=identity)
        was = old.identity
        new = replace(
            old,
            identity=StrapIdentity(
                address=identity.address or was.address,
                name=identity.name or was.name,
                serial=identity.serial or was.serial,
            ),
            label=old.label if label is None else clean_label(label),
            wearer=wearer or old.wearer,
        )
        return replace(self, straps=(*kept, new))

    def take_off(self, identity: StrapIdentity) -> "KnownStraps":
        """With this strap as nobody's."""
        known = self.find(identity)
        bare = tuple(
            replace(strap, wearer=None) if strap is known else strap
            for strap in self.straps
        )
        return replace(self, straps=bare)

    def forget(self, identity: StrapIdentity) -> "KnownStraps":
        """Without this strap, and without what its pairs had in common."""
        known = self.find(identity)
        if known is None:
            return self
        return KnownStraps(
            tuple(s for s in self.straps if s is not known),
            tuple(
                pair
                for pair in self.pairs
                if not known.identity.is_same(pair.first)
                and not known.identity.is_same(pair.second)
            ),
        )

    def align(
        self,
        a: StrapIdentity,
        b: StrapIdentity,
        alignment: Alignment,
        measured_utc: str = "",
    ) -> "KnownStraps":
        """With the lag of this pair, instead of what was known of it."""
        kept = tuple(pair for pair in self.pairs if _turned(pair, a, b) is None)
        new = KnownPair(
            first=a, second=b, alignment=alignment, measured_utc=measured_utc
        )
        return replace(self, pairs=(*kept, new))

    def alignment(self, a: StrapIdentity, b: StrapIdentity) -> Alignment | None:
        """By how much B's strap is later than A's; None where nobody measured it."""
        pair = self.pair(a, b)
        if pair is None:
            return None
        return pair.alignment.turned if _turned(pair, a, b) else pair.alignment

    def pair(self, a: StrapIdentity, b: StrapIdentity) -> KnownPair | None:
        """What was measured of these two, whichever of them came first."""
        found = (pair for pair in self.pairs if _turned(pair, a, b) is not None)
        return next(found, None)

    def worn_last(self, wearer: Wearer) -> KnownStrap | None:
        """The strap that this wearer wore last."""
        worn = (strap for strap in reversed(self.straps) if strap.wearer is wearer)
        return next(worn, None)

    def named(self, text: str) -> tuple[KnownStrap, ...]:
        """Those meant by a label, an address, a serial number, a name or part of it."""
        wanted = clean_label(text).casefold()

        def of(strap: KnownStrap) -> tuple[str, ...]:
            it = strap.identity
            return strap.label, it.address, it.serial, it.name

        whole = tuple(s for s in self.straps if wanted in map(str.casefold, of(s)))
        part = (s for s in self.straps if wanted in s.identity.name.casefold())
        return (whole or tuple(part)) if wanted else ()

    def labelled(self, label: str) -> StrapIdentity | None:
        """The one strap with this label; None for no strap or for several."""
        wanted = clean_label(label).casefold()
        found = [s for s in self.straps if s.label and s.label.casefold() == wanted]
        return found[0].identity if len(found) == 1 else None

    def to_text(self) -> str:
        """The file's text."""
        return json.dumps(
            {
                "format": FORMAT,
                "straps": [
                    {
                        "address": s.identity.address,
                        "name": s.identity.name,
                        "serial": s.identity.serial,
                        "label": s.label,
                        "wearer": s.wearer,
                    }
                    for s in self.straps
                ],
                "pairs": [
                    {
                        "first": asdict(pair.first),
                        "second": asdict(pair.second),
                        "measured_utc": pair.measured_utc,
                        KEY: pair.alignment.to_json(),
                    }
                    for pair in self.pairs
                ],
            },
            indent=1,
            ensure_ascii=False,
        )

    @classmethod
    def from_text(cls, text: str) -> "KnownStraps":
        """What `to_text` wrote; ValueError for anything else."""
        held = json.loads(text)
        if not isinstance(held, dict) or held.get("format") != FORMAT:
            msg = sentence("wrong.kept.format", format=FORMAT)
            raise ValueError(msg)
        rows = held.get("straps")
        if not isinstance(rows, list):
            msg = sentence("wrong.kept.no_straps")
            raise ValueError(msg)
        pairs = held.get("pairs", [])
        if not isinstance(pairs, list):
            msg = sentence("wrong.kept.no_pairs")
            raise ValueError(msg)
        return cls(
            tuple(_strap(row) for row in rows), tuple(_pair(row) for row in pairs)
        )


def swap_warning(
    known: KnownStraps, worn: Mapping[Wearer, StrapIdentity]
) -> SwapWarning | None:
    """What to ask before a talk begins; None where nothing has changed places."""
    moved: dict[Wearer, KnownStrap] = {}
    for wearer, identity in worn.items():
        strap = known.find(identity)
        if strap is not None and strap.wearer is wearer.other:
            moved[wearer] = strap
    if not moved:
        return None
    code = "strap.swapped" if len(moved) == 2 else "strap.other_wearer"
    return SwapWarning(code=code, straps=moved)


def clean_label(label: str) -> str:
    """A label as it is kept: one line, printable, not long."""
    line = "".join(c if c.isprintable() else " " for c in label)
    return " ".join(line.split())[:LONGEST_LABEL].strip()


def default_path() -> Path:
    """Where this computer's straps are remembered."""
    import platformdirs

    return platformdirs.user_data_path("samenstemming", appauthor=False) / "straps.json"


def load(path: Path) -> KnownStraps:
    """The straps of this file; none where there is none.

    Raises SettingsError where the file is not what `save` writes.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise ValueError(sentence("wrong.kept.too_large"))
        return KnownStraps.from_text(raw.decode("utf-8"))
    except FileNotFoundError:
        return KnownStraps()
    except (OSError, ValueError, RecursionError) as error:
        why = sentence_of(error)
        msg = sentence("wrong.kept.straps_unreadable", path=path, why=why)
        raise SettingsError(msg) from error


def save(path: Path, known: KnownStraps) -> None:
    """Write the file whole or not at all, for its user alone; SettingsError else."""
    try:
        write_whole(path, known.to_text())
    except OSError as error:
        msg = sentence("wrong.kept.straps_unwritable", path=path, why=error)
        raise SettingsError(msg) from error


def _strap(row: object) -> KnownStrap:
    if not isinstance(row, dict):
        msg = sentence("wrong.kept.odd_strap")
        raise ValueError(msg)
    wearer = row.get("wearer")
    return KnownStrap(
        identity=_identity(row),
        label=clean_label(_text(row, "label")),
        wearer=None if wearer is None else Wearer(wearer),
    )


def _pair(row: object) -> KnownPair:
    alignment = alignment_in(row) if isinstance(row, dict) else None
    if not isinstance(row, dict) or alignment is None:
        msg = sentence("wrong.kept.odd_pair")
        raise ValueError(msg)
    return KnownPair(
        first=_identity(row.get("first")),
        second=_identity(row.get("second")),
        alignment=alignment,
        measured_utc=_text(row, "measured_utc"),
    )


def _identity(row: object) -> StrapIdentity:
    if not isinstance(row, dict):
        msg = sentence("wrong.kept.odd_strap")
        raise ValueError(msg)
    address, name, serial = (_text(row, key) for key in ("address", "name", "serial"))
    return StrapIdentity(address=address, name=name, serial=serial)


def _text(row: Mapping[str, object], name: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str):
        msg = sentence("wrong.kept.odd_text", name=name)
        raise ValueError(msg)
    return value


def _turned(pair: KnownPair, a: StrapIdentity, b: StrapIdentity) -> bool | None:
    """Whether the pair is worn the other way round; None where it is another pair."""
    if pair.first.is_same(a) and pair.second.is_same(b):
        return False
    if pair.first.is_same(b) and pair.second.is_same(a):
        return True
    return None


def _is_exact(a: StrapIdentity, b: StrapIdentity) -> bool:
    if _numbered(a, b):
        return a.serial.casefold() == b.serial.casefold()
    return bool(a.address) and a.address.casefold() == b.address.casefold()


def _numbered(a: StrapIdentity, b: StrapIdentity) -> bool:
    """Whether both have a serial number; zeros are none."""
    return all(of.serial.strip("0 ") for of in (a, b))


def _is_own(name: str) -> bool:
    """Whether a name carries a number that no other strap of its model has."""
    last = name.split()[-1] if name else ""
    return len(last) >= FEWEST_IN_NUMBER and any(c.isdigit() for c in last)
