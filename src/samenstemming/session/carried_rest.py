"""What was usual for each of the two, from the talk before: the same evening.

Each exercise is a recording of its own, and only the first has quiet minutes. Without
theirs nothing is known of a heart in all the others: no shape, no offer, no look back.
So what the first found is written into the next as markers of each wearer, and a replay
knows what the screen knew. Withdrawal takes them out with all else of that wearer.

A rest of some other day is none: posture, coffee and the hour change it by more than
what is looked for here.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from samenstemming.errors import SamenstemmingError
from samenstemming.events import Wearer
from samenstemming.measures.dyad_frames import BASELINE
from samenstemming.session.talk import Draft
from samenstemming.settings import Settings

SAME_EVENING: Final = timedelta(hours=4)

_NEVER_S: Final = 1e9


def carried_from(path: Path, *, now: datetime | None = None) -> tuple[Draft, ...]:
    """A marker for each baseline in this recording; none where it is of another day.

    What cannot be read has none: a talk is not held up by the one before.
    """
    from samenstemming.pipeline import Pipeline
    from samenstemming.recording import open_recording

    try:
        recording = open_recording(path)
        began = datetime.fromisoformat(str(recording.meta.get("created_utc")))
        age = (now or datetime.now(UTC)) - began
        if not timedelta(0) <= age <= SAME_EVENING:
            return ()
        quick = Settings(table_every_s=0, live_every_s=_NEVER_S)
        pipeline = Pipeline(quick)
        pipeline.feed_all(recording.events())
    except (SamenstemmingError, OSError, ValueError, TypeError):
        return ()
    return tuple(
        Draft(
            name=BASELINE,
            wearer=wearer,
            source="auto",
            data={
                "kind": one.kind.value,
                "bpm": one.bpm,
                "sd_bpm": one.sd_bpm,
                "clean_s": one.clean_s,
            },
        )
        for wearer in Wearer
        for one in pipeline.baselines(wearer)
    )
