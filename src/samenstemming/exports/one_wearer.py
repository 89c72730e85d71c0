"""A recording of one of the two alone, as a value: for the export of one.

The same rule as for a withdrawal, so there is one place that knows what exists of the
two together only.
"""

from dataclasses import replace

from samenstemming.beat_edits import BeatEdits
from samenstemming.errors import ExportError
from samenstemming.events import Recording, Wearer
from samenstemming.recording.withdrawal import events_without, meta_without
from samenstemming.words import sentence


def only(recording: Recording, wearer: Wearer) -> Recording:
    """The recording without the other wearer; ExportError where this one is not in it.

    The chain head stays that of the whole file: it says where this came from.
    """
    if wearer not in recording.wearers:
        msg = sentence("wrong.export.nothing_of", wearer=wearer.upper())
        raise ExportError(msg)
    meta = meta_without(recording.meta, wearer.other)
    meta["only"] = wearer.value
    if recording.meta.get("withdrawn") is None:
        meta.pop("withdrawn")
    else:
        meta["withdrawn"] = recording.meta["withdrawn"]
    return Recording.of(
        events_without(recording, wearer.other),
        meta=meta,
        path=recording.path,
        chain=recording.chain,
    )


def edits_of_one(edits: BeatEdits | None, wearer: Wearer) -> BeatEdits | None:
    """The edits of this wearer alone; None where there are none."""
    if edits is None:
        return None
    left = tuple(edit for edit in edits.edits if edit.wearer is wearer)
    return replace(edits, edits=left) if left else None
