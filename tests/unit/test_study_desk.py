"""The desk of a study's page: work in threads, one of each kind, its trouble told."""

import threading
from pathlib import Path

import pytest

from samenstemming.errors import StudyError
from samenstemming.events import Wearer
from samenstemming.session import study_desk
from samenstemming.session.launch import CollectorHandle
from samenstemming.session.study_desk import SessionWish, StudyDesk
from samenstemming.study.overview import Overview
from samenstemming.study.quality import QualityPage
from samenstemming.words import sentence

WITHIN_S = 10.0


class Handle:
    """A collector that is there until it is stopped."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.running = True

    def stop(self) -> int:
        self.running = False
        return 0

    def release(self) -> None:
        pass


class Awake:
    def begin(self) -> bool:
        return True

    def end(self) -> None:
        pass


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> StudyDesk:
    monkeypatch.setattr(study_desk, "KeepAwake", Awake)
    return StudyDesk()


def wish(folder: Path) -> SessionWish:
    return SessionWish(
        study=folder / "s.yaml",
        pair="D001",
        session="ses1",
        straps={Wearer.A: "simulated", Wearer.B: "simulated"},
        consent=("a:record", "b:record"),
    )


def until(desk: StudyDesk, kind: str) -> study_desk.Job:
    assert desk.wait_until(lambda: bool((j := desk.job(kind)) and j.done), WITHIN_S)
    job = desk.job(kind)
    assert job is not None
    return job


def test_what_goes_wrong_in_a_thread_is_a_sentence(
    desk: StudyDesk, tmp_path: Path
) -> None:
    desk.dry_run(tmp_path / "no.yaml", speed=100)
    desk.quality(tmp_path / "no.samen")
    desk.week(tmp_path / "no.yaml", tmp_path)
    for kind in ("dry", "quality", "week"):
        assert until(desk, kind).problem
    assert not desk.busy()


def test_a_second_press_does_not_begin_it_twice(
    desk: StudyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes, calls = threading.Event(), []

    def slow(path: Path, folder: Path, **_: object) -> Overview:
        calls.append(path)
        goes.wait(WITHIN_S)
        raise StudyError(sentence("wrong.study.no_session"))

    monkeypatch.setattr(study_desk, "week", slow)
    desk.week(tmp_path, tmp_path)
    desk.week(tmp_path, tmp_path)
    assert desk.busy()
    goes.set()
    assert until(desk, "week").problem == "is no session of this study"
    assert len(calls) == 1


def test_a_session_begins_ends_and_its_quality_is_looked_at(
    desk: StudyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = Handle(tmp_path / "one.samen")

    def start(**asked: object) -> CollectorHandle:
        assert asked["study"] == {
            "study": str(tmp_path / "s.yaml"),
            "pair": "D001",
            "session": "ses1",
        }
        return handle  # type: ignore[return-value]

    monkeypatch.setattr(study_desk, "start_collector", start)
    assert desk.start(wish(tmp_path))
    assert desk.wait_until(lambda: _path(desk) == handle.path, WITHIN_S)
    assert not desk.start(wish(tmp_path))
    assert desk.busy()
    desk.close()
    now = desk.running()
    assert now is not None
    assert now.ended
    assert until(desk, "quality").of == handle.path


def test_the_look_at_a_session_that_ended_waits_for_another_and_neither_is_lost(
    desk: StudyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, handle = tmp_path / "earlier.samen", Handle(tmp_path / "one.samen")
    goes, looked = threading.Event(), []

    def slow(path: Path, **_: object) -> QualityPage:
        looked.append(path)
        goes.wait(WITHIN_S)
        raise StudyError(sentence("wrong.study.no_heartbeat", path=path.name))

    monkeypatch.setattr(study_desk, "quality_of", slow)
    monkeypatch.setattr(study_desk, "start_collector", lambda **_: handle)
    desk.start(wish(tmp_path))
    assert desk.wait_until(lambda: _path(desk) == handle.path, WITHIN_S)
    desk.quality(earlier)
    desk.close()
    desk.quality(handle.path)  # pressed as well: it waits already
    newest = desk.job("quality")
    assert newest is not None
    assert (newest.of, newest.done) == (handle.path, False)
    assert desk.busy()
    goes.set()
    assert until(desk, "quality").of == handle.path
    assert looked == [earlier, handle.path]
    for path in looked:
        found = desk.job("quality", path)
        assert found is not None
        assert found.problem.startswith(path.name)


def test_a_collector_that_ended_by_itself_is_seen(
    desk: StudyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = Handle(tmp_path / "one.samen")
    monkeypatch.setattr(study_desk, "start_collector", lambda **_: handle)
    desk.start(wish(tmp_path))
    assert desk.wait_until(lambda: _path(desk) == handle.path, WITHIN_S)
    handle.running = False
    now = desk.running()
    assert now is not None
    assert now.ended
    until(desk, "quality")


def test_a_session_that_does_not_begin_says_why(
    desk: StudyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(**_: object) -> CollectorHandle:
        raise StudyError(sentence("wrong.study.not_recorded", wearer="B", option="b"))

    monkeypatch.setattr(study_desk, "start_collector", start)
    desk.start(wish(tmp_path))
    assert desk.wait_until(lambda: not desk.busy(), WITHIN_S)
    now = desk.running()
    assert now is not None
    assert str(now.problem).startswith("B has not agreed to being recorded")


def _path(desk: StudyDesk) -> Path | None:
    now = desk.running()
    return None if now is None else now.path
