"""What the replay screen is sent: bytes in place, slow work by its share, its acts."""

import asyncio
import csv
import io
import json
import struct
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.types import Message, Scope

import samenstemming as sam
from dashboards.desk import Desk
from dashboards.replay_acts import act
from dashboards.replay_desk import KEPT, ReplayDesk, Slow
from dashboards.replay_routes import replay_routes
from dashboards.view_replay import EIGHT, MAGIC, pack
from dashboards.view_replay_steps import BARS, analysis_json, said
from samenstemming.events import Wearer
from samenstemming.measures.synchrony import Synchrony
from samenstemming.recording import write_recording
from samenstemming.words import Language

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def unpacked(body: bytes) -> dict[str, Any]:
    """The header and columns of a body, as the canvas reads them."""
    assert body[:4] == MAGIC
    (length,) = struct.unpack("<I", body[4:8])
    head: dict[str, Any] = json.loads(body[8 : 8 + length])
    base = 8 + length
    assert base % EIGHT == 0
    columns = {
        name: np.frombuffer(body, kind, n, base + at)
        for name, (kind, n, at) in head.pop("columns").items()
    }
    return {**head, **columns}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = sam.simulate(minutes=5, seed=8, coupling=0.9, faults=("ectopics",))
    step = sam.Marker(t_ns=0, name="step_begin", data={"id": "rust"})
    end = sam.Marker(t_ns=240_000_000_000, name="step_end", data={"id": "rust"})
    mark = sam.Marker(t_ns=100_000_000_000, name="marker:pattern", note="x")
    events = sorted([*made.events(), step, end, mark], key=lambda event: event.t_ns)
    file = tmp_path_factory.mktemp("replay") / "pair.samen"
    write_recording(file, sam.Recording.of(events, meta=made.meta))
    return file


@pytest.fixture(scope="module")
def desk(path: Path) -> Desk:
    made = Desk(token="secret")
    made.admit(path)
    return made


def get(desk: Desk, part: str, *, token: str = "secret", **more: str) -> "Answer":
    """What the route answers, in process."""
    key = next(iter(desk._admitted))
    query = {"recording": key, "token": token, **more}
    text = "&".join(f"{name}={value}" for name, value in query.items())
    return asyncio.run(_ask(Starlette(routes=replay_routes(desk)), part, text))


class Answer:
    """Status and body of a response."""

    def __init__(self, status: int, body: bytes) -> None:
        self.status, self.body = status, body


async def _ask(app: Starlette, part: str, query: str) -> Answer:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": part,
        "raw_path": part.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1:1")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 1),
        "client": ("127.0.0.1", 2),
        "root_path": "",
    }
    await app(scope, receive, send)
    body = b"".join(m.get("body", b"") for m in sent[1:])
    return Answer(sent[0]["status"], body)


def test_what_stands_below_the_canvas_waits_for_beats_and_map(desk: Desk) -> None:
    other = Desk(token="secret")
    (path,) = desk._admitted.values()
    other.admit(path)
    replay = other.replay.of(path)
    assert get(other, "/api/replay/beats").status == 200
    assert (replay.fetched.is_set(), replay.shown.is_set()) == (True, False)
    assert get(other, "/api/replay/map").status == 200
    assert replay.shown.is_set()


def test_columns_lie_on_eights_and_come_back_as_they_were() -> None:
    sent = {"a": np.arange(3, dtype=np.int8), "b": np.array([0.5, np.nan])}
    back = unpacked(pack({"x": "é"}, sent))
    assert back["x"] == "é"
    assert np.array_equal(back["a"], sent["a"])
    assert np.array_equal(back["b"], sent["b"], equal_nan=True)


def test_the_beats_are_those_of_the_whole_record(desk: Desk, path: Path) -> None:
    answer = get(desk, "/api/replay/beats")
    assert answer.status == 200
    back = unpacked(answer.body)
    beats = sam.locate_beats(sam.open_recording(path).events())
    for wearer in Wearer:
        times = [beat.t_s for beat in beats[wearer]]
        assert np.array_equal(back[f"{wearer}.t"], times)
        assert np.any(back[f"{wearer}.flag"] != 0)
        assert np.isfinite(back[f"{wearer}.rmssd"]).sum() > 60
    assert [step["id"] for step in back["steps"]] == ["rust"]
    assert [mark["name"] for mark in back["marks"]] == ["pattern"]
    assert back["edits"] == []


