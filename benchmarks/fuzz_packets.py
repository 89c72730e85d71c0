"""A million random payloads through the heart rate decoder.

Each must give a value or MalformedPacketError; any other exception ends the run with
its payload. Run: python -m benchmarks.fuzz_packets [--payloads N] [--seed S]
"""

import argparse
import time

import numpy as np

from benchmarks.report import write_report
from samenstemming.errors import MalformedPacketError
from samenstemming.wire.heart_rate import decode, encode


def main() -> None:
    """Print how many decoded, how many were malformed, and the rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--payloads", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    rng = np.random.default_rng(asked.seed)
    lengths = rng.integers(0, 33, asked.payloads)
    pool = rng.bytes(int(lengths.sum()))
    decoded = malformed = again = at = 0
    begun = time.process_time()
    for length in lengths.tolist():
        payload = pool[at : at + length]
        at += length
        try:
            value = decode(payload)
        except MalformedPacketError:
            malformed += 1
            continue
        decoded += 1
        again += decode(encode(value)) == value
    took_s = time.process_time() - begun
    write_report(
        "fuzz_packets",
        {
            "payloads": asked.payloads,
            "decoded": decoded,
            "malformed": malformed,
            "other_exceptions": 0,
            "encode_decode_again_equal": again,
            "cpu_s": round(took_s, 2),
        },
    )
    if again != decoded:
        msg = "a decoded value did not survive encoding"
        raise SystemExit(msg)


if __name__ == "__main__":
    main()
