"""One strap's raw ECG beside its heart rate, which it must never cost.

The stream belongs to the strap: it goes on when the link or this program is gone, and
drains the battery. So whatever may still run is stopped first, what was started is
stopped at every end, and a session that wants no ECG stops what an earlier one left.

Nothing in here raises towards the heart rate. A strap that has no ECG, or keeps it to
itself, is told of once, and the session goes on with its RR. Some straps and systems
drop the whole link when an ECG is asked for: after `MOST_BREAKS` of those in a row it
is asked for only on a link that has lasted. A left-over is looked for once a session.

Source: Polar, Measurement Data Specification for 3rd party (polar-ble-sdk); links that
drop: bleakheart #5, PolarBand2lsl #4.
"""

import asyncio
import logging
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from samenstemming.errors import MalformedPacketError
from samenstemming.sources.ble import Link
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.ble_trouble import RadioError, Trouble
from samenstemming.wire import polar_pmd as pmd

STATE: Final = "ecg"
"""The state of a `LinkChange` about an ECG; its detail begins with an `Ecg`."""


class Ecg(StrEnum):
    """What became of an ECG; a screen picks its sentence by it."""

    STREAMING = "streaming"
    STOPPED = "stopped"
    SILENT = "silent"
    NO_ECG = "no_ecg"
    REFUSED = "refused"
    NARROW = "narrow"
    NEEDS_PAIRING = "needs_pairing"
    NO_ANSWER = "no_answer"
    BREAKS_LINK = "breaks_link"
    FAILED = "failed"


FINAL: Final = (Ecg.NO_ECG, Ecg.NEEDS_PAIRING)
"""What does not change by itself while a link lasts: it is not asked again."""

_KINDS: Final = {
    Trouble.NEEDS_PAIRING: Ecg.NEEDS_PAIRING,
    Trouble.NO_ANSWER: Ecg.NO_ANSWER,
    # The word for a characteristic that is not there, whichever it is.
    Trouble.NO_HEART_RATE: Ecg.NO_ECG,
}

MOST_BREAKS: Final = 3
"""Links in a row that were lost as an ECG began: before that it may be chance."""

Deliver = Callable[[bytes], None]
Tell = Callable[[Ecg, str], None]

log = logging.getLogger(__name__)


class EcgError(Exception):
    """There is no ECG now, and why."""

    def __init__(self, ecg: Ecg, evidence: str = "") -> None:
        super().__init__(f"{ecg}: {evidence}" if evidence else str(ecg))
        self.ecg = ecg
        self.evidence = evidence


class EcgKeeper:
    """Keeps one strap's ECG coming for a whole session, link after link.

    `tell` hears what became of the stream.
    """

    def __init__(self, *, wanted: bool, tell: Tell, patience: Patience) -> None:
        self._wanted = wanted
        self._tell = tell
        self._patience = patience
        self._said: Ecg | None = None
        self._looked_for_left_over = False
        self._left_running = False
        self._breaks = 0

    async def run(
        self,
        link: Link,
        deliver: Deliver,
        *,
        hearing: asyncio.Event,
        lost: asyncio.Event,
    ) -> None:
        """Look after the ECG of one link, once a heart is heard, until cancelled.

        `deliver` gets each frame as it came, at once.
        """
        await hearing.wait()
        stream = _Stream(link, deliver, self._started, self._patience)
        if not self._wanted:
            if not self._looked_for_left_over:
                self._looked_for_left_over = True
                await self._stop_left_over(link, stream)
            return
        if self._breaks >= MOST_BREAKS:
            if self._left_running:
                self._left_running = False
                await self._stop_left_over(link, stream)
            await asyncio.sleep(self._patience.ecg_calm_s)
        try:
            await self._keep(stream)
        finally:
            await self._end(stream, lost)

    async def _end(self, stream: "_Stream", lost: asyncio.Event) -> None:
        if not lost.is_set():
            if await stream.stop():
                self._say(Ecg.STOPPED)
        elif stream.young:
            self._breaks += 1
            if self._breaks >= MOST_BREAKS:
                self._say(Ecg.BREAKS_LINK)
        else:
            self._breaks = 0
        self._left_running = stream.may_run

    async def _keep(self, stream: "_Stream") -> None:
        while True:
            try:
                await stream.start()
                await stream.watch()
            except EcgError as error:
                trouble, evidence = error.ecg, error.evidence
            except RadioError as error:
                trouble = _KINDS.get(error.trouble, Ecg.REFUSED)
                evidence = error.evidence
            except Exception as error:
                log.exception("an ECG failed oddly")
                trouble, evidence = Ecg.FAILED, repr(error)
            # Where the link itself broke, we are cancelled now, and nothing is said.
            await asyncio.sleep(self._patience.ecg_settle_s)
            stream.young = False
            self._say(trouble, evidence)
            if trouble in FINAL:
                return
            if trouble is not Ecg.SILENT:
                await asyncio.sleep(self._patience.ecg_again_s)

    async def _stop_left_over(self, link: Link, stream: "_Stream") -> None:
        """Stop what an earlier session or link may have left running."""
        try:
            if link.has(pmd.CONTROL_POINT) and await stream.can():
                await stream.stop_what_runs()
        except (RadioError, EcgError) as error:
            log.info("an ECG that may run could not be stopped: %s", error)
        except Exception:
            log.exception("stopping an ECG that may run failed oddly")

    def _started(self) -> None:
        self._say(Ecg.STREAMING)

    def _say(self, ecg: Ecg, evidence: str = "") -> None:
        """Tell it; the same trouble again is no news."""
        if ecg is not self._said or ecg is Ecg.STREAMING:
            self._tell(ecg, evidence)
        self._said = ecg


