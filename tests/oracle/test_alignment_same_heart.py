"""One real heart under two sensors: the lag of a band behind a laboratory's ECG."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from samenstemming.analysis_steps import steps_of
from samenstemming.events import Recording, Wearer
from samenstemming.measures.alignment import Alignment, align
from samenstemming.rhythm.beats import locate_beats
from samenstemming.series import Beat
from samenstemming.sources.importers import import_files

DATA = Path(__file__).parents[2].parent / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the shared data are not at {DATA}"
)

CLEAN = ("sitting", "recovery", "standing", "breathing", "neurotask")

Located = tuple[Recording, Mapping[Wearer, Sequence[Beat]]]


@pytest.fixture(scope="module")
def same_heart() -> Located:
    folder = DATA / "wearable_hrv_mit"
    recording = import_files(
        folder / "test_vu.txt",
        folder / "test_rhythm.csv",
        a_zone="Europe/Amsterdam",
        b_zone="UTC",
        events=folder / "test_events.csv",
    )
    return recording, locate_beats(recording.events())


def found_in(same_heart: Located, name: str) -> Alignment | str:
    recording, beats = same_heart
    (step,) = (
        s for s in steps_of(recording.events(), recording.duration_s) if s.id == name
    )
    return align(
        {
            wearer: [b for b in of if step.start_s <= b.t_s <= step.end_s]
            for wearer, of in beats.items()
        }
    )


@pytest.mark.parametrize("name", CLEAN)
def test_the_band_trails_the_ecg_by_what_it_always_does(
    same_heart: Located, name: str
) -> None:
    found = found_in(same_heart, name)
    assert isinstance(found, Alignment)
    # The two recorders' clocks drift by about 0.1 s over the hour.
    assert found.lag_s == pytest.approx(1.29, abs=0.09)
    assert found.spread_s < 0.03
    assert found.n_beats > 150


@pytest.mark.parametrize("name", ["walking", "biking"])
def test_with_bad_contact_it_does_not_say(same_heart: Located, name: str) -> None:
    assert isinstance(found_in(same_heart, name), str)
