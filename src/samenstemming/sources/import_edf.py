"""EDF+: beats written as annotations, or an ECG in which they are found.

What surprised us: a file without a date holds one all the same (1985-01-01, or an X
that edfio refuses to read), so such a file has only the time of day, or no clock.

Source: https://www.edfplus.info/specs/edfplus.html.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samenstemming.errors import ImportFileError
from samenstemming.rhythm.rpeaks import peaks_of
from samenstemming.sources.import_beats import Timed, beat_times, stamped
from samenstemming.sources.import_source import (
    FOREIGN,
    Mark,
    Source,
    cannot_read,
    chosen_of,
)
from samenstemming.sources.import_times import NS_PER_S, Clock
from samenstemming.words import sentence

if TYPE_CHECKING:
    import edfio

_BEAT: Final = re.compile(
    r"(ecg |ekg |heart)?(beats?|r|n|qrs|r-?_?peaks?)([ _:/-]?[ab])?", re.IGNORECASE
)
_ECG: Final = re.compile(r"ecg|ekg", re.IGNORECASE)

NO_DATE: Final = date(1985, 1, 1)
"""The earliest that EDF knows: what writers put where no date may be told."""

FEWEST_BEATS: Final = 10
MOST_ALIKE: Final = 200
"""An annotation that comes more often is no marker of people's."""

MOST_TEXTS: Final = 12


class _Annotation(NamedTuple):
    onset_s: float
    text: str
    rr_ms: float | None


def read_edf(path: Path, *, stream: str | None, wearer: str) -> Source:
    """One wearer's beats of an EDF file; ImportFileError lists channels if unclear."""
    of = path.name
    import edfio

    try:
        edf = edfio.read_edf(path)
        annotations = [_annotation(one.onset, one.text) for one in edf.annotations]
        labels = [one.label.strip() for one in edf.signals]
        continuous = bool(edf.is_continuous)
        clock, start_ns = _start(edf)
    except FOREIGN as error:
        raise cannot_read(of, "EDF", error) from error
    texts = Counter(one.text for one in annotations)
    beats = [
        text
        for text, often in texts.items()
        if often >= FEWEST_BEATS and (_BEAT.fullmatch(text) or text == stream)
    ]
    signals = [k for k, label in enumerate(labels) if _ECG.search(label)]
    if stream is not None:
        signals = list(range(len(labels)))
    from_text, found = _which(of, beats, labels, signals, stream, wearer, texts)
    if from_text:
        chosen = beats[found]
        rows = [
            (start_ns + round(one.onset_s * NS_PER_S), one.rr_ms)
            for one in annotations
            if one.text == chosen
        ]
        timed = _of_annotations(rows, chosen, clock)
    else:
        if not continuous:
            msg = sentence("wrong.import.edf_holes", of=of)
            raise ImportFileError(msg)
        chosen = labels[found]
        times, rate_hz = _peaks(of, edf, found)
        timed = beat_times(
            [start_ns + ns for ns in times],
            why=f"R-peaks found in {rate_hz:g} Hz ECG",
            clock=clock,
        )
    marks = [
        Mark(
            ns=start_ns + round(one.onset_s * NS_PER_S),
            name=one.text.removeprefix("marker "),
        )
        for one in annotations
        if one.text and one.text not in beats and texts[one.text] < MOST_ALIKE
    ]
    return Source(
        kind="EDF",
        timed=timed,
        chosen=chosen,
        marks=tuple(sorted(marks, key=lambda mark: mark.ns)),
    )


def _of_annotations(
    rows: list[tuple[int, float | None]], chosen: str, clock: Clock
) -> Timed:
    """Beats of annotations, with their intervals where the text tells them."""
    if any(rr is not None for _, rr in rows):
        return stamped(rows, clock, ())
    why = f"{len(rows)} annotations '{chosen}' are the beats"
    return beat_times([ns for ns, _ in rows], why=why, clock=clock)


def _annotation(onset_s: float, text: str) -> _Annotation:
    """One annotation; ours carry figures behind the word: `beat rr_ms=812.5 run=0`."""
    word, _, figures = text.strip().partition(" ")
    told = re.search(r"(?:^| )rr_ms=([0-9.]+)", figures)
    if told is None and "t_sd_s=" not in figures:
        return _Annotation(onset_s, text.strip(), None)
    return _Annotation(onset_s, word, float(told[1]) if told else None)


def _which(
    of: str,
    beats: Sequence[str],
    labels: Sequence[str],
    signals: Sequence[int],
    stream: str | None,
    wearer: str,
    texts: Counter[str],
) -> tuple[bool, int]:
    """Whether beats are annotations, and which text or signal they come from."""
    if not beats and not signals:
        told = ", ".join(f"'{t}' ({n})" for t, n in texts.most_common(MOST_TEXTS))
        msg = sentence(
            "wrong.import.edf_no_beats",
            of=of,
            channels=", ".join(map(repr, labels)) or sentence("wrong.none"),
            texts=told or sentence("wrong.none"),
            wearer=wearer,
        )
        raise ImportFileError(msg)
    if stream is not None:
        names = [*beats, *(labels[k] for k in signals)]
        k = chosen_of(of, names, stream, wearer, sentence("wrong.import.what.either"))
        return (True, k) if k < len(beats) else (False, signals[k - len(beats)])
    if beats:
        return True, chosen_of(
            of, beats, None, wearer, sentence("wrong.import.what.annotations")
        )
    names = [labels[k] for k in signals]
    return False, signals[
        chosen_of(of, names, None, wearer, sentence("wrong.import.what.channels"))
    ]


def _peaks(of: str, edf: "edfio.Edf", index: int) -> tuple[list[int], float]:
    try:
        signal = edf.signals[index]
        rate_hz = float(signal.sampling_frequency)
        values = np.asarray(signal.data, dtype=np.float64)
        at = peaks_of(values, rate_hz)
    except FOREIGN as error:
        raise cannot_read(of, "EDF", error) from error
    if at.size < FEWEST_BEATS:
        msg = sentence(
            "wrong.import.edf_few_peaks",
            n=at.size,
            label=edf.signals[index].label,
            of=of,
            seconds=values.size / rate_hz,
            rate=rate_hz,
        )
        raise ImportFileError(msg)
    return [round(t * NS_PER_S) for t in (at / rate_hz).tolist()], rate_hz


def _start(edf: "edfio.Edf") -> tuple[Clock, int]:
    """The clock of the file and its start in ns."""
    import edfio

    at = edf.starttime
    try:
        day: date | None = edf.startdate
    except edfio.AnonymizedDateError:
        day = None
    if day is None or day == NO_DATE:
        ours = "samenstemming" in edf.local_recording_identification.lower()
        if at == time(0) and not ours:
            return Clock.ELAPSED, 0
        return Clock.DAY, _of_day_ns(at)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Clock.LOCAL, int(midnight.timestamp()) * NS_PER_S + _of_day_ns(at)


def _of_day_ns(at: time) -> int:
    seconds = (at.hour * 60 + at.minute) * 60 + at.second
    return seconds * NS_PER_S + at.microsecond * 1000
