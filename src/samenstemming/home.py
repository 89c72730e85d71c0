"""What the couple's app is built of: the evening, what a home remembers, keeping.

Public, beside the names of the package itself, which are for researchers. Screens
import this and nothing below it, so that what lies below may move.
"""

from typing import TYPE_CHECKING

from samenstemming.consent import FREE_TEXT, LOOK_BACK, SCOPES, TWO_LINES, both_agreed
from samenstemming.exercises.gentlest import Offer, offer
from samenstemming.recording import read_lease
from samenstemming.recording.withdrawal import Withdrawal, withdraw
from samenstemming.report import strip as look_back
from samenstemming.report.strip import Strip, own_marks, strip_svg
from samenstemming.series import DyadFrame, WearerArousal
from samenstemming.session.client import Control
from samenstemming.session.damaged import (
    Saving,
    can_be_saved,
    repaired,
    save_what_is_left,
    saved_path,
)
from samenstemming.session.evening import At, EveningDesk, EveningState, TalkWish
from samenstemming.session.evening_resume import cut_off
from samenstemming.session.exercise_files import built_in, library
from samenstemming.session.keeping import (
    Deleted,
    delete,
    expire,
    kept_until,
    look_back_until,
    may_look_back,
    may_show_both_hearts,
    of_an_evening,
    rename,
)
from samenstemming.session.levels import levels
from samenstemming.session.own_part import OwnPart, own_data, own_part
from samenstemming.session.profile import (
    LONGEST_CARD,
    LONGEST_NAME,
    LONGEST_WORDS,
    MOST_CARDS,
    Profile,
    forget_profile,
    profile_path,
    read_profile,
    write_profile,
)

if TYPE_CHECKING:
    # Only a name for types: the model loads a validation library, which takes a while.
    from samenstemming.exercises.model import Exercise, TextList

__all__ = [
    "FREE_TEXT",
    "LONGEST_CARD",
    "LONGEST_NAME",
    "LONGEST_WORDS",
    "LOOK_BACK",
    "MOST_CARDS",
    "SCOPES",
    "TWO_LINES",
    "At",
    "Control",
    "Deleted",
    "DyadFrame",
    "EveningDesk",
    "EveningState",
    "Exercise",
    "Offer",
    "OwnPart",
    "Profile",
    "Saving",
    "Strip",
    "TalkWish",
    "TextList",
    "WearerArousal",
    "Withdrawal",
    "both_agreed",
    "built_in",
    "can_be_saved",
    "cut_off",
    "delete",
    "expire",
    "forget_profile",
    "kept_until",
    "levels",
    "library",
    "look_back",
    "look_back_until",
    "may_look_back",
    "may_show_both_hearts",
    "of_an_evening",
    "offer",
    "own_data",
    "own_marks",
    "own_part",
    "profile_path",
    "read_lease",
    "read_profile",
    "rename",
    "repaired",
    "save_what_is_left",
    "saved_path",
    "strip_svg",
    "withdraw",
    "write_profile",
]