def test_the_map_comes_with_its_chance(desk: Desk) -> None:
    drawn = unpacked(get(desk, "/api/replay/map").body)
    n = drawn["t"].size
    assert drawn["r"].size == n * len(drawn["lags_s"]) > 0
    replay = desk.replay.of(next(iter(desk._admitted.values())))
    assert get(desk, "/api/replay/chance").status in {200, 202}
    while not replay.chance.done:  # a page asks again and again, so does this
        assert get(desk, "/api/replay/chance").status in {200, 202}
        replay.chance.wait(0.3)
    chance = unpacked(get(desk, "/api/replay/chance").body)
    assert chance["p95"].size == n
    assert 0 < chance["share_p95"] < 1


def test_moments_come_as_json_with_a_name_each(desk: Desk) -> None:
    found = json.loads(get(desk, "/api/replay/moments").body)["moments"]
    marks = [one for one in found if one["kind"] == "pattern_mark"]
    assert [one["evidence"]["t_s"] for one in marks] == [100.0]
    assert len({one["id"] for one in found}) == len(found)


@pytest.mark.parametrize(
    ("part", "more", "status"),
    [
        ("/api/replay/beats", {"token": "wrong"}, 403),
        ("/api/replay/beats", {"recording": "nobody"}, 404),
        ("/api/replay/everything", {}, 404),
        ("/api/play", {"speed": "7"}, 400),
        ("/api/play", {"speed": "1", "from": "nan"}, 400),
        ("/api/play", {"speed": "fast"}, 400),
    ],
)
def test_who_asks_for_something_else_is_refused(
    desk: Desk, part: str, more: dict[str, str], status: int
) -> None:
    assert get(desk, part, **more).status == status


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken.samen"
    broken.write_text("no recording at all")
    desk = Desk(token="secret")
    desk.admit(broken)
    answer = get(desk, "/api/replay/beats")
    assert answer.status == 409
    assert json.loads(answer.body)["code"]
    broken.unlink()
    assert json.loads(get(desk, "/api/replay/map").body)["code"] == "missing"


def test_slow_work_is_done_once_and_keeps_its_error() -> None:
    begun: list[int] = []

    def work(tell: object) -> int:
        begun.append(1)
        if len(begun) > 1:
            raise AssertionError("twice")
        return 7

    slow = Slow(work)
    assert not slow.done
    slow.begin().begin().wait(5)
    assert (slow.result, begun) == (7, [1])

    def failing(_: object) -> int:
        raise OSError("gone")

    lost = Slow(failing)
    lost.begin().wait(5)
    assert lost.done
    assert isinstance(lost.error, OSError)


def test_work_that_nobody_waits_for_stops_and_can_be_begun_again() -> None:
    now = [0.0]
    told: list[float] = []

    def work(tell: Callable[[float], None]) -> str:
        tell(0.5)
        told.append(now[0])
        now[0] += 60.0 if len(told) == 1 else 1.0
        tell(0.9)
        return "done"

    slow = Slow(work, clock=lambda: now[0])
    slow.run()
    assert not slow.done
    assert slow.share == 0.0
    slow.begin().wait(5)
    assert slow.result == "done"


