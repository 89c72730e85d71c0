"""Which straps a session listens to, and simulated ones handed over at their moment.

`simulated:7` is a strap of the simulated couple number 7. Two straps of one number
are a couple whose hearts are coupled; of two numbers, two strangers.
`simulated:7+lost-link+ectopics` is one with these faults, as `simulate --faults` has
them: whoever practises a session had better see one that goes wrong.
"""

import asyncio
import heapq
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, Protocol

from samenstemming.errors import StrapNotFoundError
from samenstemming.events import Event, Wearer
from samenstemming.session.clocks import SessionClock
from samenstemming.sources.ble_names import same_strap

SIMULATED: Final = "simulated"

THROUGH_RADIO: Final = "simulated-radio"
"""The same hearts, but through the real Bluetooth code and a simulated BlueZ."""

COUPLING: Final = 0.75
"""How closely a live simulated couple is coupled."""

RR_DELAY_S: Final = 0.5
"""How long simulated straps that send an ECG sit on their RR; only that shows it."""

ONE_BODY_LATER_S: Final = 0.3
"""How much later the simulated strap of B is when both are on one body."""

AHEAD: Final = 400
"""Events kept ready. Making more takes a moment, and a fast clock will not wait."""

LARGEST_SEED: Final = 2**32 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedStrap:
    """A strap that exists only here."""

    seed: int
    through_radio: bool = False
    faults: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the recording's meta calls it."""
        kind = THROUGH_RADIO if self.through_radio else SIMULATED
        return "+".join((f"{kind}:{self.seed}", *self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class RadioStrap:
    """A strap in the air, as somebody called it."""

    text: str

    @property
    def name(self) -> str:
        """What the recording's meta calls it until the strap says its own name."""
        return self.text


Strap = SimulatedStrap | RadioStrap


class Straps(Protocol):
    """What a collector asks of its straps, wherever they are."""

    async def prepare(self) -> None:
        """Be ready; SamenstemmingError where that cannot be."""

    async def run(self, zero_ns: int) -> None:
        """Hand events over until this is cancelled."""

    def catch_up(self, now_ns: int) -> None:
        """Hand over everything that was due by `now_ns`."""

    def described(self) -> dict[Wearer, dict[str, object]]:
        """What is known of each wearer's strap, for the recording's meta."""

    async def close(self) -> None:
        """Let go of everything, whether or not it ever ran."""


def parse_strap(text: str) -> Strap:
    """The strap that this text names; StrapNotFoundError for one that is not there."""
    whole, plus, faulty = text.partition("+")
    kind, colon, number = whole.partition(":")
    simulated, radio = kind in (SIMULATED, THROUGH_RADIO), kind == THROUGH_RADIO
    faults = _known(faulty.split("+")) if simulated and plus else ()
    if simulated and not colon:
        return SimulatedStrap(seed=0, through_radio=radio, faults=faults)
    if simulated and number.isascii() and number.isdigit():
        seed = int(number[:11])
        if seed <= LARGEST_SEED:
            return SimulatedStrap(seed=seed, through_radio=radio, faults=faults)
    if simulated:
        msg = (
            f"'{text}' is no simulated strap: after the colon comes a whole number "
            f"up to {LARGEST_SEED}, as in '{SIMULATED}:7'."
        )
        raise StrapNotFoundError(msg)
    if not text.strip():
        msg = "A strap needs a name or an address; 'samenstemming scan' lists them."
        raise StrapNotFoundError(msg)
    return RadioStrap(text=text.strip())


def _known(faults: Sequence[str]) -> tuple[str, ...]:
    # Only a simulated strap with faults loads what simulates.
    from samenstemming.sources.faults import known_faults

    return known_faults(faults)


def parse_straps(a: str | None, b: str | None) -> Mapping[Wearer, Strap]:
    """The straps of a session; StrapNotFoundError where they cannot be used together.

    One may be there without the other, and a talk without any.

    Two simulated straps of one number are a couple. One real strap cannot be worn by
    two, and a simulated heart beside a real one would look like a person.
    """
    texts = {Wearer.A: a, Wearer.B: b}
    straps: dict[Wearer, Strap] = {
        wearer: parse_strap(text) for wearer, text in texts.items() if text is not None
    }
    kinds = {type(strap) for strap in straps.values()}
    ways = {isinstance(s, SimulatedStrap) and s.through_radio for s in straps.values()}
    if len(kinds) > 1 or len(ways) > 1:
        msg = (
            f"'{a}' and '{b}' cannot be recorded together: simulated straps, those "
            "through a simulated radio, and real ones do not mix. Use two of a kind."
        )
        raise StrapNotFoundError(msg)
    if kinds == {RadioStrap} and a and b and a.casefold() == b.casefold():
        raise same_strap(a, b, f"'{a}'")
    return straps


def simulated_events(
    straps: Mapping[Wearer, SimulatedStrap], *, ecg: bool = False
) -> Iterator[Event]:
    """What these straps will send, without end, `t_ns` from 0."""
    from samenstemming.sources.simulate import simulated_strap_events

    # A strap's faults are its own; hearts of one number are one couple all the same.
    couples: dict[tuple[int, tuple[str, ...]], list[Wearer]] = {}
    for wearer, strap in straps.items():
        couples.setdefault((strap.seed, strap.faults), []).append(wearer)
    make = _events_with_ecg if ecg else simulated_strap_events
    return heapq.merge(
        *(
            make(seed=seed, coupling=COUPLING, wearers=wearers, faults=faults)
            for (seed, faults), wearers in couples.items()
        ),
        key=lambda event: event.t_ns,
    )


def _events_with_ecg(
    *, seed: int, coupling: float, wearers: Sequence[Wearer], faults: Sequence[str]
) -> Iterator[Event]:
    """The same straps, which keep their RR for a while, and the ECG that shows it."""
    from samenstemming.sources.hearts import Couple
    from samenstemming.sources.simulate import simulated_strap_events
    from samenstemming.sources.simulated_ecg import ecg_events
    from samenstemming.sources.simulated_straps import usual_strap

    couple = Couple(coupling=coupling, lag_s=0.0, anti_phase=False, seed=seed)
    worn = {
        wearer: replace(usual_strap(couple, wearer), delay_s=RR_DELAY_S)
        for wearer in wearers
    }
    return heapq.merge(
        simulated_strap_events(
            seed=seed, coupling=coupling, wearers=wearers, straps=worn, faults=faults
        ),
        *(ecg_events(couple, wearer, worn[wearer].drift_ppm) for wearer in wearers),
        key=lambda event: event.t_ns,
    )


def truth_of(
    straps: Mapping[Wearer, SimulatedStrap], *, ecg: bool = False
) -> dict[str, object]:
    """What is true of these straps' wearers, for the recording's meta."""
    one_couple = len({strap.seed for strap in straps.values()}) == 1
    return {
        **({"rr_delay_s": RR_DELAY_S} if ecg else {}),
        "coupling": COUPLING if one_couple and len(straps) > 1 else 0.0,
        "lag_s": 0.0,
        "sign": "in-phase",
        "seeds": {wearer.value: strap.seed for wearer, strap in straps.items()},
        **({"faults": faults} if (faults := _faults_of(straps)) else {}),
    }


def _faults_of(straps: Mapping[Wearer, SimulatedStrap]) -> dict[str, list[str]]:
    return {
        of.value: list(strap.faults) for of, strap in straps.items() if strap.faults
    }


def one_body_events(straps: Mapping[Wearer, SimulatedStrap]) -> Iterator[Event]:
    """What these straps send where those of one number sit on one heart, B's later."""
    from samenstemming.sources.radio import RadioSettings
    from samenstemming.sources.simulate import simulated_strap_events

    late = {Wearer.B: RadioSettings(delay_s=ONE_BODY_LATER_S)}
    couples: dict[int, list[Wearer]] = {}
    for wearer, strap in straps.items():
        couples.setdefault(strap.seed, []).append(wearer)
    return heapq.merge(
        *(
            simulated_strap_events(
                seed=seed, wearers=wearers, straps=late, one_body=True
            )
            for seed, wearers in couples.items()
        ),
        key=lambda event: event.t_ns,
    )


class PacedStraps:
    """Hands over each event once its moment has come, in order.

    `catch_up` may be called at any time: whoever wants to stamp something with now
    calls it first, so that nothing older is written after it.
    """

    def __init__(
        self,
        straps: Mapping[Wearer, SimulatedStrap],
        *,
        clock: SessionClock,
        deliver: Callable[[Event], None],
        events: Iterator[Event] | None = None,
        ecg: bool = False,
    ) -> None:
        self._straps = straps
        self._events = simulated_events(straps, ecg=ecg) if events is None else events
        self._clock = clock
        self._deliver = deliver
        self._ready: deque[Event] = deque()
        self._zero_ns = 0
        self._latest_ns = 0

    async def prepare(self) -> None:
        """Make the first events, which takes longest: it loads the generator."""
        self._ready.extend(await asyncio.to_thread(self._make))

    async def run(self, zero_ns: int) -> None:
        """Hand over events until there are no more; their times count from here."""
        self._zero_ns = self._latest_ns = zero_ns
        more = True
        while more or self._ready:
            if more and len(self._ready) < AHEAD:
                made = await asyncio.to_thread(self._make)
                self._ready.extend(made)
                more = bool(made)
            self.catch_up(self._clock.now_ns())
            if self._ready:
                due_ns = zero_ns + self._ready[0].t_ns
                await asyncio.sleep(self._clock.wait_s(due_ns))

    def catch_up(self, now_ns: int) -> None:
        """Hand over everything that was due by `now_ns`."""
        while self._ready and self._zero_ns + self._ready[0].t_ns <= now_ns:
            event = self._ready.popleft()
            # Where the generator was late the event is late too: it arrives now.
            self._latest_ns = max(self._latest_ns, self._zero_ns + event.t_ns)
            self._deliver(replace(event, t_ns=self._latest_ns))
        self._latest_ns = max(self._latest_ns, now_ns)

    async def close(self) -> None:
        """Nothing is held."""

    def described(self) -> dict[Wearer, dict[str, object]]:
        """What is known of each strap, for the recording's meta."""
        return {
            wearer: {
                "strap": strap.name,
                "participant": (
                    f"{strap.name.partition('+')[0].replace(':', '-')}-{wearer}"
                ),
            }
            for wearer, strap in self._straps.items()
        }

    def _make(self) -> list[Event]:
        return list(islice(self._events, AHEAD))
