"""What the terminal shows of a recording that is being made, and how it follows it."""

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from samenstemming.cli.keys import NoKeys, terminal_keys
from samenstemming.cli.live_follow import (
    Collected,
    Follower,
    Lines,
    NoFollower,
    Screen,
    Status,
    follower,
)
from samenstemming.cli.live_view import headline, markers, notices, render, rows
from samenstemming.events import BATTERY_LEVEL, Marker, Packet, Wearer
from samenstemming.session.protocol import Command
from samenstemming.words import Language, say

EN, NL = Language.EN, Language.NL


def wearer(**more: object) -> dict[str, object]:
    return {
        "link": "connected",
        "link_detail": "",
        "last_packet_s": 724.6,
        "heart_rate_bpm": 64,
        "quality": "good",
        "hrv": {"rmssd_ms": 41.7, "withheld": {}},
        "battery_percent": 90,
        **more,
    }


def status(**more: object) -> dict[str, object]:
    return {
        "path": "talk.samen",
        "clock_s": 725.2,
        "t_s": 725.0,
        "simulated": False,
        "straps": {"a": "Polar H10 AAAA1111", "b": "TICKR"},
        "step": None,
        "paused": False,
        "ending": False,
        "lost_events": 0,
        "problems": [],
        "markers": [],
        "wearers": {"a": wearer(), "b": wearer(heart_rate_bpm=71)},
        **more,
    }


def drawn(shown: Status, spoken: Language = EN, *, keys_work: bool = True) -> list[str]:
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(render(shown, spoken, keys_work=keys_work))
    return [line.rstrip() for line in console.export_text().splitlines()]


# -- what is drawn ----------------------------------------------------------------


def test_both_wearers_are_rows_of_one_table() -> None:
    assert drawn(status()) == [
        "0:12:05  talk.samen",
        "",
        "  wearer                  heart rate   RMSSD   signal   link        battery",
        " ───────────────────────────────────────────────────────────────────────────",
        "  A  Polar H10 AAAA1111   64 bpm       42 ms   good     connected   90%",
        "  B  TICKR                71 bpm       42 ms   good     connected   90%",
        "",
        "m sets a marker · q or Ctrl-C stops",
    ]


def test_it_speaks_dutch() -> None:
    lines = drawn(status(simulated=True, paused=True, step="dank"), NL, keys_work=False)
    assert lines[0] == "0:12:05  talk.samen  gesimuleerd  stap dank  gepauzeerd"
    assert lines[4].split() == [
        *("A", "Polar", "H10", "AAAA1111", "64", "/min", "42", "ms", "goed"),
        *("verbonden", "90%"),
    ]
    assert lines[-1] == "Ctrl-C stopt"


def cells(known: dict[str, object]) -> list[str]:
    return next(rows(status(wearers={"a": known}), EN))[1:]


def test_what_is_unknown_is_a_dash_and_never_zero() -> None:
    nothing: dict[str, object] = {
        "link": None,
        "last_packet_s": None,
        "heart_rate_bpm": None,
    }
    assert cells(nothing) == ["-", "-", "-", "not yet", "-"]
    assert cells(wearer(heart_rate_bpm=0))[0] == "-"


def test_an_old_heart_rate_is_not_shown_as_a_living_one() -> None:
    assert cells(wearer(last_packet_s=720.0))[0] == "64 bpm"
    assert cells(wearer(last_packet_s=719.9))[0] == "-"


def said(**more: object) -> list[str]:
    return list(notices(status(**more), EN))


def test_nothing_is_said_where_nothing_is_the_matter() -> None:
    assert said() == []


def test_a_strap_that_is_waited_for_says_why() -> None:
    waiting = wearer(link="waiting", link_detail="out_of_reach: timed out")
    assert said(wearers={"b": waiting}) == ["Strap B is out of reach. Waiting for it."]
    assert said(wearers={"b": wearer(link="waiting", link_detail="news")}) == []


def test_a_strap_that_lost_contact_is_to_be_moistened() -> None:
    (sentence,) = said(wearers={"a": wearer(last_beat_s=705.0)})
    assert "Wet the electrodes" in sentence
    assert said(wearers={"a": wearer(last_beat_s=722.0)}) == []


def test_an_ecg_that_comes_stands_by_the_link_and_one_that_does_not_says_why() -> None:
    coming = {"state": "streaming", "frames": 9, "last_frame_s": 724.0}
    assert "connected · ECG" in " ".join(rows_of(ecg=coming))
    assert "ECG" not in " ".join(rows_of(ecg={**coming, "last_frame_s": 700.0}))
    refused = {"state": "refused", "frames": 0, "last_frame_s": None}
    (sentence,) = said(wearers={"b": wearer(ecg=refused)})
    assert sentence.startswith("Strap B refuses its ECG. The recording goes on")
    assert said(wearers={"b": wearer(ecg=coming)}) == []


