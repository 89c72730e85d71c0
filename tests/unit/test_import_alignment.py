"""Two files on one clock: stated, by a marker, or estimated and not claimed."""

from pathlib import Path

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.analysis_more import further_synchrony
from samenstemming.errors import ImportFileError
from samenstemming.measures.clock_estimate import (
    RATE_HZ,
    ClockEstimate,
    estimate_shift,
)
from samenstemming.sources.importers import import_files
from samenstemming.words import Language, say
from tests.foreign_files import hearts, xdf

A, B = hearts(minutes=12, seed=3, coupling=0.9)
CLAP_S = 100.0


def text(path: Path, beats: list[tuple[float, float]]) -> Path:
    path.write_text("".join(f"{rr!r}\n" for _, rr in beats))
    return path


def clock(recording: sam.Recording) -> dict[str, object]:
    held = recording.meta["clock_alignment"]
    assert isinstance(held, dict)
    return held


def offset_s(recording: sam.Recording) -> float:
    """Where B's first interval lies after A's, in seconds."""
    beats = sam.locate_beats(recording.events())
    return beats[sam.Wearer.B][0].t_s - beats[sam.Wearer.A][0].t_s


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, float]:
    """Two files without a clock, of which B's began 40 s later, and that offset."""
    folder = tmp_path_factory.mktemp("late")
    later = [beat for beat in B if beat[0] > 40]
    a, b = text(folder / "one.txt", A), text(folder / "two.txt", later)
    start_s = (later[0][0] - later[0][1] / 1000) - (A[0][0] - A[0][1] / 1000)
    return a, b, start_s


def test_a_known_offset_moves_b_and_permits_a_lag(
    late: tuple[Path, Path, float],
) -> None:
    a, b, start_s = late
    recording = import_files(a, b, align=f"known:{start_s!r}")
    assert clock(recording)["method"] == "known"
    found = sam.analyze(recording, surrogates=19).synchrony
    assert found.lag_withheld != "clock_assumed"
    assert found.p_value is not None


def test_what_nobody_stated_is_assumed_and_no_lag_is_claimed(
    late: tuple[Path, Path, float],
) -> None:
    a, b, _ = late
    recording = import_files(a, b)
    assert clock(recording)["method"] == "assumed"
    found = sam.analyze(recording, surrogates=19).synchrony
    assert found.lag_s is None
    assert found.lag_withheld == "clock_assumed"
    assert "Nobody said" in say("withheld.clock_assumed", Language.EN)


def test_an_estimate_is_found_stated_and_then_nothing_is_claimed(
    late: tuple[Path, Path, float],
) -> None:
    a, b, start_s = late
    recording = import_files(a, b, align="estimate")
    held = clock(recording)
    assert held["method"] == "estimate"
    sd_s, shift_s = held["sd_s"], held["shift_s"]
    assert isinstance(sd_s, float)
    assert isinstance(shift_s, float)
    assert 0.25 <= sd_s < 6
    assert abs(shift_s - start_s) < 2.5 * sd_s
    found = sam.analyze(recording, surrogates=19).synchrony
    assert found.statistic is not None
    for withheld in (found.lag_withheld, found.p_withheld, found.pairs_withheld):
        assert withheld == "clock_estimated"
    assert (found.lag_s, found.p_value, found.segment_pairs) == (None, None, None)
    assert found.chance is None
    assert found.lead.value == "cannot tell"
    assert further_synchrony(sam.analyze(recording, surrogates=0)) == "clock_estimated"


def test_strangers_are_not_aligned(tmp_path: Path) -> None:
    a = text(tmp_path / "one.txt", A)
    stranger, _ = hearts(minutes=12, seed=77)
    b = text(tmp_path / "two.txt", stranger)
    with pytest.raises(ImportFileError, match=r"do not tell how the clocks lie.*known"):
        import_files(a, b, align="estimate")


def test_pure_noise_is_seldom_aligned() -> None:
    rng = np.random.default_rng(8)
    aligned = 0
    for _ in range(40):
        a, b = (
            70 + np.convolve(rng.normal(0, 3, 1200), np.ones(24) / 5, "same")
            for _ in "ab"
        )
        aligned += isinstance(estimate_shift(a, b, longest_s=60), ClockEstimate)
    assert aligned <= 3


def test_one_wave_that_fits_everywhere_is_refused() -> None:
    t = np.arange(0, 600, 1 / RATE_HZ)
    wave = 70 + 5 * np.sin(2 * np.pi * 0.05 * t)
    assert isinstance(estimate_shift(wave, wave, longest_s=60), str)


def test_a_marker_in_both_files_aligns_them(tmp_path: Path) -> None:
    a = xdf(
        tmp_path / "a.xdf",
        [
            ("S", "RR", 0, "ms", [(9000 + t, [rr]) for t, rr in A]),
            ("M", "Markers", 0, "", [(9000 + CLAP_S, "Clap")]),
        ],
    )
    b = xdf(
        tmp_path / "b.xdf",
        [
            ("S", "RR", 0, "ms", [(20 + t, [rr]) for t, rr in B]),
            ("M", "Markers", 0, "", [(20 + CLAP_S, "clap"), (25, "start")]),
        ],
    )
    recording = import_files(a, b, align="marker:clap")
    assert offset_s(recording) == pytest.approx(B[0][0] - A[0][0], abs=0.002)
    assert clock(recording)["sd_s"] == 0.5
    with pytest.raises(ImportFileError, match=r"A \(XDF\) has no marker 'start'"):
        import_files(a, b, align="marker:start")


@pytest.mark.parametrize(
    "how", ["", "known", "known:x", "marker:", "estimate:-3", "nan"]
)
def test_a_way_to_align_that_is_none_is_refused(tmp_path: Path, how: str) -> None:
    a = text(tmp_path / "one.txt", A[:100])
    b = text(tmp_path / "two.txt", B[:100])
    with pytest.raises(ImportFileError, match="--align takes known:SECONDS"):
        import_files(a, b, align=how)


def test_aligning_one_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="there is only one"):
        import_files(text(tmp_path / "one.txt", A[:100]), align="estimate")
