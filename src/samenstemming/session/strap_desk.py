"""Straps as the app's screens deal with them: look, check, label, ask whose is whose.

A screen's script must never wait for a radio. So all of it runs on an event loop in a
thread of its own, one piece of work at a time, and screens read `state()`, a value that
never changes under their hands. The radio belongs to a recording that uses it: while a
collector of this computer listens to straps, nothing here touches Bluetooth.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from samenstemming.errors import SamenstemmingError
from samenstemming.events import Wearer
from samenstemming.session.known_straps import KnownStraps, SwapWarning, swap_warning
from samenstemming.session.loop_thread import loop_in_thread
from samenstemming.session.radio_user import recording_straps
from samenstemming.session.strap_desk_state import DeskState, Problem, Work
from samenstemming.session.strap_memory import StrapMemory
from samenstemming.session.strap_shelf import StrapOnShelf, shelf_of
from samenstemming.sources.ble_names import SeenStrap

if TYPE_CHECKING:
    from samenstemming.session.whose_listening import Stage
    from samenstemming.sources.ble import Backends
    from samenstemming.sources.ble_patience import Patience

LOOK_S: Final = 8.0
"""A strap says its name at least once a second, but radio is not always lucky."""

ENDS_WITHIN_S: Final = 6.0
"""Ending a scan and letting straps go takes the system this long at most."""

log = logging.getLogger(__name__)


class StrapDesk:
    """One for each process. Every method returns at once, from any thread."""

    def __init__(
        self,
        *,
        straps_file: Path | None = None,
        minutes: float = 60.0,
        patience: "Patience | None" = None,
        backends: "Backends | None" = None,
        look_s: float = LOOK_S,
        speed: float = 1.0,
        recording: Callable[[], Path | None] | None = None,
    ) -> None:
        self.straps_file = straps_file
        self._memory = StrapMemory(straps_file)
        self._minutes = minutes
        self._patience = patience
        self._backends = backends
        self._look_s = look_s
        self._speed = speed
        self._recording = recording or recording_straps
        self._lock = threading.Condition()
        self._state = DeskState()
        self._places: dict[str, int] = {}
        self._began_s = 0.0
        self._lasts_s = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._task: asyncio.Task[None] | None = None

    # -- what screens read ------------------------------------------------------

    def state(self) -> DeskState:
        """How things are; `share` says how far the work is, 0-1."""
        with self._lock:
            state, loop = self._state, self._loop
            if state.work is None or loop is None or self._lasts_s <= 0:
                return state
            gone_s = loop.time() - self._began_s
            return replace(state, share=min(1.0, max(0.0, gone_s / self._lasts_s)))

    def wait_until(
        self, holds: Callable[[DeskState], object], *, within_s: float
    ) -> DeskState:
        """The state once this holds; TimeoutError where it does not within the time."""
        with self._lock:
            if not self._lock.wait_for(lambda: holds(self._state), within_s):
                msg = f"Not within {within_s:g} s: {self._state}"
                raise TimeoutError(msg)
            return self._state

    def shelf(self) -> tuple[StrapOnShelf, ...]:
        """Straps that are remembered or were seen; each stays at its place."""
        straps = shelf_of(self._known(), self.state().seen)
        with self._lock:
            for strap in straps:
                self._places.setdefault(strap.key, len(self._places))
            return tuple(sorted(straps, key=lambda strap: self._places[strap.key]))

    def must_check(self, *, older_than: timedelta) -> bool:
        """Whether nobody looked yet, or long ago, or at other straps."""
        state = self.state()
        if state.work is not None:
            return False
        if state.checks is None or state.checked_at is None:
            return Work.CHECK not in state.problems
        age = datetime.now().astimezone() - state.checked_at
        return age > older_than or state.checked_for != self._wanted()

    def swapped(self, wearer: Wearer, key: str) -> SwapWarning | None:
        """What to ask before this strap becomes this wearer's; None where all is well.

        The other strap of the pair that was listened to becomes the other's.
        """
        pair = self._pair_with(wearer, key).items()
        return swap_warning(self._known(), {of: strap.identity for of, strap in pair})

    # -- work with the radio ----------------------------------------------------

    def check(self) -> bool:
        """Begin looking whether all is ready; False where other work goes on."""
        return self._begin(Work.CHECK, self._check)

    def look(self) -> bool:
        """Begin looking for straps; False where other work goes on."""
        return self._begin(Work.LOOK, self._look)

    def ask_whose(self, one: str, other: str) -> bool:
        """Begin listening which of these two (their keys) is touched."""
        found = {s.key: s for s in self.shelf() if s.key in (one, other)}
        if len(found) != 2:
            return False
        return self._begin(Work.WHOSE, lambda: self._whose(found))

    def cancel(self) -> None:
        """End the work that goes on; straps are let go."""
        with self._lock:
            loop, task = self._loop, self._task
        if loop is not None and task is not None:
            loop.call_soon_threadsafe(task.cancel)

    def close(self) -> None:
        """End everything. Waits for straps to be let go, a few seconds at most."""
        self.cancel()
        with self._lock:
            loop, thread, task = self._loop, self._thread, self._task
            self._loop = self._thread = None
        if loop is None or thread is None:
            return

        async def stop_when_done() -> None:
            if task is not None:
                await asyncio.gather(task, return_exceptions=True)
            loop.stop()

        asyncio.run_coroutine_threadsafe(stop_when_done(), loop)
        thread.join(ENDS_WITHIN_S)

    def forget_answer(self) -> None:
        """The answer to whose strap it was has been dealt with."""
        self._change(answer=None)

    # -- what is remembered -----------------------------------------------------

    def label(self, key: str, label: str) -> bool:
        """Call this strap so; False where it could not be kept."""
        strap = self._on_shelf(key)
        return strap is not None and self._kept(
            lambda: self._memory.label(strap.identity, label)
        )

    def give(self, key: str, wearer: Wearer | None) -> bool:
        """Let this strap, and no other, be this wearer's; None: nobody's."""
        strap = self._on_shelf(key)
        return strap is not None and self._kept(
            lambda: self._memory.give({strap.identity: wearer})
        )

    def give_both(self, wearer: Wearer, key: str) -> bool:
        """Give this strap to this wearer, and the other of the pair to the other."""
        pair = self._pair_with(wearer, key)
        given = {strap.identity: of for of, strap in pair.items()}
        return bool(given) and self._kept(lambda: self._memory.give(given))

    def forget(self, key: str) -> bool:
        """Remember this strap no more; `undo` brings it back."""
        strap = self._on_shelf(key)
        if strap is None:
            return False

        def forget() -> None:
            was = self._memory.forget(strap.identity)
            if was is not None:
                self._change(forgotten=was)

        return self._kept(forget)

    def undo(self) -> bool:
        """Remember the strap that was forgotten last as it was."""
        was = self.state().forgotten
        if was is None or not self._kept(lambda: self._memory.remember_again(was)):
            return False
        self._change(forgotten=None)
        return True

    # -- within -----------------------------------------------------------------

    def _known(self) -> KnownStraps:
        try:
            return self._memory.known()
        except SamenstemmingError as error:
            self._change(not_kept=Problem(code="unreadable", evidence=str(error)))
            return KnownStraps()

    def _kept(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except SamenstemmingError as error:
            self._change(not_kept=Problem(code="not_kept", evidence=str(error)))
            return False
        self._change(not_kept=None)
        return True

    def _on_shelf(self, key: str) -> StrapOnShelf | None:
        return next((strap for strap in self.shelf() if strap.key == key), None)

    def _pair_with(self, wearer: Wearer, key: str) -> dict[Wearer, StrapOnShelf]:
        """Both straps that were just listened to, by who wears them."""
        answer = self.state().answer
        keys = answer.keys if answer is not None else ()
        found = {strap.key: strap for strap in self.shelf() if strap.key in keys}
        if key not in found or len(found) != 2:
            return {}
        other = next(strap for k, strap in found.items() if k != key)
        return {wearer: found[key], wearer.other: other}

    def _change(self, **values: object) -> None:
        with self._lock:
            self._state = replace(self._state, **values)  # type: ignore[arg-type]
            self._lock.notify_all()

    def _begin(
        self, work: Work, job: Callable[[], Coroutine[object, object, None]]
    ) -> bool:
        """Begin; a check, which nobody asked for, gives way to what somebody wants."""
        with self._lock:
            now = self._state.work
            if now is work:
                return True
            if now is not None and now is not Work.CHECK:
                self._state = replace(
                    self._state, problems={**self._state.problems, work: _BUSY}
                )
                return False
            if self._loop is None:
                self._loop, self._thread = loop_in_thread("straps")
            loop = self._loop
            problems = {k: v for k, v in self._state.problems.items() if k is not work}
            self._state = replace(
                self._state, work=work, stage="", share=0.0, problems=problems
            )
            self._lasts_s = 0.0

        def begin() -> None:
            # Here and not above: only the loop knows what was begun before this.
            with self._lock:
                self._task = loop.create_task(self._run(work, job, self._task))

        loop.call_soon_threadsafe(begin)
        return True

    async def _run(
        self,
        work: Work,
        job: Callable[[], Coroutine[object, object, None]],
        before: "asyncio.Task[None] | None",
    ) -> None:
        problem: Problem | None = None
        try:
            if before is not None:
                before.cancel()
                await asyncio.gather(before, return_exceptions=True)
            busy = await asyncio.to_thread(self._recording)
            if busy is not None:
                problem = Problem(code="recording", evidence=str(busy))
            else:
                await job()
        except SamenstemmingError as error:
            problem = Problem(code="failed", evidence=str(error))
        except ImportError as error:
            problem = Problem(code="no_bleak", evidence=str(error))
        except Exception as error:
            trouble = _trouble_of(error)
            if trouble is None:
                log.exception("work with straps failed in a way nobody has seen before")
            problem = trouble or Problem(code="failed", evidence=repr(error))
        finally:
            with self._lock:
                problems: dict[str, Problem] = dict(self._state.problems)
                if problem is not None:
                    problems[work] = problem
                if self._state.work is work:
                    self._state = replace(
                        self._state, work=None, stage="", problems=problems
                    )
                self._lock.notify_all()

    def _stage(self, stage: str, lasts_s: float) -> None:
        loop = asyncio.get_running_loop()
        with self._lock:
            self._began_s, self._lasts_s = loop.time(), lasts_s
            self._state = replace(self._state, stage=stage)
            self._lock.notify_all()

    async def _check(self) -> None:
        from samenstemming.session.preflight import preflight

        wanted = self._wanted()
        self._stage("", 20.0 if wanted else 5.0)
        checks = await preflight(
            wanted,
            minutes=self._minutes,
            patience=self._patience,
            backends=self._backends,
            straps_file=self.straps_file,
        )
        self._change(
            checks=tuple(checks),
            checked_at=datetime.now().astimezone(),
            checked_for=wanted,
        )

    def _wanted(self) -> dict[Wearer, str]:
        shelf = self.shelf()
        return {strap.wearer: strap.asked_for for strap in shelf if strap.wearer}

    async def _look(self) -> None:
        from samenstemming.sources.ble import Radio
        from samenstemming.sources.ble_air import Air
        from samenstemming.sources.ble_patience import Patience

        def told(seen: list[SeenStrap]) -> bool:
            straps = tuple(strap for strap in seen if strap.heart_rate)
            if straps != self._state.seen:
                self._change(seen=straps)
            return False

        self._change(seen=(), looked=True, forgotten=None)
        self._stage("", self._look_s)
        air = Air(Radio(self._backends), self._patience or Patience())
        told(await air.look(self._look_s, told))

    async def _whose(self, straps: Mapping[str, StrapOnShelf]) -> None:
        from samenstemming.session.whose_listening import listen_whose
        from samenstemming.sources.ble import Radio
        from samenstemming.sources.ble_air import Air
        from samenstemming.sources.ble_patience import Patience

        def tell(stage: "Stage", lasts_s: float) -> None:
            self._stage(stage.value, lasts_s / self._speed)

        self._change(answer=None)
        patience = self._patience or Patience()
        air = Air(Radio(self._backends), patience)
        try:
            answer = await listen_whose(
                {key: strap.as_seen for key, strap in straps.items()},
                air=air,
                patience=patience,
                tell=tell,
                speed=self._speed,
            )
        finally:
            await air.close()
        self._learn_serials(straps, answer.serials)
        self._change(answer=answer)

    def _learn_serials(
        self, straps: Mapping[str, StrapOnShelf], serials: Mapping[str, str]
    ) -> None:
        """A remembered strap is known by its number too; not by one that both claim."""
        if len(set(serials.values())) == len(serials):
            identities = [
                replace(straps[key].identity, serial=serial)
                for key, serial in serials.items()
            ]
            self._kept(lambda: self._memory.learn(identities))


_BUSY: Final = Problem(code="busy")


def _trouble_of(error: Exception) -> Problem | None:
    from samenstemming.sources.ble_trouble import RadioError

    if isinstance(error, RadioError):
        return Problem(code=error.trouble.value, evidence=error.evidence)
    return None
