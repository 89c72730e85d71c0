"""The checked-in sample recordings are what their README says they are."""

from pathlib import Path

import pytest

from samenstemming.events import Packet, Recording
from samenstemming.recording import check, open_recording
from samenstemming.sources.simulate import simulate

FOLDER = Path(__file__).parents[2] / "recordings"

FAULTS = (
    "drop-out",
    "lost-link",
    "contact-lost",
    "missed-beats",
    "ectopics",
    "malformed",
)


def made_again(name: str) -> Recording:
    if name == "simulated-together":
        return simulate(minutes=12, coupling=0.75, lag_s=3, seed=7)
    return simulate(minutes=6, coupling=0.75, seed=5, faults=FAULTS)


@pytest.mark.parametrize("name", ["simulated-together", "simulated-faults"])
def test_a_sample_is_made_again_by_its_command(name: str) -> None:
    kept = open_recording(FOLDER / f"{name}.samen")
    again = made_again(name)
    assert [type(event) for event in kept.events()] == [
        type(event) for event in again.events()
    ]
    for one, other in zip(kept.events(), again.events(), strict=True):
        # Sines differ in their last bit between processors: a nanosecond, at most a
        # tick of an RR, never a packet.
        assert one.t_ns == pytest.approx(other.t_ns, abs=1000)
    payloads = [
        (one.payload, other.payload)
        for one, other in zip(kept.events(), again.events(), strict=True)
        if isinstance(one, Packet) and isinstance(other, Packet)
    ]
    same = sum(one == other for one, other in payloads)
    assert same >= 0.99 * len(payloads)
    assert kept.truth is not None
    assert again.truth is not None
    for key in ("coupling", "lag_s", "sign", "seed", "faults", "fault_windows"):
        assert kept.truth[key] == again.truth[key]


@pytest.mark.parametrize("name", ["simulated-together", "simulated-faults"])
def test_a_sample_is_small_sound_and_said_to_be_simulated(name: str) -> None:
    path = FOLDER / f"{name}.samen"
    assert path.stat().st_size < 700_000
    assert check(path).ok
    assert open_recording(path).meta["simulated"] is True


def test_every_sample_is_told_of_in_the_readme() -> None:
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in FOLDER.glob("simulated-*.samen"))
    assert files == ["simulated-faults.samen", "simulated-together.samen"]
    assert all(name in told for name in files)