class _Stream:
    """The ECG over one link; `young` while it may still be what breaks that.

    `may_run` from when it is asked to start until it has been stopped.
    """

    def __init__(
        self,
        link: Link,
        deliver: Deliver,
        started: Callable[[], None],
        patience: Patience,
    ) -> None:
        self._link = link
        self._deliver = deliver
        self._started = started
        self._patience = patience
        self.young = False
        self._begun_s = 0.0
        self.may_run = False
        self._frames = 0
        self._heard_s = 0.0
        self._heard_by: set[str] = set()
        self._asked: tuple[int, asyncio.Future[pmd.Response]] | None = None

    async def start(self) -> None:
        """Have frames come; EcgError or RadioError where they will not."""
        if not self._link.has(pmd.CONTROL_POINT) or not self._link.has(pmd.DATA):
            raise EcgError(Ecg.NO_ECG)
        self.young, self._begun_s = True, asyncio.get_running_loop().time()
        if not await self.can():
            raise EcgError(Ecg.NO_ECG)
        try:
            await self.stop_what_runs()
        except EcgError as error:
            # Where nothing runs there is perhaps nothing to say about it either.
            log.info("no answer to whether an ECG runs: %s", error)
        await self._listen(pmd.DATA, self._heard)
        self._frames = 0
        self.may_run = True
        try:
            answer = await self._ask(pmd.START_ECG, self._patience.call_s)
        except EcgError:
            if self._frames:  # as good an answer as any
                return
            raise
        self._heard_s = asyncio.get_running_loop().time()
        if not answer.ok:
            self.may_run = False
            narrow = answer.status == pmd.Status.INVALID_MTU
            raise EcgError(Ecg.NARROW if narrow else Ecg.REFUSED, answer.reason)

    async def can(self) -> bool:
        """Whether this strap has an ECG, as it says itself."""
        features = await self._link.read(
            pmd.CONTROL_POINT, within_s=self._patience.call_s
        )
        try:
            return pmd.has_ecg(features)
        except MalformedPacketError as error:
            raise EcgError(Ecg.REFUSED, str(error)) from error

    async def stop_what_runs(self) -> None:
        """Stop whatever stream there is; where there is none the strap says so."""
        await self._listen(pmd.CONTROL_POINT, self._indicated)
        answer = await self._ask(pmd.STOP_ECG, self._patience.call_s)
        log.info("stopping an ECG that may run: %s", answer.reason)

    async def watch(self) -> None:
        """Ends with an EcgError once no frame has come for too long."""
        loop = asyncio.get_running_loop()
        while True:
            left_s = self._heard_s + self._patience.ecg_silence_s - loop.time()
            if left_s <= 0:
                # Where none has ever come, asking at once again is no use.
                raise EcgError(Ecg.SILENT if self._frames else Ecg.NO_ANSWER)
            await asyncio.sleep(left_s)

    async def stop(self) -> bool:
        """Stop what we started, quickly; whether the strap said that it has."""
        if not self.may_run:
            return False
        try:
            answer = await self._ask(pmd.STOP_ECG, self._patience.ecg_stop_s)
        except (RadioError, EcgError) as error:
            log.info("an ECG could not be stopped: %s", error)
            return False
        except Exception:
            log.exception("stopping an ECG failed in a way nobody has seen before")
            return False
        self.may_run = False
        return answer.ok

    async def _listen(self, characteristic: str, heard: Deliver) -> None:
        if characteristic not in self._heard_by:
            limit_s = self._patience.call_s
            await self._link.listen(characteristic, heard, within_s=limit_s)
            self._heard_by.add(characteristic)

    async def _ask(self, command: bytes, limit_s: float) -> pmd.Response:
        """The strap's answer to a command; EcgError where it gives none."""
        answer: asyncio.Future[pmd.Response] = asyncio.Future()
        self._asked = (command[0], answer)
        try:
            await self._link.write(pmd.CONTROL_POINT, command, within_s=limit_s)
            async with asyncio.timeout(limit_s):
                return await answer
        except TimeoutError as error:
            raise EcgError(Ecg.NO_ANSWER) from error
        finally:
            self._asked = None

    def _indicated(self, payload: bytes) -> None:
        """Take what the control point says; BlueZ also shows here what was read."""
        try:
            response = pmd.decode_response(payload)
        except MalformedPacketError as error:
            log.debug("%s", error)
            return
        if self._asked is not None:
            op_code, answer = self._asked
            if response.op_code == op_code and not answer.done():
                answer.set_result(response)

    def _heard(self, frame: bytes) -> None:
        self._deliver(frame)  # stamped there, first of all
        self._heard_s = asyncio.get_running_loop().time()
        self._frames += 1
        if self._heard_s - self._begun_s >= self._patience.ecg_proves_s:
            self.young = False
        if self._frames == 1:
            self._started()
