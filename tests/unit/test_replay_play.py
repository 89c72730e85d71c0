"""Played at any speed: the columns on the screen are those of the stored frames."""

import asyncio
import json
from pathlib import Path

import pytest

import samenstemming as sam
from dashboards.feed import Feed
from dashboards.replay_play import PacedTail, play_stream
from dashboards.view_session import SessionView
from samenstemming.recording import write_recording


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("play") / "pair.samen"
    faults = ("drop-out", "ectopics", "jitter", "malformed")
    write_recording(file, sam.simulate(minutes=4, seed=3, faults=faults))
    return file


@pytest.fixture(scope="module")
def stored(path: Path) -> dict[str, object]:
    """What the screen would show of the lines that `samenstemming frames` prints."""
    settings = sam.Settings()
    pipeline, view = (
        sam.Pipeline(settings),
        SessionView(hrv_window_s=settings.hrv_window_s),
    )
    for seq, event in enumerate(sam.open_recording(path).events(), start=1):
        lines = [json.dumps(sam.derived_to_json(one)) for one in pipeline.feed(event)]
        view.take(seq, event, [json.loads(line) for line in lines])
    return view.everything()


class Hand:
    """A clock that a test moves on."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.mark.parametrize("speed", [10, 60])
def test_frames_shown_at_any_speed_equal_the_stored_ones(
    path: Path, stored: dict[str, object], speed: int
) -> None:
    clock = Hand()
    tail = PacedTail(sam.open_recording(path), speed=speed, clock=clock)
    feed = Feed(path, open_tail=lambda _: tail)
    feed.step()
    tail.begin()
    half = None
    while not (tail.finished and feed.caught_up):
        clock.now_s += 7.3 / speed
        feed.step()
        if half is None and clock.now_s - 100 > 120 / speed:
            half = feed.everything()
    shown = feed.everything()
    assert json.dumps(shown["tables"]) == json.dumps(stored["tables"])
    assert half is not None
    assert float(str(half["t"])) < 130, "nothing is told before its time"


def test_a_performance_may_begin_in_the_middle(path: Path) -> None:
    clock = Hand()
    tail = PacedTail(sam.open_recording(path), speed=10, from_s=120, clock=clock)
    first = tail.poll()
    assert 119 < first[-1][1].t_ns / 1e9 <= 120
    assert tail.poll() == []
    tail.begin()
    clock.now_s += 1
    assert 129 < tail.poll()[-1][1].t_ns / 1e9 <= 130
    assert tail.meta["speed"] == 10


def test_the_stream_welcomes_with_everything_and_ends_when_it_is_told(
    path: Path,
) -> None:
    told: list[str] = []

    async def watch() -> None:
        stream = play_stream(path, speed=60, from_s=230, stopped=lambda: len(told) > 9)
        async for text in stream:
            told.append(text)
            if '"finished":true' in text:
                return

    asyncio.run(watch())
    whole = next(text for text in told if '"reset":true' in text)
    assert '"meta":' in whole
    assert '"speed":60' in whole


def test_what_cannot_be_played_says_why(tmp_path: Path) -> None:
    async def first() -> str:
        missing = tmp_path / "no.samen"
        stream = play_stream(missing, speed=1, from_s=0, stopped=lambda: True)
        return await anext(stream)

    assert '"code": "missing"' in asyncio.run(first()).replace('":"', '": "')
