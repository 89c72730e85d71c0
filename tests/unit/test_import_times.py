"""Time stamps of every kind become whole nanoseconds of a clock that is named."""

import pytest

from samenstemming.errors import ImportFileError
from samenstemming.sources.import_times import (
    DAY_NS,
    Clock,
    Stamps,
    Written,
    nearest_day,
    parse_stamps,
    to_local,
    to_utc,
    zone_called,
)

NOON_NS = 1_688_126_400_000_000_000
"""2023-06-30T12:00:00Z."""


def parse(*texts: str) -> Stamps:
    return parse_stamps(
        [Written(line=n, text=text) for n, text in enumerate(texts, 1)], of="file"
    )


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("1688126400", Clock.UTC),
        ("1688126400.0", Clock.UTC),
        ("1688126400000", Clock.UTC),
        ("1688126400000000", Clock.UTC),
        ("1688126400000000000", Clock.UTC),
        ("2023-06-30T12:00:00Z", Clock.UTC),
        ("2023-06-30T14:00:00+02:00", Clock.UTC),
        ("2023-06-30 06:30:00.000-0530", Clock.UTC),
        ("2023-06-30T12:00:00", Clock.LOCAL),
        ("2023/06/30 12:00:00.0", Clock.LOCAL),
        ("2023-06-30 12:00:00:000", Clock.LOCAL),
        ("30-06-23/12:00:00.000", Clock.LOCAL),
        ("30.06.2023 12:00:00", Clock.LOCAL),
        ("06/30/2023 12:00:00", Clock.LOCAL),
    ],
)
def test_the_same_noon_in_many_hands(text: str, clock: Clock) -> None:
    stamps = parse(text)
    assert stamps.clock is clock
    assert stamps.ns == (NOON_NS,)


def test_milliseconds_of_an_epoch_are_exact() -> None:
    assert parse("1688126297.704").ns == (1_688_126_297_704_000_000,)
    assert parse("1688126297704").ns == (1_688_126_297_704_000_000,)


def test_a_time_of_day_has_no_date_and_runs_over_midnight() -> None:
    stamps = parse("23:59:59.5", "00:00:00.25")
    assert stamps.clock is Clock.DAY
    assert stamps.ns[1] - stamps.ns[0] == 750_000_000
    assert stamps.ns[1] > DAY_NS


def test_small_numbers_are_seconds_since_a_start() -> None:
    stamps = parse("0.430217", "1.5")
    assert stamps.clock is Clock.ELAPSED
    assert stamps.ns == (430_217_000, 1_500_000_000)


def test_a_zone_makes_utc_of_a_local_clock_and_back() -> None:
    zone = zone_called("Europe/Amsterdam")
    two_hours = 2 * 3600 * 10**9
    assert to_utc(NOON_NS, zone) == NOON_NS - two_hours
    assert to_local(NOON_NS, zone) == NOON_NS + two_hours
    winter = NOON_NS + 180 * DAY_NS
    assert to_utc(winter, zone) == winter - two_hours // 2


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ImportFileError, match="No time zone is called 'Mars/Base'"):
        zone_called("Mars/Base")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/localtime"])
def test_a_zone_is_a_name_and_never_a_path(name: str) -> None:
    with pytest.raises(ImportFileError, match="No time zone is called"):
        zone_called(name)


def test_a_time_of_day_takes_the_nearest_date() -> None:
    five_to_midnight = NOON_NS + 12 * 3600 * 10**9 - 300 * 10**9
    just_after = 60 * 10**9
    found = nearest_day(just_after, five_to_midnight)
    assert found - five_to_midnight == 360 * 10**9
