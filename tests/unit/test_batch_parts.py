"""The parts of a batch that need no recording: seeds, choices, sums, progress."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samenstemming.batch.chosen import chosen
from samenstemming.batch.grid import grid_of
from samenstemming.batch.group import Group, group_rows, p_of
from samenstemming.batch.plan import Asked, seed_of
from samenstemming.batch.prepared import numbered
from samenstemming.batch.survey import Entry
from samenstemming.batch.tiles import own_folder, read_table, write_bytes, write_table
from samenstemming.cli.batch import progress_line
from samenstemming.errors import BatchError, BatchOutputError, SettingsError
from samenstemming.settings import Settings

ASKED = Asked(folder="in", output="out", settings=Settings())


def test_a_seed_follows_from_study_and_dyads_alone() -> None:
    assert seed_of(0, "S", "D001", "D002") == seed_of(0, "S", "D001", "D002")
    others = {
        seed_of(0, "S", "D002", "D001"),
        seed_of(0, "T", "D001", "D002"),
        seed_of(1, "S", "D001", "D002"),
    }
    assert len(others | {seed_of(0, "S", "D001", "D002")}) == 4


def test_a_worker_of_another_version_is_refused() -> None:
    with pytest.raises(BatchError, match="Install one version"):
        Asked(folder="in", output="out", version="0.0.0").agree()


def found(name: str, **facts: object) -> tuple[Entry, dict[str, Any]]:
    usual: dict[str, Any] = {
        **{"status": "used", "study": None, "dyad": "D1", "session": None},
        **{"arm": None, "withdrawn": False, "chain": name, "beginning_a": name},
        **{"beginning_b": None, "n_events": 100},
    }
    return Entry(name=name, path=name, key=name), usual | facts


def test_copies_and_versions_stand_aside_for_one() -> None:
    members, out = chosen(
        [
            found("a", chain="same"),
            found("b", chain="same"),
            found("c", beginning_a="begun", n_events=50),
            found("d", beginning_a="begun", n_events=90),
        ]
    )
    assert [of.entry.name for of in members] == ["a", "d"]
    assert [of.session for of in members] == ["01", "02"]
    told = [(of.name, of.reason, of.detail) for of in out]
    assert told == [("b", "DUPLICATE", "a"), ("c", "OTHER_VERSION", "d")]


def test_what_was_taken_back_is_not_brought_back_by_an_older_version() -> None:
    of_study = {"study": "S", "session": "1"}
    members, out = chosen(
        [
            found("whole", **of_study),
            found("withdrawn", **of_study, withdrawn=True, status="left_out"),
        ]
    )
    assert members == []
    assert [(of.name, of.detail) for of in out] == [("whole", "withdrawn")]


def test_steps_of_one_name_are_counted() -> None:
    assert numbered(["talk", "pause", "talk"]) == [1, 1, 2]


def group(real: float, n: int = 12) -> Group:
    """A group of n dyads whose pseudo-dyads score around .4."""
    made = Group(("01", "talk", 1, ""), np.arange(n), np.full(n, real))
    made.draw(ASKED)
    z = np.random.default_rng(1).normal(0.4, 0.05, (n, n))
    np.fill_diagonal(z, real)
    i, j = (of.ravel() for of in np.indices((n, n)))
    for part in (slice(0, 50), slice(50, None)):
        made.add(i[part], j[part], z.ravel()[part])
    return made


def test_real_dyads_above_their_pseudo_dyads_are_found() -> None:
    (row,) = group_rows(ASKED, [group(0.6)])
    assert row["p_value"] == pytest.approx(1e-4)
    assert row["n_pseudo"] == 12 * 11
    assert row["effect_low"] < row["effect_size"] < row["effect_high"]  # type: ignore[operator]


def test_dyads_like_all_others_are_not() -> None:
    assert p_of(group(0.4)) > 0.05
    assert p_of(group(0.3)) > 0.9


def test_strangers_are_called_synchronous_in_one_of_twenty() -> None:
    rng = np.random.default_rng(5)
    found = []
    for _ in range(100):
        z = rng.normal(0.4, 0.1, (6, 6))
        made = Group(("01", "talk", 1, ""), np.arange(6), z.diagonal().copy())
        made.draw(ASKED, 499)
        i, j = (of.ravel() for of in np.indices((6, 6)))
        made.add(i, j, z.ravel())
        found.append(p_of(made) <= 0.05)
    assert 0.0 < np.mean(found) <= 0.10


def test_few_dyads_have_no_p() -> None:
    (row,) = group_rows(ASKED, [group(0.6, n=4)])
    assert row["withheld"] == "few_dyads"
    assert "p_value" not in row


def test_a_table_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "t.parquet"
    write_table(place, {"a": "whole", "b": "text"}, [{"a": 1}, {"a": 2, "b": "x"}])
    assert read_table(place) == [{"a": 1, "b": None}, {"a": 2, "b": "x"}]

    def full(descriptor: int) -> None:
        del descriptor
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BatchOutputError, match="No space left"):
        write_bytes(place, b"new")
    assert [of.name for of in tmp_path.iterdir()] == ["t.parquet"]
    assert len(read_table(place)) == 2


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(BatchError, match=r"thesis\.docx"):
        own_folder(tmp_path, "manifest.json")


def test_a_grid_is_every_combination(tmp_path: Path) -> None:
    place = tmp_path / "grid.toml"
    place.write_text(
        "[grid]\nmax_lag_s = [5, 10]\nwhole_step_s = [15, 30]\n[settings]\nseed = 3\n"
    )
    grid = grid_of(place)
    assert next(iter(grid)) == "max_lag_s=5_whole_step_s=15"
    assert {of.seed for of in grid.values()} == {3}
    assert len({of.digest() for of in grid.values()}) == 4


@pytest.mark.parametrize("text", ["", "[grid]\n", "max_lag_s = 5", "[grid]\nx = 5\n"])
def test_what_is_no_grid_is_refused(tmp_path: Path, text: str) -> None:
    place = tmp_path / "grid.toml"
    place.write_text(text)
    with pytest.raises(SettingsError):
        grid_of(place)


def test_progress_says_rate_and_time_left() -> None:
    line = progress_line("x", 30, 130, made=20, since_s=10.0)
    assert "2.0" in line
    assert "0:00:50" in line
    assert "?" in progress_line("x", 0, 130, made=0, since_s=0.0)
