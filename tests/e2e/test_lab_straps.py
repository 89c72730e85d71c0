"""What the lab says of the straps themselves, live and when looking back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

import samenstemming as sam
from samenstemming.recording import write_recording
from samenstemming.wire.heart_rate import decode, encode
from tests.e2e.conftest import Server, Visit, start_app

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]


def test_a_strap_that_was_just_put_on_is_said_to_do_all_of_it(
    server: Server, visit: Open
) -> None:
    page = visit(f"{server.url}/lab?lang=en").page
    for wearer in "ab":
        why = page.locator(f'[data-wearer="{wearer}"] .why')
        expect(why).to_contain_text("reports every heartbeat", timeout=30_000)


def test_a_band_without_rr_and_two_on_one_body_are_said_so_also_later(
    folder: Path, recordings: Path, visit: Open
) -> None:
    chest = sam.simulate(minutes=2, seed=3)
    bare = [without_rr(event) for event in chest.events()]
    wearers = chest.meta["wearers"]
    assert isinstance(wearers, dict)
    meta = {
        **chest.meta,
        "alignment_check": True,
        "wearers": {
            wearer: {**known, "sends_rr": wearer == "a"}
            for wearer, known in wearers.items()
        },
    }
    path = recordings / "optical.samen"
    write_recording(path, sam.Recording.of(bare, meta=meta))
    app = start_app(folder, str(path))
    try:
        page = visit(f"{app.url}/lab?lang=en").page
        why = page.locator('[data-wearer="b"] .why')
        expect(why).to_contain_text("variability and synchrony cannot", timeout=30_000)
        other = page.locator('[data-wearer="a"] .why')
        expect(other).not_to_contain_text("variability")
        expect(page.locator(".notice")).to_contain_text("about one heart")
    finally:
        app.stop()


def without_rr(
    event: sam.Packet | sam.Tick | sam.LinkChange | sam.Marker,
) -> sam.Packet | sam.Tick | sam.LinkChange | sam.Marker:
    """What a band that only sends a heart rate would have sent for B."""
    if not isinstance(event, sam.Packet) or event.wearer != "b":
        return event
    said = replace(decode(event.payload), rr_ticks=())
    return replace(event, payload=encode(said))
