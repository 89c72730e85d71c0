"""What the couple's shape is drawn from, live and from the file of the same talk."""

from pathlib import Path

import samenstemming as sam
from samenstemming.recording import write_recording
from samenstemming.series import DyadFrame
from samenstemming.sources.simulated_talk import ARRIVING, simulate_talk, turns


def test_a_file_gives_the_frames_that_were_shown_live(tmp_path: Path) -> None:
    talk = simulate_talk((*ARRIVING, *turns(2, 90)), seed=9)
    knobs = sam.Settings(table_every_s=0)
    live = sam.Pipeline(knobs)
    shown = [d for event in talk.events() for d in live.feed(event)]
    path = tmp_path / "talk.samen"
    write_recording(path, talk)
    again = sam.Pipeline(knobs).feed_all(sam.open_recording(path).events())
    assert again == shown
    levels = [d for d in again if isinstance(d, DyadFrame)]
    assert {"unknown", "calm"} <= {str(d.joint) for d in levels}
    assert {"rest", "talk"} <= {one.baseline for d in levels if (one := d.a)}
