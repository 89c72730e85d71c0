"""One run: straps → recording → clean end.

The loop never waits for the disk or for a calculation: the writer and the pipeline
have threads of their own. A run ends at `stop`, a signal or its time, never because
a strap is lost and never because of what came in over the control channel.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from samenstemming.errors import ControlError, RecordingError
from samenstemming.events import Event, LinkChange, Wearer
from samenstemming.measures.alignment import Alignment
from samenstemming.recording import RecordingWriter
from samenstemming.series import Cue
from samenstemming.session.alignment_check import aligned_here
from samenstemming.session.clocks import SessionClock
from samenstemming.session.known_straps import SwapWarning
from samenstemming.session.live_frames import LiveFrames
from samenstemming.session.plan import Outcome, Plan, meta_of
from samenstemming.session.problems import Problems
from samenstemming.session.protocol import Command, Request
from samenstemming.session.resume import regain
from samenstemming.session.server import ControlServer
from samenstemming.session.strap_facts import StrapFacts
from samenstemming.session.straps import PacedStraps, Straps, one_body_events
from samenstemming.session.talk import Draft
from samenstemming.session.talk_desk import TalkDesk
from samenstemming.sources.dead_bus import tolerate_dead_bus

SECOND_NS: Final = 1_000_000_000

ON_DISK_WITHIN_S: Final = 5.0
"""A marker that takes longer is answered with a sentence; it stays in memory."""

LAST_FRAMES_WITHIN_S: Final = 0.3
"""A clean end does not wait longer for values that can be derived again."""

KEPT_FRAMES_WITHIN_S: Final = 60.0
"""Where somebody asked for the live frames, in a file or by LSL, they get all."""

log = logging.getLogger(__name__)


class Collector:
    """Runs one plan. `end` may be called from any thread, also before `run`."""

    def __init__(
        self,
        plan: Plan,
        *,
        started: Callable[[], None] = lambda: None,
        tell: Callable[[str], None] = log.warning,
        on_link: Callable[[LinkChange], None] = lambda change: None,
        on_swap: Callable[[SwapWarning], None] = lambda swap: None,
        on_no_rr: Callable[[Wearer], None] = lambda wearer: None,
    ) -> None:
        self._plan = plan
        self._started = started
        self._on_link = on_link
        self._talk = TalkDesk(plan.guide, plan.free_text, plan.carried)
        self._clock = SessionClock(speed=plan.speed)
        self._facts = StrapFacts(
            plan.straps_file,
            one_body=plan.alignment_check,
            ecg=plan.ecg,
            tell=tell,
            on_swap=on_swap,
            on_no_rr=on_no_rr,
        )
        self._straps = self._open_straps()
        self._aligned: Alignment | str | None = None
        self._token = secrets.token_urlsafe(32)
        self._server = ControlServer(token=self._token, handle=self._answer)
        self._problems = Problems(tell)
        self._frames = LiveFrames(
            self._path_now,
            plan=plan,
            on_problem=partial(self._from_elsewhere, self._problems.take),
            on_cue=partial(self._from_elsewhere, self._hear_cue),
        )
        self._zero_ns = 0
        self._resumed_s = 0.0
        self._latest_ns = 0
        self._reason: str | None = None
        self._unclosed: RecordingError | None = None
        self._begun = asyncio.Event()
        self._ending = asyncio.Event()
        self._closed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waking = False

    def end(self, reason: str) -> None:
        """Ask for a clean end; the first reason counts."""
        self._reason = self._reason or reason
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended by itself meanwhile
                self._loop.call_soon_threadsafe(self._ending.set)

    async def run(self) -> Outcome:
        """Record until something ends it; RecordingError where it cannot begin."""
        self._loop = asyncio.get_running_loop()
        self._soon = self._loop.call_soon
        tolerate_dead_bus(self._loop)
        if self._reason is not None:
            self._ending.set()
        try:
            port = await self._server.start()
            if not await self._prepared():
                return Outcome(
                    reason=self._reason or "stop",
                    path=self._plan.path,
                    events=0,
                    duration_s=0.0,
                )
            self._clock.begin()
            self._writer = await asyncio.to_thread(self._create, port)
            self._facts.write_to(self._writer.set_meta)
            try:
                await self._collect()
            finally:
                await self._close()
        finally:
            await self._straps.close()
            self._closed.set()
            await self._server.close()
        return self._outcome()

    # -- the run ----------------------------------------------------------------

    def _open_straps(self) -> Straps:
        plan = self._plan
        simulated = plan.simulated_straps
        on_one = one_body_events(simulated) if plan.alignment_check else None
        if not plan.through_radio:
            return PacedStraps(
                simulated,
                clock=self._clock,
                deliver=self._deliver,
                events=on_one,
                ecg=plan.ecg,
            )
        # These load bleak, which a simulated session does not need.
        if plan.simulated:
            from samenstemming.session.simulated_radio import SimulatedRadio

            return SimulatedRadio(
                simulated,
                clock=self._clock,
                deliver=self._deliver,
                learned=self._facts.learned,
                events=on_one,
                ecg=plan.ecg,
            )
        from samenstemming.session.radio_straps import RadioStraps

        return RadioStraps(
            {wearer: strap.name for wearer, strap in plan.straps.items()},
            clock=self._clock,
            deliver=self._deliver,
            learned=self._facts.learned,
            label_of=self._facts.label_of,
            recognised=self._facts.recognised,
            ecg=plan.ecg,
        )

    async def _prepared(self) -> bool:
        """Whether the straps are ready; False where the run was ended before."""
        preparing = asyncio.create_task(self._straps.prepare())
        ending = asyncio.create_task(self._ending.wait())
        try:
            await asyncio.wait({preparing, ending}, return_when=asyncio.FIRST_COMPLETED)
            if not preparing.done():
                return False
            await preparing
        finally:
            preparing.cancel()
            ending.cancel()
            await asyncio.gather(preparing, ending, return_exceptions=True)
        return True

    def _create(self, port: int) -> RecordingWriter:
        wearers = self._facts.begin(self._plan.coded(self._straps.described()))
        door: dict[str, object] = {"port": port, "token": self._token}
        if self._plan.resume:
            return RecordingWriter.resume(
                self._plan.path, lease_extra=door, clock=self._clock.read
            )
        return RecordingWriter.create(
            self._plan.path,
            meta_of(self._plan, self._clock.started_utc, wearers),
            lease_extra=door,
            clock=self._clock.read,
            look=self._clock.look,
        )

    async def _collect(self) -> None:
        first = self._clock.tick()
        self._zero_ns = first.t_ns
        await self._record(first)
        if self._plan.resume:
            found = await asyncio.to_thread(regain, self._writer.path, self._plan.guide)
            self._resumed_s = found.now_s
            if found.talk is not None:
                self._talk.take_over(found.talk)
        self._say(self._talk.begin(self._resumed_s), first.t_ns)
        self._begun.set()
        self._frames.start(self._session_s(self._clock.now_ns()))
        self._started()
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(work)
                for work in (
                    self._straps.run(self._zero_ns),
                    self._ticks(),
                    self._time_limit(),
                )
            ]
            await self._ending.wait()
            for task in tasks:
                task.cancel()

    async def _close(self) -> None:
        now_ns = self._clock.now_ns()
        self._straps.catch_up(now_ns)
        self._say(self._talk.stop(self._session_s(now_ns)), now_ns)
        for wearer in self._plan.straps:
            self._deliver(LinkChange(t_ns=now_ns, wearer=wearer, state="closed"))
        last = self._clock.tick()
        self._latest_ns = last.t_ns
        self._deliver(last)
        if self._plan.alignment_check:
            self._aligned = await aligned_here(self._writer, within_s=ON_DISK_WITHIN_S)
            if isinstance(self._aligned, Alignment):
                when = self._clock.started_utc.isoformat(timespec="seconds")
                await asyncio.to_thread(self._facts.aligned, self._aligned, when)
        try:
            await asyncio.to_thread(self._writer.close)
        except RecordingError as error:
            self._unclosed = error
            raise
        finally:
            self._hear_problems()
            within_s = (
                LAST_FRAMES_WITHIN_S
                if self._plan.frames_to is None and not self._plan.lsl
                else KEPT_FRAMES_WITHIN_S
            )
            await asyncio.to_thread(self._frames.finish, within_s=within_s)
            await asyncio.to_thread(self._facts.keep, self._frames.heard())

    async def _ticks(self) -> None:
        due_ns = self._zero_ns + SECOND_NS
        # Packets from the air have been stamped already: no tick may come before them.
        owes_all = self._clock.virtual and not self._plan.through_radio
        while True:
            await asyncio.sleep(self._clock.wait_s(due_ns))
            now_ns = self._clock.now_ns()
            while owes_all and due_ns + SECOND_NS <= now_ns:
                self._straps.catch_up(due_ns)
                self._deliver(self._clock.tick(due_ns))
                due_ns += SECOND_NS
            tick = self._clock.tick()
            self._straps.catch_up(tick.t_ns)
            self._deliver(tick)
            self._say(self._talk.second(self._session_s(tick.t_ns)), tick.t_ns)
            self._hear_problems()
            self._facts.showed(self._frames.learned())
            while due_ns <= tick.t_ns:
                due_ns += SECOND_NS

    async def _time_limit(self) -> None:
        if self._plan.minutes is not None:
            ends_ns = self._zero_ns + round(self._plan.minutes * 60 * SECOND_NS)
            self._clock.stop_at(ends_ns)
            await asyncio.sleep(self._clock.wait_s(ends_ns))
            self.end("time")

    def _deliver(self, event: Event) -> None:
        """Keep an event; called from Bluetooth callbacks, so it hardly does more."""
        self._writer.post(event)
        if not self._waking:
            self._waking = True
            self._soon(self._wake_writer)
        if isinstance(event, LinkChange):
            self._on_link(event)

    def _wake_writer(self) -> None:
        """Once for all that came in one turn of the loop, and behind the callbacks."""
        self._waking = False
        self._writer.wake()

    def _say(self, drafts: Iterable[Draft], now_ns: int) -> None:
        """Record what the guided talk says by itself."""
        for draft in drafts:
            self._deliver(draft.stamped(now_ns))

    def _hear_cue(self, cue: Cue) -> None:
        if not self._ending.is_set():
            now_ns = self._clock.now_ns()
            self._say(self._talk.hear_cue(cue, self._session_s(now_ns)), now_ns)

    def _session_s(self, now_ns: int) -> float:
        return self._resumed_s + (now_ns - self._zero_ns) / 1e9

    def _record(self, event: Event) -> asyncio.Future[int]:
        """The event's number, once it is on the disk."""
        return asyncio.wrap_future(self._writer.put(event))

    def _hear_problems(self) -> None:
        """Take what the writer says: each status shows it, stderr says it once."""
        while not self._writer.problems.empty():
            said = self._writer.problems.get()
            self._problems.take(said.code, said.sentence)

    def _from_elsewhere(self, act: Callable[..., None], *given: object) -> None:
        """Do something in the loop's thread, asked for from another one."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended by itself meanwhile
                self._loop.call_soon_threadsafe(act, *given)

    def _path_now(self) -> Path:
        """Where the recording is: a file that was moved goes on under a new name."""
        return self._writer.path

    def _outcome(self) -> Outcome:
        return Outcome(
            reason=self._reason or "stop",
            path=self._writer.path,
            events=self._writer.written,
            duration_s=(self._latest_ns - self._zero_ns) / 1e9,
            alignment=self._aligned,
        )

    # -- the control channel ----------------------------------------------------

    async def _answer(self, request: Request) -> Mapping[str, object]:
        await self._begun.wait()  # the lease is there a moment before session zero
        match request.command:
            case Command.STATUS:
                await self._talk.news.after(request.arguments.get("after"))
                return self._status()
            case Command.STOP:
                self.end("stop")
                await self._closed.wait()
                if self._unclosed is not None:
                    raise ControlError(str(self._unclosed)) from self._unclosed
                return self._outcome().to_json()
            case _:
                return {"seq": await self._mark(request)}

    async def _mark(self, request: Request) -> int:
        if self._ending.is_set():
            msg = "The recording is being closed; nothing can be added any more."
            raise ControlError(msg)
        now_ns = self._clock.now_ns()
        self._straps.catch_up(now_ns)
        now_s, utc = self._session_s(now_ns), self._clock.now_utc()
        drafts = self._talk.press(request, now_s, utc)
        landing = [self._record(draft.stamped(now_ns)) for draft in drafts]
        seq = 0
        try:
            async with asyncio.timeout(ON_DISK_WITHIN_S):
                for draft, landed in zip(drafts, landing, strict=True):
                    seq = await asyncio.shield(landed)
                    self._talk.recorded(draft, seq)
        except RecordingError as error:
            raise ControlError(str(error)) from error
        except TimeoutError as error:
            self._hear_problems()
            why = self._problems.sentences or "The disk does not answer."
            msg = f"Not on disk after {ON_DISK_WITHIN_S:g} s; kept in memory. {why}"
            raise ControlError(msg) from error
        return seq

    def _status(self) -> dict[str, object]:
        return {
            "path": str(self._writer.path),
            "started_utc": self._clock.started_utc.isoformat(),
            "clock_s": self._session_s(self._clock.now_ns()),
            "speed": self._plan.speed,
            "simulated": self._plan.simulated,
            "alignment_check": self._plan.alignment_check,
            "straps": self._facts.names,
            "swap": None if self._facts.swap is None else self._facts.swap.to_json(),
            "events": self._writer.written,
            "lost_events": self._writer.lost,
            **self._talk.status(self._session_s(self._clock.now_ns())),
            "ending": self._ending.is_set(),
            "refused_lines": self._server.refused,
            "problems": self._problems.to_json(),
            **self._frames.status(tuple(self._plan.straps)),
        }
