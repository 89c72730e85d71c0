"""What the import page makes of a visitor's choices, without a page."""

import re
from pathlib import PurePath


def align_text(way: str, seconds: float, marker: str) -> str | None:
    """The chosen alignment as the command line says it; None for the files' clocks."""
    if way == "known":
        return f"known:{seconds!r}"
    if way == "marker":
        return f"marker:{marker}"
    return "estimate" if way == "estimate" else None


def file_name(sent: str) -> str:
    """A browser's name for a file, as a name on this disk and nothing more."""
    name = PurePath(sent.replace("\\", "/")).name
    plain = re.sub(r"[^\w.() -]", "_", name).lstrip(".")[-100:]
    return plain or "file"
