"""Options of the whole suite, and in which order its files are begun."""

import os
import sys
from collections.abc import Iterator

import pytest

for threads_of in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    # Workers share two cores. Threads under them wait for each other by spinning, which
    # takes twice the processor for the same result. Read when numpy is first imported,
    # which no plugin does; inherited by every process that a test starts.
    os.environ.setdefault(threads_of, "1")
if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    # The tests start some hundreds of processes: each compiled the whole package anew.
    sys.dont_write_bytecode = False

LONGEST_FIRST = (
    *("test_researchers_day", "test_straps_page", "test_ble_bad_input"),
    *("test_couple_screen", "test_evening_cases", "test_compare_page"),
    *("test_evening_english", "test_batch_command", "test_replay_screen"),
    *("test_evening", "test_import_page", "test_couple_turns"),
    *("test_study_sessions", "test_export_bids_tree", "test_report_in_a_browser"),
    *("test_ble_process", "test_screens_in_a_browser", "test_ble_faults"),
    *("test_alignment_recording", "test_ble_packets", "test_ble_ecg_faults"),
    *("test_survival_campaign", "test_keyboard_walk", "test_replay_marks"),
    *("test_nothing_leaves_this_computer", "test_security_of_every_route"),
    *("test_recording_repair", "test_nobody_else_can_read", "test_flooding_written"),
    *("test_session_collector", "test_lab_straps", "test_ends_and_strangers"),
    *("test_cli_commands", "test_straps_command", "test_strap_abilities"),
    *("test_ecg_beats_over_radio", "test_ble_ecg_process", "test_ready_card"),
    *("test_simulated_evenings", "test_wheel", "test_full_hrv_commands"),
    *("test_strap_desk", "test_ble_soak", "test_recording_kill"),
    *("test_live_view_process", "test_guided_sessions", "test_doctor"),
    *("test_dyad_states", "test_synchrony", "test_turn_synchrony"),
    *("test_leave_quickly", "test_cli_demo", "test_evenings_in_a_collector"),
    *("test_synchrony_bad_input", "test_pipeline_laws", "test_evening_desk"),
    *("test_doctor_remembered", "test_evening_lists"),
)
"""Files that take ten seconds or more, the longest first, mixed: a browser keeps the
processor busy that a file of simulated radio leaves alone.

A file is run by one worker (`--dist loadfile`). Begun last, a long one keeps one worker
busy while the others have nothing left; the order changes no result.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files to the front; the rest stays as it was found."""
    place = {name: k for k, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regold",
        action="store_true",
        help="rewrite the golden frames; the diff is then reviewed like code",
    )
    parser.addoption(
        "--straps",
        metavar="A,B",
        help="real straps, worn, for tests/hardware: names or addresses",
    )


@pytest.fixture
def regold(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regold"))


@pytest.fixture(scope="session", autouse=True)
def own_user_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for what this computer remembers: never that of whoever runs tests.

    Commands that are run as processes of their own inherit it.
    """
    before = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("user-data"))
    yield
    if before is None:
        del os.environ["XDG_DATA_HOME"]
    else:
        os.environ["XDG_DATA_HOME"] = before
