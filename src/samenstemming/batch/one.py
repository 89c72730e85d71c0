"""The task of one recording: read, refused or analysed, and put down as tiles.

Whatever is wrong with a recording becomes a row that says so; only an output folder
that takes no more stops a run. The row of facts is written last: where it is, the rest
of this recording is there too.
"""

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from samenstemming.analysis import analyze
from samenstemming.analysis_values import Analysis, Part
from samenstemming.batch.fetched import at_hand
from samenstemming.batch.place import Place, Remote, located
from samenstemming.batch.plan import Asked, seed_of
from samenstemming.batch.prepared import WHOLE, keep, numbered, prepared_of
from samenstemming.batch.survey import REASONS, Entry, without_folder
from samenstemming.batch.tiles import Columns, Row, write_table
from samenstemming.consent import without_export_consent
from samenstemming.errors import BatchError, RecordingError, SamenstemmingError
from samenstemming.events import Packet, Recording, Wearer
from samenstemming.exports.participants import participants_of
from samenstemming.measures.alignment import ONE_BODY
from samenstemming.measures.synchrony import Synchrony
from samenstemming.recording import read_lease
from samenstemming.recording.edits_file import read_edits
from samenstemming.recording.marks_file import open_with_marks
from samenstemming.settings import Settings

FACTS: Final[Columns] = {
    **{"recording": "text", "status": "text", "reason": "text", "detail": "text"},
    **{"study": "text", "dyad": "text", "session": "text", "arm": "text"},
    **{"order": "text", "starts": "text", "simulated": "yes_no"},
    **{"duration_s": "number", "n_events": "whole", "withdrawn": "yes_no"},
    **{"chain": "text", "beginning_a": "text", "beginning_b": "text"},
    **{"settings": "text", "seed": "whole"},
}

INDICES: Final = (
    *("heart_rate_bpm", "mean_nn_ms", "sdnn_ms", "rmssd_ms", "pnn50", "sd1_ms"),
    *("sd2_ms", "lf_ms2", "hf_ms2"),
)

_STEP: Final[Columns] = {
    **{"step": "text", "nth": "whole", "speaker": "text", "instructed": "yes_no"},
    **{"start_s": "number", "end_s": "number"},
}

PEOPLE: Final[Columns] = {
    **_STEP,
    **{"wearer": "text", "n_beats": "whole", "usable_share": "number"},
    **{"corrected_share": "number", "rhythm": "text", "quality": "text"},
    **dict.fromkeys(INDICES, "number"),
    **{f"{name}_withheld": "text" for name in INDICES},
}

STEPS: Final[Columns] = {
    **_STEP,
    **{"statistic": "number", "sign": "text", "lag_s": "number", "lag_sd_s": "number"},
    **{"p_value": "number", "p_withheld": "text", "chance_median": "number"},
    **{"chance_p95": "number", "n_surrogates": "whole", "lead": "text"},
    **{"n_windows": "whole", "compared_s": "number", "short": "yes_no"},
    **{"roles": "text", "segment_pairs_p": "number", "withheld": "text"},
}

UNFORESEEN: Final = (
    *(ArithmeticError, ValueError, LookupError, TypeError, AttributeError),
    *(MemoryError, OSError, RecursionError, AssertionError),
)
"""What a recording that nobody foresaw may raise: named in its row, stops nobody."""


@dataclass(frozen=True, slots=True)
class RecordingTask:
    """One recording of one run."""

    asked: Asked
    entry: Entry

    def place(self, table: str, ending: str = "parquet") -> Place:
        """Where a tile of this recording lies."""
        folder = located(self.asked.output) / "tiles" / self.entry.key[:2]
        return folder / f"{self.entry.key}.{table}.{ending}"

    @property
    def recording(self) -> Place:
        """Where the recording lies."""
        folder = located(self.asked.folder)
        at_address = isinstance(folder, Remote)
        return folder / self.entry.name if at_address else Path(self.entry.path)

    @property
    def hearts(self) -> tuple[Place, ...]:
        """Where what comes from somebody's heart lies."""
        named = (self.place("people"), self.place("steps"))
        return *named, self.place("pair", "npz")


def do_recording(task: RecordingTask) -> str:
    """Analyse one recording into its tiles; its status."""
    task.asked.agree()
    facts: dict[str, object] = {"recording": task.entry.name}
    path = Path(task.entry.name)
    try:
        with at_hand(task.recording, task.entry.beside) as path:
            facts |= _look(task, path)
    except BatchError:
        raise
    except RecordingError as error:
        facts |= _left_out(REASONS[error.problem], without_folder(error, path))
    except SamenstemmingError as error:
        facts |= _left_out("REFUSED", without_folder(error, path))
    except UNFORESEEN as error:
        why = without_folder(error, path)
        facts |= _left_out("FAILED", f"{type(error).__name__}: {why}")
    write_table(task.place("facts"), FACTS, [facts])
    return str(facts["status"])


def _left_out(reason: str, detail: str = "") -> dict[str, object]:
    return {"status": "left_out", "reason": reason, "detail": detail}


