"""What a canvas is told, as columns; nothing is computed on the way."""

import json

import samenstemming as sam
from dashboards.view_session import COLUMNS, Message, SessionView
from samenstemming import Wearer


def view_of(*taken: tuple[object, list[dict[str, object]]]) -> SessionView:
    view = SessionView(hrv_window_s=60.0)
    for seq, (event, frames) in enumerate(taken, start=1):
        assert isinstance(event, sam.Tick | sam.Packet | sam.Marker | sam.LinkChange)
        view.take(seq, event, frames)
    return view


def table(message: Message | None, name: str) -> dict[str, list[object]]:
    assert message is not None
    tables = message["tables"]
    assert isinstance(tables, dict)
    found = tables[name]
    assert isinstance(found, dict)
    return found


TICK = sam.Tick(t_ns=2_000_000_000)


def mark(name: str, /, **data: object) -> sam.Marker:
    return sam.Marker(t_ns=2_000_000_000, name=name, data=data)


def beat(t_s: float, rr_ms: float | None = 800.0) -> dict[str, object]:
    return {"frame": "beat", "t_s": t_s, "wearer": "a", "rr_ms": rr_ms, "run": 0}


def hrv(**over: object) -> dict[str, object]:
    return {
        "frame": "hrv",
        "wearer": "a",
        "window": {"start_s": 0.0, "end_s": 60.0},
        "heart_rate_bpm": 71.26,
        "rmssd_ms": 33.333,
        "quality": {"coverage": 0.98765, "verdict": "good"},
        "withheld": {},
        **over,
    }


def table_frame(**over: object) -> dict[str, object]:
    numbers = {
        "mean_nn_ms": 812.34,
        "sdnn_ms": 45.67,
        "pnn50": 12.34,
        "sd1_ms": 23.45,
        "sd2_ms": 56.78,
        "lf_ms2": 789.01,
        "hf_ms2": 345.67,
    }
    window = {"start_s": 0.0, "end_s": 120.0}
    return hrv(calculator="neurokit2", window=window, **numbers) | over


def synchrony(**over: object) -> dict[str, object]:
    return {
        "frame": "synchrony",
        "window": {"start_s": 0.0, "end_s": 120.0},
        "word": "together",
        "r": 0.61234,
        "chance": {"p95": 0.41111},
        "withheld": None,
        "quality": {"coverage": 1.0, "verdict": "good"},
        **over,
    }


def test_an_interval_of_800_ms_is_shown_as_75_beats_a_minute() -> None:
    assert table(view_of((TICK, [beat(1.5)])).new(), "beats")["bpm"] == [75.0]


def test_a_beat_without_an_interval_has_no_heart_rate_rather_than_zero() -> None:
    assert table(view_of((TICK, [beat(1.5, None)])).new(), "beats")["bpm"] == [None]


def test_what_was_told_is_not_told_again() -> None:
    view = view_of((TICK, [beat(1.0)]))
    view.new()
    view.take(2, sam.Tick(t_ns=3_000_000_000), [beat(1.8)])
    assert table(view.new(), "beats")["t"] == [1.8]
    assert view.new() is None


def test_a_tick_alone_is_news_because_time_went_on() -> None:
    view = view_of((TICK, []))
    view.new()
    view.take(2, sam.Tick(t_ns=3_000_000_000), [])
    assert view.new() == {"reset": False, "t": 3.0, "tables": {}}


def test_everything_is_everything_also_after_it_was_told() -> None:
    view = view_of((TICK, [beat(1.0), beat(1.8)]))
    view.new()
    assert table(view.everything(), "beats")["t"] == [1.0, 1.8]
    assert view.everything()["reset"] is True


def test_columns_of_a_table_are_equally_long() -> None:
    marker = sam.Marker(t_ns=10, name="marker", note="laughing", data={"id": "x"})
    link = sam.LinkChange(t_ns=20, wearer=Wearer.B, state="lost")
    ecg = sam.LinkChange(t_ns=25, wearer=Wearer.B, state="ecg", detail="refused: busy")
    battery = sam.Packet(
        t_ns=30, wearer=Wearer.A, characteristic="battery_level", payload=b"\x53"
    )
    gap = {"frame": "gap", "wearer": "b", "start_s": 1.0, "end_s": 9.0, "reason": "x"}
    rate = {
        "frame": "heart_rate",
        "t_s": 1.0,
        "wearer": "b",
        "heart_rate_bpm": 64,
        "contact": None,
    }
    bad = {"frame": "malformed", "t_s": 1.0, "wearer": "a", "reason": "short"}
    left = {"frame": "left_out", "t_s": 1.0, "wearer": "a", "rr_ms": 400.0, "why": "x"}
    level = {"d_bpm": 1.0, "state": "calm", "reason": None}
    dyad = {"frame": "dyad", "t_s": 1.0, "a": level, "b": None}
    view = view_of(
        (marker, []),
        (link, [gap, rate, bad]),
        (ecg, [left, dyad]),
        (mark("cue", kind="slow_down"), []),
        (mark("undo", seq=1), []),
        (sam.Tick(t_ns=0, utc_ns=0), []),
        (sam.Tick(t_ns=0, utc_ns=5_000_000_000), []),
        (battery, [beat(1.0), hrv(), table_frame(), synchrony()]),
    )
    tables = view.everything()["tables"]
    assert isinstance(tables, dict)
    assert set(tables) == set(COLUMNS)
    for name, columns in tables.items():
        assert {len(column) for column in columns.values()} == {1}, name
    assert tables["battery"]["percent"] == [83]
    assert tables["ecg"]["state"] == ["refused"]
    assert tables["markers"] == {
        "t": [0.0],
        "seq": [1],
        "name": ["marker"],
        "w": [None],
        "note": ["laughing"],
        "step": ["x"],
        "seconds": [None],
        "speaker": [None],
    }
    json.dumps(tables, allow_nan=False)


