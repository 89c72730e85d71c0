"""The parameter grid that a study declares before it looks: every setting is reported.

A TOML file: `[grid]` holds lists of values by setting's name, and every combination is
run; `[settings]` what is the same in all. All tests of all settings are one family.
"""

import tomllib
from itertools import product
from pathlib import Path
from typing import Final

from samenstemming.errors import SettingsError
from samenstemming.settings import Settings

MOST: Final = 64
"""More combinations than these are a search, and no declaration."""


def grid_of(path: Path) -> dict[str, Settings]:
    """The settings by name, in order; SettingsError where the file holds no grid."""
    try:
        held = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror})."
        raise SettingsError(msg) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path} is not TOML: {error}"
        raise SettingsError(msg) from error
    axes, same = held.pop("grid", None), held.pop("settings", {})
    lists = isinstance(axes, dict) and all(
        isinstance(of, list) and of for of in axes.values()
    )
    if held or not axes or not lists or not isinstance(same, dict):
        msg = (
            f"{path} declares no grid: write [grid] with a list of values for each "
            "setting, such as max_lag_s = [5, 10], and [settings] for the rest."
        )
        raise SettingsError(msg)
    found = {}
    for values in product(*axes.values()):
        moved = dict(zip(axes, values, strict=True))
        name = "_".join(f"{key}={value}" for key, value in moved.items())
        found[name] = Settings.from_values(same | moved)
    if len(found) > MOST:
        msg = f"{path} declares {len(found)} settings; {MOST} are the most."
        raise SettingsError(msg)
    return found
