"""What may happen to a talk: all buttons at any time, a lid, a clock, a full disk."""

import os
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.errors import ControlError
from samenstemming.events import Marker, Wearer
from samenstemming.exercises.talk_state import held_over_crash, state_after
from samenstemming.recording import read_lease
from samenstemming.recording.check import check
from samenstemming.session import collector
from samenstemming.session.protocol import Command, encode_request
from tests.evening_session import (
    QUIET,
    REST,
    Evening,
    evening,
    more,
    own_guide,
    own_step,
)
from tests.guided_session import guide

TWO = own_guide(own_step("een", 5), own_step("twee", 5), own_step("drie", 5))


def test_stop_ends_it_in_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step of a whole exercise, each in a collector of its own, without straps."""
    om_de_beurt = guide("om_de_beurt")
    for index, step in enumerate(om_de_beurt.exercise.steps):
        path = tmp_path / f"{index}.samen"
        with evening(monkeypatch, path, om_de_beurt, a=None, b=None) as talk:
            for _ in range(index):
                talk.later(2)
                talk.control.next()
            assert talk.step() == step.id
            talk.control.stop()
        last, end = talk.markers()[-2:]
        assert (last.name, last.data["id"]) == ("step_end", step.id)
        assert (end.name, end.data["how"]) == ("exercise_end", "stopped")
        assert check(path).ok


def test_a_long_break_has_its_time_and_goes_on_in_the_same_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T05 through the collector: both choose it, agree on a time, and come back."""
    with evening(monkeypatch, tmp_path / "t.samen", TWO) as talk:
        talk.later(100)
        left_s = talk.talk()["left_s"]
        talk.control.pause(source="a")
        assert talk.talk()["phase"] == "paused"
        for wearer in Wearer:
            talk.control.choice("break", "long_break_20min", wearer=wearer.value)
        assert talk.talk()["agree_return"] is True
        with pytest.raises(ControlError, match="time to come back"):
            talk.control.choice("long_break", "0")
        before = datetime.fromisoformat(str(talk.status()["started_utc"]))
        talk.control.choice("long_break", "20")
        apart = talk.talk()
        assert apart["phase"] == "long_break"
        returns = datetime.fromisoformat(apart["return_utc"])
        assert 1200 <= (returns - before).total_seconds() <= 1200 + 110
        talk.later(60)
        assert talk.talk()["phase"] == "long_break"
        talk.control.next()
        assert talk.step() == "terug"
        for wearer in Wearer:
            talk.control.choice("break", "continue", wearer=wearer.value)
        back = talk.talk()
    assert (back["phase"], back["step"]["id"]) == ("talking", "een")
    assert back["left_s"] == pytest.approx(left_s, abs=1)
    (apart_marker,) = talk.markers("long_break")
    assert apart_marker.data["return_utc"] == apart["return_utc"]
    assert {of.wearer for of in talk.markers()} == {None}


def test_a_pattern_is_marked_by_either_and_looks_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    for wearer in ("a", "b"):
        path = tmp_path / f"{wearer}.samen"
        with evening(monkeypatch, path, TWO) as talk:
            talk.later(10)
            seq = talk.control.marker("pattern", wearer=wearer, source=wearer)
            # T13: what is answered is on disk, for every reader.
            on_disk = dict(sam.tail(path).poll())[seq]
            assert isinstance(on_disk, Marker)
            assert on_disk.name == "pattern_marked"
            status = talk.talk()
            talk.control.choice("pattern", "go_on", source=wearer)
            talk.control.marker("went_quiet", source=wearer)
        marked = [(m.name, m.wearer, m.source, m.note, m.data) for m in talk.markers()]
        seen.append((status, marked))
    assert seen[0] == seen[1]
    names = [name for name, *_ in seen[0][1]]
    assert names[-5:-2] == ["pattern_marked", "go_on", "went_quiet"]


def test_a_private_no_to_going_on_ends_it_for_both_and_is_nobodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    shown = []
    for no, yes in (("a", "b"), ("b", "a")):
        path = tmp_path / f"{no}.samen"
        with evening(monkeypatch, path, TWO, a=None, b=None) as talk:
            talk.later(10)
            talk.control.pause()
            talk.control.choice("break", "stop_today", wearer=no)
            talk.control.choice("break", "continue", wearer=yes)
            shown.append(talk.talk())
        seen.append([(m.name, m.wearer, m.source, m.data) for m in talk.markers()])
    assert seen[0] == seen[1]
    assert shown[0] == shown[1]
    assert shown[0]["how"] == "stopped"


def test_a_card_is_written_down_only_with_a_yes_of_that_evening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T08 and T09 through the collector: consent to free text is each one's own."""
    path = tmp_path / "t.samen"
    deep = guide("wat_eronder_ligt")
    with evening(
        monkeypatch, path, deep, a=None, b=None, consent=("b:free_text",)
    ) as talk:
        for wearer in Wearer:
            talk.control.card(wearer.value, "in_stilte_kiezen", "feeling_words", 0)
        assert talk.talk()["shared"] == []
        talk.control.card("a", "in_stilte_kiezen", "feeling_words", 0, shared=True)
        shown = talk.talk()["shared"]
        assert [set(of) for of in shown] == [{"step", "list", "text"}]
        talk.control.pass_card("a", "in_stilte_kiezen", "feeling_words")
        assert talk.talk()["shared"] == []
    of = {m.wearer: m.data for m in talk.markers("card_chosen")}
    assert "word" not in of[Wearer.A]
    assert of[Wearer.B]["card"] == "feeling_words.0"
    assert path.read_bytes().count(str(shown[0]["text"]["nl"]).encode()) == 1


