"""Two straps, one conversation: heartbeats of two people on one clock.

The public names, nothing else. Each loads where it is first used, so that importing
this package stays quick and loads no neurokit2, scipy, streamlit or bleak.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samenstemming.analysis import analyze
    from samenstemming.analysis_hrv import hrv_series
    from samenstemming.analysis_replay import (
        Overview,
        WearerOverview,
        moments,
        moments_in,
        overview,
        sync_map,
        sync_map_chance,
        with_edit,
    )
    from samenstemming.analysis_values import Analysis, Part
    from samenstemming.beat_edits import Action as BeatAction
    from samenstemming.beat_edits import BeatEdit, BeatEdits
    from samenstemming.consent import without_export_consent
    from samenstemming.errors import MalformedPacketError, SamenstemmingError
    from samenstemming.events import (
        Event,
        LinkChange,
        Marker,
        Packet,
        Recording,
        Tick,
        Wearer,
    )
    from samenstemming.exports.exporting import export_recording
    from samenstemming.exports.own_folder import (
        Exported,
        ToExport,
        export_to_own_folder,
    )
    from samenstemming.frames_json import derived_to_json
    from samenstemming.mark_changes import (
        Mark,
        MarkChanges,
        correct_mark,
        marks_by_hand,
        take_back_mark,
        undo_mark_change,
        with_mark_changes,
    )
    from samenstemming.measures.moments import Moment
    from samenstemming.measures.synchrony import Synchrony, synchrony
    from samenstemming.measures.synchrony_map import MapChance, SynchronyMap
    from samenstemming.measures.synchrony_table import synchrony_table
    from samenstemming.measures.verdict import verdict_of
    from samenstemming.pipeline import Pipeline
    from samenstemming.recording import open_recording, tail
    from samenstemming.recording.codes_file import (
        Code,
        Codes,
        codes_path,
        read_codes,
        write_codes,
    )
    from samenstemming.recording.edits_file import edits_path, read_edits, write_edits
    from samenstemming.recording.locations import (
        default_folder as recordings_folder,
    )
    from samenstemming.recording.marks_file import (
        marks_path,
        open_with_marks,
        read_marks,
        write_marks,
    )
    from samenstemming.report.make import make_report
    from samenstemming.rhythm.beats import locate_beats
    from samenstemming.session.client import control
    from samenstemming.session.launch import start_collector
    from samenstemming.session.practice_straps import PracticeStraps
    from samenstemming.session.preflight_check import Check
    from samenstemming.session.strap_desk import StrapDesk
    from samenstemming.session.strap_desk_state import DeskState
    from samenstemming.session.strap_shelf import StrapOnShelf
    from samenstemming.settings import Settings
    from samenstemming.sources.import_preview import (
        import_notes,
        import_preview,
        keep_import,
    )
    from samenstemming.sources.importers import from_rr, import_files
    from samenstemming.sources.simulate import simulate
    from samenstemming.standing import as_it_stands
    from samenstemming.wire.heart_rate import HeartRateMeasurement
    from samenstemming.wire.heart_rate import decode as decode_heart_rate
    from samenstemming.wire.heart_rate import encode as encode_heart_rate

__all__ = [
    "Analysis",
    "BeatAction",
    "BeatEdit",
    "BeatEdits",
    "Check",
    "Code",
    "Codes",
    "DeskState",
    "Event",
    "Exported",
    "HeartRateMeasurement",
    "LinkChange",
    "MalformedPacketError",
    "MapChance",
    "Mark",
    "MarkChanges",
    "Marker",
    "Moment",
    "Overview",
    "Packet",
    "Part",
    "Pipeline",
    "PracticeStraps",
    "Recording",
    "SamenstemmingError",
    "Settings",
    "StrapDesk",
    "StrapOnShelf",
    "Synchrony",
    "SynchronyMap",
    "Tick",
    "ToExport",
    "Wearer",
    "WearerOverview",
    "analyze",
    "as_it_stands",
    "codes_path",
    "control",
    "correct_mark",
    "decode_heart_rate",
    "derived_to_json",
    "edits_path",
    "encode_heart_rate",
    "export_recording",
    "export_to_own_folder",
    "from_rr",
    "hrv_series",
    "import_files",
    "import_notes",
    "import_preview",
    "keep_import",
    "locate_beats",
    "make_report",
    "marks_by_hand",
    "marks_path",
    "moments",
    "moments_in",
    "open_recording",
    "open_with_marks",
    "overview",
    "read_codes",
    "read_edits",
    "read_marks",
    "recordings_folder",
    "simulate",
    "start_collector",
    "sync_map",
    "sync_map_chance",
    "synchrony",
    "synchrony_table",
    "tail",
    "take_back_mark",
    "undo_mark_change",
    "verdict_of",
    "with_edit",
    "with_mark_changes",
    "without_export_consent",
    "write_codes",
    "write_edits",
    "write_marks",
]

_HOMES = {
    "Analysis": "analysis_values",
    "BeatAction": "beat_edits:Action",
    "BeatEdit": "beat_edits",
    "BeatEdits": "beat_edits",
    "Check": "session.preflight_check",
    "Code": "recording.codes_file",
    "Codes": "recording.codes_file",
    "DeskState": "session.strap_desk_state",
    "Event": "events",
    "Exported": "exports.own_folder",
    "HeartRateMeasurement": "wire.heart_rate",
    "LinkChange": "events",
    "MalformedPacketError": "errors",
    "MapChance": "measures.synchrony_map",
    "Mark": "mark_changes",
    "MarkChanges": "mark_changes",
    "Marker": "events",
    "Moment": "measures.moments",
    "Overview": "analysis_replay",
    "Packet": "events",
    "Part": "analysis_values",
    "Pipeline": "pipeline",
    "PracticeStraps": "session.practice_straps",
    "Recording": "events",
    "SamenstemmingError": "errors",
    "Settings": "settings",
    "StrapDesk": "session.strap_desk",
    "StrapOnShelf": "session.strap_shelf",
    "Synchrony": "measures.synchrony",
    "SynchronyMap": "measures.synchrony_map",
    "Tick": "events",
    "ToExport": "exports.own_folder",
    "Wearer": "events",
    "WearerOverview": "analysis_replay",
    "analyze": "analysis",
    "as_it_stands": "standing",
    "codes_path": "recording.codes_file",
    "control": "session.client",
    "correct_mark": "mark_changes",
    "decode_heart_rate": "wire.heart_rate:decode",
    "derived_to_json": "frames_json",
    "edits_path": "recording.edits_file",
    "encode_heart_rate": "wire.heart_rate:encode",
    "export_recording": "exports.exporting",
    "export_to_own_folder": "exports.own_folder",
    "from_rr": "sources.importers",
    "hrv_series": "analysis_hrv",
    "import_files": "sources.importers",
    "import_notes": "sources.import_preview",
    "import_preview": "sources.import_preview",
    "keep_import": "sources.import_preview",
    "locate_beats": "rhythm.beats",
    "make_report": "report.make",
    "marks_by_hand": "mark_changes",
    "marks_path": "recording.marks_file",
    "moments": "analysis_replay",
    "moments_in": "analysis_replay",
    "open_recording": "recording",
    "open_with_marks": "recording.marks_file",
    "overview": "analysis_replay",
    "read_codes": "recording.codes_file",
    "read_edits": "recording.edits_file",
    "read_marks": "recording.marks_file",
    "recordings_folder": "recording.locations:default_folder",
    "simulate": "sources.simulate",
    "start_collector": "session.launch",
    "sync_map": "analysis_replay",
    "sync_map_chance": "analysis_replay",
    "synchrony": "measures.synchrony",
    "synchrony_table": "measures.synchrony_table",
    "tail": "recording",
    "take_back_mark": "mark_changes",
    "undo_mark_change": "mark_changes",
    "verdict_of": "measures.verdict",
    "with_edit": "analysis_replay",
    "with_mark_changes": "mark_changes",
    "without_export_consent": "consent",
    "write_codes": "recording.codes_file",
    "write_edits": "recording.edits_file",
    "write_marks": "recording.marks_file",
}


def __getattr__(name: str) -> object:
    try:
        home, _, inner = _HOMES[name].partition(":")
    except KeyError:
        msg = f"module 'samenstemming' has no attribute {name!r}"
        raise AttributeError(msg) from None
    return getattr(import_module(f"samenstemming.{home}"), inner or name)


def __dir__() -> list[str]:
    return sorted(_HOMES)
