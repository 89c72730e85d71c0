"""One small couple that exports are tried on, and where its files are."""

from pathlib import Path

from samenstemming.events import Event, Marker, Packet, Recording
from samenstemming.recording import write_recording
from samenstemming.sources.simulate import simulate

SECOND = 1_000_000_000

MARKERS = [
    Marker(
        t_ns=20 * SECOND,
        name="exercise_begin",
        data={"id": "om_de_beurt", "arm": "shape_and_cues"},
    ),
    Marker(
        t_ns=20 * SECOND,
        name="step_begin",
        data={"id": "spreken", "speaker": "a", "instructed": False},
    ),
    Marker(
        t_ns=70 * SECOND,
        name="cue",
        data={"kind": "offer_pause", "because": "high", "step": "spreken", "t_s": 69.0},
    ),
    Marker(
        t_ns=80 * SECOND,
        name="cue_held_back",
        data={"kind": "slow_down", "because": "rising", "reason": "budget"},
    ),
    Marker(t_ns=140 * SECOND, name="step_end", data={"id": "spreken", "how": "done"}),
    Marker(t_ns=150 * SECOND, name="note", source="a", note="our own words"),
    Marker(t_ns=151 * SECOND, name="marker:laugh", source="researcher", note="loud"),
    Marker(
        t_ns=152 * SECOND,
        name="long_break",
        source="either",
        data={"return_utc": "2026-01-01T12:25:00+00:00"},
    ),
]

CREATED = "2026-01-01T12:00:00+00:00"

AGREED = {"a": ["record", "research_export"], "b": ["record", "research_export"]}

CODES = {"a": {"participant": "D017A"}, "b": {"participant": "D017B"}}


def couple_recording(**meta: object) -> Recording:
    """Three minutes with a drop-out, ectopic beats, a step, cues and own words."""
    made = simulate(minutes=3, seed=5, faults=["drop-out", "ectopics"])
    # A long break is asked for by nobody in the simulator: the events are ours.
    events: list[Event] = sorted(
        [*made.events(), *MARKERS], key=lambda event: event.t_ns
    )
    about = {
        "created_utc": CREATED,
        "time_zone": "Europe/Amsterdam",
        "simulated": False,
        "wearers": CODES,
        "consent": AGREED,
        "label": "Jan en Marie",
    }
    return Recording.of(events, meta={**about, **meta})


def couple_file(folder: Path, name: str = "talk.samen", **meta: object) -> Path:
    """That couple as a file."""
    path = folder / name
    write_recording(path, couple_recording(**meta))
    return path


def without_packets(recording: Recording) -> Recording:
    """The same session without a single packet."""
    left = [event for event in recording.events() if not isinstance(event, Packet)]
    return Recording.of(left, meta=recording.meta)
