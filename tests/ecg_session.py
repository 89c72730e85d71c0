"""Two straps with an ECG over the simulated BlueZ, and what is waited for in tests."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.simulated_bluez.pmd import Pmd
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from tests.radio_session import A, B, Session, ecg_frames, recording, two_straps

BRISK = partial(
    Patience,
    call_s=0.5,
    ecg_silence_s=0.5,
    ecg_again_s=0.3,
    ecg_settle_s=0.1,
)
"""Only what is asked of an ECG is brisk: nothing else may be mistaken for trouble."""

Script = Callable[[Session], Awaitable[None]]


def record(
    bus: PrivateBus,
    tmp_path: Path,
    script: Script,
    *,
    a: Pmd | None,
    b: Pmd | None = None,
    ecg: bool = True,
) -> Path:
    path = tmp_path / "talk.samen"
    straps = two_straps()
    straps[A].pmd, straps[B].pmd = a, b

    async def run() -> None:
        async with (
            asyncio.timeout(60),
            recording(bus, path, straps=straps, more={"ecg": ecg}) as session,
        ):
            await script(session)
            await session.hear(A)
            await session.hear(B)

    asyncio.run(run())
    for strap in straps.values():
        assert strap.pmd is None or not strap.pmd.running
    return path


async def stream(session: Session, count: int = 5) -> None:
    """Wait for some more frames of A."""
    before = len(ecg_frames(session.events, A))
    await session.until(lambda: len(ecg_frames(session.events, A)) >= before + count)


async def told(session: Session, what: str) -> None:
    """Wait until this has been said of A's ECG."""
    await session.until(lambda: any(d.startswith(what) for d in said(session)))


def said(session: Session) -> list[str]:
    return [link.detail for link in session.links(A) if link.state == "ecg"]


def undisturbed(session: Session) -> bool:
    """Whether no link was ever lost."""
    return all(
        link.state in ("connecting", "connected", "ecg")
        for wearer in (A, B)
        for link in session.links(wearer)
    )
