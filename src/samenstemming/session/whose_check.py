"""Whose strap is whose, asked from a terminal: find both, listen, ask, and say which.

The same listening serves the app's page (`whose_listening`). Nothing is remembered
here: that is for the person who sees the answer to decide.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from samenstemming.events import Wearer
from samenstemming.session.known_straps import KnownStraps, StrapIdentity
from samenstemming.session.radio_straps import find_both
from samenstemming.session.whose_listening import Answer, Stage, listen_whose
from samenstemming.sources.ble import Backends, Radio
from samenstemming.sources.ble_air import Air
from samenstemming.sources.ble_names import SeenStrap
from samenstemming.sources.ble_patience import Patience


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoseCheck:
    """Which straps were listened to, by who was thought to wear them; and the answer.

    `answered` is the wearer whose strap that was thought to be; None: cannot tell.
    """

    straps: Mapping[Wearer, SeenStrap]
    answer: Answer

    @property
    def answered(self) -> Wearer | None:
        """Whose strap the touched one was thought to be."""
        return None if self.answer.key is None else Wearer(self.answer.key)

    def worn(self, touched_by: Wearer) -> dict[Wearer, StrapIdentity]:
        """Who wears which, now that this wearer is known to have touched theirs."""
        turned = self.answered is not touched_by
        return {
            wearer: StrapIdentity(
                name=strap.name,
                address=strap.address,
                serial=self._serial(of),
            )
            for wearer in self.straps
            for of in (wearer.other if turned else wearer,)
            for strap in (self.straps[of],)
        }

    def _serial(self, of: Wearer) -> str:
        serials = list(self.answer.serials.values())
        serial = self.answer.serials.get(of.value, "")
        # A number that both have is their maker's, not theirs.
        return serial if serials.count(serial) == 1 else ""


def ask_whose(
    wanted: Mapping[Wearer, str],
    *,
    known: KnownStraps,
    tell: Callable[[Stage, float], None],
    speed: float = 1.0,
    backends: Backends | None = None,
) -> WhoseCheck:
    """Which of two straps is touched. StrapNotFoundError where they are not clear."""

    def label_of(name: str, address: str) -> str:
        strap = known.find(StrapIdentity(name=name, address=address))
        return "" if strap is None else strap.label

    async def listen() -> WhoseCheck:
        patience = Patience().faster(speed)
        air = Air(Radio(backends, label_of=label_of), patience)
        try:
            straps = await find_both(air, wanted, patience)
            answer = await listen_whose(
                {wearer.value: strap for wearer, strap in straps.items()},
                air=air,
                patience=patience,
                tell=tell,
                speed=speed,
            )
        finally:
            await air.close()
        return WhoseCheck(straps=straps, answer=answer)

    return asyncio.run(listen())
