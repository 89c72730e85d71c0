"""How fast simulated sessions of a study run while somebody practises or tests.

A couple made up for practice has no reason to take half an hour. Real straps always run
at the speed of their hearts: `record` refuses anything else.
"""

import os
from typing import Final

VARIABLE: Final = "SAMENSTEMMING_PRACTICE_SPEED"
FASTEST: Final = 300.0


def practice_speed() -> float:
    """How many times as fast as life, 1-300; 1 where nobody asked or in no number."""
    try:
        asked = float(os.environ.get(VARIABLE, "1"))
    except ValueError:
        return 1.0
    # A comparison with what is no number is false, so that this is 1 as well.
    return min(asked, FASTEST) if asked >= 1 else 1.0
