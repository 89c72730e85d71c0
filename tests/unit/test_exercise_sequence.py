"""Several exercises as one talk."""

import pytest

from samenstemming.errors import ExerciseError
from samenstemming.events import Wearer
from samenstemming.session.exercise_files import guide_for, library


def test_steps_follow_and_keep_names_of_their_own() -> None:
    name = "om_de_beurt+ons_patroon"
    exercise, content = library().find(name)
    parts = [library().find(part)[0] for part in name.split("+")]
    assert exercise.id == name
    assert exercise.minutes == sum(part.minutes for part in parts)
    ids = [step.id for step in exercise.steps]
    assert len(ids) == len(set(ids)) == sum(len(part.steps) for part in parts)
    assert ids[0] == "landen"
    assert "ons_patroon_landen" in ids
    guide = guide_for(name, first=Wearer.B)
    assert guide.sha256 == content.sha256
    with pytest.raises(ExerciseError, match="no exercise 'nietes'"):
        library().find("om_de_beurt+nietes")