def rows_of(**more: object) -> list[str]:
    (cells,) = rows(status(wearers={"a": wearer(**more)}), EN)
    return cells


def test_a_withheld_rmssd_has_its_reason() -> None:
    hrv = {"rmssd_ms": None, "withheld": {"rmssd_ms": "too_few_beats"}}
    assert said(wearers={"a": wearer(hrv=hrv)}) == [
        "A: no RMSSD. There are too few beats in this window.",
    ]


def test_what_a_strap_cannot_do_is_said_for_as_long_as_it_is_so() -> None:
    cannot = {"code": "probe.no_rr", "heard_s": 900.0}
    can = {"code": "probe.rr", "heard_s": 900.0}
    shown = status(wearers={"a": wearer(probe=cannot), "b": wearer(probe=can)})
    assert list(notices(shown, EN)) == [f"A: {say('probe.no_rr', EN)}"]
    fresh = status(wearers={"b": wearer(probe={**can, "heard_s": 12.0})})
    assert list(notices(fresh, NL)) == [f"B: {say('probe.rr', NL)}"]


def test_swapped_straps_and_two_on_one_body_are_said_first() -> None:
    values = {"label": "blue", "other": "A", "wearer": "B"}
    swap = {"code": "strap.other_wearer", "values": values}
    assert list(notices(status(swap=swap), EN)) == [
        say("strap.other_wearer", EN, **values)
    ]
    both = notices(status(alignment_check=True), NL)
    assert list(both) == [say("alignment.one_body", NL)]


def test_trouble_with_the_file_is_said_in_words() -> None:
    problems = [
        {"code": "disk_full", "sentence": "never shown"},
        {"code": "new_trouble", "sentence": "As the writer said it."},
    ]
    assert said(problems=problems, lost_events=3) == [
        say("writing.disk_full", EN),
        "As the writer said it.",
        "3 events could not be kept.",
    ]


def test_the_newest_markers_come_first() -> None:
    found = [
        {"t_s": 60.0 * n, "name": f"n{n}", "wearer": "b" if n == 4 else None}
        for n in range(5)
    ]
    assert list(markers(status(markers=found), EN)) == [
        "markers:",
        "  0:04:00  n4  B",
        "  0:03:00  n3",
        "  0:02:00  n2",
    ]


def test_a_status_of_nothing_is_drawn_too() -> None:
    assert drawn({})[0].startswith("0:00:00")
    assert headline(status(ending=True), EN).endswith("being closed")


# -- following --------------------------------------------------------------------


class Shown:
    """A view that remembers, and that may be left by who looks at it."""

    def __init__(self, *, leaves_after: int = 99) -> None:
        self.statuses: list[Status] = []
        self.inside = False
        self._leaves_after = leaves_after

    def __enter__(self) -> "Shown":
        self.inside = True
        return self

    def __exit__(self, *unused: object) -> None:
        self.inside = False

    def show(self, status: Status) -> None:
        assert self.inside
        if len(self.statuses) == self._leaves_after:
            raise BrokenPipeError
        self.statuses.append(status)


class Pressed(NoKeys):
    """Keys at their times: waiting moves a clock of its own instead of waiting."""

    keys_work = True

    def __init__(self, presses: dict[float, str], ends_s: float) -> None:
        super().__init__()
        self.now_s = 0.0
        self.presses = presses
        self.ends_s = ends_s
        self.follower: Follower | None = None

    def wait(self, seconds: float) -> str | None:
        until_s = self.now_s + seconds
        for at_s in sorted(self.presses):
            if at_s <= until_s:
                self.now_s = at_s
                return self.presses.pop(at_s)
        self.now_s = until_s
        if self.now_s >= self.ends_s:
            assert self.follower is not None
            self.follower.stop()
        return None


def follow(
    presses: dict[float, str], ends_s: float, *, leaves_after: int = 99
) -> tuple[list[tuple[float, Command]], Shown, Pressed]:
    asked: list[tuple[float, Command]] = []
    shown, waiting = Shown(leaves_after=leaves_after), Pressed(presses, ends_s)

    def ask(command: Command) -> Status | None:
        asked.append((waiting.now_s, command))
        return {"clock_s": waiting.now_s}

    waiting.follower = Follower(shown, waiting)
    waiting.follower.follow(ask, lambda: waiting.now_s)
    assert not shown.inside
    return asked, shown, waiting


def test_the_status_is_asked_once_a_second() -> None:
    asked, shown, _ = follow({}, 3)
    assert asked == [(second, Command.STATUS) for second in (0.0, 1.0, 2.0)]
    assert shown.statuses == [{"clock_s": second} for second in (0.0, 1.0, 2.0)]