def _look(task: RecordingTask, path: Path) -> dict[str, object]:
    lease = read_lease(path)
    if task.entry.growing or (lease is not None and lease.alive):
        return _left_out("RECORDING_NOW")
    recording = open_with_marks(path)
    facts = facts_of(recording)
    reason = why_not(recording)
    if reason is not None:
        return facts | _left_out(reason)
    asked = task.asked
    dyad, study = str(facts["dyad"]), str(facts["study"] or "")
    seed = seed_of(asked.seed, study, dyad, dyad)
    settings = settings_for(asked.settings, recording)
    analysis = analyze(
        recording,
        settings,
        edits=read_edits(path),
        surrogates=asked.surrogates,
        seed=seed,
    )
    if len(analysis.wearers) < 2:
        return facts | _left_out("ONE_WEARER")
    keep(task.place("pair", "npz"), prepared_of(analysis))
    write_table(task.place("people"), PEOPLE, people_rows(analysis))
    write_table(task.place("steps"), STEPS, step_rows(analysis))
    return facts | {"status": "used", "seed": seed, "settings": settings.digest()}


def why_not(recording: Recording) -> str | None:
    """Why this recording gives no numbers; None where it may."""
    if recording.meta.get(ONE_BODY) is True:
        return "ONE_BODY"
    study = recording.meta.get("study")
    if isinstance(study, Mapping) and study.get("dry_run") is True:
        return "DRY_RUN"
    if without_export_consent(recording):
        return "NO_CONSENT"
    if len(recording.wearers) < 2:
        return "ONE_WEARER"
    return None


def settings_for(settings: Settings, recording: Recording) -> Settings:
    """The run's settings; only what a strap counts in is the recording's own."""
    own = Settings.of_recording(recording.meta)
    return replace(
        settings,
        rr_counts_per_s_a=settings.rr_counts_per_s_a or own.rr_counts_per_s_a,
        rr_counts_per_s_b=settings.rr_counts_per_s_b or own.rr_counts_per_s_b,
    )


def facts_of(recording: Recording) -> dict[str, object]:
    """Who this was, as codes, and what tells versions of one session apart."""
    about = recording.meta.get("study")
    study: Mapping[str, object] = about if isinstance(about, Mapping) else {}
    texts = {
        name: None if (value := study.get(key)) is None else str(value)
        for name, key in (
            *(("study", "id"), ("session", "session"), ("arm", "arm")),
            *(("order", "order"), ("starts", "starts"), ("pair", "pair")),
        )
    }
    pair = texts.pop("pair")
    return {
        **texts,
        "dyad": pair or participants_of(recording).dyad,
        "simulated": recording.meta.get("simulated") is True,
        "duration_s": recording.duration_s,
        "n_events": len(recording.events()),
        "withdrawn": bool(recording.meta.get("withdrawn")),
        "chain": recording.chain,
        **{f"beginning_{of}": beginning_of(recording, of) for of in Wearer},
    }


FIRST_PACKETS: Final = 50


def beginning_of(recording: Recording, wearer: Wearer) -> str | None:
    """SHA-256 of this wearer's first packets: the same in every version of a session.

    Of each alone, for a version from which one withdrew holds the other's only.
    """
    digest, n = hashlib.sha256(), 0
    for event in recording.events():
        if isinstance(event, Packet) and event.wearer is wearer:
            digest.update(struct.pack("<q", event.t_ns) + event.payload)
            n += 1
            if n == FIRST_PACKETS:
                return digest.hexdigest()[:16]
    return None


def people_rows(analysis: Analysis) -> Iterator[Row]:
    """Each wearer in the whole record and in each step."""
    for wearer in Wearer:
        whole = analysis.wearers[wearer].whole
        yield {**_whole(analysis), "wearer": wearer.value, **_part(whole)}
        for where, of in zip(_steps(analysis), analysis.steps, strict=True):
            if wearer in of.wearers:
                yield {**where, "wearer": wearer.value, **_part(of.wearers[wearer])}


def step_rows(analysis: Analysis) -> Iterator[Row]:
    """The two together, in the whole record and in each step."""
    yield {**_whole(analysis), **_together(analysis.synchrony)}
    for where, of in zip(_steps(analysis), analysis.steps, strict=True):
        yield {**where, **_together(of.synchrony)}


def _whole(analysis: Analysis) -> dict[str, object]:
    return {
        "step": WHOLE,
        "nth": 1,
        "instructed": False,
        "start_s": 0.0,
        "end_s": analysis.duration_s,
    }


def _steps(analysis: Analysis) -> Iterator[dict[str, object]]:
    nths = numbered([of.step.id for of in analysis.steps])
    for nth, of in zip(nths, analysis.steps, strict=True):
        yield {
            "step": of.step.id,
            "nth": nth,
            "speaker": of.step.speaker,
            "instructed": of.step.instructed,
            "start_s": of.step.start_s,
            "end_s": of.step.end_s,
        }


def _part(part: Part) -> dict[str, object]:
    return {
        "n_beats": part.n_beats,
        "usable_share": part.usable_share,
        "corrected_share": part.corrected_share,
        "rhythm": part.rhythm.value,
        "quality": part.quality.verdict.value,
        **{name: part.hrv.values.get(name) for name in INDICES},
        **{f"{name}_withheld": part.hrv.withheld.get(name) for name in INDICES},
    }


def _together(found: Synchrony) -> dict[str, object]:
    chance, pairs = found.chance, found.segment_pairs
    return {
        "statistic": found.statistic,
        "sign": found.sign,
        "lag_s": found.lag_s,
        "lag_sd_s": found.lag_sd_s,
        "p_value": found.p_value,
        "p_withheld": found.p_withheld,
        "chance_median": None if chance is None else chance.median,
        "chance_p95": None if chance is None else chance.p95,
        "n_surrogates": found.n_surrogates,
        "lead": found.lead.value,
        "n_windows": found.n_windows,
        "compared_s": found.duration_s,
        "short": found.short,
        "roles": found.roles,
        "segment_pairs_p": None if pairs is None else pairs.p_value,
        "withheld": found.withheld,
    }
