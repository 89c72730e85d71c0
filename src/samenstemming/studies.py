"""What a study's screens are built of: the file and its lock, pairs, forms, the week.

Public, beside the names of the package itself. Screens import this and nothing below
it, so that what lies below may move.
"""

from samenstemming.session.exercise_files import library
from samenstemming.session.practice_pace import practice_speed
from samenstemming.session.study_answers import answers_csv, answers_of, keep_answers
from samenstemming.session.study_desk import Job, Running, SessionWish, StudyDesk
from samenstemming.session.study_dry_run import SPEED, Checked
from samenstemming.session.study_files import (
    Standing,
    hand_out,
    lock_study,
    replace_text,
    standing,
    studies_folder,
    write_text,
)
from samenstemming.session.study_week import overview_csv, sessions_of
from samenstemming.study.ledger import Entry
from samenstemming.study.overview import Overview, SessionFacts
from samenstemming.study.quality import WHOLE, Claim, Drift, QualityPage
from samenstemming.study.template import template

__all__ = [
    "SPEED",
    "WHOLE",
    "Checked",
    "Claim",
    "Drift",
    "Entry",
    "Job",
    "Overview",
    "QualityPage",
    "Running",
    "SessionFacts",
    "SessionWish",
    "Standing",
    "StudyDesk",
    "answers_csv",
    "answers_of",
    "hand_out",
    "keep_answers",
    "library",
    "lock_study",
    "overview_csv",
    "practice_speed",
    "replace_text",
    "sessions_of",
    "standing",
    "studies_folder",
    "template",
    "write_text",
]
