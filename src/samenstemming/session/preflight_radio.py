"""Bluetooth and the straps, looked at before a talk: found, worn, heard, charged.

One short scan answers four questions at once, because what the system says when it
refuses tells which one of them is the trouble: the service, the permission, the adapter
or the air. A strap that is named is connected, listened to for a few seconds, and let
go again, so that the recording finds it in the air.

Contact bits are never believed alone: an H10 may deny contact all evening while it
sends every beat (straps.md 2).
"""

import asyncio
import logging
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from samenstemming.errors import MalformedPacketError, StrapNotFoundError
from samenstemming.events import Wearer
from samenstemming.session.preflight_check import Check, State
from samenstemming.session.radio_straps import recognise
from samenstemming.session.worn_straps import WornStraps
from samenstemming.sources import ble
from samenstemming.sources.backoff import Backoff
from samenstemming.sources.ble_air import Air
from samenstemming.sources.ble_names import SeenStrap, candidates
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.ble_trouble import RadioError, Trouble
from samenstemming.wire.heart_rate import HeartRateMeasurement, decode

LOOK_S: Final = 4.0
"""How long to look around where no strap is named."""

ATTEMPTS: Final = 3
"""Times a strap is tried: first connections are often refused."""

ENOUGH_RR: Final = 3
"""Packets with RR after which a strap needs no longer be listened to."""

SHORTEST_LIFE_MINUTES: Final = 8 * 60.0
"""A full battery of a rechargeable band that broadcasts; coin cells last 400 hours."""

COARSE_PERCENT: Final = 5.0
"""Levels are told in steps of as much."""

_PLATFORMS: Final = ("linux", "darwin", "win32")

_SEEN_TO_WORK: Final = {
    Trouble.NO_SERVICE: (),
    Trouble.NO_PERMISSION: ("service",),
    Trouble.NO_ADAPTER: ("service", "permission"),
    Trouble.BLUETOOTH_OFF: ("service", "permission"),
}
"""What must have worked before this trouble could be met."""

_WHERE: Final = {
    Trouble.NO_SERVICE: "service",
    Trouble.NO_PERMISSION: "permission",
    Trouble.NO_ADAPTER: "adapter",
    Trouble.BLUETOOTH_OFF: "adapter",
}

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Heard:
    """What a strap said in the few seconds that it was listened to."""

    packets: list[HeartRateMeasurement] = field(default_factory=list)
    malformed: int = 0
    battery_percent: int | None = None

    def take(self, payload: bytes) -> None:
        """Note one notification."""
        try:
            self.packets.append(decode(payload))
        except MalformedPacketError:
            self.malformed += 1

    @property
    def with_rr(self) -> int:
        """How many packets held at least one RR interval."""
        return sum(bool(packet.rr_ticks) for packet in self.packets)


async def radio_checks(
    wanted: Mapping[Wearer, str],
    *,
    minutes: float = 60.0,
    patience: Patience | None = None,
    backends: ble.Backends | None = None,
    worn: WornStraps | None = None,
) -> list[Check]:
    """What was found of Bluetooth and of each strap; a fault is a finding too."""
    limits = patience or Patience()
    worn = worn or WornStraps(None)
    air = Air(ble.Radio(backends, label_of=worn.label_of), limits)
    try:
        seen = await _look(air, wanted, limits)
    except RadioError as error:
        return trouble_checks(error)
    except Exception as error:
        log.exception("a scan failed in a way nobody has seen before")
        return trouble_checks(RadioError(Trouble.FAILED, repr(error)))
    straps = [strap for strap in seen if strap.heart_rate]
    checks = [_fine(name) for name in ("service", "permission", "adapter")]
    checks.append(air_check(straps, named=bool(wanted)))
    known, absent = found_checks(wanted, seen, after_s=limits.first_look_s)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(_strap_checks(air, wearer, strap, minutes, limits))
                for wearer, strap in known.items()
            ]
    finally:
        await air.close()
    checks += worn_checks(worn, known)
    return [*checks, *absent, *(check for task in tasks for check in task.result())]


async def _look(
    air: Air, wanted: Mapping[Wearer, str], patience: Patience
) -> list[SeenStrap]:
    loop = asyncio.get_running_loop()
    begun_s = loop.time()

    def enough(seen: list[SeenStrap]) -> bool:
        # A name may yet turn out to fit another strap too.
        settled = loop.time() - begun_s >= patience.settle_s
        return settled and all(candidates(text, seen) for text in wanted.values())

    if wanted:
        return await air.look(patience.first_look_s, enough)
    return await air.look(LOOK_S, lambda _: False)


