"""The hub, one round at a time: who is told what. No clock, no sleeping."""

import asyncio
import json
from contextlib import ExitStack
from pathlib import Path

import pytest

from dashboards import hub as hub_module
from dashboards.feed import Feed
from dashboards.hub import Client, Hub
from dashboards.troubles import Trouble, troubles_of
from dashboards.view_session import Message
from samenstemming.errors import RecordingError, RecordingProblem

PATH = Path("x.samen")


class FakeFeed(Feed):
    """A feed whose next step a test decides."""

    def __init__(self, path: Path = PATH) -> None:
        super().__init__(path, open_tail=lambda _: pytest.fail("not opened here"))
        self.session = "s1"
        self.caught_up = True
        self.steps = 0
        self.next: Message | Exception | None = None
        self.number = 0

    def step(self) -> Message | None:
        self.steps += 1
        said, self.next = self.next, None
        if isinstance(said, Exception):
            raise said
        return said

    def everything(self) -> Message:
        return self.message(reset=True)

    def message(self, *, reset: bool = False) -> Message:
        if not reset:
            self.number += 1
        return {
            "kind": "session",
            "session": self.session,
            "number": self.number,
            "reset": reset,
        }


def told(client: Client) -> list[Message | None]:
    """Everything that waits for this client; None is the end of its stream."""
    found: list[Message | None] = []
    while not client.queue.empty():
        text = client.queue.get_nowait()
        found.append(None if text is None else json.loads(text.split("data: ", 1)[1]))
    return found


@pytest.fixture
def feed() -> FakeFeed:
    return FakeFeed()


@pytest.fixture
def hub(feed: FakeFeed) -> Hub:
    return Hub(open_feed=lambda _: feed)


def test_what_the_collector_has_trouble_with_is_told_once_and_to_who_comes_later(
    feed: FakeFeed,
) -> None:
    full: list[Trouble] = [{"code": "disk_full", "sentence": "The disk is full."}]
    said: list[list[Trouble]] = [full, full, []]
    hub = Hub(open_feed=lambda _: feed, ask=lambda _: said.pop(0))
    with ExitStack() as open_pages:
        first = open_pages.enter_context(hub.client(PATH))
        step(hub)
        asyncio.run(hub.ask())
        asyncio.run(hub.ask())
        second = open_pages.enter_context(hub.client(PATH))
        step(hub)
        news = {"kind": "troubles", "troubles": full}
        assert told(first)[1:] == [news]
        assert told(second)[1:] == [news]
        asyncio.run(hub.ask())
        assert told(first) == [{"kind": "troubles", "troubles": []}]


def test_a_recording_that_nobody_writes_has_no_troubles(tmp_path: Path) -> None:
    assert troubles_of(tmp_path / "nobody.samen") == []


def test_straps_that_cannot_do_all_or_were_swapped_are_among_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Collector:
        def status(self) -> dict[str, object]:
            return {
                "problems": [{"code": "disk_full", "sentence": "It is full."}],
                "swap": {"code": "strap.swapped", "values": {"label_a": "blue"}},
                "wearers": {
                    "a": {"probe": {"code": "probe.rr", "heard_s": 600.0}},
                    "b": {"probe": {"code": "probe.no_rr", "heard_s": 600.0}},
                },
            }

    monkeypatch.setattr("samenstemming.control", lambda path: Collector())
    assert troubles_of(PATH) == [
        {"code": "strap.swapped", "sentence": "", "values": {"label_a": "blue"}},
        {"code": "probe.no_rr", "sentence": "", "wearer": "b"},
        {"code": "disk_full", "sentence": "It is full."},
    ]


def step(hub: Hub) -> None:
    asyncio.run(hub.step())


def test_five_viewers_cost_one_poll(hub: Hub, feed: FakeFeed) -> None:
    with ExitStack() as open_pages:
        clients = [open_pages.enter_context(hub.client(PATH)) for _ in range(5)]
        step(hub)
        assert feed.steps == 1
        assert all(len(told(client)) == 1 for client in clients)


def test_nobody_looks_nothing_is_read(hub: Hub, feed: FakeFeed) -> None:
    with hub.client(PATH):
        pass
    step(hub)
    assert feed.steps == 0


def test_a_new_client_gets_everything_and_then_only_what_is_new(
    hub: Hub, feed: FakeFeed
) -> None:
    with hub.client(PATH) as client:
        step(hub)
        feed.next = feed.message()
        step(hub)
        first, second = told(client)
        assert first is not None
        assert second is not None
        assert (first["reset"], second["reset"]) == (True, False)


