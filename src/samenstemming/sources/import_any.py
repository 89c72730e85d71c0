"""Any file that is read here, by what it really is."""

from pathlib import Path

from samenstemming.errors import ImportFileError
from samenstemming.sources.import_beats import timed
from samenstemming.sources.import_formats import read_beat_file
from samenstemming.sources.import_kinds import Kind, kind_of
from samenstemming.sources.import_runs import read_of_both
from samenstemming.sources.import_source import Source
from samenstemming.words import sentence


def read_source(path: Path, *, stream: str | None, wearer: str) -> Source:
    """One wearer's intervals out of a file; ImportFileError says what is wrong.

    `stream` names a stream, channel, annotation or BIDS file where there are several;
    `wearer` is "a" or "b".
    """
    kind = kind_of(path)
    if kind in (Kind.TEXT, Kind.FIT) and stream is not None:
        msg = sentence(
            "wrong.import.one_wearer", name=path.name, kind=kind, wearer=wearer
        )
        raise ImportFileError(msg)
    # Each reader brings its library: only the one that is needed is loaded.
    if kind is Kind.FIT:
        from samenstemming.sources.import_fit import read_fit

        return read_fit(path)
    if kind is Kind.XDF:
        from samenstemming.sources.import_xdf import read_xdf

        return read_xdf(path, stream=stream, wearer=wearer)
    if kind is Kind.EDF:
        from samenstemming.sources.import_edf import read_edf

        return read_edf(path, stream=stream, wearer=wearer)
    if kind is Kind.BIDS:
        from samenstemming.sources.import_bids import read_bids

        return read_bids(path, stream=stream, wearer=wearer)
    both = read_of_both(path, wearer)
    if both is not None:
        return both
    return Source(kind="text", timed=timed(read_beat_file(path)))