def trouble_checks(error: RadioError) -> list[Check]:
    """What a scan that failed says: what works up to the trouble, and the trouble."""
    where = _WHERE.get(error.trouble, "air")
    platform = sys.platform if sys.platform in _PLATFORMS else "linux"
    advice = f"{where}.{error.trouble}" if where == "adapter" else where
    if where in ("service", "permission"):
        advice = f"{where}.{platform}"
    return [
        *(_fine(name) for name in _SEEN_TO_WORK.get(error.trouble, ())),
        Check(
            name=where,
            state=State.FAIL,
            code="trouble" if where == "air" else error.trouble.value,
            advice=advice,
            values={"why": error.evidence or error.trouble.value},
        ),
    ]


def air_check(straps: Sequence[SeenStrap], *, named: bool) -> Check:
    """Which straps can be heard. Where some are named, those are judged instead."""
    if straps:
        values = {"count": len(straps), "names": _names(straps)}
        return Check(name="air", state=State.OK, values=values)
    if named:
        return Check(name="air", state=State.OK, code="none")
    return Check(name="air", state=State.WARN, code="none", advice="strap.missing")


def found_checks(
    wanted: Mapping[Wearer, str], seen: Iterable[SeenStrap], *, after_s: float
) -> tuple[dict[Wearer, SeenStrap], list[Check]]:
    """Whose strap is which, and a failure for each that is absent or not clear."""
    if not wanted:
        return {}, []
    devices = list(seen)
    try:
        known = recognise(wanted, devices, after_s=after_s)
    except StrapNotFoundError:
        known = {}
    absent = []
    for wearer, text in wanted.items():
        if wearer in known:
            continue
        fits = candidates(text, devices)
        code = ("missing", "same")[len(fits)] if len(fits) < 2 else "several"
        straps = fits or [device for device in devices if device.heart_rate]
        absent.append(
            Check(
                name="strap",
                wearer=wearer,
                state=State.FAIL,
                code=code,
                advice=f"strap.{code}",
                values={"strap": text, "seconds": after_s, "names": _names(straps)},
            )
        )
    return known, absent


def worn_checks(worn: WornStraps, known: Mapping[Wearer, SeenStrap]) -> list[Check]:
    """Whether straps sit where they sat last time; nothing where nobody knows."""
    if worn.trouble is not None:
        values = {"why": worn.trouble}
        return [_worn_check(State.WARN, "unreadable", values)]
    for wearer, strap in known.items():
        worn.see(wearer, name=strap.name, address=strap.address)
    swap = worn.swap
    if swap is not None:
        return [_worn_check(State.WARN, swap.code.rpartition(".")[2], swap.values)]
    if known and worn.as_last_time:
        return [_worn_check(State.OK, "ok", {})]
    return []


def _worn_check(state: State, code: str, values: Mapping[str, object]) -> Check:
    advice = "" if state is State.OK else f"worn.{code}"
    return Check(name="worn", state=state, code=code, advice=advice, values=values)


async def _strap_checks(
    air: Air, wearer: Wearer, strap: SeenStrap, minutes: float, patience: Patience
) -> list[Check]:
    backoff = Backoff(patience.delays_s)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            heard = await _listen(air, strap, patience)
        except RadioError as error:
            log.info("strap %s, attempt %d: %s", wearer, attempt, error)
            trouble = error
        except Exception as error:
            log.exception("strap %s failed in a way nobody has seen before", wearer)
            trouble = RadioError(Trouble.FAILED, repr(error))
        else:
            return heard_checks(wearer, strap, heard, minutes=minutes)
        if attempt < ATTEMPTS:
            await asyncio.sleep(backoff.next_s())
    return [_refused(wearer, strap, trouble)]


def _refused(wearer: Wearer, strap: SeenStrap, error: RadioError) -> Check:
    code = "trouble"
    if error.trouble in (Trouble.NEEDS_PAIRING, Trouble.NO_HEART_RATE):
        code = error.trouble.value
    return Check(
        name="strap",
        wearer=wearer,
        state=State.FAIL,
        code=code,
        advice=f"strap.{code}",
        values={"strap": strap.shown, "why": error.evidence or error.trouble.value},
    )


