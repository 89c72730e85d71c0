"""Whatever happens to a file: repair never raises, never invents, never touches it."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.bit_flips import content_of, make_recordings, rows_of
from samenstemming.errors import RecordingError
from samenstemming.events import LOST_ROW, ROWS_LOST
from samenstemming.recording import check
from samenstemming.recording.repair import repair

TRIALS = 4
"""Of each kind of damage, on each of the two recordings."""

Damage = Callable[[bytearray, random.Random], None]


def flip_bits(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 40)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def zero_a_stretch(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.randint(1, 20_000))
    content[start:end] = bytes(end - start)


def write_over(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.randint(1, 8_000))
    content[start:end] = chance.randbytes(end - start)


def cut_short(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def lose_a_piece(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    del content[start : start + chance.randint(1, 6_000)]


def swap_sectors(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 6)):
        a, b = (512 * chance.randrange(len(content) // 512) for _ in range(2))
        one, other = content[a : a + 512], content[b : b + 512]
        content[a : a + 512], content[b : b + 512] = other, one


def repeat_pages(content: bytearray, chance: random.Random) -> None:
    a, b = (4096 * chance.randrange(len(content) // 4096) for _ in range(2))
    content[a : a + 4096] = content[b : b + 4096]


KINDS: tuple[Damage, ...] = (
    flip_bits,
    zero_a_stretch,
    write_over,
    cut_short,
    lose_a_piece,
    swap_sectors,
    repeat_pages,
)


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_recordings(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("harm", KINDS)
@pytest.mark.parametrize("name", ["closed", "open"])
def test_every_row_of_a_repaired_file_is_a_row_of_the_original(
    recordings: dict[str, Path], tmp_path: Path, name: str, harm: Damage
) -> None:
    original = recordings[name]
    whole = content_of(original)
    for suffix in ("", "-wal"):
        if (file := Path(f"{original}{suffix}")).exists():
            shutil.copyfile(file, tmp_path / f"whole{suffix}")
    rows = rows_of(tmp_path / "whole")
    chance = random.Random(f"{name} {harm.__name__}")
    path, new = tmp_path / "s.samen", tmp_path / "new.samen"
    told: list[str] = []
    for _ in range(TRIALS):
        files = []
        for suffix in ("", "-wal"):
            if (file := Path(f"{original}{suffix}")).exists():
                content = bytearray(file.read_bytes())
                if suffix or name == "closed" or chance.random() < 0.5:
                    harm(content, chance)
                files.append(Path(f"{path}{suffix}"))
                files[-1].write_bytes(content)
        before = [file.read_bytes() for file in files]
        try:
            found = repair(path, new)
        except RecordingError as error:
            told.append(str(error))
            assert not new.exists()
        else:
            if found is None:
                events, *_ = content_of(path)
                assert events == whole[0][: len(events)]
            else:
                assert check(new).ok
                after = rows_of(new)
                kept = {seq for seq in after if after[seq] == rows.get(seq)}
                fillers = {s for s in after if after[s][5] in (ROWS_LOST, LOST_ROW)}
                assert kept | fillers == set(after)
                assert len(kept) == found.rows_kept
        assert [file.read_bytes() for file in files] == before
        new.unlink(missing_ok=True)
        for file in files:
            file.unlink()
    assert not list(tmp_path.glob("*.part"))
    assert not [sentence for sentence in told if "\n" in sentence]
