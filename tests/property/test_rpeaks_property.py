"""Whatever a strap sends as ECG: beats in order, or none, and never an exception."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import samenstemming as sam
from samenstemming.events import POLAR_ECG, Event, LinkChange, Packet, Tick, Wearer
from samenstemming.rhythm.beats import locate
from samenstemming.series import Malformed
from samenstemming.wire.polar_pmd import LARGEST_UV, EcgFrame, encode_ecg

SHAPES = ("flat", "noise", "spikes", "square", "steep", "extremes")


def signal(shape: str, n: int, seed: int) -> list[int]:
    rng = np.random.default_rng(seed)
    k = np.arange(n)
    made = {
        "flat": np.full(n, 7.0),
        "noise": rng.normal(0, 300, n),
        "spikes": np.where(k % 97 == 0, 1500.0, 0.0),
        "square": np.where(k // 40 % 2 == 0, 500.0, -500.0),
        "steep": k * 50.0 % LARGEST_UV,
        "extremes": rng.choice([-LARGEST_UV, LARGEST_UV], n).astype(float),
    }
    return [int(v) for v in made[shape].round()]


def packets(values: list[int], stamps: list[int], per_frame: int) -> list[Event]:
    chunks = [values[i : i + per_frame] for i in range(0, len(values), per_frame)]
    return [
        Packet(
            t_ns=k * 560_000_000,
            wearer=Wearer.A,
            characteristic=POLAR_ECG,
            payload=encode_ecg(
                EcgFrame(stamp_ns=stamps[k % len(stamps)], microvolts=tuple(chunk))
            ),
        )
        for k, chunk in enumerate(chunks)
    ]


@settings(max_examples=60, deadline=None)
@given(
    shape=st.sampled_from(SHAPES),
    seconds=st.integers(1, 40),
    per_frame=st.integers(1, 80),
    seed=st.integers(0, 5),
)
def test_any_shape_has_beats_in_order_or_none(
    shape: str, seconds: int, per_frame: int, seed: int
) -> None:
    values = signal(shape, 130 * seconds, seed)
    stamps = [10**17 + round((k + 1) * per_frame / 130 * 1e9) for k in range(6000)]
    beats = locate(packets(values, stamps, per_frame)).beats[Wearer.A]
    times = [b.t_s for b in beats]
    assert times == sorted(times)
    assert all(b.rr_ms is None or 0 < b.rr_ms <= 3000 for b in beats)
    assert all(b.t_sd_s > 0 for b in beats)


@settings(max_examples=60, deadline=None)
@given(
    stamps=st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=12),
    steps=st.lists(st.integers(-(10**9), 2 * 10**9), min_size=1, max_size=30),
)
def test_any_stamps_are_beats_in_order_or_none(
    stamps: list[int], steps: list[int]
) -> None:
    walked = [min(2**64 - 1, max(0, 10**18 + s)) for s in np.cumsum(steps).tolist()]
    for chosen in (stamps, walked):
        values = signal("spikes", 73 * 40, 1)
        beats = locate(packets(values, chosen, 73)).beats[Wearer.A]
        times = [b.t_s for b in beats]
        assert times == sorted(times)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=10))
def test_any_bytes_are_counted_as_malformed_and_break_nothing(raw: list[bytes]) -> None:
    events: list[Event] = [
        Packet(
            t_ns=k * 10**9, wearer=Wearer.B, characteristic=POLAR_ECG, payload=payload
        )
        for k, payload in enumerate(raw)
    ]
    events += [
        LinkChange(t_ns=20 * 10**9, wearer=Wearer.B, state="lost"),
        *(Tick(t_ns=s * 10**9) for s in range(21, 30)),
    ]
    found = sam.Pipeline().feed_all(events)
    malformed = [d for d in found if isinstance(d, Malformed)]
    assert len(malformed) <= len(raw)
    locate(events)