def test_a_number_that_is_withheld_comes_with_its_reason() -> None:
    frame = hrv(rmssd_ms=None, withheld={"rmssd_ms": "too_few_beats"})
    told = table(view_of((TICK, [frame])).new(), "hrv")
    assert (told["rmssd"], told["why"]) == ([None], ["too_few_beats"])


def test_every_shown_number_travels_with_its_quality() -> None:
    told = table(view_of((TICK, [hrv()])).new(), "hrv")
    assert (told["coverage"], told["verdict"]) == ([0.988], ["good"])


def test_the_table_of_the_last_two_minutes_is_told_with_its_reasons() -> None:
    frame = table_frame(lf_ms2=None, withheld={"lf_ms2": "too_few_beats"})
    told = table(view_of((TICK, [frame])).new(), "indices")
    assert (told["t"], told["mean_nn"], told["sd2"]) == ([120.0], [812.3], [56.8])
    assert (told["lf"], told["why"]) == ([None], [{"lf": "too_few_beats"}])
    assert told["verdict"] == ["good"]


def test_a_table_of_the_first_minute_is_not_taken_for_the_live_minute() -> None:
    first = table_frame(window={"start_s": 0.0, "end_s": 60.0})
    tables = view_of((TICK, [first])).everything()["tables"]
    assert isinstance(tables, dict)
    assert set(tables) == {"indices"}


def test_longer_windows_do_not_mix_with_the_live_one() -> None:
    frame = hrv(window={"start_s": 0.0, "end_s": 120.0})
    assert view_of((TICK, [frame])).everything()["tables"] == {}


def test_synchrony_comes_with_its_chance_band_or_without_a_number() -> None:
    withheld = synchrony(r=None, chance=None, withheld="not_yet", word="can't tell")
    told = table(view_of((TICK, [synchrony(), withheld])).new(), "relation")
    assert told["r"] == [0.612, None]
    assert told["p95"] == [0.411, None]
    assert told["why"] == [None, "not_yet"]


def test_a_cue_and_its_silence_have_a_table_of_their_own() -> None:
    shown = mark("cue", kind="offer_pause", step="vertellen")
    held = mark("cue_held_back", kind="offer_pause", step=None, reason="budget_gap")
    new = view_of((shown, []), (held, [])).new()
    assert table(new, "cues") == {
        "t": [2.0, 2.0],
        "kind": ["offer_pause", "offer_pause"],
        "step": ["vertellen", None],
        "held_back": [None, "budget_gap"],
    }
    assert new is not None
    assert isinstance(new["tables"], dict)
    assert "markers" not in new["tables"]


def test_what_was_taken_back_or_corrected_is_told_by_its_number() -> None:
    taken = view_of((mark("note"), []), (mark("undo", seq=1), [])).new()
    assert table(taken, "trail") == {
        "t": [2.0],
        "seq": [1],
        "own": [2],
        "what": ["undo"],
        "name": [None],
        "note": [None],
    }


def test_a_step_brings_how_long_it_is_planned_and_who_speaks() -> None:
    step = mark("step_begin", id="vertellen", seconds=180.0, speaker="a")
    told = table(view_of((step, [])).new(), "markers")
    assert (told["step"], told["seconds"], told["speaker"]) == (
        ["vertellen"],
        [180.0],
        ["a"],
    )


def test_levels_come_with_their_reason_and_unknown_is_none() -> None:
    calm = {"d_bpm": 3.14, "state": "calm", "reason": None}
    lost = {"d_bpm": None, "state": "unknown", "reason": "signal_gap"}
    frame: dict[str, object] = {"frame": "dyad", "t_s": 90.0, "a": calm, "b": lost}
    assert table(view_of((TICK, [frame])).new(), "levels") == {
        "t": [90.0, 90.0],
        "w": ["a", "b"],
        "d": [3.1, None],
        "state": ["calm", "unknown"],
        "why": [None, "signal_gap"],
    }


def test_a_beat_that_is_left_out_is_told_with_its_reason() -> None:
    left: dict[str, object] = {
        "frame": "left_out",
        "t_s": 1.5,
        "wearer": "b",
        "rr_ms": 400.0,
        "why": "ectopic",
    }
    found = table(view_of((TICK, [left])).new(), "left_out")
    assert (found["w"], found["bpm"], found["why"]) == (["b"], [150.0], ["ectopic"])


def test_a_step_of_the_wall_clock_is_told_and_a_drift_is_not() -> None:
    second = 1_000_000_000
    utc = [1000, 1001.001, 1002, 1063, 1064]
    ticks: list[tuple[object, list[dict[str, object]]]] = [
        (sam.Tick(t_ns=n * second, utc_ns=round(at * second)), [])
        for n, at in enumerate(utc)
    ]
    assert table(view_of(*ticks).new(), "clock") == {"t": [3.0], "by": [60.0]}
