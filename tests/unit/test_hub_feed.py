"""One recording followed: what a step returns as the file grows, ends or goes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import samenstemming as sam
from dashboards import feed as feed_module
from dashboards.feed import Feed
from dashboards.view_session import Event
from samenstemming import Wearer
from samenstemming.errors import RecordingError, RecordingProblem


class FakeTail:
    """A tail that hands out what a test put in."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, Event]] = []
        self.meta: Mapping[str, object] = {"label": "pair 12", "truth": {"big": 1}}
        self.finished = False
        self.closed = False
        self.error: RecordingError | None = None

    def add(self, *events: Event) -> None:
        self.rows += [(len(self.rows) + k, e) for k, e in enumerate(events, start=1)]

    def poll(self) -> list[tuple[int, Event]]:
        if self.error is not None:
            raise self.error
        rows, self.rows = self.rows, []
        return rows


def heart_rate(second: float, bpm: int = 70) -> sam.Packet:
    payload = sam.encode_heart_rate(
        sam.HeartRateMeasurement(
            heart_rate_bpm=bpm, contact=None, energy_kj=None, rr_ticks=()
        )
    )
    return sam.Packet(
        t_ns=round(second * 1e9),
        wearer=Wearer.A,
        characteristic="heart_rate_measurement",
        payload=payload,
    )


@pytest.fixture
def tail() -> FakeTail:
    return FakeTail()


@pytest.fixture
def feed(tail: FakeTail, tmp_path: Path) -> Feed:
    path = tmp_path / "x.samen"
    path.touch()
    return Feed(path, open_tail=lambda _: tail)


def test_the_heart_rate_comes_with_the_very_step_that_saw_its_packet(
    feed: Feed, tail: FakeTail
) -> None:
    tail.add(sam.Tick(t_ns=0), heart_rate(0.4, 71))
    message = feed.step()
    assert message is not None
    tables = message["tables"]
    assert isinstance(tables, dict)
    assert tables["rates"]["bpm"] == [71]


def test_nothing_new_is_no_message(feed: Feed, tail: FakeTail) -> None:
    tail.add(sam.Tick(t_ns=0))
    feed.step()
    assert feed.step() is None


def test_messages_are_numbered_and_carry_the_session(
    feed: Feed, tail: FakeTail
) -> None:
    tail.add(sam.Tick(t_ns=0))
    first = feed.step()
    tail.add(sam.Tick(t_ns=10**9))
    second = feed.step()
    assert first is not None
    assert second is not None
    assert (first["number"], second["number"]) == (1, 2)
    assert first["session"] == second["session"] == feed.session
    assert feed.everything()["number"] == 2


def test_the_end_of_a_recording_is_news(feed: Feed, tail: FakeTail) -> None:
    tail.add(sam.Tick(t_ns=0))
    feed.step()
    tail.finished = tail.closed = True
    message = feed.step()
    assert message is not None
    assert message["finished"] is True
    assert message["closed"] is True


def test_a_long_recording_is_read_in_parts_and_says_how_far_it_is(
    feed: Feed, tail: FakeTail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "EVENTS_A_STEP", 2)
    tail.add(*(sam.Tick(t_ns=s * 10**9) for s in range(5)))
    first = feed.step()
    assert first == {"kind": "loading", "session": feed.session, "share": 0.4}
    assert not feed.caught_up
    feed.step()
    last = feed.step()
    assert feed.caught_up
    assert last is not None
    assert last["t"] == 4.0


def test_only_what_a_screen_shows_of_the_meta_goes_out(
    feed: Feed, tail: FakeTail
) -> None:
    tail.add(sam.Tick(t_ns=0))
    feed.step()
    assert feed.everything()["meta"] == {"label": "pair 12"}


def test_after_a_problem_the_feed_begins_afresh(feed: Feed, tail: FakeTail) -> None:
    tail.add(sam.Tick(t_ns=0), heart_rate(0.4))
    feed.step()
    before = feed.session
    tail.error = RecordingError("damaged", problem=RecordingProblem.DAMAGED)
    with pytest.raises(RecordingError):
        feed.step()
    tail.error = None
    tail.add(sam.Tick(t_ns=0))
    feed.step()
    assert feed.session != before
    assert feed.everything()["tables"] == {}


def test_a_file_that_was_deleted_is_an_error_and_one_put_in_its_place_a_new_session(
    tail: FakeTail, tmp_path: Path
) -> None:
    path = tmp_path / "x.samen"
    path.touch()
    feed = Feed(path, open_tail=lambda _: tail)
    feed.step()
    before = feed.session
    other = tmp_path / "y.samen"
    other.touch()
    other.replace(path)
    feed.step()
    assert feed.session != before
    path.unlink()
    with pytest.raises(FileNotFoundError):
        feed.step()
