"""Two straps on one body, recorded: what is found, kept, refused and carried on."""

import asyncio
import heapq
import json
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.events import Event, Wearer
from samenstemming.measures.alignment import alignment_in
from samenstemming.recording.check import check
from samenstemming.session.clocks import SessionClock
from samenstemming.session.collector import Collector
from samenstemming.session.known_straps import load
from samenstemming.session.plan import Outcome, Plan
from samenstemming.session.radio_straps import Recognised
from samenstemming.session.straps import PacedStraps, RadioStrap, Straps
from samenstemming.sources.ble_names import SeenStrap
from samenstemming.sources.radio import RadioSettings
from samenstemming.sources.simulate import simulated_strap_events
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus

A, B = Wearer.A, Wearer.B

LATER_S = 0.35
SPEED = 60.0
ADDRESSES = ("C0:00:00:00:00:0A", "C0:00:00:00:00:0B")


@pytest.fixture(autouse=True)
def straps_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path / "user" / "samenstemming" / "straps.json"


class WornByOne(PacedStraps):
    """Two real straps on these hearts, B's later; packets come at their own moment.

    Through a radio that runs 20 times as fast, each ms that this computer is late
    would be 20: what is measured here must not depend on who else is at work.
    """

    def __init__(
        self, recognised: Recognised, *, seeds: dict[Wearer, int], turned: bool
    ) -> None:
        self._recognised = recognised
        self._addresses = dict(
            zip((B, A) if turned else (A, B), ADDRESSES, strict=True)
        )
        self._later = A if turned else B
        self._seeds = seeds

    def listen(
        self, clock: SessionClock, deliver: Callable[[Event], None]
    ) -> "WornByOne":
        super().__init__(
            {},
            clock=clock,
            deliver=deliver,
            events=heapq.merge(*map(self._of, Wearer), key=lambda event: event.t_ns),
        )
        return self

    def _of(self, wearer: Wearer) -> Iterator[Event]:
        delay_s = LATER_S if wearer is self._later else 0.0
        return simulated_strap_events(
            seed=self._seeds[wearer],
            wearers=[wearer],
            straps={wearer: RadioSettings(delay_s=delay_s)},
            one_body=True,
        )

    async def prepare(self) -> None:
        await super().prepare()
        for wearer, address in self._addresses.items():
            self._recognised(wearer, SeenStrap(name="HRM", address=address))

    def described(self) -> dict[Wearer, dict[str, object]]:
        return {wearer: {"strap": "HRM"} for wearer in self._addresses}


def record(
    path: Path,
    straps_file: Path,
    *,
    minutes: float,
    seeds: tuple[int, int] = (1, 1),
    turned: bool = False,
    alignment_check: bool = True,
) -> Outcome:
    """Record two straps; `turned`: worn the other way round than before."""

    class Worn(Collector):
        def _open_straps(self) -> Straps:
            straps = WornByOne(
                self._facts.recognised,
                seeds=dict(zip((A, B), seeds, strict=True)),
                turned=turned,
            )
            return straps.listen(self._clock, self._deliver)

    plan = Plan(
        path=path,
        straps={A: RadioStrap(text=ADDRESSES[0]), B: RadioStrap(text=ADDRESSES[1])},
        speed=SPEED,
        minutes=minutes,
        alignment_check=alignment_check,
        straps_file=straps_file,
    )
    return asyncio.run(Worn(plan).run())


def test_the_true_zero_of_a_pair_is_found_kept_and_carried_on(
    tmp_path: Path, straps_file: Path
) -> None:
    first, later, turned = (tmp_path / f"{n}.samen" for n in ("one", "two", "three"))
    outcome = record(first, straps_file, minutes=2.5)
    kept = sam.open_recording(first)
    found = alignment_in(kept.meta)
    assert found is not None
    assert found == outcome.alignment
    assert found.lag_s == pytest.approx(LATER_S, abs=0.03)
    assert abs(found.lag_s - LATER_S) <= 2 * found.lag_sd_s
    assert kept.meta["alignment_check"] is True
    assert load(straps_file).pairs[0].alignment == found
    # Nobody wears a strap because both were on one body.
    assert {strap.wearer for strap in load(straps_file).straps} == {None}
    # The next recordings of this pair know it, whoever wears which.
    record(later, straps_file, minutes=0.1, alignment_check=False)
    assert alignment_in(sam.open_recording(later).meta) == found
    assert "alignment_check" not in sam.open_recording(later).meta
    record(turned, straps_file, minutes=0.1, turned=True, alignment_check=False)
    assert alignment_in(sam.open_recording(turned).meta) == found.turned
    assert check(first).ok