def test_a_record_is_made_anew_when_its_edits_change(path: Path) -> None:
    at = ReplayDesk()
    before = at.of(path)
    assert at.of(path) is before
    beat = before.overview().wearers[Wearer.A].beats[30]
    asked = {"kind": "edit", "action": "delete", "wearer": "a", "t_s": beat.t_s + 0.02}
    answer = act(at, path, asked, now=NOW, language=Language.EN)
    assert answer.startswith("Kept beside")
    after = at.of(path)
    assert after is not before
    assert (
        after.overview().wearers[Wearer.A].beats
        != before.overview().wearers[Wearer.A].beats
    )
    kept = sam.read_edits(path)
    assert kept is not None
    assert (kept.edits[0].t_s, kept.edits[0].utc) == (beat.t_s, NOW.isoformat())
    answer = act(at, path, {"kind": "undo_edit"}, now=NOW, language=Language.NL)
    assert answer.startswith("De laatste")
    assert (
        at.of(path).overview().wearers[Wearer.A].beats
        == before.overview().wearers[Wearer.A].beats
    )
    again = act(at, path, {"kind": "undo_edit"}, now=NOW, language=Language.NL)
    assert again.startswith("Niet bewaard")
    assert len(at._kept) <= KEPT


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "edit", "action": "delete", "wearer": "a", "t_s": 1e9},
        {"kind": "edit", "action": "move", "wearer": "a", "t_s": 60.0},
        {"kind": "edit", "action": "melt", "wearer": "a", "t_s": 60.0},
        {"kind": "edit", "action": "delete", "wearer": "c", "t_s": 60.0},
        {"kind": "code", "t_s": "soon", "code": "x"},
        {"kind": "code", "t_s": 5.0, "code": "  "},
        {"kind": "dance"},
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    path: Path, asked: dict[str, object]
) -> None:
    before = sorted(one.name for one in path.parent.iterdir())
    answer = act(ReplayDesk(), path, asked, now=NOW, language=Language.EN)
    assert answer.startswith(("Not kept", "The code was not kept"))
    assert sorted(one.name for one in path.parent.iterdir()) == before


def test_codes_are_kept_beside_the_recording_and_taken_back(path: Path) -> None:
    at = ReplayDesk()
    whole = path.read_bytes()
    for word, blind in (("=naar elkaar", True), ("stil", False)):
        asked = {"kind": "code", "t_s": 65.5, "code": word, "note": "", "blind": blind}
        assert "kept" in act(at, path, asked, now=NOW, language=Language.EN)
    codes = at.codes(path)
    assert [(one.code, one.blind) for one in codes.codes] == [
        ("=naar elkaar", True),
        ("stil", False),
    ]
    rows = list(csv.DictReader(io.StringIO(codes.to_csv())))
    assert rows[0]["code"] == "'=naar elkaar", "no formula for a spreadsheet"
    assert (rows[0]["t_s"], rows[0]["blind"]) == ("65.500", "true")
    act(at, path, {"kind": "undo_code"}, now=NOW, language=Language.EN)
    assert len(at.codes(path).codes) == 1
    assert path.read_bytes() == whole
    beside = path.with_name("pair.samen.codes.json")
    beside.write_text(beside.read_text().replace('"chain": "', '"chain": "0'))
    refused = act(at, path, {"kind": "undo_code"}, now=NOW, language=Language.EN)
    assert "another recording" in refused
    beside.write_text("{")
    with pytest.raises(sam.SamenstemmingError, match="cannot be read"):
        at.codes(path)
    beside.unlink()


def test_the_table_and_the_picture_say_what_the_analysis_says(path: Path) -> None:
    found = sam.analyze(sam.open_recording(path), surrogates=19)
    made: Any = analysis_json(found, Language.EN)
    json.dumps(made, allow_nan=False)
    assert made["whole"]["statistic"] == found.synchrony.statistic
    assert sum(made["whole"]["null"]["counts"]) == made["whole"]["null"]["n"]
    assert len(made["whole"]["null"]["counts"]) == BARS
    (step,) = made["steps"]
    assert step["wearers"]["a"]["heart_rate_bpm"] == pytest.approx(
        found.steps[0].wearers[Wearer.A].hrv.values["heart_rate_bpm"]
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Synchrony(p_value=0.004, sign="in-phase", n_surrogates=999), "(p = 0,004,"),
        (Synchrony(p_value=0.0002, sign="in-phase", n_surrogates=999), "(p < 0,001,"),
        (
            Synchrony(p_value=0.4, sign="anti-phase", n_surrogates=999),
            "past bij toeval",
        ),
        (Synchrony(withheld="one_wearer"), "valt hier niets te beweren"),
        (Synchrony(p_withheld="window_too_short"), "valt hier niets te beweren"),
    ],
)
def test_what_may_be_claimed_is_said_in_words(found: Synchrony, words: str) -> None:
    assert words in said(found, Language.NL)
