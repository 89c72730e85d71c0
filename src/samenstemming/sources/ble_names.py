"""Which strap in the air is meant by a name: an address, a name, or a part of one.

Many straps of one maker carry one name (`TICKR`, `HRM`), and a part of a name may fit
a neighbour's. So a choice that is not the only one is never made: both are named and
the person chooses. A heart that belongs to somebody else is the worst of all faults.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samenstemming.errors import StrapNotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStrap:
    """A device that was seen. `held`: something on this computer is connected to it.

    `address` is what the system calls it: on macOS an identifier that means nothing
    on another computer. `rssi_dbm` is None for one that is held and so keeps quiet.
    `label` is what people call it, where this computer remembers that.
    """

    name: str
    address: str
    rssi_dbm: int | None = None
    heart_rate: bool = False
    held: bool = False
    label: str = ""

    @property
    def shown(self) -> str:
        """Its name, with the address and what people call it beside it."""
        beside = f'{self.address}, "{self.label}"' if self.label else self.address
        return f"'{self.name}' ({beside})" if self.name else beside


def candidates(wanted: str, seen: Iterable[SeenStrap]) -> tuple[SeenStrap, ...]:
    """Those meant by this text: by address, label, whole name, else by a part.

    A whole address or name may mean any device; a part of one, straps only.
    """
    text = wanted.strip().casefold()
    devices = tuple(seen)
    by_address = tuple(d for d in devices if d.address.casefold() == text)
    by_label = tuple(d for d in devices if d.label and d.label.casefold() == text)
    by_name = tuple(d for d in devices if d.name.casefold() == text)
    by_part = tuple(
        d
        for d in devices
        if d.heart_rate and (text in d.name.casefold() or text in d.address.casefold())
    )
    return by_address or by_label or by_name or by_part


def choose(wanted: str, seen: Iterable[SeenStrap]) -> SeenStrap | None:
    """The one meant; None where none is there; StrapNotFoundError for several."""
    found = candidates(wanted, seen)
    if len(found) > 1:
        msg = (
            f"'{wanted}' fits {len(found)} straps: {_listed(found)}. Use the address "
            "of the one you mean."
        )
        raise StrapNotFoundError(msg, in_the_air=_names(found))
    return found[0] if found else None


def not_found(
    wanted: Sequence[str], seen: Iterable[SeenStrap], *, after_s: float
) -> StrapNotFoundError:
    """That none of these straps is there, as a sentence that names those that are."""
    straps = [strap for strap in seen if strap.heart_rate]
    called = " or ".join(f"'{text}'" for text in wanted)
    advice = (
        "A dry strap stays silent: wet the electrodes and put it on. One that a phone "
        "or a watch uses stays silent too: disconnect it there."
    )
    air = f"In the air now: {_listed(straps)}." if straps else "No strap is in the air."
    msg = f"No strap called {called} answered within {after_s:g} s. {advice} {air}"
    return StrapNotFoundError(msg, in_the_air=_names(straps))


def same_strap(a: str, b: str, strap: str) -> StrapNotFoundError:
    """That two wearers cannot wear one strap, as a sentence."""
    msg = (
        f"--a '{a}' and --b '{b}' are one and the same strap, {strap}. Each wearer "
        "needs a strap of their own; 'samenstemming scan' lists them."
    )
    return StrapNotFoundError(msg)


def _listed(straps: Iterable[SeenStrap]) -> str:
    return ", ".join(strap.shown for strap in straps)


def _names(straps: Iterable[SeenStrap]) -> tuple[str, ...]:
    return tuple(strap.name or strap.address for strap in straps)