def test_a_later_recording_of_the_pair_widens_its_lag(
    tmp_path: Path, straps_file: Path
) -> None:
    pair, talk = tmp_path / "pair.samen", tmp_path / "talk.samen"
    record(pair, straps_file, minutes=2.5)
    record(talk, straps_file, minutes=0.1, alignment_check=False)
    carried = sam.open_recording(talk).meta["alignment"]
    couple = sam.simulate(minutes=8, coupling=0.95, lag_s=4, seed=5)
    told = sam.Recording.of(couple.events(), meta={**couple.meta, "alignment": carried})
    plain, wider = (
        sam.analyze(one, surrogates=19).synchrony.lag_sd_s for one in (couple, told)
    )
    assert plain is not None
    assert wider is not None
    assert wider == pytest.approx(math.hypot(plain, LATER_S), rel=0.1)


def test_too_short_and_two_hearts_are_refused_and_leave_nothing(
    tmp_path: Path, straps_file: Path
) -> None:
    short, strangers = tmp_path / "short.samen", tmp_path / "strangers.samen"
    outcome = record(short, straps_file, minutes=0.4)
    assert outcome.alignment == "alignment.too_short"
    outcome = record(strangers, straps_file, minutes=2.5, seeds=(1, 2))
    assert outcome.alignment == "alignment.two_hearts"
    for path in (short, strangers):
        assert "alignment" not in sam.open_recording(path).meta
        assert check(path).ok
    assert not straps_file.exists()


def test_the_whole_collector_measures_a_simulated_pair(
    bus: PrivateBus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del bus  # it has one of its own; this only says whether it can
    path = tmp_path / "pair.samen"
    pair = ["--a", "simulated-radio:1", "--b", "simulated-radio:1"]
    arguments = ["record", "--alignment-check", "--speed", "4", "--minutes", "1.6"]
    code = main([*arguments, *pair, "-o", str(path)])
    said = capsys.readouterr().err
    # On a busy computer each late ms counts fourfold: then it is refused, in words.
    found = alignment_in(sam.open_recording(path).meta)
    assert (code, found is None) in ((0, False), (1, True))
    assert ("later than" in said) is (found is not None)
    assert ("Nothing was remembered" in said) is (found is None)


def test_the_command_says_it_and_so_does_the_analysis(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "pair.samen")
    arguments = ["record", "--alignment-check", "--speed", "60", "--minutes", "2"]
    pair = ["--a", "simulated:1", "--b", "simulated:1"]
    assert main([*arguments, *pair, "-o", path]) == 0
    said = capsys.readouterr().err
    assert "sit still for 2 minutes" in said
    assert "ms later than strap A" in said
    assert main(["analyze", path, "--surrogates", "0", "--json"]) == 0
    analysis = json.loads(capsys.readouterr().out)
    assert analysis["alignment"]["lag_s"] == pytest.approx(0.3, abs=0.03)
    assert analysis["alignment_check"] is True
    assert main(["analyze", path, "--surrogates", "0"]) == 0
    page = capsys.readouterr().out
    assert "about one heart, not about two people" in page
    assert "ms later than strap A" in page


def test_two_people_are_refused_by_the_command_with_1_and_the_file_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pair.samen"
    arguments = ["record", "--alignment-check", "--speed", "60", "--minutes", "2"]
    pair = ["--a", "simulated:1", "--b", "simulated:2"]
    assert main([*arguments, *pair, "-o", str(path)]) == 1
    said = capsys.readouterr().err
    assert "do not see the same beats" in said
    assert "Nothing was remembered" in said
    assert check(path).ok
    assert main(["analyze", str(path), "--surrogates", "0", "--json"]) == 0
    analysis = json.loads(capsys.readouterr().out)
    assert analysis["alignment"] is None
    assert "do not see the same beats" in analysis["alignment_withheld"]


def test_one_strap_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["record", "--alignment-check", "--a", "simulated"])
    assert left.value.code == 2
    assert "needs two straps" in capsys.readouterr().err
