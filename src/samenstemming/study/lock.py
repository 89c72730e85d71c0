"""The lock of a study: what was agreed, hashed, and what differs from it now.

The hash is over the canonical content, not over the text: a comment may be added, a
threshold may not be moved. The hashes of the exercises and the digest of the settings
are in it, so a study is another one when its exercises or its thresholds are. The lock
keeps the content too: "edited after its lock" is of use only with what was edited.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from samenstemming.errors import Sentence, StudyError
from samenstemming.exercises.typed_yaml import Path, field_named
from samenstemming.study.parse import StudyText
from samenstemming.study.sense import settings_of
from samenstemming.words import sentence

FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What was locked, when (UTC, ISO 8601) and by which version of this program."""

    study: str
    version: str
    sha256: str
    settings_digest: str
    software: str
    locked_utc: str
    content: Mapping[str, Any]

    def to_text(self) -> str:
        """The lock file's text."""
        held = {
            "format": FORMAT,
            "study": self.study,
            "version": self.version,
            "sha256": self.sha256,
            "settings_digest": self.settings_digest,
            "software": self.software,
            "locked_utc": self.locked_utc,
            "content": self.content,
        }
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_text(cls, text: str, name: str) -> "Lock":
        """What `to_text` wrote; StudyError for anything else."""
        try:
            held = json.loads(text)
            if held["format"] != FORMAT or not isinstance(held["content"], dict):
                raise ValueError
            lock = cls(
                **{key: str(held[key]) for key in WORDS}, content=held["content"]
            )
            if digest_of(lock.content) != lock.sha256:
                raise ValueError
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            msg = sentence("wrong.study.no_lock", name=name)
            raise StudyError(msg) from error
        return lock


WORDS: Final = (
    "study",
    "version",
    "sha256",
    "settings_digest",
    "software",
    "locked_utc",
)


def content_of(of: StudyText) -> dict[str, Any]:
    """All that a study's results depend on, as JSON values."""
    return {
        "study": of.study.model_dump(mode="json"),
        "exercises": dict(sorted(of.exercises.items())),
        "settings_digest": settings_of(of.study.settings).digest(),
    }


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return sha256(text.encode()).hexdigest()


def locked(of: StudyText, *, software: str, utc: str) -> Lock:
    """The lock of this study as it is now."""
    content = content_of(of)
    return Lock(
        study=of.study.id,
        version=of.study.version,
        sha256=digest_of(content),
        settings_digest=str(content["settings_digest"]),
        software=software,
        locked_utc=utc,
        content=content,
    )


def changes(lock: Lock, now: StudyText) -> tuple[Sentence, ...]:
    """What differs from the lock, a sentence each; nothing where all is as agreed."""
    content = content_of(now)
    if digest_of(content) == lock.sha256:
        return ()
    return tuple(_different(lock.content, content, ()))


def _different(then: Any, now: Any, path: Path) -> Iterator[Sentence]:
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*then, *now)):
            yield from _different(then.get(key), now.get(key), (*path, key))
    elif isinstance(then, list) and isinstance(now, list):
        if len(then) != len(now):
            yield sentence(
                "wrong.study.changed_length",
                field=_field(path),
                was=len(then),
                now=len(now),
            )
        for i, (was, is_now) in enumerate(zip(then, now, strict=False)):
            yield from _different(was, is_now, (*path, i))
    elif then != now:
        yield sentence(
            "wrong.study.changed_value",
            field=_field(path),
            was=_shown(then),
            now=_shown(now),
        )


def _field(path: Path) -> str:
    return field_named(path[1:] if path[:1] == ("study",) else path)


def _shown(value: object) -> str:
    if value is None:
        return sentence("wrong.study.not_there")
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."
