"""What people change about their straps: a label, whose it is, forgetting, and undo.

Each change reads the file anew and writes it whole, so that a command line that learns
something meanwhile loses nothing but the moment in between.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from samenstemming.events import Wearer
from samenstemming.session.known_straps import (
    KnownPair,
    KnownStrap,
    KnownStraps,
    StrapIdentity,
    default_path,
    load,
    save,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A strap that is remembered no more, and what it had in common with others."""

    strap: KnownStrap
    pairs: tuple[KnownPair, ...] = ()


class StrapMemory:
    """The remembered straps of one file. SettingsError where it is of no use."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def known(self) -> KnownStraps:
        """All that are remembered."""
        return load(self._path or default_path())

    def label(self, identity: StrapIdentity, label: str) -> None:
        """Call this strap so."""
        self._change(lambda known: known.remember(identity, label=label))

    def give(self, pairs: Mapping[StrapIdentity, Wearer | None]) -> None:
        """Each strap is this wearer's and no other strap is; None: it is nobody's."""

        def change(known: KnownStraps) -> KnownStraps:
            for identity, wearer in pairs.items():
                known = _given(known, identity, wearer)
            return known

        self._change(change)

    def learn(self, identities: list[StrapIdentity]) -> None:
        """Note what remembered straps say of themselves; no new one is remembered."""

        def change(known: KnownStraps) -> KnownStraps:
            for identity in identities:
                if known.find(identity) is not None:
                    known = known.remember(identity)
            return known

        self._change(change)

    def forget(self, identity: StrapIdentity) -> Forgotten | None:
        """Remember this strap no more; what was known of it, or None for nothing."""
        before = self.known()
        was = before.find(identity)
        if was is None:
            return None
        after = before.forget(identity)
        self._change(lambda known: known.forget(identity))
        lost = tuple(pair for pair in before.pairs if pair not in after.pairs)
        return Forgotten(strap=was, pairs=lost)

    def remember_again(self, forgotten: Forgotten) -> None:
        """Undo `forget`; its wearer may have been given another strap meanwhile."""
        was = forgotten.strap

        def again(known: KnownStraps) -> KnownStraps:
            taken = was.wearer is None or known.worn_last(was.wearer) is not None
            wearer = None if taken else was.wearer
            known = known.remember(was.identity, label=was.label, wearer=wearer)
            return replace(known, pairs=(*known.pairs, *forgotten.pairs))

        self._change(again)

    def _change(self, change: Callable[[KnownStraps], KnownStraps]) -> None:
        save(self._path or default_path(), change(self.known()))


def _given(
    known: KnownStraps, identity: StrapIdentity, wearer: Wearer | None
) -> KnownStraps:
    """With this strap as this wearer's only one; None: as nobody's."""
    mine = known.find(identity)
    free = tuple(
        replace(strap, wearer=None)
        if strap is mine or (wearer is not None and strap.wearer is wearer)
        else strap
        for strap in known.straps
    )
    return replace(known, straps=free).remember(identity, wearer=wearer)
