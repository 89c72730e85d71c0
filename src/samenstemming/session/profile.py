"""What a couple's own computer remembers of them: names, evenings, their own words.

One file, 0600, theirs, and gone with one press. Names are here and nowhere else: a
recording holds codes. Of an evening it keeps which exercise and when, for what may be
chosen next; no measure of how it went. The pattern's name and the small gesture are
what the two typed themselves, and so is their loop: the cards in their order. What each
answered in private is never here. An app that practises has a file of its own.

Two people may type anything; it is shown as text and kept short.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from unicodedata import category

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.recording.whole_file import write_whole
from samenstemming.words import sentence, sentence_of

FORMAT: Final = 1
LONGEST_NAME: Final = 30
LONGEST_WORDS: Final = 200
LARGEST_BYTES: Final = 1 << 20

LONGEST_CARD: Final = 60
MOST_CARDS: Final = 8

KEEP_DAYS: Final = 30
"""Home use: raw data for a month (conversation.md 4.4)."""


APART: Final = timedelta(hours=6)
"""With so long between two exercises the second belongs to another evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """One exercise that was begun: which, when (UTC, ISO 8601), and whether done."""

    exercise: str
    utc: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that is remembered. Every change makes a new value."""

    names: Mapping[Wearer, str] = field(default_factory=dict)
    evenings: tuple[Evening, ...] = ()
    pattern: str = ""
    gesture: str = ""
    loop: tuple[str, ...] = ()
    onboarded_utc: str = ""
    language: str = ""
    keep_days: int = KEEP_DAYS

    @property
    def done(self) -> frozenset[str]:
        """The exercises that were finished before."""
        return frozenset(of.exercise for of in self.evenings if of.done)

    def tonight(self, now: datetime) -> tuple[str, ...]:
        """The exercises begun this evening, finished or not, also before a restart."""
        last = self._by_evening(now)[-1]
        return tuple(of.exercise for of in last)

    def evenings_before(self, now: datetime) -> int:
        """How many earlier evenings there were in which an exercise was finished."""
        before = self._by_evening(now)[:-1]
        return sum(any(of.done for of in one) for one in before)

    def _by_evening(self, now: datetime) -> list[list[Evening]]:
        """What was done on each evening, tonight last, also where that is nothing."""
        dated = [(when, of) for of in self.evenings if (when := _when(of.utc))]
        grouped: list[list[Evening]] = [[]]
        last = None
        for when, of in sorted(dated, key=lambda one: one[0]):
            if last is not None and when - last >= APART:
                grouped.append([])
            grouped[-1].append(of)
            last = when
        if last is not None and now - last >= APART:
            grouped.append([])
        return grouped

    def named(self, wearer: Wearer) -> str:
        """What this wearer is called; the letter where nobody typed a name.

        Where both have one name the letter stands beside it: a page that says whose
        turn it is must mean one of the two.
        """
        letter = wearer.value.upper()
        name = self.names.get(wearer)
        if not name:
            return letter
        other = self.names.get(wearer.other) or wearer.other.value.upper()
        return f"{name} ({letter})" if name.casefold() == other.casefold() else name

    def with_names(self, a: str, b: str) -> "Profile":
        """With these names, each in one line and short enough for a screen."""
        names = {Wearer.A: clean(a, LONGEST_NAME), Wearer.B: clean(b, LONGEST_NAME)}
        return replace(self, names=names)

    def with_evening(self, exercise: str, utc: str, *, done: bool) -> "Profile":
        """With one more evening, the newest last."""
        new = Evening(exercise=exercise, utc=utc, done=done)
        return replace(self, evenings=(*self.evenings, new))

    def with_words(
        self, *, pattern: str | None = None, gesture: str | None = None
    ) -> "Profile":
        """With the couple's own words; an empty text takes them away again."""
        return replace(
            self,
            pattern=self.pattern if pattern is None else clean(pattern, LONGEST_WORDS),
            gesture=self.gesture if gesture is None else clean(gesture, LONGEST_WORDS),
        )

    def with_loop(self, cards: Iterable[str]) -> "Profile":
        """With these cards of their loop, in this order; none takes it away."""
        kept = tuple(card for text in cards if (card := clean(text, LONGEST_CARD)))
        return replace(self, loop=kept[:MOST_CARDS])

    def to_text(self) -> str:
        """The file's text."""
        return json.dumps(
            {
                "format": FORMAT,
                "names": {wearer.value: name for wearer, name in self.names.items()},
                "evenings": [asdict(evening) for evening in self.evenings],
                "pattern": self.pattern,
                "gesture": self.gesture,
                "loop": list(self.loop),
                "onboarded_utc": self.onboarded_utc,
                "language": self.language,
                "keep_days": self.keep_days,
            },
            ensure_ascii=False,
            indent=1,
        )

    @classmethod
    def from_text(cls, text: str) -> "Profile":
        """What `to_text` wrote; ValueError for anything else."""
        held = json.loads(text)
        if not isinstance(held, dict) or held.get("format") != FORMAT:
            raise ValueError(sentence("wrong.kept.other_version"))
        names = held.get("names")
        evenings = held.get("evenings")
        keep_days = held.get("keep_days", KEEP_DAYS)
        loop = held.get("loop", [])
        if not (
            isinstance(names, dict)
            and isinstance(evenings, list)
            and isinstance(loop, list)
            and isinstance(keep_days, int)
            and 1 <= keep_days <= 3650
        ):
            raise ValueError(sentence("wrong.kept.other_form"))
        return cls(
            names={
                wearer: clean(str(names.get(wearer.value, "")), LONGEST_NAME)
                for wearer in Wearer
            },
            evenings=tuple(_evening(row) for row in evenings),
            pattern=clean(str(held.get("pattern", "")), LONGEST_WORDS),
            gesture=clean(str(held.get("gesture", "")), LONGEST_WORDS),
            onboarded_utc=str(held.get("onboarded_utc", "")),
            language=str(held.get("language", "")),
            keep_days=keep_days,
        ).with_loop(str(card) for card in loop)