def test_the_round_that_welcomes_a_client_tells_it_nothing_twice(
    hub: Hub, feed: FakeFeed
) -> None:
    with hub.client(PATH) as client:
        feed.next = feed.message()
        step(hub)
        assert [m and m["reset"] for m in told(client)] == [True]


def test_while_a_recording_is_being_read_a_client_hears_how_far_it_is(
    hub: Hub, feed: FakeFeed
) -> None:
    feed.caught_up = False
    feed.next = {"kind": "loading", "session": "s1", "share": 0.4}
    with hub.client(PATH) as client:
        step(hub)
        assert told(client) == [{"kind": "loading", "session": "s1", "share": 0.4}]
        feed.caught_up = True
        step(hub)
        assert [m and m["kind"] for m in told(client)] == ["session"]


def test_a_client_that_comes_back_gets_only_what_it_missed(
    hub: Hub, feed: FakeFeed
) -> None:
    with hub.client(PATH):
        step(hub)
        for _ in range(3):
            feed.next = feed.message()
            step(hub)
        with hub.client(PATH, last_id="s1:1") as back:
            step(hub)
            assert [m and m["number"] for m in told(back)] == [2, 3]
        with hub.client(PATH, last_id="s1:3") as up_to_date:
            step(hub)
            assert told(up_to_date) == []
        with hub.client(PATH, last_id="s0:2") as stranger:
            step(hub)
            assert [m and m["reset"] for m in told(stranger)] == [True]


def test_who_missed_too_much_gets_everything_instead(hub: Hub, feed: FakeFeed) -> None:
    with hub.client(PATH):
        for _ in range(hub_module.QUEUE):
            feed.next = feed.message()
            step(hub)
        with hub.client(PATH, last_id="s1:1") as back:
            step(hub)
            assert [m and m["reset"] for m in told(back)] == [True]


def test_a_client_that_does_not_keep_up_has_its_stream_closed(
    hub: Hub, feed: FakeFeed
) -> None:
    with hub.client(PATH) as slow, hub.client(PATH) as quick:
        for _ in range(hub_module.QUEUE + 2):
            feed.next = feed.message()
            step(hub)
            told(quick)
        assert None in told(slow)
        feed.next = feed.message()
        step(hub)
        assert len(told(quick)) == 1


def test_a_new_session_makes_every_client_start_afresh(
    hub: Hub, feed: FakeFeed
) -> None:
    with hub.client(PATH) as client:
        step(hub)
        told(client)
        feed.session = "s2"
        feed.next = feed.message()
        step(hub)
        assert [(m and m["reset"], m and m["session"]) for m in told(client)] == [
            (True, "s2")
        ]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FileNotFoundError("gone"), "missing"),
        (PermissionError("no"), "unreadable"),
        (RecordingError("bad", problem=RecordingProblem.DAMAGED), "damaged"),
        (RuntimeError("a bug"), "broken"),
    ],
)
def test_a_problem_is_said_once_and_passes(
    hub: Hub, feed: FakeFeed, error: Exception, code: str
) -> None:
    with hub.client(PATH) as client:
        step(hub)
        told(client)
        for _ in range(3):
            for _ in range(hub_module.REST_AFTER_PROBLEM + 1):
                feed.next = error
                step(hub)
        assert [m and m.get("code") for m in told(client)] == [code]
        for _ in range(hub_module.REST_AFTER_PROBLEM + 1):
            feed.next = None
            step(hub)
        assert [m and m["reset"] for m in told(client)][-1] is True


def test_stop_ends_every_stream_and_the_poller(hub: Hub) -> None:
    async def scenario() -> list[str]:
        seen: list[str] = []
        with hub.client(PATH) as client:
            running = asyncio.create_task(hub.run())
            async for text in client.stream():
                seen.append(text)
                hub.stop()
            await running
        with hub.client(PATH) as late:
            async for text in late.stream():
                seen.append(text)
        return seen

    assert len(asyncio.run(scenario())) == 1


def test_a_client_does_not_wait_for_the_next_round(hub: Hub) -> None:
    async def scenario() -> str:
        running = asyncio.create_task(hub.run())
        with hub.client(PATH) as client:
            first = await anext(client.stream())
        hub.stop()
        await running
        return first

    assert asyncio.run(scenario()).startswith("id: s1:0\n")
