"""One partner takes the own data back: nothing of it is left, the other's is whole."""

import json
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.beat_edits import Action, BeatEdit, BeatEdits
from samenstemming.cli import main
from samenstemming.errors import RecordingError
from samenstemming.events import LinkChange, Marker, Packet, Recording, Tick, Wearer
from samenstemming.recording import check, open_recording, write_recording
from samenstemming.recording.codes_file import Code, Codes, codes_path, write_codes
from samenstemming.recording.edits_file import edits_path, read_edits, write_edits
from samenstemming.recording.lease import HeldLease
from samenstemming.recording.withdrawal import withdraw

SECRET = "she said that"


def evening() -> Recording:
    """Two minutes of two hearts, with every kind of marker that a talk leaves."""
    made = sam.simulate(minutes=2, seed=3)
    markers = [
        Marker(t_ns=1, name="exercise_begin", data={"id": "om_de_beurt"}),
        Marker(t_ns=2, name="step_begin", data={"id": "een", "speaker": "a"}),
        Marker(t_ns=3, name="step_begin", data={"id": "twee", "speaker": "b"}),
        Marker(t_ns=4, name="step_begin", data={"id": "samen", "speaker": "both"}),
        Marker(t_ns=5, name="cue", data={"kind": "offer_pause"}),
        Marker(t_ns=6, name="cue_held_back", data={"reason": "not_now"}),
        Marker(t_ns=7, name="choice", wearer=Wearer.A, data={"value": SECRET}),
        Marker(t_ns=8, name="choice", wearer=Wearer.B, data={"value": "mine"}),
        Marker(t_ns=9, name="note", source="researcher", note=SECRET),
        Marker(t_ns=10, name="marker:laugh", source="a"),
        Marker(t_ns=11, name="pause", note=SECRET, source="either"),
    ]
    events = sorted([*made.events(), *markers], key=lambda event: event.t_ns)
    meta = {
        **made.meta,
        "consent": {"a": ["record"], "b": ["record"]},
        "alignment": {"lag_s": 0.1},
    }
    return Recording.of(events, meta=meta)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.samen"
    write_recording(path, evening())
    return path


def test_the_others_heart_is_untouched_to_the_last_byte(file: Path) -> None:
    before = [
        e
        for e in open_recording(file).events()
        if isinstance(e, Packet | LinkChange) and e.wearer is Wearer.B
    ]
    withdraw(file, Wearer.A)
    after = open_recording(file)
    assert [e for e in after.events() if isinstance(e, Packet | LinkChange)] == before
    assert check(file).ok
    assert after.wearers == (Wearer.B,)


def test_nothing_of_this_heart_is_left_in_the_file(file: Path) -> None:
    """Acceptance 7, on the bytes of the file: no payload, no word, no derivative."""
    others = {
        e.payload
        for e in evening().events()
        if isinstance(e, Packet) and e.wearer is Wearer.B
    }
    mine = [
        e.payload
        for e in evening().events()
        if isinstance(e, Packet)
        and e.wearer is Wearer.A
        and len(e.payload) >= 6
        and e.payload not in others
    ]
    assert len(mine) > 20
    withdraw(file, Wearer.A)
    raw = file.read_bytes()
    assert not [payload for payload in mine if payload in raw]
    for word in (SECRET, "cue", "coupling", "beats_s", "alignment"):
        assert word.encode() not in raw
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_the_evening_and_who_listened_stay(file: Path) -> None:
    withdraw(file, Wearer.A)
    recording = open_recording(file)
    markers = [e for e in recording.events() if isinstance(e, Marker)]
    speakers = [m.data.get("speaker") for m in markers if m.name == "step_begin"]
    assert speakers == ["none", "b", "b"]
    assert {m.name for m in markers} == {
        "exercise_begin",
        "step_begin",
        "choice",
        "pause",
    }
    assert [m.data["value"] for m in markers if m.name == "choice"] == ["mine"]
    assert sum(isinstance(e, Tick) for e in recording.events()) > 100


