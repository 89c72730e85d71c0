"""What a reader of one foreign file gives: intervals on a clock, and what else it held.

Readers differ, what follows does not: every file becomes one `Source`, and the two of
a dyad are put on one clock by the same rules whatever they came from.
"""

import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import ParseError

from samenstemming.errors import ImportFileError, Sentence
from samenstemming.sources.import_beats import Timed
from samenstemming.words import sentence

FOREIGN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
"""What libraries raise on damaged files. Each documents fewer than it raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marker at ns of the file's clock.

    `told` is what an export of ours says of it: wearer, note and data. Of other
    recorders the name is all there is.
    """

    ns: int
    name: str
    told: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One wearer's file as it was read.

    Files of one `clock_id` are on one clock. `sd_s` is how far its clock as a
    whole may be off, in seconds, beside what each beat's own uncertainty says.
    `of_wearer` is "a" or "b" where the file itself says whose it is.
    """

    kind: str
    timed: Timed
    chosen: str = ""
    marks: tuple[Mark, ...] = ()
    sd_s: float = 0.0
    of_wearer: str | None = None
    clock_id: str | None = None


def cannot_read(of: str, kind: str, error: BaseException) -> ImportFileError:
    """A damaged file of this kind, with what its reader said."""
    said = " ".join(str(error).split())[:120] or type(error).__name__
    return ImportFileError(
        sentence("wrong.import.damaged", of=of, kind=kind, said=said)
    )


def chosen_of(
    of: str, names: Sequence[str], asked: str | None, wearer: str, what: Sentence
) -> int:
    """Which of these names is meant; ImportFileError lists them where it is unclear.

    Asked for by name, or its own by the wearer's letter at its end, or the only one.
    """
    listed = ", ".join(f"'{name}'" for name in names) or sentence("wrong.none")
    if asked is not None:
        same = [k for k, name in enumerate(names) if name.lower() == asked.lower()]
        part = [k for k, name in enumerate(names) if asked.lower() in name.lower()]
        found = same or part
        if len(found) == 1:
            return found[0]
        n = len(found) or sentence("wrong.none_of")
        msg = sentence(
            "wrong.import.not_one_called",
            of=of,
            n=n,
            what=what,
            asked=asked,
            listed=listed,
            wearer=wearer,
        )
        raise ImportFileError(msg)
    own = [k for k, name in enumerate(names) if _letter(name) == wearer]
    if len(own) == 1:
        return own[0]
    if len(names) == 1 and _letter(names[0]) in (None, wearer):
        return 0
    msg = sentence(
        "wrong.import.whose_stream",
        of=of,
        what=what,
        letter=wearer.upper(),
        listed=listed,
        wearer=wearer,
    )
    raise ImportFileError(msg)


def _letter(name: str) -> str | None:
    """The wearer's letter in a name, as a word: `beats_a`, `ECG B`, `session a rr`."""
    words = re.split(r"[ _.:/-]+", name.lower().split("(")[0].strip())
    letters = {word for word in words if word in ("a", "b")}
    return letters.pop() if len(letters) == 1 else None
