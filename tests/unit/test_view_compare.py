"""Sessions beside each other: one scale, order of choosing, nothing unknown as zero."""

import csv
import io
import re
from base64 import b64decode

from dashboards.palette import DARK, LIGHT, contrast
from dashboards.view_compare import Found, csv_of, picture, scale_of


def session(rate: float, *, tested: bool = True) -> Found:
    part = {"heart_rate_bpm": rate, "rmssd_ms": None}
    pair = {
        "statistic": 0.31 if tested else None,
        "sign": "in-phase" if tested else None,
        "lag_s": None,
        "p_value": 0.2 if tested else None,
        "chance_p95": 0.4 if tested else None,
        "withheld": None if tested else "Too short.",
        "p_withheld": None,
        "null": {"counts": [1, 3, 2], "to": 0.6, "n": 6} if tested else None,
        "wearers": {"a": part, "b": {**part, "heart_rate_bpm": None}},
    }
    step = {"id": "rust", "start_s": 0.0, "end_s": 60.0, "instructed": False}
    return {"whole": pair, "steps": [{**step, **pair, "p_adjusted": 0.2}]}


def drawn(image: str) -> str:
    found = re.search(r"base64,([^\"]+)", image)
    assert found is not None
    return b64decode(found[1]).decode()


def test_all_share_one_scale_and_a_missing_null_is_not_drawn() -> None:
    sessions = [session(58.0), session(91.0), session(70.0, tested=False)]
    scale = scale_of(sessions)
    assert scale == (55.0, 95.0, 0.6)
    svg = drawn(picture(sessions[0], scale, about='a "name"'))
    assert svg.count('class="bar"') == 3
    assert svg.count('class="own"') == 1
    assert "<circle" in svg
    assert '<rect class="b"' not in svg, "B has no rate: nothing stands for it"
    assert 'class="bar"' not in drawn(picture(sessions[2], scale, about="x"))
    assert "&quot;name&quot;" in picture(sessions[0], scale, about='a "name"')


def test_the_table_keeps_the_order_and_leaves_unknown_empty() -> None:
    text = csv_of({"second": session(58.0), "first": session(70.0, tested=False)})
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["session"] for row in rows] == ["second", "second", "first", "first"]
    assert rows[1]["step"] == "rust"
    assert (rows[1]["hr_a_bpm"], rows[1]["hr_b_bpm"]) == ("58.0", "")
    assert (rows[2]["r"], rows[2]["withheld"]) == ("", "Too short.")


def test_both_inks_of_the_map_are_told_from_the_paper() -> None:
    for colours in (LIGHT, DARK):
        for ink in ("relation", "against"):
            assert contrast(colours[ink], colours["background"]) > 4.5
