"""A person's edits of single beats: text in, beats out, and nothing guessed."""

import json
from collections.abc import Sequence

import pytest

from samenstemming.beat_edits import Action, BeatEdit, BeatEdits, edited, parse
from samenstemming.errors import BeatEditsError
from samenstemming.events import Wearer
from samenstemming.rhythm.artifacts import corrected, unedited
from samenstemming.rhythm.corrections import ByHand, Who
from samenstemming.series import Beat, Flag
from samenstemming.settings import Settings
from tests.unit_rr import breathing_rr_ms
from tests.values import beats_of

CHAIN = "ab" * 32
RR_MS = [800.0, 810.0, 820.0, 830.0, 840.0]


def edit(
    action: Action,
    t_s: float,
    *,
    rr_ms: float | None = None,
    to_s: float | None = None,
    author: str = "",
    utc: str = "",
    note: str = "",
) -> BeatEdit:
    return BeatEdit(
        wearer=Wearer.A,
        action=action,
        t_s=t_s,
        rr_ms=rr_ms,
        to_s=to_s,
        author=author,
        utc=utc,
        note=note,
    )


def apply(
    *edits: BeatEdit, rr_ms: Sequence[float] = RR_MS
) -> tuple[tuple[Beat, ...], ByHand]:
    beats, by_hand = edited(
        {Wearer.A: beats_of(rr_ms)}, BeatEdits(chain=CHAIN, edits=edits), CHAIN
    )
    return beats[Wearer.A], by_hand[Wearer.A]


def intervals(beats: Sequence[Beat]) -> list[float]:
    return [round(beat.rr_ms or 0.0, 6) for beat in beats]


def test_a_deleted_beat_makes_one_interval_of_two() -> None:
    beats, by_hand = apply(edit(Action.DELETE, 1.61, rr_ms=810.0))
    assert intervals(beats) == [800.0, 1630.0, 830.0, 840.0]
    assert by_hand.made_s == {beats[1].t_s}


def test_the_last_beat_of_a_run_can_be_deleted() -> None:
    beats, _ = apply(edit(Action.DELETE, 4.1, rr_ms=840.0))
    assert intervals(beats) == [800.0, 810.0, 820.0, 830.0]


def test_an_inserted_beat_cuts_an_interval_in_two() -> None:
    beats, by_hand = apply(edit(Action.INSERT, 1.2))
    assert intervals(beats) == [800.0, 400.0, 410.0, 820.0, 830.0, 840.0]
    assert len(by_hand.made_s) == 2


def test_a_moved_beat_changes_the_intervals_on_both_sides() -> None:
    beats, _ = apply(edit(Action.MOVE, 1.61, rr_ms=810.0, to_s=1.66))
    assert intervals(beats) == [800.0, 860.0, 770.0, 830.0, 840.0]
    assert beats[-1].t_s == beats_of(RR_MS)[-1].t_s


def test_edits_follow_upon_each_other() -> None:
    beats, by_hand = apply(
        edit(Action.INSERT, 1.2),
        edit(Action.MOVE, 1.2, rr_ms=400.0, to_s=1.25),
        edit(Action.DELETE, 1.25, rr_ms=450.0),
    )
    assert intervals(beats) == RR_MS
    assert [entry.why for entry in by_hand.log] == ["insert", "move", "delete"]
    assert {entry.who for entry in by_hand.log} == {Who.MANUAL}


def test_an_accepted_interval_is_left_alone_and_the_log_says_by_whom() -> None:
    rr = breathing_rr_ms(100).tolist()
    rr[50] *= 2
    at = beats_of(rr)[50].t_s
    said = edit(Action.ACCEPT, at, rr_ms=rr[50], author="R1", note="pause on the ECG")
    beats, by_hand = apply(said, rr_ms=rr)
    found = corrected(beats, Settings(), by_hand)
    assert found.nn.nn_ms.tolist() == rr
    (entry,) = found.log
    assert entry.to_json()["author"] == "R1"


