"""The levels of a whole talk, and nothing that takes long: for looking back.

The same frames as `analyze` finds, without the pair's statistics, which no couple sees:
a tenth of the work.
"""

from samenstemming.analysis_arousal import level_frames
from samenstemming.analysis_replay import overview
from samenstemming.events import Recording
from samenstemming.measures.dyad_frames import DyadFollower
from samenstemming.series import DyadFrame


def levels(recording: Recording) -> tuple[DyadFrame, ...]:
    """Both against their own rest, a frame for each whole second."""
    of = overview(recording)
    follower = DyadFollower(of.settings)
    events = recording.events()
    return level_frames(follower, events, of.wearers, of.duration_s, of.settings)
