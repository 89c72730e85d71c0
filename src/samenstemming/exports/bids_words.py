"""What a BIDS tree says about itself: descriptions of files and columns.

In English, as the standard and its readers are. Nothing in here depends on a recording
but what an argument says, so the root's files are the same for every session.
"""

from typing import Final

from samenstemming.exports.dates import Shown
from samenstemming.series import HeartPeriod

BIDS_VERSION: Final = "1.11.1"

GENERATOR: Final = "Samenstemming"

README: Final = """\
Heartbeats of two people in conversation, exported by Samenstemming.

Each participant is one of a dyad: see dyad_id and role in participants.tsv. Who is a
and who is b says nothing about them. Names, dates and own words are not in here unless
they were asked for and agreed to.

Times are seconds since session zero, on one clock for both of a dyad.

*_physioevents.tsv.gz: the beats. The R-peak that ends each interval, with the standard
deviation of its time. A run ends at every gap. This is the data.

*_physio.tsv.gz: heart rate resampled from the beats at 4 Hz, for programs that need
even sampling. It is derived; n/a where no beat is known. Neither of these has a header
line; see the JSON beside it.

*_events.tsv: steps, markers, cues shown and cues held back with the reason.

sourcedata: intervals as the straps gave them, before any edit.

derivatives: tables of the whole-record analysis of both together, settings and their
digest, version, head of the recording's chain, consent, and checksums. Levels of
arousal, segments, moments, joint states and the index of co-regulation are exploratory:
nobody validated them. HRV is withheld, not zero, in speech and where data do not carry
it.

Steps that asked for a common rhythm are marked instructed in the data column of the
events: likeness in them says nothing about two people.
"""


def description(kind: str) -> dict[str, object]:
    """dataset_description.json, of `raw` or `derivative`."""
    from samenstemming._version import __version__

    return {
        "Name": "Heartbeats of two people in conversation",
        "BIDSVersion": BIDS_VERSION,
        "DatasetType": kind,
        "GeneratedBy": [{"Name": GENERATOR, "Version": __version__}],
    }


def participants() -> dict[str, object]:
    """participants.json."""
    return {
        "participant_id": {"Description": "Pseudonym of one of the two"},
        "dyad_id": {"Description": "The pair that this participant belongs to"},
        "role": {
            "Description": "Which of the two; drawn or assigned, it says nothing more",
            "Levels": {"a": "wearer A", "b": "wearer B"},
        },
    }


def physio(grid: HeartPeriod) -> dict[str, object]:
    """The JSON beside _physio.tsv.gz."""
    return {
        "SamplingFrequency": grid.rate_hz,
        "StartTime": grid.t0_s,
        "Columns": ["time_s", "heart_rate_bpm", "heart_period_ms"],
        "PhysioType": "generic",
        "Description": (
            "Resampled from beats (PCHIP through corrected NN intervals), not measured "
            "at this rate; n/a where no beat is known. The beats are in _physioevents."
        ),
        "time_s": {"Description": "Seconds since session zero", "Units": "s"},
        "heart_rate_bpm": {
            "Description": "60000 / heart_period_ms",
            "Units": "beats/min",
        },
        "heart_period_ms": {
            "Description": "NN interval on an even grid",
            "Units": "ms",
        },
    }


def physioevents() -> dict[str, object]:
    """The JSON beside _physioevents.tsv.gz."""
    return {
        "Columns": ["onset", "rr_ms", "t_sd_s", "run", "origin", "flag"],
        "OnsetSource": "time_s",
        "Description": "Beats: the R-peaks, irregular in time",
        "onset": {
            "Description": "The R-peak that ends the interval, since session zero",
            "Units": "s",
        },
        "rr_ms": {
            "Description": "RR interval as measured, uncorrected; n/a where unknown",
            "Units": "ms",
        },
        "t_sd_s": {"Description": "Standard deviation of the onset", "Units": "s"},
        "run": {"Description": "Grows at every gap; no interval spans one"},
        "origin": {"Description": "Where the beat was seen: rr or ecg"},
        "flag": {"Description": "What artefact handling made of the interval"},
    }


def events() -> dict[str, object]:
    """The JSON beside _events.tsv."""
    return {
        "onset": {"Description": "Seconds since session zero", "Units": "s"},
        "duration": {
            "Description": "Of a step; 0 for what has no length",
            "Units": "s",
        },
        "trial_type": {
            "Description": "step, cue, cue_held_back, or the marker's own name"
        },
        "step_id": {"Description": "The step in which this was"},
        "speaker": {
            "Description": "Who was asked to speak then; n/a where nobody said so",
            "Levels": {"a": "A", "b": "B", "both": "both", "none": "nobody"},
        },
        "source": {
            "Description": "Who made it: auto, either of the two, researcher, import"
        },
        "cue_shown": {"Description": "Kind of the cue that was shown"},
        "cue_suppressed_reason": {"Description": "Why a cue was held back"},
        "note": {"Description": "Free text, only where both agreed to it"},
        "data": {"Description": "What else is known of it, as JSON"},
    }


def scans(shown: Shown) -> dict[str, object]:
    """The JSON beside _scans.tsv."""
    real = "Session zero, UTC"
    moved = (
        "Session zero, moved back by whole weeks, the same for every session of a "
        "dyad; weekday and time of day are kept (UTC)"
    )
    return {
        "acq_time": {"Description": moved if shown is Shown.SHIFTED else real},
    }
