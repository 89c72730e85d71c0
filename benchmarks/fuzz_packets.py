"""Random payloads through every decoder of a strap's bytes.

Each must give a value or MalformedPacketError; any other exception ends the run and
prints its payload. Half of them are bytes from nowhere, half begin as the real thing
does, because bytes from nowhere rarely get past a frame's header. What was decoded is
encoded again where the room has an encoder, and must come back the same.

    python -m benchmarks.fuzz_packets [--n N] [--seed S]
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.report import write_report
from samenstemming.errors import MalformedPacketError
from samenstemming.wire import heart_rate, imported, polar_pmd

LONGEST = 32
"""Bytes; a strap sends 20 at the smallest MTU."""

BATCH = 100_000
"""Payloads drawn at once, so that memory does not grow with their number."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """One of the room's decoders, how its bytes begin, and its way back."""

    decode: Callable[[bytes], object]
    heads: tuple[bytes, ...]
    again: Callable[[bytes], bool] | None = None


def _heart_rate_again(payload: bytes) -> bool:
    value = heart_rate.decode(payload)
    return heart_rate.decode(heart_rate.encode(value)) == value


def _ecg_again(payload: bytes) -> bool:
    return polar_pmd.encode_ecg(polar_pmd.decode_ecg(payload)) == payload


def _response_again(payload: bytes) -> bool:
    value = polar_pmd.decode_response(payload)
    return polar_pmd.decode_response(polar_pmd.encode_response(value)) == value


def _settings_again(payload: bytes) -> bool:
    value = polar_pmd.decode_settings(payload)
    return polar_pmd.decode_settings(polar_pmd.encode_settings(value)) == value


def _rr_again(payload: bytes) -> bool:
    return imported.encode_rr(imported.decode_rr(payload)) == payload


def _beats_again(payload: bytes) -> bool:
    beats = imported.decode_beats(payload)
    return imported.decode_beats(imported.encode_beats(beats)) == beats


DECODERS = {
    "heart_rate": Decoder(
        heart_rate.decode,
        tuple(bytes((flags,)) for flags in range(32)),
        _heart_rate_again,
    ),
    "polar_ecg": Decoder(
        polar_pmd.decode_ecg,
        (bytes(9), bytes(10), bytes(9) + b"\x80", bytes(8) + b"\xff\0"),
        _ecg_again,
    ),
    "polar_acceleration": Decoder(  # whose frames come to the same characteristic
        polar_pmd.decode_ecg, (b"\x02" + bytes(9), b"\x02" + bytes(8) + b"\x81")
    ),
    "polar_response": Decoder(
        polar_pmd.decode_response,
        (b"\xf0\x01\x00\x00", b"\xf0\x02\x02\x00\x00", b"\xf0"),
        _response_again,
    ),
    "polar_settings": Decoder(
        polar_pmd.decode_settings,
        (b"\x00\x01", b"\x01\x01", b"\x02\xff", b"\x04\x00", b"\x05\x02"),
        _settings_again,
    ),
    "polar_features": Decoder(polar_pmd.has_ecg, (b"\x0f", b"\x0f\x01")),
    "imported_rr": Decoder(imported.decode_rr, (b"",), _rr_again),
    "imported_beats": Decoder(imported.decode_beats, (b"",), _beats_again),
}


@dataclass(slots=True)
class Tally:
    """What became of one decoder's payloads."""

    payloads: int = 0
    decoded: int = 0
    malformed: int = 0
    not_the_same_again: int = 0


def payloads(rng: np.random.Generator, n: int, heads: Sequence[bytes]) -> list[bytes]:
    """So many: random bytes, every second one behind a real beginning.

    One in four is a multiple of eight bytes long, which is what imported ones are.
    """
    lengths = rng.integers(0, LONGEST + 1, n)
    lengths[::4] -= lengths[::4] % 8
    pool, at, found = rng.bytes(int(lengths.sum())), 0, []
    chosen = rng.integers(0, len(heads), n).tolist()
    for number, length in enumerate(lengths.tolist()):
        body = pool[at : at + length]
        at += length
        found.append(heads[chosen[number]] + body if number % 2 else body)
    return found


def fuzz(decoder: Decoder, n: int, rng: np.random.Generator) -> Tally:
    """Decode so many; another exception than MalformedPacketError carries its bytes."""
    tally = Tally()
    while tally.payloads < n:
        some = payloads(rng, min(BATCH, n - tally.payloads), decoder.heads)
        tally.payloads += len(some)
        for payload in some:
            try:
                decoder.decode(payload)
            except MalformedPacketError:
                tally.malformed += 1
                continue
            except Exception as error:
                error.add_note(f"payload {payload.hex()}")
                raise
            tally.decoded += 1
            if decoder.again is not None:
                tally.not_the_same_again += not decoder.again(payload)
    return tally


def campaign(n: int, seed: int) -> dict[str, Tally]:
    """`n` payloads, as many for one decoder as for another."""
    rng = np.random.default_rng(seed)
    share, rest = divmod(n, len(DECODERS))
    return {
        name: fuzz(decoder, share + (place < rest), rng)
        for place, (name, decoder) in enumerate(DECODERS.items())
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was decoded and what was malformed; 1 where a value changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(argv)
    begun = time.process_time()
    found = campaign(asked.n, asked.seed)
    sums = Counter[str]()
    for tally in found.values():
        sums["payloads"] += tally.payloads
        sums["decoded"] += tally.decoded
        sums["malformed"] += tally.malformed
        sums["not_the_same_again"] += tally.not_the_same_again
    write_report(
        "fuzz_packets",
        {
            **sums,
            "other_exceptions": 0,
            "decoded_of_each": {
                name: f"{tally.decoded} of {tally.payloads}"
                for name, tally in found.items()
            },
            "cpu_s": round(time.process_time() - begun, 2),
        },
    )
    return int(sums["not_the_same_again"] > 0)


if __name__ == "__main__":
    sys.exit(main())
