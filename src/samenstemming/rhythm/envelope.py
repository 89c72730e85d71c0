"""The least of many delays: what a radio that only ever delays leaves to be seen."""

import numpy as np

from samenstemming.series import Floats


def least_around(values: Floats, reach: int) -> Floats:
    """Minimum over `reach` neighbours on either side of each value, (n,)."""
    reach = min(reach, values.size)
    padded = np.pad(values, reach, constant_values=np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    lowest: Floats = windows.min(axis=1)
    return lowest


def mean_around(values: Floats, reach: int) -> Floats:
    """Mean over `reach` neighbours on either side of each value, (n,)."""
    reach = min(reach, values.size - 1)
    sums = np.cumsum(np.concatenate(([0.0], values)))
    at = np.arange(values.size)
    left = np.maximum(at - reach, 0)
    right = np.minimum(at + reach + 1, values.size)
    mean: Floats = (sums[right] - sums[left]) / (right - left)
    return mean
