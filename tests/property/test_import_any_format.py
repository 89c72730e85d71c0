"""Whatever stands in a file of any format, it is imported or refused in a sentence."""

import struct
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenstemming.errors import ImportFileError
from samenstemming.sources.importers import import_files
from tests.foreign_files import bids, edf, fit, hearts, xdf

A, B = hearts(minutes=1)

SOME = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=60,
    deadline=None,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One sound file of each kind, small."""
    folder = tmp_path_factory.mktemp("whole")
    fit(folder / "a.fit", [rr for _, rr in A[:30]], start_s=1.7e9)
    xdf(folder / "a.xdf", [("S", "RR", 0.0, "ms", [(t, [rr]) for t, rr in A[:30]])])
    silence = np.zeros(600)
    notes = [(t, "beat") for t, _ in A if t < 29]
    edf(folder / "a.edf", {"EEG": silence}, rate_hz=20, annotations=notes)
    bids(folder / "set", {"a": A[:30]})
    (packed,) = (folder / "set").rglob("*.tsv.gz")
    sound = {name: (folder / name).read_bytes() for name in ("a.fit", "a.xdf", "a.edf")}
    return sound | {"a_physioevents.tsv.gz": packed.read_bytes()}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["a.fit", "a.xdf", "a.edf", "a_physioevents.tsv.gz"])
@SOME
@given(data=st.data())
def test_a_damaged_file_is_imported_or_refused(
    whole: dict[str, bytes], tmp_path: Path, name: str, data: st.DataObject
) -> None:
    raw = bytearray(whole[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(raw), len(raw) - 1, len(raw) // 2, 20]))
    path = tmp_path / name
    path.write_bytes(bytes(raw[:cut]))
    sidecar = tmp_path / name.replace(".tsv.gz", ".json")
    if sidecar != path:
        sidecar.write_text('{"Columns": ["onset", "rr_ms"]}')
    with suppress(ImportFileError):
        import_files(path)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.fit", struct.pack("<BBHI4s", 14, 16, 100, 200, b".FIT")),
        ("a.xdf", b"XDF:"),
        ("a.edf", b"0       "),
        ("a_physioevents.tsv.gz", b"\x1f\x8b\x08"),
        ("a.bin", b""),
    ],
)
@SOME
@given(rest=st.binary(max_size=400))
def test_garbage_behind_a_true_beginning_is_refused(
    tmp_path: Path, name: str, head: bytes, rest: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(head + rest)
    with suppress(ImportFileError):
        import_files(path)
