"""Every benchmark that needs no browser, one after another: `make bench`."""

from benchmarks import (
    beat_times,
    fuzz_packets,
    kill_collector,
    long_session_memory,
    replay_speed,
    start_up,
    synchrony_validity,
)

for benchmark in (
    start_up,
    fuzz_packets,
    replay_speed,
    beat_times,
    synchrony_validity,
    long_session_memory,
    kill_collector,
):
    benchmark.main()