def test_the_meta_knows_one_wearer_and_that_one_withdrew(file: Path) -> None:
    withdraw(file, Wearer.A)
    meta = open_recording(file).meta
    assert set(dict(meta["wearers"])) == {"b"}  # type: ignore[call-overload]
    assert set(dict(meta["consent"])) == {"b"}  # type: ignore[call-overload]
    assert meta["withdrawn"] == ["a"]
    assert "truth" not in meta


def test_nothing_joint_can_be_computed_any_more(file: Path) -> None:
    withdraw(file, Wearer.A)
    found = sam.analyze(open_recording(file)).to_json()
    synchrony = found["synchrony"]
    assert isinstance(synchrony, dict)
    assert synchrony["statistic"] is None
    assert list(dict(found["wearers"])) == ["b"]  # type: ignore[call-overload]


def test_both_may_withdraw_and_an_empty_evening_is_left(file: Path) -> None:
    withdraw(file, Wearer.A)
    report = withdraw(file, Wearer.B)
    assert report.other is None
    recording = open_recording(file)
    assert recording.wearers == ()
    assert recording.meta["withdrawn"] == ["a", "b"]


def test_edits_by_hand_go_with_their_wearer(file: Path) -> None:
    chain = open_recording(file).chain
    assert chain is not None
    edits = tuple(
        BeatEdit(wearer=w, action=Action.DELETE, t_s=30.0, rr_ms=800.0) for w in Wearer
    )
    write_edits(file, BeatEdits(chain=chain, edits=edits))
    code = Code(t_s=30.0, code="near")
    write_codes(file, Codes(chain=chain).with_code(code))
    withdraw(file, Wearer.A)
    assert not codes_path(file).exists(), "what was noted was about the two"
    left = read_edits(file)
    assert left is not None
    assert [edit.wearer for edit in left.edits] == [Wearer.B]
    assert left.chain == open_recording(file).chain
    withdraw(file, Wearer.B)
    assert not edits_path(file).exists()


def test_while_a_collector_writes_nothing_is_touched(file: Path) -> None:
    before = file.read_bytes()
    lease = HeldLease.take(file, {})
    try:
        with pytest.raises(RecordingError):
            withdraw(file, Wearer.A)
    finally:
        lease.release()
    assert file.read_bytes() == before


def test_a_damaged_file_is_not_called_clean(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 64] = bytes(64)
    file.write_bytes(raw)
    with pytest.raises(RecordingError):
        withdraw(file, Wearer.A)
    assert file.read_bytes() == bytes(raw)


def test_who_is_not_in_it_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "alone.samen"
    write_recording(path, sam.from_rr([800.0] * 60))
    before = path.read_bytes()
    with pytest.raises(RecordingError, match="nothing of wearer b"):
        withdraw(path, Wearer.B)
    assert path.read_bytes() == before


def test_the_command_gives_the_proof(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["withdraw", str(file), "--wearer", "a", "--json"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert found["removed"]["packet"] > 100
    assert found["other"] == "b"
    assert "Copies and exports kept elsewhere" in said.err
    assert main(["withdraw", str(file), "--wearer", "a"]) == 1
    assert "nothing was changed" in capsys.readouterr().err


def test_a_studys_code_goes_too_and_its_answers_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, path = evening(), tmp_path / "study.samen"
    codes = {"a": "D001A", "b": "D001B"}
    meta = {**made.meta, "study": {"id": "s", "pair": "D001", "codes": codes}}
    write_recording(path, Recording.of(made.events(), meta=meta))
    assert main(["withdraw", str(path), "--wearer", "a", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["code"] == "D001A"
    assert "--code D001A" in told.err
    study = open_recording(path).meta["study"]
    assert study == {"id": "s", "pair": "D001", "codes": {"b": "D001B"}}
