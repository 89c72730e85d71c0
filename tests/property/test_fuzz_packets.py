"""A small share of the packet fuzzing in benchmarks, with a fixed seed."""

from benchmarks.fuzz_packets import campaign


def test_every_payload_is_decoded_or_malformed() -> None:
    found = campaign(8_000, seed=1)
    assert sum(tally.payloads for tally in found.values()) == 8_000
    for tally in found.values():
        assert tally.decoded + tally.malformed == tally.payloads
        assert tally.not_the_same_again == 0
    # The H10's other measurement is refused, never read as an ECG.
    assert found["polar_acceleration"].decoded == 0
    assert all(t.decoded for name, t in found.items() if name != "polar_acceleration")
