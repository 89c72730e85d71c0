"""Files that are not what they seem: one sentence each, with evidence and a way out."""

import gzip
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.errors import ImportFileError
from samenstemming.sources.importers import import_files
from tests.foreign_files import edf, fit_without_intervals, hearts

A, B = hearts(minutes=2)


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def rr(path: Path, beats: list[tuple[float, float]]) -> Path:
    return written(path, "".join(f"{ms!r}\n" for _, ms in beats))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.edf", "812\n805\n", "called EDF and begins with '812"),
        ("a.fit", "812\n805\n", "called FIT and begins with"),
        ("a.xdf", "", "called XDF and begins with ''"),
        ("a.csv", b"XDF:\x00", "called text and begins with 'XDF:"),
        ("a.txt", b"PK\x03\x04rest", "ZIP archive or a spreadsheet"),
        ("a.csv", b"SQLite format 3\0", "recording of Samenstemming"),
        ("a.txt", b"%PDF-1.7", "a PDF document"),
        ("a.txt", "", "is empty"),
        (
            "a.tsv.gz",
            gzip.compress(b"1\t2", mtime=0),
            "files that end in _physioevents",
        ),
        ("a.xdf", b"XDF:" + b"\x01" * 40, "no stream of beats"),
        ("a.edf", b"0       " + b" " * 300, "cannot be read as such"),
        ("a.fit", b"\x0e\x10\x00\x00\x05\x00\x00\x00.FIT\x00\x00junk", "FIT"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(
    tmp_path: Path, name: str, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        import_files(written(tmp_path / name, content))


def test_a_folder_that_is_no_data_set(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match=r"without a dataset_description\.json"):
        import_files(tmp_path)


def test_the_same_intervals_twice(tmp_path: Path) -> None:
    one = rr(tmp_path / "one.txt", A)
    two = written(tmp_path / "two.csv", "rr\n" + "".join(f"{ms!r}\n" for _, ms in A))
    with pytest.raises(ImportFileError, match="given for both wearers"):
        import_files(one, one)
    with pytest.raises(ImportFileError, match="the same intervals"):
        import_files(one, two)


def test_wearers_whose_files_are_named_the_other_way_round(tmp_path: Path) -> None:
    a, b = rr(tmp_path / "talk_a.txt", A), rr(tmp_path / "talk_b.txt", B)
    with pytest.raises(ImportFileError, match="look mixed up"):
        import_files(b, a)
    assert import_files(a, b).wearers == (sam.Wearer.A, sam.Wearer.B)


def test_a_clock_that_jumps_back(tmp_path: Path) -> None:
    rows = ["time,rr"]
    at_ms = 1_700_000_000_000
    for k, (_, ms) in enumerate(A):
        at_ms += round(ms) - (3_600_000 if k == 50 else 0)
        rows.append(f"{at_ms},{round(ms)}")
    with pytest.raises(ImportFileError, match=r"jumps back at line 52, by 3599 s"):
        import_files(written(tmp_path / "one.csv", "\n".join(rows)))


def test_a_clock_that_jumps_forward_by_an_hour_is_asked_about(tmp_path: Path) -> None:
    rows = ["time,rr"]
    at_ms = 1_700_000_000_000
    for k, (_, ms) in enumerate(A):
        at_ms += round(ms) + (3_600_000 if k == 50 else 0)
        rows.append(f"{at_ms},{round(ms)}")
    recording = import_files(written(tmp_path / "one.csv", "\n".join(rows)))
    assert "was the clock set forward there" in str(recording.meta["notes"])


def test_seconds_that_the_header_names_are_read(tmp_path: Path) -> None:
    text = "Time (s);RR (s)\n" + "".join(
        f"{t:.3f};{ms / 1000:.3f}\n".replace(".", ",") for t, ms in A
    )
    recording = import_files(written(tmp_path / "one.csv", text))
    beats = sam.locate_beats(recording.events())[sam.Wearer.A]
    assert [b.rr_ms for b in beats if b.rr_ms] == pytest.approx(
        [round(ms) for _, ms in A], abs=1.01
    )


def test_heart_rates_are_refused_with_the_reason(tmp_path: Path) -> None:
    rows = "Sample rate,Time,HR (bpm)\n1,00:00:00,71\n1,00:00:01,72\n"
    with pytest.raises(ImportFileError, match=r"heart rates .*no intervals"):
        import_files(written(tmp_path / "polar.csv", rows))


def test_decimal_commas_mixed_line_ends_and_windows_letters(tmp_path: Path) -> None:
    text = "Tijd;RR-interval [ms]\r\n0,8;812,5\n1,6;805,25\r2,4;790,0\r\n# één\n"
    recording = import_files(written(tmp_path / "een.csv", text.encode("cp1252")))
    beats = sam.locate_beats(recording.events())[sam.Wearer.A]
    assert 805.25 in [beat.rr_ms for beat in beats]


def test_a_column_of_decimal_commas_alone(tmp_path: Path) -> None:
    recording = import_files(written(tmp_path / "one.txt", "812,5\n805,2\n790,1\n"))
    beats = sam.locate_beats(recording.events())[sam.Wearer.A]
    assert [beat.rr_ms for beat in beats] == [812.5, 805.2, 790.1]


def test_polar_flow_writes_durations(tmp_path: Path) -> None:
    rows, at = ["duration,offset"], 0
    for _, ms in A:
        rows.append(f"{round(ms)},{at}")
        at += round(ms)
    recording = import_files(written(tmp_path / "RR.csv", "\n".join(rows)))
    beats = sam.locate_beats(recording.events())[sam.Wearer.A]
    assert [b.rr_ms for b in beats if b.rr_ms] == [round(ms) for _, ms in A]


def test_a_dry_run_tells_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    a, b = rr(tmp_path / "one.txt", A), rr(tmp_path / "two.txt", B)
    before = sorted(tmp_path.iterdir())
    given = ["import", "--a", str(a), "--b", str(b)]
    assert main([*given, "--align", "known:1.5", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert f"A: text. {len(A)} intervals over" in said.out
    assert "B is moved by 1.5 s" in said.out
    assert "Nothing was written." in said.err
    assert sorted(tmp_path.iterdir()) == before
    assert main([*given, "--align", "known", "-o", str(tmp_path / "x.samen")]) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_a_stream_of_a_text_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="holds one wearer"):
        import_files(rr(tmp_path / "one.txt", A), a_stream="x")


def test_other_formats_are_refused_for_both_when_one_is_bad(tmp_path: Path) -> None:
    good = rr(tmp_path / "one.txt", A)
    watch = fit_without_intervals(tmp_path / "two.fit")
    with pytest.raises(ImportFileError, match="wrist"):
        import_files(good, watch)
    empty = edf(tmp_path / "two.edf", {}, annotations=[(0.5, "go")])
    with pytest.raises(ImportFileError, match="neither beats"):
        import_files(good, empty)
