"""The command `batch`: many recordings, resumable, on this machine or on a cluster."""

import argparse
import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from samenstemming.cli.argument_values import named, place, whole
from samenstemming.cli.printing import language, out, tell, words
from samenstemming.cli.settings import settings_option

if TYPE_CHECKING:
    from samenstemming.batch.engines import Engine
    from samenstemming.batch.plan import Asked
    from samenstemming.batch.run import Progress
    from samenstemming.settings import Settings

FAILED: Final = 1

PAIRS: Final = ("real", "all")


def batch_arguments(parser: argparse.ArgumentParser) -> None:
    """What `batch` takes."""
    parser.add_argument(
        "folder", metavar="DIR", type=named, help=words("batch.arg.folder")
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=named,
        required=True,
        help=words("batch.arg.output"),
    )
    parser.add_argument(
        "--pairs", choices=PAIRS, default=PAIRS[0], help=words("batch.arg.pairs")
    )
    for name, least, most, letter in (
        ("surrogates", 0, 100_000, "N"),
        ("jobs", 1, 1024, "N"),
        ("seed", 0, 2**63 - 1, "S"),
    ):
        parser.add_argument(
            f"--{name}",
            metavar=letter,
            type=whole(least, most),
            help=words(f"batch.arg.{name}"),
        )
    parser.add_argument("--cluster", metavar="ADDRESS", help=words("batch.arg.cluster"))
    parser.add_argument(
        "--grid", metavar="FILE", type=place, help=words("batch.arg.grid")
    )
    settings_option(parser)


def batch(arguments: Namespace) -> int:
    """Run it; what was left out and why goes to stderr, the folder's name to stdout."""
    from samenstemming.batch.engines import ONE_THREAD

    # The engine of this process, too, calculates with one thread: numpy reads these
    # once, when it is first imported.
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    from samenstemming.batch.place import located
    from samenstemming.batch.run import run
    from samenstemming.batch.told import write_report

    output = located(arguments.output)
    with _progress() as progress:
        done = run(_grid(arguments), _engine(arguments), progress=progress)
    for name, reason, detail in done.left_out:
        why = words(f"batch.why.{reason}")
        tell(f"{name}: {why} ({detail})" if detail else f"{name}: {why}")
    tell(words("batch.used", used=done.n_used, of=done.n_recordings))
    report = write_report(output, language())
    tell(words("batch.report", path=report))
    out(str(output))
    if not done.n_used:
        tell(words("batch.nothing", folder=located(arguments.folder)))
        return FAILED
    return 0


def _grid(arguments: Namespace) -> "list[Asked]":
    from samenstemming.batch.place import located
    from samenstemming.batch.plan import Asked

    settings = _settings(arguments)
    return [
        Asked(
            folder=str(located(arguments.folder)),
            output=str(located(arguments.output)),
            pairs=arguments.pairs,
            surrogates=of.surrogates
            if arguments.surrogates is None
            else arguments.surrogates,
            seed=of.seed if arguments.seed is None else arguments.seed,
            name=name,
            settings=of,
        )
        for name, of in settings.items()
    ]


def _settings(arguments: Namespace) -> "Mapping[str, Settings]":
    from samenstemming.batch.grid import grid_of
    from samenstemming.cli.settings import settings_asked
    from samenstemming.errors import SettingsError
    from samenstemming.settings import Settings

    asked = settings_asked(arguments)
    if arguments.grid is None:
        return {"default": asked or Settings()}
    if asked is not None:
        raise SettingsError(words("batch.one_of"))
    return grid_of(arguments.grid)


def _engine(arguments: Namespace) -> "Engine":
    from samenstemming.batch.engines import Cluster, Pool, serial

    if arguments.cluster:
        return Cluster(arguments.cluster)
    jobs = arguments.jobs or os.cpu_count() or 1
    return serial if jobs == 1 else Pool(jobs)


@contextmanager
def _progress() -> Iterator["Progress"]:
    """A line with rate and time left on a terminal; silent in a pipe."""
    if not sys.stderr.isatty():
        yield lambda stage, done, of, there: None
        return
    from rich.console import Console

    began: dict[str, float] = {}
    with Console(stderr=True).status("") as status:

        def show(stage: str, done: int, of: int, there: int) -> None:
            now = time.perf_counter()
            what = words(f"batch.stage.{stage}")
            if stage not in began and there:
                tell(words("batch.there", n=there, of=of, what=what))
            since_s = now - began.setdefault(stage, now)
            status.update(progress_line(what, done, of, done - there, since_s))

        yield show


def progress_line(what: str, done: int, of: int, made: int, since_s: float) -> str:
    """How far, how quickly and how long still; the rate is that of this run."""
    rate = made / since_s if made and since_s > 0 else None
    told = "?" if rate is None else f"{rate:.1f}" if rate >= 1 else f"{rate:.2f}"
    left = "?" if rate is None else duration((of - done) / rate)
    return words("batch.progress", what=what, n=done, of=of, rate=told, left=left)


def duration(seconds: float) -> str:
    """A time as h:mm:ss."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