# -- bad input -------------------------------------------------------------------------


def test_a_machine_that_sleeps_in_a_step_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten minutes with the lid closed: the same step, the same time left, no cue."""
    steps = own_guide(REST, QUIET)
    with evening(monkeypatch, tmp_path / "t.samen", steps, a=more(90, 30)) as talk:
        talk.at(80)
        before = talk.talk()
        talk.clock.sleep(600)
        talk.later(2)
        after = talk.talk()
        talk.later(60)
        last = talk.talk()
    assert after["step"] == before["step"]
    assert 0 <= before["left_s"] - after["left_s"] < 5
    (slept,) = talk.markers("suspend")
    assert slept.data == {"slept_s": 600.0}
    assert talk.markers("cue") == []
    # A collector that crashed now would read the same time from its file.
    events = talk.markers()
    ends_s = events[-1].t_ns / 1e9
    going = [of for of in events if of.name not in ("step_end", "exercise_end")]
    again = held_over_crash(state_after(going), ends_s, ends_s)
    read_s = steps.left_s(again, ends_s)
    assert read_s == pytest.approx(last["left_s"], abs=5)


def test_a_wall_clock_that_is_set_moves_no_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with evening(monkeypatch, tmp_path / "t.samen", TWO) as talk:
        talk.later(20)
        before = talk.talk()
        for hours in (2, -5):
            talk.clock.set_wall(hours * 3600)
            talk.later(3)
        after = talk.talk()
        assert after["step"] == before["step"]
        assert before["left_s"] - after["left_s"] == pytest.approx(6, abs=1)
        talk.control.pause()
        for wearer in Wearer:
            talk.control.choice("break", "long_break_20min", wearer=wearer.value)
        talk.control.choice("long_break", "20")
        returns = datetime.fromisoformat(talk.talk()["return_utc"])
        now = talk.clock.now_utc()
        assert 1195 <= (returns - now).total_seconds() <= 1205
    assert talk.markers("suspend") == []
    assert check(talk.path).ok


def test_two_browsers_that_press_at_once_go_one_step_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with evening(monkeypatch, tmp_path / "t.samen", TWO) as talk:
        talk.later(10)

        def press(_: int) -> int:
            return talk.control.next()

        with ThreadPoolExecutor(8) as browsers:
            list(browsers.map(press, range(8)))
        assert talk.step() == "twee"
        with ThreadPoolExecutor(8) as browsers:
            list(browsers.map(lambda _: talk.control.marker("laughed"), range(8)))
    assert len(talk.markers("laughed")) == 1
    ended = [of.data["how"] for of in talk.markers("step_end")]
    assert ended == ["done", "stopped"]


MALFORMED: list[Callable[[str], bytes]] = [
    lambda token: b"\xff\xfe\n",
    lambda token: b"[" * 5000 + b"\n",
    lambda token: b'{"token": 1}\n',
    lambda token: encode_request(token, Command.CARD, wearer="a"),
    lambda token: encode_request(token, Command.CHOICE, id="break", value="fly"),
    lambda token: encode_request(
        token, Command.CARD, wearer="a", step="een", list="cards", index=10**9
    ),
    lambda token: encode_request(token, Command.CHOICE, id="long_break", value="nan"),
    lambda token: encode_request(token, Command.NEXT)[:-4] + b"\n",
]


def test_malformed_presses_are_answered_and_the_talk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with evening(monkeypatch, tmp_path / "t.samen", TWO) as talk:
        talk.later(5)
        before = talk.talk()
        lease = read_lease(talk.path)
        assert lease is not None
        assert lease.port is not None
        assert lease.token is not None
        for make in MALFORMED:
            answer = sent(lease.port, make(lease.token))
            assert b'"ok": false' in answer or b'"seq": 0' in answer
        assert talk.talk() == before
        talk.control.next()
        assert talk.step() == "twee"
    assert [of.name for of in talk.markers()][:4] == [
        "exercise_begin",
        "step_begin",
        "step_end",
        "step_begin",
    ]


def sent(port: int, line: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as talk:
        talk.sendall(line)
        return talk.makefile("rb").readline()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on file size")
def test_a_disk_that_fills_up_lets_the_talk_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press is answered with what is wrong; the step changes all the same."""
    import resource

    monkeypatch.setattr(collector, "ON_DISK_WITHIN_S", 0.2)
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with evening(monkeypatch, tmp_path / "t.samen", TWO) as talk:
            talk.later(10)
            # No file of this process may grow: SQLite meets a failing write.
            resource.setrlimit(resource.RLIMIT_FSIZE, (1, unlimited[1]))
            said = pressed_until_refused(talk)
            assert "is full" in said or "Not on disk" in said
            assert talk.talk()["phase"] == "paused"
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
            talk.control.resume()
            assert talk.talk()["phase"] == "talking"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    names = [of.name for of in talk.markers()]
    assert names.count("pause") == names.count("resume") == 1
    assert check(talk.path).ok


def pressed_until_refused(talk: Evening) -> str:
    with pytest.raises(ControlError) as refused:
        talk.control.pause()
    return str(refused.value)
