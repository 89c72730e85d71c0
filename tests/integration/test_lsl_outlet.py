"""The live outlet: received on loopback, closed to others, never without consent."""

import asyncio
import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from samenstemming.cli import main
from samenstemming.errors import ExportError, SamenstemmingError
from samenstemming.events import LinkChange, Marker, Tick, Wearer
from samenstemming.recording import open_recording
from samenstemming.rhythm.beats import locate_beats
from samenstemming.series import Beat, HeartRate
from samenstemming.session import lsl
from samenstemming.session.client import Control
from samenstemming.session.collector import Collector
from samenstemming.session.plan import Plan
from samenstemming.session.straps import parse_straps

try:
    import pylsl
except (ImportError, RuntimeError) as error:
    if os.environ.get("REQUIRE_ALL") == "1":
        raise
    pytest.skip(f"pylsl and its liblsl are not here: {error}", allow_module_level=True)

SECOND = 1_000_000_000
WITHIN_S = 20.0


@pytest.fixture(scope="module")
def outlet() -> lsl.LslOutlet:
    return lsl.LslOutlet(tuple(Wearer), source="test", settings_digest="d1")


def inlet(name: str, digest: str) -> "pylsl.StreamInlet":
    """An inlet on the stream of this name and of this run; others may be open."""
    found = pylsl.resolve_bypred(
        f"name='{name}' and source_id='{name} {digest}'", 1, WITHIN_S
    )
    assert found, name
    opened = pylsl.StreamInlet(found[0])
    opened.open_stream(WITHIN_S)
    return opened


def test_beats_rates_and_markers_arrive_with_their_times(
    outlet: lsl.LslOutlet,
) -> None:
    beats = inlet("samenstemming a beats", "d1")
    rates = inlet("samenstemming b heart rate", "d1")
    markers = inlet("samenstemming markers", "d1")
    before = pylsl.local_clock()
    outlet.begin(100.0)
    beat = Beat(wearer=Wearer.A, t_s=99.5, t_sd_s=0.01, rr_ms=812.5, run=3)
    rate = HeartRate(
        t_s=100.0, wearer=Wearer.B, heart_rate_bpm=71, contact=None, n_rr=1
    )
    silent = HeartRate(
        t_s=99.0, wearer=Wearer.B, heart_rate_bpm=None, contact=None, n_rr=0
    )
    outlet.take(Tick(t_ns=100 * SECOND), [beat, silent, rate])
    own = Marker(
        t_ns=101 * SECOND,
        name="long_break",
        note="our own words",
        data={"return_utc": "2026-01-01T12:00:00Z", "n": 1, "text": "secret"},
    )
    outlet.take(own, [])
    row, stamp_s = beats.pull_sample(WITHIN_S)
    assert row == [812.5, 0.01, 3.0]
    zero_s = stamp_s - 99.5
    assert before - 100 <= zero_s <= pylsl.local_clock() - 100
    assert rates.pull_sample(WITHIN_S) == ([71.0], pytest.approx(zero_s + 100))
    (name, details), stamp_s = markers.pull_sample(WITHIN_S)
    assert (name, stamp_s) == ("long_break", pytest.approx(zero_s + 101))
    assert details == '{"data": {"n": 1}, "source": "auto", "wearer": null}'


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds to a device")
def test_nobody_else_on_the_network_can_reach_it(outlet: lsl.LslOutlet) -> None:
    assert outlet.open_ports == ()
    listening = 0
    for descriptor in lsl._sockets():
        with socket.socket(fileno=os.dup(descriptor)) as own:
            if own.family not in (socket.AF_INET, socket.AF_INET6):
                continue
            if not own.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                continue
            device = own.getsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, 16)
            if own.getsockname()[0] not in ("127.0.0.1", "::1"):
                assert device.rstrip(b"\0") == b"lo"
                listening += 1
    assert listening >= 5


def test_a_recording_is_received_while_it_is_made(tmp_path: Path) -> None:
    straps = parse_straps("simulated:3", "simulated:3")
    path = tmp_path / "talk.samen"
    begun = threading.Event()
    plan = Plan(path=path, straps=straps, minutes=1.0, speed=20.0, lsl=True)
    collector = Collector(plan, started=begun.set)
    ran = threading.Thread(target=lambda: asyncio.run(collector.run()))
    digest = plan.settings.digest()
    beats = inlet("samenstemming a beats", digest)
    markers = inlet("samenstemming markers", digest)
    ran.start()
    assert begun.wait(WITHIN_S)
    Control(path).marker("laugh", note="loud")
    got = []
    while ran.is_alive():
        row, stamp_s = beats.pull_sample(0.2)
        if row is not None:
            got.append((stamp_s, row[0]))
    ran.join()
    recording = open_recording(path)
    wanted = locate_beats(recording.events())[Wearer.A]
    assert len(got) > 0.8 * len(wanted)
    rr_ms = [beat.rr_ms for beat in wanted]
    assert [rr for _, rr in got] == rr_ms[: len(got)]
    lengths = [got[-1][0] - got[0][0], wanted[len(got) - 1].t_s - wanted[0].t_s]
    assert lengths[0] == pytest.approx(lengths[1], abs=0.2)
    (name, _), _ = markers.pull_sample(WITHIN_S)
    assert name == "marker:laugh"


def test_real_straps_need_consent_for_it(tmp_path: Path) -> None:
    straps = parse_straps("AA:BB:CC:DD:EE:01", "AA:BB:CC:DD:EE:02")
    plan = Plan(
        path=tmp_path / "x.samen",
        straps=straps,
        consent=("record", "a:research_export"),
        lsl=True,
    )
    with pytest.raises(ExportError, match="Wearer B did not agree"):
        lsl.outlet_of(plan)
    nobody = Plan(path=tmp_path / "x.samen", straps={}, lsl=True)
    with pytest.raises(ExportError, match="The two of this talk did not agree"):
        lsl.outlet_of(nobody)


def test_without_pylsl_it_is_one_sentence_and_nothing_is_recorded(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "pylsl", None)
    out = tmp_path / "x.samen"
    given = ("record", "--a", "simulated", "--lsl", "--minutes", "1", "-o", str(out))
    assert main(list(given)) == 1
    said = capsys.readouterr().err
    assert "pip install" in said
    assert said.count("\n") == 1
    assert not out.exists()
    with pytest.raises(SamenstemmingError, match="needs pylsl"):
        lsl.LslOutlet((), source="test", settings_digest="d2")


def test_links_and_ticks_push_nothing(outlet: lsl.LslOutlet) -> None:
    outlet.take(LinkChange(t_ns=0, wearer=Wearer.A, state="lost"), [])
    outlet.close()
    outlet.take(Marker(t_ns=0, name="late"), [])