async def _listen(air: Air, strap: SeenStrap, patience: Patience) -> Heard:
    """What the strap says until that is enough; RadioError if it cannot be reached."""

    def mine(seen: Iterable[SeenStrap]) -> SeenStrap | None:
        return next((s for s in seen if s.address == strap.address), None)

    heard, news, lost = Heard(), asyncio.Event(), False

    def take(payload: bytes) -> None:
        heard.take(payload)
        if heard.with_rr >= ENOUGH_RR:
            news.set()

    def gone() -> None:
        nonlocal lost
        lost = True
        news.set()

    link = air.radio.link(await air.find(mine), lost=gone)
    try:
        async with air.lock:
            await link.connect(within_s=patience.connect_s)
        await link.listen(ble.MEASUREMENT, take, within_s=patience.call_s)
        heard.battery_percent = await _battery(link, patience)
        try:
            async with asyncio.timeout(patience.first_packet_s):
                await news.wait()
        except TimeoutError:
            log.info("%s sent %d packets", strap.shown, len(heard.packets))
        if lost:
            raise RadioError(Trouble.OUT_OF_REACH)
    finally:
        await link.close(within_s=patience.disconnect_s)
    return heard


async def _battery(link: ble.Link, patience: Patience) -> int | None:
    """The level in percent; None where the strap does not say or says nonsense."""
    try:
        level = await link.read(ble.BATTERY_LEVEL, within_s=patience.call_s)
    except RadioError as error:
        log.info("no battery level: %s", error)
        return None
    return level[0] if len(level) == 1 and level[0] <= 100 else None


def heard_checks(
    wearer: Wearer, strap: SeenStrap, heard: Heard, *, minutes: float
) -> list[Check]:
    """What a strap that was listened to says about itself and its wearer."""
    found = Check(
        name="strap", wearer=wearer, state=State.OK, values={"strap": strap.shown}
    )
    battery = _battery_check(wearer, heard.battery_percent, minutes)
    if not heard.packets:
        code = "malformed" if heard.malformed else "silent"
        silent = Check(
            name="rr",
            wearer=wearer,
            state=State.FAIL,
            code=code,
            advice=f"rr.{code}",
            values={"count": heard.malformed},
        )
        return [found, silent, battery]
    contact = _contact_check(wearer, heard)
    worn = contact.state is State.OK
    return [found, contact, _rr_check(wearer, heard, worn=worn), battery]


def _contact_check(wearer: Wearer, heard: Heard) -> Check:
    rate = heard.packets[-1].heart_rate_bpm
    said = {packet.contact for packet in heard.packets[-ENOUGH_RR:]}
    beats = heard.with_rr > 0
    if True in said:
        code = "ok"
    elif False in said:
        code = "denied" if beats else "none"
    else:
        code = "not_said" if beats or rate > 0 else "none"
    state = State.WARN if code == "none" else State.OK
    return Check(
        name="contact",
        wearer=wearer,
        state=state,
        code=code,
        advice="contact" if state is State.WARN else "",
        values={"rate": rate},
    )


def _rr_check(wearer: Wearer, heard: Heard, *, worn: bool) -> Check:
    values = {"count": heard.with_rr, "packets": len(heard.packets)}
    if heard.with_rr:
        return Check(name="rr", wearer=wearer, state=State.OK, values=values)
    code = "none" if worn else "not_judged"
    return Check(
        name="rr",
        wearer=wearer,
        state=State.FAIL if worn else State.WARN,
        code=code,
        advice=f"rr.{code}",
        values=values,
    )


def _battery_check(wearer: Wearer, percent: int | None, minutes: float) -> Check:
    needed = 100 * minutes / SHORTEST_LIFE_MINUTES + COARSE_PERCENT
    if percent is None:
        return Check(name="battery", wearer=wearer, state=State.OK, code="not_said")
    low = percent < min(needed, 100)
    return Check(
        name="battery",
        wearer=wearer,
        state=State.WARN if low else State.OK,
        code="low" if low else "ok",
        advice="battery" if low else "",
        values={"percent": percent, "minutes": round(minutes)},
    )


def _fine(name: str) -> Check:
    return Check(name=name, state=State.OK)


def _names(straps: Iterable[SeenStrap]) -> str:
    return ", ".join(strap.shown for strap in straps) or "-"
