"""Which of two straps was touched: each way in which one shows it."""

from collections.abc import Callable

import pytest

from samenstemming.session.whose_strap import Heard, which_answered
from samenstemming.wire.heart_rate import HeartRateMeasurement

ASKED_S = 30.0


def usual(k: int) -> HeartRateMeasurement | None:
    return HeartRateMeasurement(
        heart_rate_bpm=70, contact=True, rr_ticks=(860 + 40 * (k % 3),)
    )


def no_contact(k: int) -> HeartRateMeasurement | None:
    return HeartRateMeasurement(heart_rate_bpm=70, contact=False, rr_ticks=(870,))


def no_rate(k: int) -> HeartRateMeasurement | None:
    return HeartRateMeasurement(heart_rate_bpm=0)


def frozen(k: int) -> HeartRateMeasurement | None:
    return HeartRateMeasurement(heart_rate_bpm=70, contact=True)


def wild(k: int) -> HeartRateMeasurement | None:
    return HeartRateMeasurement(
        heart_rate_bpm=90, contact=True, rr_ticks=(400 + 900 * (k % 2),)
    )


def silent(k: int) -> HeartRateMeasurement | None:
    return None


Behaviour = Callable[[int], HeartRateMeasurement | None]


def strap(touched: Behaviour, until_s: float = 45.0) -> list[Heard]:
    """A strap that is its usual self but from 2 s to 10 s after being asked."""
    heard = []
    for k in range(int(until_s)):
        how = touched if ASKED_S + 2 <= k < ASKED_S + 10 else usual
        said = how(k)
        if said is not None:
            heard.append(Heard(t_s=k + 0.03, said=said))
    return heard


@pytest.mark.parametrize("touched", [no_contact, no_rate, frozen, wild, silent])
def test_the_touched_strap_answers_however_it_shows_it(touched: Behaviour) -> None:
    straps = {"blue": strap(usual), "red": strap(touched)}
    assert which_answered(straps, ASKED_S, 45.0) == "red"
    straps = {"blue": strap(touched), "red": strap(usual)}
    assert which_answered(straps, ASKED_S, 45.0) == "blue"


def test_nobody_moved_and_both_moved_are_no_answer() -> None:
    calm = {"blue": strap(usual), "red": strap(usual)}
    assert which_answered(calm, ASKED_S, 45.0) is None
    both = {"blue": strap(wild), "red": strap(silent)}
    assert which_answered(both, ASKED_S, 45.0) is None


def test_a_moment_is_too_short_for_an_answer() -> None:
    straps = {"blue": strap(usual), "red": strap(no_contact)}
    assert which_answered(straps, ASKED_S, ASKED_S + 3) is None
    assert which_answered({}, ASKED_S, 45.0) is None


def test_what_was_before_being_asked_is_no_answer() -> None:
    straps = {"blue": strap(usual), "red": strap(no_rate)}
    assert which_answered(straps, ASKED_S + 11, 45.0) is None


def test_a_slow_heart_whose_notifications_are_now_and_then_empty_is_calm() -> None:
    slow = [
        Heard(
            t_s=float(k),
            said=HeartRateMeasurement(
                heart_rate_bpm=42, rr_ticks=() if k % 3 == 2 else (1460,)
            ),
        )
        for k in range(45)
    ]
    straps = {"blue": slow, "red": strap(usual)}
    assert which_answered(straps, ASKED_S, 45.0) is None
