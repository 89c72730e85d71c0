"""Where recordings are read and tables written: a folder, or an address like `s3://`.

A folder is a `Path`, and everything about it stays as it is without this file. An
address is a `Remote`: fsspec reaches it, with the implementation and the keys of
whoever asks. Keys never come through here: an address that holds one is refused, and
what a foreign library says in its errors is not repeated, because it may quote them.

What surprised us: fsspec's `find` and `exists` take a network that is gone for an empty
folder, which would have taken away all tables, so only `ls` and `info` are asked. On
object stores a put is whole or not at all and a move is a copy; over SFTP it is the
other way round. fsspec's move elsewhere is a copy that a kill may cut in half, so
there is no writing there.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal

from samenstemming.errors import BatchError, Sentence
from samenstemming.words import sentence

_ADDRESS: Final = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)

PUTS_WHOLE: Final = frozenset(
    ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oci", "oss", "memory")
)
"""Object stores: an object is there whole or not at all."""

RENAMES: Final = frozenset(("sftp", "ssh"))
"""A rename there takes the place of what was, in one step."""

ONE_PROCESS: Final = "memory"

MARKS: Final = (
    *("ETag", "etag", "md5Hash", "content_md5", "generation", "mtime"),
    *("LastModified", "last_modified", "updated", "modified", "created"),
)
"""What listings say of when or what an object is, under the names of several stores."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A place at an address; `inside` is below the address that was named."""

    address: str
    inside: str = ""

    def __truediv__(self, name: str) -> "Remote":
        """What lies in here under this name."""
        return Remote(self.address, f"{self.inside}/{name}" if self.inside else name)

    def __str__(self) -> str:
        """The whole address."""
        return f"{self.address}/{self.inside}" if self.inside else self.address

    @property
    def name(self) -> str:
        """The last part."""
        return str(self).rsplit("/", 1)[1]

    @property
    def protocol(self) -> str:
        """What stands before the colon."""
        return self.address.split(":", 1)[0]

    def exists(self) -> bool:
        """Whether there is something; BatchError where that cannot be known."""
        fs, path = self._reached()
        with _Told(self):
            fs.invalidate_cache()
            try:
                fs.info(path)
            except FileNotFoundError:
                return False
        return True

    def read_bytes(self) -> bytes:
        """All of it."""
        fs, path = self._reached()
        with _Told(self):
            content: bytes = fs.cat_file(path)
        return content

    def heads(self, names: list[str], size: int) -> list[bytes | OSError]:
        """The first bytes of several; of each that cannot be read, why."""
        fs, path = self._reached()
        with _Told(self):
            found = fs.cat_ranges([f"{path}/{of}" for of in names], 0, size)
            for of in found:
                if isinstance(of, Exception) and not _of_one_file(of):
                    raise of
        return list(found)

    def fetch(self, to: Path) -> None:
        """Copy it into a file that is there already; FileNotFoundError if it went."""
        fs, path = self._reached()
        with _Told(self, but=FileNotFoundError):
            fs.get_file(path, str(to))

    def write_bytes(self, content: bytes) -> None:
        """Put it there, whole or not at all, in place of what was."""
        fs, path = self._reached()
        with _Told(self, "wrong.batch.not_written"):
            if self.protocol in PUTS_WHOLE:
                fs.pipe_file(path, content)
                return
            folder, name = path.rsplit("/", 1)
            fs.makedirs(folder, exist_ok=True)
            part = f"{folder}/.{name}.part"
            fs.pipe_file(part, content)
            fs.mv(part, path)

    def make(self, content: bytes) -> bool:
        """Put it there only if nothing is; whether it was."""
        fs, path = self._reached()
        with _Told(self, "wrong.batch.not_written"):
            if self.protocol not in PUTS_WHOLE:
                fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
            try:
                fs.pipe_file(path, content, mode="create")
            except FileExistsError:
                return False
        return True

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Take it away."""
        fs, path = self._reached()
        with _Told(self, "wrong.batch.not_written"):
            try:
                fs.rm_file(path)
            except FileNotFoundError:
                if not missing_ok:
                    raise

    def listed(self) -> dict[str, Mapping[str, Any]]:
        """Every file below, by its name from here on, with what the listing says."""
        fs, root = self._reached()
        with _Told(self):
            fs.invalidate_cache()
            try:
                fs.ls(root)
            except FileNotFoundError:
                return {}
            return dict(sorted(_walked(fs, root, f"{root}/")))

    def writable(self) -> None:
        """BatchError where files could be cut in half."""
        if self.protocol not in PUTS_WHOLE | RENAMES:
            raise BatchError(sentence("wrong.batch.not_to_there", place=self))

    def _reached(self) -> tuple[Any, str]:
        fs, root = _file_system(self.address)
        return fs, f"{root}/{self.inside}" if self.inside else root


Place = Path | Remote


def located(text: str) -> Place:
    """The folder or address that this text names; BatchError where it may not be."""
    met = _ADDRESS.match(text)
    if met is None and "::" not in text:
        return Path(text)
    if met is None or "::" in text:
        # A chain may keep copies of hearts where nobody looks for them.
        raise BatchError(sentence("wrong.batch.chain"))
    protocol, rest = met[1].lower(), text[met.end() :].rstrip("/")
    if protocol in ("file", "local"):
        return Path(f"/{rest.lstrip('/')}")
    who = rest.split("/", 1)[0].rpartition("@")[0]
    if ":" in who or "?" in rest:
        raise BatchError(sentence("wrong.batch.secret", protocol=protocol))
    if not rest:
        raise BatchError(sentence("wrong.batch.no_folder", folder=f"{protocol}://"))
    return Remote(f"{protocol}://{rest}")


def below(place: Place) -> Callable[[Place], bool]:
    """Tells of what lies below whether it is there: an address is listed once."""
    if isinstance(place, Path):
        return lambda of: of.exists()
    there = {str(place / name) for name in place.listed()}
    return lambda of: str(of) in there


def names_in(place: Place, pattern: str) -> list[str]:
    """Files below that fit, by name from here on, in order; hidden ones are ours."""
    if isinstance(place, Path):
        found = [of.relative_to(place).as_posix() for of in place.glob(pattern)]
    else:
        fit = re.compile(
            re.escape(pattern).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
        )
        found = [name for name in place.listed() if fit.fullmatch(name)]
    return sorted(of for of in found if not of.rsplit("/", 1)[-1].startswith("."))


def mark_of(info: Mapping[str, Any]) -> list[str]:
    """What a listing says of this version of an object; nothing where it says none."""
    return [f"{name}={info[name]}" for name in MARKS if info.get(name) is not None]


def _walked(fs: Any, folder: str, root: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for info in fs.ls(folder, detail=True):
        name = str(info["name"]).rstrip("/")
        # Stores list a folder's own empty object among what is in it.
        if not name.startswith(f"{folder}/"):
            continue
        if info["type"] == "directory":
            yield from _walked(fs, name, root)
        else:
            yield name.removeprefix(root), info


def _of_one_file(error: Exception) -> bool:
    return isinstance(error, FileNotFoundError | PermissionError)


@cache
def _file_system(address: str) -> tuple[Any, str]:
    try:
        import fsspec
        from fsspec.registry import known_implementations
    except ImportError:
        raise BatchError(sentence("wrong.batch.no_fsspec")) from None
    protocol = address.split(":", 1)[0]
    try:
        fsspec.get_filesystem_class(protocol)
    except ImportError:
        known = known_implementations.get(protocol, {})
        package = str(known.get("class", protocol)).split(".", 1)[0]
        msg = sentence("wrong.batch.no_package", protocol=protocol, package=package)
        raise BatchError(msg) from None
    except ValueError:
        msg = sentence("wrong.batch.no_protocol", protocol=protocol)
        raise BatchError(msg) from None
    with _Told(Remote(address)):
        fs, root = fsspec.core.url_to_fs(address)
    return fs, str(root).rstrip("/")


def _why(error: Exception) -> Sentence:
    if isinstance(error, PermissionError):
        return sentence("wrong.batch.permission")
    if isinstance(error, FileNotFoundError):
        return sentence("wrong.batch.gone")
    return sentence("wrong.batch.unreachable", kind=type(error).__name__)


class _Told(AbstractContextManager[None]):
    """Whatever a foreign library raises, as one sentence without its own words."""

    def __init__(
        self,
        place: Remote,
        key: str = "wrong.batch.not_read",
        *,
        but: type[Exception] | None = None,
    ) -> None:
        self.place, self.key, self.but = place, key, but

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> Literal[False]:
        if not isinstance(error, Exception) or isinstance(error, BatchError):
            return False
        if self.but is not None and isinstance(error, self.but):
            return False
        msg = sentence(self.key, place=self.place, why=_why(error))
        raise BatchError(msg) from None