def test_what_a_person_made_is_flagged_and_counts_as_corrected() -> None:
    rr = breathing_rr_ms(100).tolist()
    rr[50] *= 2
    at = beats_of(rr)[50].t_s - rr[50] / 2000
    beats, by_hand = apply(edit(Action.INSERT, at), rr_ms=rr)
    found = corrected(beats, Settings(), by_hand)
    assert found.flag[50:52].tolist() == [Flag.MANUAL, Flag.MANUAL]
    assert found.nn.nn_ms.sum() == pytest.approx(sum(rr))
    assert found.corrected_share == pytest.approx(2 / 101)


def test_a_beat_is_found_again_when_its_time_has_moved_a_little() -> None:
    beats, _ = apply(edit(Action.DELETE, 1.75, rr_ms=810.0))
    assert len(beats) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        edit(Action.DELETE, 1.61, rr_ms=811.0),
        edit(Action.DELETE, 9.0, rr_ms=810.0),
        edit(Action.INSERT, 30.0),
        edit(Action.INSERT, 1.60),
        edit(Action.MOVE, 1.61, rr_ms=810.0, to_s=0.7),
        edit(Action.MOVE, 1.61, rr_ms=810.0, to_s=2.6),
        BeatEdit(wearer=Wearer.B, action=Action.DELETE, t_s=1.0, rr_ms=800.0),
    ],
)
def test_an_edit_that_finds_no_beat_stops_with_a_sentence(wrong: BeatEdit) -> None:
    with pytest.raises(BeatEditsError, match="cannot be applied"):
        apply(wrong)


def test_edits_of_another_recording_are_refused() -> None:
    edits = BeatEdits(chain=CHAIN)
    for chain in ("cd" * 32, None):
        with pytest.raises(BeatEditsError, match="another recording"):
            edited({Wearer.A: beats_of(RR_MS)}, edits, chain)


def test_the_text_reads_back_and_its_digest_follows_its_content() -> None:
    edits = BeatEdits(
        chain=CHAIN,
        edits=(
            edit(Action.MOVE, 1.61, rr_ms=810.0, to_s=1.66, author="R1", note="é"),
            edit(Action.INSERT, 2.2, utc="2026-01-01T12:00:00+00:00"),
        ),
    )
    assert parse(edits.to_text()) == edits
    assert parse(BeatEdits(chain=CHAIN).to_text()) == BeatEdits(chain=CHAIN)
    assert edits.digest() != BeatEdits(chain=CHAIN, edits=edits.edits[:1]).digest()


def listing(*edits: object, version: object = 1, chain: object = CHAIN) -> str:
    return json.dumps(
        {
            "format": "samenstemming-beat-edits",
            "version": version,
            "recording": {"chain": chain},
            "edits": list(edits),
        }
    )


DELETE = {"wearer": "a", "action": "delete", "t_s": 1.0, "rr_ms": 800.0}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"format": "another"}',
        listing(version=2),
        listing(chain=None),
        listing("delete"),
        listing({**DELETE, "wearer": "c"}),
        listing({**DELETE, "action": "explode"}),
        listing({**DELETE, "t_s": None}),
        listing({**DELETE, "t_s": float("nan")}),
        listing({**DELETE, "t_s": "1"}),
        listing({**DELETE, "t_s": True}),
        listing({**DELETE, "t_s": 10**400}),
        listing({**DELETE, "to_s": 2.0}),
        listing({**DELETE, "action": "move"}),
        listing({**DELETE, "author": 3}),
        listing({**DELETE, "surprise": 1}),
    ],
)
def test_a_text_that_is_no_list_of_edits_is_one_clear_sentence(text: str) -> None:
    with pytest.raises(BeatEditsError) as caught:
        parse(text)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_the_beats_as_measured_are_untouched_by_edits() -> None:
    measured = beats_of(RR_MS)
    apply(edit(Action.DELETE, 1.61, rr_ms=810.0))
    assert unedited(measured).nn_ms.tolist() == RR_MS
