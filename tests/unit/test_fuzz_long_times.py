"""A time of many years in a recording takes no memory: it is refused in words."""

import pytest

from samenstemming.analysis import analyze
from samenstemming.analysis_replay import overview
from samenstemming.errors import MalformedPacketError, RecordingError
from samenstemming.events import (
    IMPORTED_BEATS,
    IMPORTED_RR,
    Event,
    Marker,
    Packet,
    Recording,
    Tick,
    Wearer,
)
from samenstemming.pipeline import Pipeline
from samenstemming.series import Malformed
from samenstemming.wire.imported import encode_beats, encode_rr, heard_beats, heard_rr

YEARS_NS = 2**62


@pytest.mark.parametrize(
    "far",
    [
        Marker(t_ns=YEARS_NS, name="note"),
        Tick(t_ns=-YEARS_NS),
        Packet(
            t_ns=10**9,
            wearer=Wearer.A,
            characteristic=IMPORTED_BEATS,
            payload=encode_beats([(0.8, 800.0), (1e9, 800.0)]),
        ),
    ],
    ids=["late", "early", "inside"],
)
def test_a_recording_of_years_is_refused(far: Event) -> None:
    beats = encode_beats([(0.8 * k, 800.0) for k in range(1, 30)])
    whole = Packet(
        t_ns=0,
        wearer=Wearer.B,
        characteristic=IMPORTED_BEATS,
        payload=beats,
    )
    recording = Recording.of([Tick(t_ns=0), whole, far])
    with pytest.raises(RecordingError, match="days"):
        overview(recording)
    with pytest.raises(RecordingError, match="days"):
        analyze(recording, surrogates=0)


@pytest.mark.parametrize("odd", [1e300, 5e-324, -1e12])
def test_an_interval_that_gives_infinities_is_malformed(odd: float) -> None:
    with pytest.raises(MalformedPacketError, match="RR"):
        heard_rr(encode_rr([800.0, odd]))
    with pytest.raises(MalformedPacketError, match="RR"):
        heard_beats(encode_beats([(1.0, odd)]))
    pipeline = Pipeline()
    for kind, payload in (
        (IMPORTED_RR, encode_rr([800.0, odd])),
        (IMPORTED_BEATS, encode_beats([(1e300, 800.0)])),
    ):
        packet = Packet(t_ns=0, wearer=Wearer.A, characteristic=kind, payload=payload)
        (said,) = pipeline.feed(packet)
        assert isinstance(said, Malformed)