def test_m_marks_and_the_marker_is_shown_at_once() -> None:
    asked, _, _ = follow({0.25: "m", 0.5: "x"}, 2)
    assert asked == [
        (0.0, Command.STATUS),
        (0.25, Command.MARKER),
        (0.25, Command.STATUS),
        (1.0, Command.STATUS),
    ]


def test_q_stops_and_says_so_first() -> None:
    asked, shown, _ = follow({0.5: "q"}, 1)
    assert asked == [(0.0, Command.STATUS), (0.5, Command.STOP)]
    assert shown.statuses[-1] == {"clock_s": 0.0, "ending": True}


def test_a_reader_that_leaves_ends_the_view_and_nothing_else() -> None:
    asked, _, _ = follow({}, 9, leaves_after=2)
    assert len(asked) == 3


def test_a_collector_that_does_not_answer_is_asked_again() -> None:
    shown, waiting = Shown(), Pressed({}, 2)
    waiting.follower = Follower(shown, waiting)
    answers: Iterator[Status | None] = iter([None, {"clock_s": 1.0}])
    waiting.follower.follow(lambda command: next(answers), lambda: waiting.now_s)
    assert shown.statuses == [{"clock_s": 1.0}]


def test_markers_and_batteries_of_the_file_join_the_status(tmp_path: Path) -> None:
    collected = Collected(tmp_path / "none.samen")
    assert collected(Command.STATUS) is None
    for second in range(7):
        collected.see(Marker(t_ns=second * 10**9, name=f"marker:n{second}"))
    step = Marker(
        t_ns=8 * 10**9, name="step_begin", wearer=Wearer.B, data={"id": "dank"}
    )
    collected.see(step)
    for level in (b"\x50", b"\xff", b""):
        battery = Packet(
            t_ns=0, wearer=Wearer.A, characteristic=BATTERY_LEVEL, payload=level
        )
        collected.see(battery)
    found = collected.with_events({"wearers": {"a": {"link": None}, "b": {}}})
    assert found["wearers"] == {
        "a": {"link": None, "battery_percent": 80},
        "b": {"battery_percent": None},
    }
    kept = found["markers"]
    assert isinstance(kept, list)
    assert [marker["name"] for marker in kept] == [
        *("n3", "n4", "n5", "n6", "step_begin dank")
    ]
    assert kept[-1] == {"t_s": 8.0, "name": "step_begin dank", "wearer": "b"}


def test_each_line_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines() as lines:
        lines.show({"clock_s": 1.0})
        lines.show({"clock_s": 2.0})
    said = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["clock_s"] for line in said] == [1.0, 2.0]


def test_a_screen_draws_in_place_and_what_is_told_goes_above_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TERM", "xterm")
    terminal = io.StringIO()
    console = Console(file=terminal, force_terminal=True, width=100)
    before = sys.stderr
    with Screen(console, keys_work=False) as screen:
        screen.show(status())
        sys.stderr.write("Strap A: link lost.\n")
    assert sys.stderr is before
    assert "Strap A: link lost." in terminal.getvalue()
    assert "64 bpm" in terminal.getvalue()


def test_a_pipe_gets_nothing_but_what_it_asked_for() -> None:
    assert isinstance(follower(as_json=False, quiet=False), NoFollower)
    assert isinstance(follower(as_json=False, quiet=True), NoFollower)
    assert isinstance(follower(as_json=True, quiet=True), Follower)


# -- keys -------------------------------------------------------------------------


def test_without_a_terminal_there_are_no_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("m"))
    with terminal_keys() as waiting:
        assert not waiting.keys_work
        waiting.wake()
        assert waiting.wait(60) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals.")
def test_keys_come_one_by_one_and_the_terminal_is_given_back() -> None:
    import pty
    import termios

    from samenstemming.cli.keys import TerminalKeys

    person, terminal = pty.openpty()
    before = termios.tcgetattr(terminal)
    with TerminalKeys(terminal) as waiting:
        assert not termios.tcgetattr(terminal)[3] & termios.ICANON
        assert termios.tcgetattr(terminal)[3] & termios.ISIG  # Ctrl-C stays a signal
        os.write(person, b"m")
        assert waiting.wait(60) == "m"
        assert waiting.wait(0) is None
        os.write(person, "é\x1b[A".encode())
        assert waiting.wait(60) == "é"
        waiting.wake()
        assert waiting.wait(60) is None
    assert termios.tcgetattr(terminal) == before
    with TerminalKeys(terminal) as waiting:
        os.close(person)
        assert waiting.wait(60) is None  # and never again at once: it would spin
        assert waiting.wait(0.01) is None
    os.close(terminal)
