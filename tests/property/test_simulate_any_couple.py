"""Whatever couple is asked for: packets that can be read, in order of time."""

import tracemalloc
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from samenstemming.events import Packet, Wearer
from samenstemming.sources.faults import FAULTS, MALFORMED
from samenstemming.sources.simulate import simulate, simulated_strap_events
from samenstemming.wire.heart_rate import LONGEST_RR_TICKS, decode

FAULT_SETS = st.sets(st.sampled_from(sorted(FAULTS)), max_size=4)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    coupling=st.floats(0, 1),
    lag_s=st.floats(-10, 10),
    minutes=st.floats(0.2, 4),
    faults=FAULT_SETS,
)
def test_any_couple_speaks_packets_in_order(
    seed: int, coupling: float, lag_s: float, minutes: float, faults: set[str]
) -> None:
    recording = simulate(
        seed=seed, coupling=coupling, lag_s=lag_s, minutes=minutes, faults=faults
    )
    times = [event.t_ns for event in recording.events()]
    assert times == sorted(times)
    assert times[0] == 0
    assert times[-1] <= minutes * 60e9 + 1
    if MALFORMED in faults:
        return
    for event in recording.events():
        if isinstance(event, Packet):
            said = decode(event.payload)
            assert all(200 < rr < LONGEST_RR_TICKS for rr in said.rr_ticks) or (
                {"extra-beats", "bigeminy", "ectopics"} & faults
            )


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 1000), faults=FAULT_SETS)
def test_the_live_source_is_the_recording_without_its_ticks(
    seed: int, faults: set[str]
) -> None:
    live = list(simulated_strap_events(seed=seed, faults=faults, minutes=3))
    whole = simulate(seed=seed, faults=faults, minutes=3).events()
    assert live == [event for event in whole if event.__class__.__name__ != "Tick"]


def test_the_live_source_runs_on_in_flat_memory() -> None:
    events = simulated_strap_events(seed=1, wearers=(Wearer.A,))
    tracemalloc.start()
    for _ in islice(events, 300):
        pass
    early, _ = tracemalloc.get_traced_memory()
    for _ in islice(events, 1800):
        pass
    late, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert late < early + 50_000
