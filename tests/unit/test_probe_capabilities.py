"""What a strap can do, from its first notifications."""

import pytest

from samenstemming.rhythm.probe import Probe, ProbeReport
from samenstemming.rhythm.rr_unit import RrUnit
from samenstemming.wire.heart_rate import HeartRateMeasurement
from samenstemming.words import Language, say


def said(bpm: int = 60, *rr: int, contact: bool | None = None) -> HeartRateMeasurement:
    return HeartRateMeasurement(heart_rate_bpm=bpm, contact=contact, rr_ticks=rr)


def report(*notifications: HeartRateMeasurement, step_s: float = 1.0) -> ProbeReport:
    probe = Probe()
    for k, one in enumerate(notifications):
        probe.take(10 + k * step_s, one)
    return probe.report(10 + (len(notifications) - 1) * step_s)


def test_before_anything_was_heard_nothing_is_known() -> None:
    found = Probe().report(100.0)
    assert (found.sends_rr, found.contact_means_something) == (None, None)
    assert (found.unit, found.cadence_s) == (None, None)
    assert (found.n_notifications, found.heard_s) == (0, 0.0)
    assert found.code == "probe.listening"


def test_a_strap_that_sends_rr_is_known_after_three_of_them() -> None:
    assert report(*[said(60, 1024)] * 2).sends_rr is None
    found = report(*[said(60, 1024)] * 3)
    assert found.sends_rr is True
    assert found.code == "probe.rr"


def test_an_optical_band_is_told_after_fifteen_seconds_and_not_before() -> None:
    assert report(*[said(72)] * 14).sends_rr is None
    found = report(*[said(72)] * 16)
    assert found.sends_rr is False
    assert "RR intervals" in say(found.code, Language.EN)


def test_a_strap_that_feels_no_heart_is_no_optical_band() -> None:
    found = report(*[said(0)] * 20)
    assert found.sends_rr is None
    assert found.code == "probe.no_heart"


@pytest.mark.parametrize("step_s", [0.975, 1.0, 1.034])
def test_the_cadence_is_the_usual_time_between_notifications(step_s: float) -> None:
    found = report(*[said(60, 1024)] * 20, step_s=step_s)
    assert found.cadence_s == pytest.approx(step_s)


def test_contact_bits_mean_something_once_they_change_with_the_beats() -> None:
    on, off = said(60, 1024, contact=True), said(0, contact=False)
    assert report(*[on] * 30).contact_means_something is None
    assert report(*[off] * 4, *[on] * 10).contact_means_something is True


def test_contact_that_is_denied_while_beats_come_means_nothing() -> None:
    denied = said(60, 1024, contact=False)
    assert report(*[denied] * 20).contact_means_something is False
    flickers = [denied, said(60, 1024, contact=True)] * 10
    assert report(*flickers).contact_means_something is False


def test_a_strap_without_contact_bits_has_none_that_mean_anything() -> None:
    assert report(*[said(60, 1024)] * 20).contact_means_something is False


@pytest.mark.parametrize("unit", RrUnit)
def test_the_unit_comes_with_its_slope_when_it_is_clear(unit: RrUnit) -> None:
    early = report(*[said(60, unit.per_s)] * 25)
    assert (early.unit, early.counts_per_s) == (None, None)
    found = report(*[said(60, unit.per_s)] * 120)
    assert found.unit is unit
    assert found.counts_per_s == pytest.approx(unit.per_s, abs=2)
    assert found.code == ("probe.rr" if unit is RrUnit.TICKS else "probe.rr_in_ms")


def test_a_link_that_came_back_is_no_cadence() -> None:
    probe = Probe()
    for k in range(5):
        probe.take(float(k), said(60, 1024))
    probe.interrupt()
    for k in range(5):
        probe.take(100.0 + k, said(60, 1024))
    assert probe.report(104.0).cadence_s == pytest.approx(1.0)


def test_every_code_has_its_sentence_in_both_languages() -> None:
    for code in ("listening", "rr", "rr_in_ms", "no_rr", "no_heart", "silent"):
        for language in Language:
            assert say(f"probe.{code}", language)


def test_what_goes_into_a_recording_is_what_is_known_and_nothing_else() -> None:
    probe = Probe()
    assert probe.report(0.0).for_meta() == {}
    probe.connected(0.0)
    assert probe.report(20.0).code == "probe.silent"
    for k in range(16):
        probe.take(20.0 + k, said(60, 1024))
    known = probe.report(36.0).for_meta()
    assert known["sends_rr"] is True
    assert known["cadence_s"] == 1.0
    assert "rr_unit" not in known  # which takes half a minute and more
