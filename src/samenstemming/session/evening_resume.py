"""The talk that was cut off, if there is one, and how to go on with it.

A collector ends its talk when it ends itself. One that was killed, or whose machine
lost power, leaves a recording in which the talk is still going on. Only such a
recording of the last day is offered: who comes back later begins anew.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from samenstemming.errors import SamenstemmingError
from samenstemming.events import Wearer
from samenstemming.recording import open_recording, read_lease
from samenstemming.recording.locations import SUFFIX
from samenstemming.session.evening import TalkWish
from samenstemming.session.keeping import kept_until
from samenstemming.session.resume import unfinished_talk

FRESH: Final = timedelta(hours=24)
LOOKS_AT: Final = 3
"""No more of the newest recordings are read."""


def cut_off(folder: Path, now: datetime) -> TalkWish | None:
    """How to go on with the newest evening that was cut off; None where none was."""
    try:
        found = [(path.stat().st_mtime, path) for path in folder.glob(f"*{SUFFIX}")]
    except OSError:
        return None
    for changed_s, path in sorted(found, reverse=True)[:LOOKS_AT]:
        changed = datetime.fromtimestamp(changed_s, tz=now.tzinfo)
        if now - changed > FRESH:
            return None
        wish = _wish(path)
        if wish is not None:
            return wish
    return None


def _wish(path: Path) -> TalkWish | None:
    lease = read_lease(path)
    if lease is not None and lease.alive:
        return None
    try:
        meta = open_recording(path).meta
        if kept_until(meta) is None:  # a laboratory's, not an evening's
            return None
        guide = unfinished_talk(path)
    except (SamenstemmingError, OSError):
        return None
    if guide is None:
        return None
    return TalkWish(exercise=guide.exercise.id, straps=_straps(meta), resume=path)


def _straps(meta: Mapping[str, object]) -> dict[Wearer, str]:
    """The straps of the first run, by what finds them again."""
    wearers = meta.get("wearers")
    found = {}
    for wearer in Wearer:
        about = wearers.get(wearer.value) if isinstance(wearers, Mapping) else None
        if not isinstance(about, Mapping):
            continue
        asked = about.get("address") or about.get("strap")
        if asked:
            found[wearer] = str(asked)
    return found
