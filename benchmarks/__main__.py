"""Every benchmark that needs no browser, one after another: `make bench`."""

from benchmarks import (
    artifact_correction,
    batch,
    beat_times,
    bit_flips,
    ble_soak,
    callback_speed,
    clock_steps,
    flooding_detection,
    fuzz_control,
    fuzz_events,
    fuzz_files,
    fuzz_packets,
    hard_disk,
    hrv_speed,
    kill_collector,
    long_session_memory,
    power_cut,
    press_to_log,
    replay_speed,
    start_up,
    synchrony_pseudo_dyads,
    synchrony_speed,
    synchrony_validity,
    turn_taking,
    viewers,
)
from samenstemming.sources.simulated_bluez.private_bus import daemon_path

for benchmark in (
    start_up,
    fuzz_packets,
    replay_speed,
    hrv_speed,
    beat_times,
    artifact_correction,
    synchrony_pseudo_dyads,
    synchrony_speed,
    synchrony_validity,
    turn_taking,
    flooding_detection,
    press_to_log,
    long_session_memory,
    kill_collector,
):
    benchmark.main()

# The whole campaign is asked for by name: README.md, "Survival".
bit_flips.main(("--n", "1000"))
power_cut.main(("--n", "25"))
hard_disk.main(("--n", "5"))
clock_steps.main(("--n", "5"))
viewers.main(("--n", "10", "--seconds", "5"))
# 200 recordings of ten minutes are asked for by name: docs/batch.md.
batch.main(("--recordings", "8", "--minutes", "5", "--studies", "10"))

if daemon_path() is None:
    print("No dbus-daemon here (Debian's package 'dbus'): nothing about the radio.")
else:
    callback_speed.main(())
    # An hour, and a day, are asked for by name: see docs/bluetooth.md.
    ble_soak.main(("--minutes", "10", "--faults", "30", "--seeds", "1"))

# Last: they quieten logs and warnings and bound this process's memory.
fuzz_control.main(("--n", "200"))
fuzz_events.main(("--n", "2000"))
fuzz_files.main(("--n", "20"))
# Asked for by name, for they take minutes: fuzz_recordings --n 40 --seed 5.
