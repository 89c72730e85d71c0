"""Two straps in the air, from the first look for them to a clean end.

One that is missing at the start is waited for while the other records: a couple does
not start again because of a dry electrode. Once a strap has been recognised it is known
by its address, so a neighbour's strap of the same name never takes its place.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping

from samenstemming.errors import SamenstemmingError, StrapNotFoundError
from samenstemming.events import Event, Wearer
from samenstemming.session.clocks import SessionClock
from samenstemming.sources.ble import Backends, LabelOf, Radio, no_label
from samenstemming.sources.ble_air import Air
from samenstemming.sources.ble_names import (
    SeenStrap,
    candidates,
    choose,
    not_found,
    same_strap,
)
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.ble_supervisor import Learned, Supervisor
from samenstemming.sources.ble_trouble import RadioError, Trouble, unavailable

Recognised = Callable[[Wearer, SeenStrap], None]
"""Hears which strap in the air is a wearer's."""


class RadioStraps:
    """The straps of one run. `wanted` is what people typed for each wearer."""

    def __init__(
        self,
        wanted: Mapping[Wearer, str],
        *,
        clock: SessionClock,
        deliver: Callable[[Event], None],
        learned: Learned,
        patience: Patience | None = None,
        backends: Backends | None = None,
        ecg: bool = False,
        label_of: LabelOf = no_label,
        recognised: Recognised = lambda wearer, strap: None,
    ) -> None:
        self._wanted = dict(wanted)
        self._ecg = ecg
        self._clock = clock
        self._deliver = deliver
        self._learned = learned
        self._patience = (patience or Patience()).faster(clock.speed)
        self._recognised = recognised
        self._air = Air(Radio(backends, label_of=label_of), self._patience)
        self._known: dict[Wearer, SeenStrap] = {}

    async def prepare(self) -> None:
        """Look who is there; StrapNotFoundError where it is nobody or not clear who."""
        begun_s = asyncio.get_running_loop().time()

        def enough(seen: list[SeenStrap]) -> bool:
            if not all(candidates(text, seen) for text in self._wanted.values()):
                return False
            # A name may yet turn out to fit another strap too; an address cannot.
            addresses = {strap.address.casefold() for strap in seen}
            if all(text.casefold() in addresses for text in self._wanted.values()):
                return True
            waited_s = asyncio.get_running_loop().time() - begun_s
            return waited_s >= self._patience.settle_s

        seen = await _look(self._air, self._patience.first_look_s, enough)
        self._known = recognise(
            self._wanted, seen, after_s=self._patience.first_look_s * self._clock.speed
        )
        for wearer, strap in self._known.items():
            self._recognised(wearer, strap)

    def described(self) -> dict[Wearer, dict[str, object]]:
        """What is known of each strap, for the recording's meta."""
        return {
            wearer: {
                "strap": self._known[wearer].name or self._known[wearer].address
                if wearer in self._known
                else text,
                "participant": f"participant-{wearer}",
            }
            for wearer, text in self._wanted.items()
        }

    async def run(self, zero_ns: int) -> None:
        """Hear the straps until this is cancelled; then disconnect them."""
        del zero_ns
        async with asyncio.TaskGroup() as group:
            for wearer in self._wanted:
                group.create_task(self._supervisor(wearer).run())

    async def close(self) -> None:
        """End the scan that may be running; links end with `run`."""
        await self._air.close()

    def catch_up(self, now_ns: int) -> None:
        """Nothing is due: packets are handed over as they come."""

    def _supervisor(self, wearer: Wearer) -> Supervisor:
        def identify(seen: Iterable[SeenStrap]) -> SeenStrap | None:
            return self._identify(wearer, seen)

        return Supervisor(
            wearer,
            air=self._air,
            identify=identify,
            deliver=self._deliver,
            now_ns=self._clock.now_ns,
            learned=self._learned,
            patience=self._patience,
            missing=wearer not in self._known,
            ecg=self._ecg,
        )

    def _identify(self, wearer: Wearer, seen: Iterable[SeenStrap]) -> SeenStrap | None:
        known = self._known.get(wearer)
        if known is not None:
            return next((s for s in seen if s.address == known.address), None)
        taken = {strap.address for strap in self._known.values()}
        free = [strap for strap in seen if strap.address not in taken]
        try:
            chosen = choose(self._wanted[wearer], free)
        except StrapNotFoundError as error:
            raise RadioError(Trouble.SEVERAL, str(error)) from error
        if chosen is not None:
            self._known[wearer] = chosen
            self._recognised(wearer, chosen)
        return chosen


async def in_the_air(
    seconds: float,
    *,
    backends: Backends | None = None,
    label_of: LabelOf = no_label,
) -> list[SeenStrap]:
    """Every strap heard within `seconds`, the nearest first."""
    air = Air(Radio(backends, label_of=label_of), Patience())
    seen = await _look(air, seconds, lambda _: False)
    straps = [strap for strap in seen if strap.heart_rate]
    return sorted(straps, key=lambda s: (-(s.rssi_dbm or 0), s.name, s.address))


async def find_both(
    air: Air, wanted: Mapping[Wearer, str], patience: Patience
) -> dict[Wearer, SeenStrap]:
    """Every strap that is wanted, once all are there; StrapNotFoundError if not."""
    loop = asyncio.get_running_loop()
    begun_s = loop.time()

    def enough(seen: list[SeenStrap]) -> bool:
        settled = loop.time() - begun_s >= patience.settle_s
        return settled and all(candidates(text, seen) for text in wanted.values())

    seen = await _look(air, patience.first_look_s, enough)
    known = recognise(wanted, seen, after_s=patience.first_look_s)
    missing = [text for wearer, text in wanted.items() if wearer not in known]
    if missing:
        raise not_found(missing, seen, after_s=patience.first_look_s)
    return known


async def _look(
    air: Air, seconds: float, enough: Callable[[list[SeenStrap]], bool]
) -> list[SeenStrap]:
    try:
        return await air.look(seconds, enough)
    except RadioError as error:
        raise unavailable(error) or SamenstemmingError(
            f"Looking for straps failed: {error}. Try again."
        ) from error


def recognise(
    wanted: Mapping[Wearer, str], seen: Iterable[SeenStrap], *, after_s: float
) -> dict[Wearer, SeenStrap]:
    """Whose strap is which, as far as they are there; StrapNotFoundError if unclear.

    A name that fits both straps is clear where the other one is called by its own.
    """
    straps = list(seen)
    clear = {
        wearer: found[0]
        for wearer, text in wanted.items()
        if len(found := candidates(text, straps)) == 1
    }
    known = {}
    for wearer, text in wanted.items():
        other = clear.get(wearer.other)
        if wearer not in clear and other is not None:
            rest = [strap for strap in straps if strap.address != other.address]
            chosen = choose(text, rest)
        else:
            chosen = choose(text, straps)
        if chosen is not None:
            known[wearer] = chosen
    if not known:
        raise not_found(list(wanted.values()), straps, after_s=after_s)
    if len(known) == 2 and known[Wearer.A].address == known[Wearer.B].address:
        raise same_strap(wanted[Wearer.A], wanted[Wearer.B], known[Wearer.A].shown)
    return known
