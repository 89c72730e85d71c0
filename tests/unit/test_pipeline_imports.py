"""Imported recordings go through the same fold as live ones."""

import samenstemming as sam
from samenstemming.events import IMPORTED_RR, Event, Packet, Recording, Tick, Wearer
from samenstemming.series import Beat, HrvFrame
from samenstemming.sources.importers import from_rr
from samenstemming.wire.imported import encode_rr
from tests.unit_rr import breathing_rr_ms


def beats_in(recording: Recording) -> list[Beat]:
    found = sam.Pipeline().feed_all(recording.events())
    return [d for d in found if isinstance(d, Beat)]


def test_imported_beats_keep_their_intervals_to_the_last_bit() -> None:
    rr_ms = breathing_rr_ms(150).tolist()
    found = [beat.rr_ms for beat in beats_in(from_rr(rr_ms)) if beat.rr_ms is not None]
    assert found == rr_ms[: len(found)]
    assert len(found) >= 140


def test_a_log_without_its_empty_messages_is_not_cut_at_each_of_them() -> None:
    # A slow heart with a message a second: every few seconds one held no interval,
    # and loggers leave those out.
    events: list[Event] = []
    beat_s, sent_s, waiting = 0.0, 0, [1300.0]
    while sent_s < 120:
        sent_s += 1
        events.append(Tick(t_ns=sent_s * 1_000_000_000))
        held = []
        while beat_s + waiting[0] / 1000 <= sent_s:
            beat_s += waiting[0] / 1000
            held.append(waiting[0])
            waiting = [1300.0 + (len(events) % 7) * 3]
        if held:
            events.append(
                Packet(
                    t_ns=sent_s * 1_000_000_000 + 40_000_000,
                    wearer=Wearer.A,
                    characteristic=IMPORTED_RR,
                    payload=encode_rr(held),
                )
            )
    left_out = sum(isinstance(event, Tick) for event in events) - sum(
        isinstance(event, Packet) for event in events
    )
    assert left_out > 20
    # Before the clock is known, one or two of them could have held a lost beat.
    assert len({beat.run for beat in beats_in(Recording.of(events))}) <= 3


def test_the_table_every_fifteen_seconds_is_neurokit2s() -> None:
    found = sam.Pipeline().feed_all(from_rr(breathing_rr_ms(300).tolist()).events())
    tables = [
        d for d in found if isinstance(d, HrvFrame) and d.calculator == "neurokit2"
    ]
    assert [t.window.end_s for t in tables[:3]] == [15.0, 30.0, 45.0]
    late = tables[-1]
    assert late.sdnn_ms is not None
    assert late.lf_ms2 is not None
    early = tables[0]
    assert early.sdnn_ms is None
    assert early.withheld["sdnn_ms"] == "window_too_short"