def clean(text: str, longest: int) -> str:
    """One line of printable text, cut to this length: it is shown, never run."""
    # Joiners within an emoji go without a trace; a control character parts two words.
    seen = (c if c.isprintable() or category(c) != "Cf" else "" for c in text)
    printable = "".join(c if c.isprintable() else " " for c in seen)
    return " ".join(printable.split())[:longest].strip()


def profile_path(*, practice: bool = False) -> Path:
    """Where the profile of this computer's user lies; one apart for practising."""
    import platformdirs

    folder = platformdirs.user_data_path("samenstemming", appauthor=False)
    return folder / ("us-practice.json" if practice else "us.json")


def read_profile(path: Path | None = None) -> Profile:
    """The profile, empty where there is none; SettingsError where it is unreadable."""
    place = path or profile_path()
    try:
        if place.stat().st_size > LARGEST_BYTES:
            raise ValueError(sentence("wrong.kept.too_large"))
        return Profile.from_text(place.read_text("utf-8"))
    except FileNotFoundError:
        return Profile()
    except (OSError, ValueError, RecursionError) as error:
        why = sentence_of(error)
        msg = sentence("wrong.kept.profile_unreadable", place=place, why=why)
        raise SettingsError(msg) from error


def write_profile(profile: Profile, path: Path | None = None) -> None:
    """Keep the profile, for its owner alone; SettingsError where that fails."""
    place = path or profile_path()
    try:
        write_whole(place, profile.to_text())
    except OSError as error:
        why = error.strerror or type(error).__name__
        msg = sentence("wrong.kept.unwritable", place=place, why=why)
        raise SettingsError(msg) from error


def forget_profile(path: Path | None = None) -> bool:
    """Take the profile away; whether there was one."""
    place = path or profile_path()
    try:
        place.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        why = error.strerror or type(error).__name__
        msg = sentence("wrong.kept.undeletable", place=place, why=why)
        raise SettingsError(msg) from error
    return True


def _when(utc: str) -> datetime | None:
    """The time that is meant; None for what is none."""
    try:
        found = datetime.fromisoformat(utc)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _evening(row: object) -> Evening:
    if (
        not isinstance(row, dict)
        or not isinstance(row.get("exercise"), str)
        or not isinstance(row.get("utc"), str)
        or not isinstance(row.get("done"), bool)
    ):
        raise ValueError(sentence("wrong.kept.other_evening"))
    return Evening(exercise=row["exercise"], utc=row["utc"], done=row["done"])
