"""Whose connection it is: one look at the kernel's table serves a page's worth."""

import os
from pathlib import Path

import pytest

from dashboards.accounts import OwnAccount, is_own_account

CLIENT, SERVER = ("127.0.0.1", 0xAAAA), ("127.0.0.1", 0x1F90)
HEADER = "  sl  local_address rem_address   st tx rx tr when retrnsmt uid timeout inode"


def written(table: Path, *rows: tuple[int, int]) -> None:
    lines = [
        f"   0: 0100007F:{port:04X} 0100007F:1F90 01 0:0 00:0 0 {uid} 0 1"
        for port, uid in rows
    ]
    table.write_text("\n".join([HEADER, *lines]) + "\n", "ascii")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    if not hasattr(os, "getuid"):
        pytest.skip("This system has no accounts by number.")
    return tmp_path / "tcp"


def test_ours_is_remembered_for_less_than_a_second(table: Path) -> None:
    now = [10.0]
    whose = OwnAccount(table, lambda: now[0])
    written(table, (0xAAAA, os.getuid()))
    assert whose(CLIENT, SERVER) is True
    table.unlink()
    now[0] = 10.8
    assert whose(CLIENT, SERVER) is True
    now[0] = 11.0
    assert whose(CLIENT, SERVER) is None


def test_somebody_elses_is_never_remembered(table: Path) -> None:
    now = [10.0]
    whose = OwnAccount(table, lambda: now[0])
    written(table, (0xAAAA, os.getuid() + 1))
    assert whose(CLIENT, SERVER) is False
    written(table, (0xAAAA, os.getuid()))
    assert whose(CLIENT, SERVER) is True
    # The look for an unknown one is a fresh look at all of them.
    written(table, (0xAAAA, os.getuid() + 1), (0xBBBB, 0))
    assert whose(("127.0.0.1", 0xBBBB), SERVER) is True
    assert whose(CLIENT, SERVER) is False


def test_what_nobody_holds_open_any_more_is_nobodys(table: Path) -> None:
    now = [10.0]
    whose = OwnAccount(table, lambda: now[0])
    # TIME-WAIT is listed as the administrator's, without an inode; then the port is
    # taken by somebody else, within the second.
    left = "   0: 0100007F:AAAA 0100007F:1F90 06 0:0 03:0 0 0 0 0"
    held = f"   1: 0100007F:BBBB 0100007F:1F90 01 0:0 00:0 0 {os.getuid()} 0 7"
    table.write_text("\n".join([HEADER, left, held]) + "\n", "ascii")
    assert whose(("127.0.0.1", 0xBBBB), SERVER) is True
    assert whose(CLIENT, SERVER) is False
    written(table, (0xAAAA, os.getuid() + 1))
    now[0] = 10.5
    assert whose(CLIENT, SERVER) is False


def test_a_client_that_has_gone_is_not_ours(table: Path) -> None:
    written(table, (0xBBBB, os.getuid()))
    assert OwnAccount(table)(CLIENT, SERVER) is False
    table.write_text(HEADER + "\n", "ascii")
    assert OwnAccount(table)(CLIENT, SERVER) is None


def test_one_look_says_the_same(table: Path) -> None:
    written(table, (0xAAAA, os.getuid()), (0xBBBB, os.getuid() + 1))
    whose = OwnAccount(table)
    for port in (0xAAAA, 0xBBBB, 0xCCCC):
        client = ("127.0.0.1", port)
        assert whose(client, SERVER) == is_own_account(client, SERVER, table)
