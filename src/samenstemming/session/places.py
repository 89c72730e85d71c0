"""Where recordings live unless somebody says otherwise, and what they are called."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

SUFFIX: Final = ".samen"


def recordings_folder() -> Path:
    """The platform's folder for recordings, readable by its owner only."""
    import platformdirs

    folder = platformdirs.user_data_path("samenstemming") / "recordings"
    if not folder.is_dir():
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    return folder


def recording_path(folder: Path, *, label: str, now: datetime) -> Path:
    """A name in this folder that is not taken: `<date>-<time>_<label>.samen`."""
    plain = re.sub(r"[^\w-]+", "-", label, flags=re.ASCII).strip("-") or "recording"
    name = f"{now:%Y-%m-%d-%H%M%S}_{plain[:40]}"
    taken = 1
    path = folder / f"{name}{SUFFIX}"
    while path.exists():
        taken += 1
        path = folder / f"{name}-{taken}{SUFFIX}"
    return path
