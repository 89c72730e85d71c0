"""Each row of the state table, and the corners between the rows."""

from collections.abc import Iterable, Iterator

import pytest

import samenstemming as sam
from samenstemming.measures.arousal import ArousalTable, Level
from samenstemming.series import ArousalState

UNKNOWN, CALM, BUSY, HIGH, SETTLING = ArousalState

Second = tuple[float, float]
"""Bpm over the baseline, and the share of accepted beats."""


def states(
    levels: Iterable[Second | float | None],
    *,
    baseline_bpm: float = 70.0,
    table: ArousalTable | None = None,
    from_s: int = 0,
    gaps: Iterable[float] = (),
) -> list[ArousalState]:
    table = table or ArousalTable(sam.Settings())
    waiting: Iterator[float] = iter(gaps)
    found = []
    for second, level in enumerate(levels, start=from_s):
        d, share = level if isinstance(level, tuple) else (level, 1.0)
        found.append(
            table.take(
                Level(
                    t_s=float(second),
                    d_bpm=d,
                    heart_rate_bpm=None if d is None else baseline_bpm + d,
                    accepted=share,
                    longest_gap_s=next(waiting, 0.0),
                )
            )
        )
    return found


def settled() -> ArousalTable:
    """A table that is calm after two minutes."""
    table = ArousalTable(sam.Settings())
    assert states([0.0] * 120, table=table)[-1] is CALM
    return table


def high(baseline_bpm: float = 70.0) -> ArousalTable:
    """A table that became high at second 150."""
    table = settled()
    found = states([25.0] * 31, table=table, from_s=120, baseline_bpm=baseline_bpm)
    assert found[-1] is HIGH
    assert found[-2] is not HIGH
    return table


def test_the_first_minute_is_unknown_and_the_next_second_is_not() -> None:
    found = states([0.0] * 70)
    assert set(found[:60]) == {UNKNOWN}
    assert set(found[60:]) == {CALM}


@pytest.mark.parametrize(
    ("level", "gap_s", "reason"),
    [
        ((0.0, 0.79), 0.0, "poor_signal"),
        ((0.0, 1.0), 5.1, "signal_gap"),
        (None, 0.0, "poor_signal"),
    ],
)
def test_a_bad_signal_is_unknown_at_once(
    level: Second | None, gap_s: float, reason: str
) -> None:
    table = settled()
    assert states([level], table=table, from_s=120, gaps=[gap_s]) == [UNKNOWN]
    assert table.reason == reason


def test_an_obstacle_from_outside_is_unknown_with_its_reason() -> None:
    table = settled()
    level = Level(
        t_s=120, d_bpm=1, heart_rate_bpm=71, accepted=1, obstacle="after_movement"
    )
    assert table.take(level) is UNKNOWN
    assert table.reason == "after_movement"


def test_a_share_between_the_two_bounds_leaves_a_known_state_alone() -> None:
    assert set(states([(0.0, 0.81)] * 60, table=settled(), from_s=120)) == {CALM}


def test_unknown_is_left_after_thirty_seconds_of_a_good_signal() -> None:
    table = settled()
    states([(0.0, 0.5)], table=table, from_s=120)
    found = states([0.0] * 31, table=table, from_s=121)
    assert set(found[:30]) == {UNKNOWN}
    assert table.reason is None
    assert found[30] is CALM
    states([(0.0, 0.5)], table=table, from_s=152)
    assert set(states([(0.0, 0.84)] * 90, table=table, from_s=153)) == {UNKNOWN}
    assert table.reason == "regaining"


def test_calm_is_left_for_busy_after_twenty_seconds_of_ten() -> None:
    table = settled()
    found = states([10.0] * 21, table=table, from_s=120)
    assert set(found[:20]) == {CALM}
    assert found[20] is BUSY


def test_between_eight_and_ten_both_calm_and_busy_stay_what_they_are() -> None:
    table = settled()
    assert set(states([9.0] * 300, table=table, from_s=120)) == {CALM}
    assert states([12.0] * 21, table=table, from_s=420)[-1] is BUSY
    assert set(states([9.0] * 300, table=table, from_s=441)) == {BUSY}


def test_busy_is_left_after_thirty_seconds_below_eight() -> None:
    table = settled()
    states([12.0] * 30, table=table, from_s=120)
    found = states([7.9] * 31, table=table, from_s=150)
    assert set(found[:30]) == {BUSY}
    assert found[30] is CALM


def test_a_dip_starts_the_count_again() -> None:
    table = settled()
    found = states([12.0] * 19 + [9.0] + [12.0] * 20, table=table, from_s=120)
    assert set(found) == {CALM}


def test_high_is_entered_after_thirty_seconds_of_twenty() -> None:
    high()
    assert HIGH not in states([19.9] * 120, table=settled(), from_s=120)


def test_a_hundred_beats_and_twelve_over_is_high_too() -> None:
    found = states([12.0] * 31, table=settled(), from_s=120, baseline_bpm=88.0)
    assert found[-1] is HIGH
    for d, baseline_bpm in ((11.9, 89.0), (12.0, 87.9)):
        found = states(
            [d] * 120, table=settled(), from_s=120, baseline_bpm=baseline_bpm
        )
        assert HIGH not in found


def test_high_needs_a_good_signal_all_along() -> None:
    levels = [(25.0, 1.0)] * 20 + [(25.0, 0.84)] + [(25.0, 1.0)] * 29
    assert HIGH not in states(levels, table=settled(), from_s=120)


def test_high_stays_for_three_minutes_and_then_settles() -> None:
    table = high()
    found = states([5.0] * 200, table=table, from_s=151)
    # High since second 150; 60 s below ten were over long before.
    assert set(found[: 330 - 151]) == {HIGH}
    assert found[330 - 151] is SETTLING


def test_high_needs_a_minute_below_ten_however_long_it_lasted() -> None:
    table = high()
    assert set(states([12.0] * 300, table=table, from_s=151)) == {HIGH}
    found = states([9.9] * 61, table=table, from_s=451)
    assert set(found[:60]) == {HIGH}
    assert found[60] is SETTLING


def settling() -> ArousalTable:
    """A table that began to settle at second 330."""
    table = high()
    assert states([9.0] * 180, table=table, from_s=151)[-1] is SETTLING
    return table


def test_settling_ends_in_calm_after_a_minute_below_eight() -> None:
    found = states([7.0] * 61, table=settling(), from_s=331)
    assert set(found[:60]) == {SETTLING}
    assert found[60] is CALM


def test_settling_goes_back_to_high_after_thirty_seconds_of_twenty() -> None:
    found = states([20.0] * 31, table=settling(), from_s=331)
    assert set(found[:30]) == {SETTLING}
    assert found[30] is HIGH


def test_settling_stays_between_the_two() -> None:
    assert set(states([15.0] * 300, table=settling(), from_s=331)) == {SETTLING}


def test_no_state_is_carried_over_a_gap() -> None:
    table = high()
    states([(15.0, 0.2)] * 5, table=table, from_s=151)
    found = states([15.0] * 40, table=table, from_s=156)
    assert found[29] is UNKNOWN
    assert found[30] is CALM or found[30] is BUSY
    assert HIGH not in found


def test_who_comes_back_aroused_is_said_to_be_so_at_once() -> None:
    table = settled()
    states([(25.0, 0.2)], table=table, from_s=120)
    assert states([25.0] * 31, table=table, from_s=121)[-1] is HIGH
    table = settled()
    states([(12.0, 0.2)], table=table, from_s=120)
    assert states([12.0] * 31, table=table, from_s=121)[-1] is BUSY
