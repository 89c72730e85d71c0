"""Live frames that begin while the recording is being moved away follow it there."""

from pathlib import Path
from threading import Event as Signal

import samenstemming as sam
from samenstemming.recording import write_recording
from samenstemming.session.live_frames import LiveFrames
from samenstemming.session.plan import Plan

SOON_S = 20.0


def test_a_recording_that_was_moved_before_the_first_look_is_followed_beside(
    tmp_path: Path,
) -> None:
    gone, saved = tmp_path / "live.samen", tmp_path / "live-saved-1.samen"
    at = [gone]
    looked = Signal()

    def where() -> Path:
        looked.set()
        return at[0]

    problems: list[tuple[str, str]] = []
    live = LiveFrames(
        where,
        plan=Plan(path=gone, straps={}),
        on_problem=lambda *said: problems.append(said),
    )
    live.start(0.0)
    assert looked.wait(SOON_S)
    write_recording(saved, sam.simulate(minutes=0.5, seed=1))
    at[0] = saved
    live.finish(within_s=SOON_S)
    assert problems == []
    assert all(live.heard().values())
