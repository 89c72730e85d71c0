"""Files of other recorders: what is read, what is refused, and in which words."""

from pathlib import Path

import pytest

from samenstemming.errors import ImportFileError
from samenstemming.sources.import_formats import BeatFile, read_beat_file
from samenstemming.sources.import_times import Clock


@pytest.fixture
def read(tmp_path: Path) -> "Reader":
    return Reader(tmp_path)


class Reader:
    """Writes a text to a file and reads its intervals."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "rr.txt"

    def __call__(self, text: str, encoding: str = "utf-8") -> BeatFile:
        self.path.write_bytes(text.encode(encoding))
        return read_beat_file(self.path)


def test_one_interval_a_line(read: Reader) -> None:
    file = read("812\n805.5\n798\n")
    assert file.rr_ms == (812.0, 805.5, 798.0)
    assert file.stamps is None


def test_comments_and_blank_lines_are_no_data(read: Reader) -> None:
    assert read("# made by hand\n\n812\n\n% more\n805\n").rr_ms == (812.0, 805.0)


def test_a_header_over_one_column_is_no_data(read: Reader) -> None:
    assert read("RR [ms]\n812\n805\n").rr_ms == (812.0, 805.0)


def test_decimals_are_kept_to_the_last_digit(read: Reader) -> None:
    assert read("888.9554896142433\n812.1\n").rr_ms[0] == 888.9554896142433


def test_a_decimal_comma_is_read_where_it_is_no_delimiter(read: Reader) -> None:
    assert read("t_s;rr_ms\n1,5;812,5\n2,3;805\n").rr_ms == (812.5, 805.0)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(read: Reader, delimiter: str) -> None:
    text = "time,rr\n1.0,812\n1.8,805\n".replace(",", delimiter)
    file = read(text)
    assert file.rr_ms == (812.0, 805.0)
    assert file.stamps is not None
    assert file.stamps.ns == (1_000_000_000, 1_800_000_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(read: Reader, encoding: str) -> None:
    assert read("# café\nrr\n812\n805\n", encoding).rr_ms == (812.0, 805.0)


@pytest.mark.parametrize(
    ("name", "unit"),
    [("t_s", 1), ("time", 1), ("Time (ms)", 1e-3), ("timestamp [ns]", 1e-9)],
)
def test_the_time_column_is_known_by_its_name(
    read: Reader, name: str, unit: float
) -> None:
    file = read(f"{name},hr,rr\n{2 / unit:.0f},70,812\n{3 / unit:.0f},70,805\n")
    assert file.stamps is not None
    assert file.stamps.clock is Clock.ELAPSED
    assert file.stamps.ns == (2_000_000_000, 3_000_000_000)
    assert file.time_column == name


def test_elapsed_milliseconds_are_known_by_how_they_grow(read: Reader) -> None:
    file = read("time,rr\n0,812\n805,805\n1615,810\n")
    assert file.stamps is not None
    assert file.stamps.ns[1] == 805_000_000


def test_polar_sensor_logger(read: Reader) -> None:
    file = read(
        "Phone timestamp;sensor timestamp [ns];RR-interval [ms]\n"
        "2023-04-01T20:17:07.832;599616050941733632;1111\n"
        "2023-04-01T20:17:08.943;599616052052733632;1079\n"
    )
    assert file.rr_ms == (1111.0, 1079.0)
    assert file.time_column == "Phone timestamp"
    assert file.stamps is not None
    assert file.stamps.clock is Clock.LOCAL


def test_hrv_logger(read: Reader) -> None:
    file = read(
        "date,rr,since start\n"
        "2025-03-15 09:00:15.123,823,0\n"
        "2025-03-15 09:00:15.946,812,823\n"
    )
    assert file.rr_ms == (823.0, 812.0)
    assert file.time_column == "date"


def test_the_laboratory_table_with_a_line_before_its_header(read: Reader) -> None:
    file = read(
        "Subject Id: P1\n"
        "R-peak time\tibi_cumulative\tibi\tinterpolated\t\n"
        "30-06-23/14:08:59.580\t0\t0\tO\t\n"
        "30-06-23/14:09:00.516\t936\t936\tO\t\n"
    )
    assert file.rr_ms == (None, 936.0)
    assert file.notes == ("dates read as day-month-year",)


def test_kubios_text_with_two_columns_and_no_header(read: Reader) -> None:
    file = read("0.812 812\n1.617 805\n2.415 798\n")
    assert file.rr_ms == (812.0, 805.0, 798.0)
    assert file.time_column == "column 1"


def test_a_blank_second_line_and_spaces_in_the_header(read: Reader) -> None:
    file = read("timestamp, rr, since_start \n\n1688126297704,919,16064\n")
    assert file.rr_ms == (919.0,)
    assert file.stamps is not None
    assert file.stamps.clock is Clock.UTC
    assert file.stamps.ns == (1_688_126_297_704_000_000,)


def test_a_row_without_an_interval_is_said(read: Reader) -> None:
    file = read("rr,hr\n812,70\nnan,71\n805,72\n")
    assert file.rr_ms == (812.0, 805.0)
    assert file.notes == ("rows without an RR interval, passed over: 1",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", r"rr\.txt is empty: it holds no RR intervals\."),
        ("\n  \n# only this\n", r"rr\.txt is empty"),
        ("rr\n", r"rr\.txt holds no RR intervals\."),
        ("0.812\n0.805\n", "look like seconds.*multiply them by 1000"),
        ("t_s,rr\n1,0.8\n2,0.9\n", "look like seconds"),
        ("70\n71\n72\n", "Are they heart rates"),
        ("812000\n805000\n", "Are they microseconds"),
        ("812\n-805\n", r"line 2: an RR interval of -805 ms cannot be"),
        ("812\n0\n", r"line 2: an RR interval of 0 ms cannot be"),
        ("812\nabc\n", r"line 2: 'abc' is no RR interval in milliseconds"),
        ("812\ninf\n", r"line 2: 'inf' is no RR interval"),
        ("812\n1e300\n805\n", r"line 2: an RR interval of 1e\+300 ms cannot be"),
        ("812;805;798\n", "in rows of 3 without a header"),
        ("800 810 820\n801 790 800\n", "in rows of 3 without a header"),
        ("hello\n", r"line 1: 'hello' is no RR interval"),
        ("rr,hr\n812,70\nx,70\n", r"line 3: 'x' is no RR interval"),
        ("time,rr\nsoon,812\n", r"line 2: 'soon' is no time stamp"),
        ("time,rr\n1,812\nlater,812\n", r"line 3: 'later' is no time stamp"),
        ("time,rr\n2024-02-30 10:00:00,812\n", r"line 2: '2024-02-30.*no time stamp"),
        ("time,rr\n9999-01-01 10:00:00,812\n", "line 2: '9999.*no time stamp"),
        ("time,rr\n1e30,812\n", "line 2: '1e30' is no time stamp"),
        ("time,rr\n25:00:00,812\n", r"line 2: '25:00:00' is no time stamp"),
        ("heart,rate\n70,71\n", "has no column called RR, IBI or RR-interval"),
        (
            "time,rr\n2024-01-01T10:00:00Z,812\n2024-01-01T10:00:01,800\n",
            "mixes times with and without an offset",
        ),
    ],
)
def test_what_is_refused_and_in_which_words(
    read: Reader, text: str, sentence: str
) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        read(text)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "session.dat"
    path.write_bytes(b"SQLite format 3\x00\x10\x00")
    with pytest.raises(ImportFileError, match=r"session\.dat is not a text file\."):
        read_beat_file(path)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="There is no file"):
        read_beat_file(tmp_path / "nowhere.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="cannot be read"):
        read_beat_file(tmp_path)
