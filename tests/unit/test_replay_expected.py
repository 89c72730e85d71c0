"""A record that the app was opened with is begun before anybody asks for it."""

import asyncio
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

import samenstemming as sam
from dashboards import replay_desk
from dashboards.desk import Desk
from dashboards.replay_desk import Replay, ReplayDesk
from dashboards.replay_routes import Foreseen
from samenstemming import home
from samenstemming.recording import write_recording

SOON_S = 20.0


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("expected") / "pair.samen"
    write_recording(file, sam.simulate(minutes=2, seed=8))
    return file


class Counted:
    """How often a record was placed; each call is let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        whole = sam.overview

        def counted(*asked: object, **knobs: object) -> object:
            self.times += 1
            return whole(*asked, **knobs)  # type: ignore[arg-type]

        monkeypatch.setattr(sam, "overview", counted)


def test_what_is_expected_is_made_once_and_handed_out(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(monkeypatch)
    at = ReplayDesk()
    assert at.looked_at.is_set(), "nothing was expected: whoever waits goes on"
    at.until_made()
    at.expect(path)
    assert not at.looked_at.is_set()
    replay = at.of(path)
    assert at.made.wait(SOON_S)
    assert replay.ready.is_set(), "beats before what makes the map"
    assert replay.beats() == Replay(path).beats()
    assert counted.times == 2, "the one that was expected, and the one beside it"
    assert "map" not in replay._bodies, "what a page needs later comes later"
    replay.fetched.set()
    at.looked_at.set()
    at.until_looked_at()


def test_the_browser_that_never_comes_is_not_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay_desk, "EXPECTED_FOR_S", 0.01)
    at = ReplayDesk()
    at.expect(path)
    at.until_looked_at()
    assert not at.looked_at.is_set()


def test_what_cannot_be_read_is_told_to_whoever_asks(tmp_path: Path) -> None:
    broken = tmp_path / "broken.samen"
    broken.write_text("no recording")
    at = ReplayDesk()
    at.made.clear()
    at._prepare(broken)
    assert at.made.is_set(), "nothing more will come of it"
    at._prepare(tmp_path / "gone.samen")
    with pytest.raises(sam.SamenstemmingError):
        at.of(broken).beats()


def test_a_couples_own_evening_is_not_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(monkeypatch)
    monkeypatch.setattr(home, "may_show_both_hearts", lambda _meta: False)
    file = tmp_path / "evening.samen"
    write_recording(file, sam.simulate(minutes=1, seed=8))
    ReplayDesk()._prepare(file)
    assert counted.times == 0


def test_the_page_that_is_asked_for_begins_its_record(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk()
    begun: list[Path] = []
    monkeypatch.setattr(desk.replay, "prepare", begun.append)
    passed: list[str] = []

    async def inside(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope["path"])

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(_message: Message) -> None:
        return

    def ask(place: str, query: str = "", kind: str = "http") -> None:
        scope = {"type": kind, "path": place, "query_string": query.encode()}
        asyncio.run(Foreseen(inside, desk)(scope, receive, send))

    key = desk.admit(path)
    ask("/replay", f"lang=en&file={key}")
    assert begun == [path.resolve()]
    ask("/replay", "file=0123456789ab")
    ask("/help", f"file={key}")
    ask("/replay", f"file={key}", kind="websocket")
    assert len(begun) == 1
    desk.opened = path
    ask("/replay")
    assert begun[1:] == [path]
    assert passed == ["/replay", "/replay", "/help", "/replay", "/replay"]
