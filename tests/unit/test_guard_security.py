"""The guard's rules one by one: accounts, links and cookies, without a server."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from dashboards.accounts import Address, are_known, is_own_account
from dashboards.calm_pages import Refusal, pair_page
from dashboards.guard import Entry, Verdict, judge
from dashboards.invite import own_link
from dashboards.pairing import LINK_LIVES_S, MOST_DEVICES, Pairing
from dashboards.visit import Visit

PORT = 8501
HEAD = (
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt uid\n"
)


def visit(path: str = "/", *, query: str = "", **headers: str) -> Visit:
    """A plain GET of a page, from this computer."""
    said = {"host": f"127.0.0.1:{PORT}", **headers}
    return Visit(
        kind="http",
        method="GET",
        path=path,
        query=query,
        server=("127.0.0.1", PORT),
        client=("127.0.0.1", 40000),
        headers=tuple((name.replace("_", "-"), value) for name, value in said.items()),
    )


def entry(*, account: bool | None) -> Entry:
    def told(_client: Address, _server: Address) -> bool | None:
        return account

    return Entry(account=told, account_now=told)


@pytest.mark.parametrize(
    ("account", "refusal"),
    [(True, None), (None, Refusal.LINK), (False, Refusal.ACCOUNT)],
    ids=["own", "unknown", "another"],
)
def test_a_page_opens_for_our_own_account_alone(
    *, account: bool | None, refusal: Refusal | None
) -> None:
    at = entry(account=account)
    found = judge(at, visit())
    assert found == Verdict(refusal=refusal, cookie=None if refusal else at.home)


def test_the_cookie_is_enough_where_accounts_are_unknown_and_never_for_another() -> (
    None
):
    for account, refusal in ((None, None), (False, Refusal.ACCOUNT)):
        at = entry(account=account)
        shown = visit("/static/x.js", cookie=f"a=b; samenstemming_{PORT}={at.home}")
        assert judge(at, shown).refusal is refusal


def test_who_says_to_speak_for_somebody_else_is_unknown() -> None:
    at = entry(account=True)
    spoken = visit(x_forwarded_for="127.0.0.1:40000")
    assert judge(at, spoken).refusal is Refusal.LINK


def test_where_accounts_are_unknown_the_link_lets_in_once_and_goes_on_to_the_page() -> (
    None
):
    at = entry(account=None)
    link = own_link(at, f"http://127.0.0.1:{PORT}", "/replay?file=abc")
    path, _, query = link.removeprefix(f"http://127.0.0.1:{PORT}").partition("?")
    came = visit(path, query=query)
    assert judge(at, came) == Verdict(cookie=at.home)
    assert pair_page(came, paired=True).headers["location"] == "/replay?file=abc"
    assert judge(at, came).refusal is Refusal.LINK
    assert own_link(at, "", "") != own_link(entry(account=None), "", "")


@pytest.mark.parametrize("to", ["//evil.example", "http://evil.example", "/\\evil", ""])
def test_a_link_leads_nowhere_else(to: str) -> None:
    came = visit("/pair", query=f"to={to}")
    assert pair_page(came, paired=True).headers["location"] == "/"


def test_a_cookie_is_handed_out_on_what_the_kernel_says_now() -> None:
    at = Entry(account=lambda *_: True, account_now=lambda *_: False)
    assert judge(at, visit()).refusal is Refusal.ACCOUNT
    shown = visit(cookie=f"samenstemming_{PORT}={at.home}")
    assert judge(at, shown).refusal is None


def test_two_hosts_or_two_origins_are_none() -> None:
    at = entry(account=True)
    one = visit()
    doubled = Visit(
        **{
            **{name: getattr(one, name) for name in Visit.__slots__},
            "headers": (*one.headers, *one.headers),
        }
    )
    assert judge(at, doubled).refusal is Refusal.HOST
    assert judge(at, visit(origin="http://127.0.0.1:1")).refusal is Refusal.ORIGIN


# -- links ----------------------------------------------------------------------------


def test_a_link_works_once_and_the_next_is_another() -> None:
    used: list[str] = []
    pairing = Pairing(on_used=lambda: used.append("x"))
    link = pairing.link()
    assert pairing.link() == link
    assert not pairing.works("")
    cookie = pairing.let_in(link, "192.168.1.7")
    assert cookie is not None
    assert used == ["x"]
    assert pairing.let_in(link, "192.168.1.7") is None
    assert pairing.link() != link
    assert pairing.knows(cookie, "192.168.1.7")
    assert not pairing.knows(cookie, "192.168.1.8")
    assert not pairing.knows(link, "192.168.1.7")
    assert not pairing.knows("", "192.168.1.7")


def test_a_link_ends_after_ten_minutes() -> None:
    now = 0.0
    pairing = Pairing(now=lambda: now)
    link = pairing.link()
    now = LINK_LIVES_S
    assert not pairing.works(link)
    assert pairing.let_in(link, "192.168.1.7") is None
    assert pairing.link() != link


def test_only_the_newest_devices_stay() -> None:
    pairing = Pairing()
    cookies = [pairing.let_in(pairing.link(), "x") or "" for _ in range(9)]
    assert MOST_DEVICES == 8
    assert [pairing.knows(cookie, "x") for cookie in cookies] == [False, *[True] * 8]


# -- accounts -------------------------------------------------------------------------


def table(folder: Path, client: Address, server: Address, uid: int) -> Path:
    ends = [
        f"{int.from_bytes(socket.inet_aton(host), 'little'):08X}:{port:04X}"
        for host, port in (client, server)
    ]
    line = f"   0: {ends[0]} {ends[1]} 01 00000000:00000000 00:0 00000000 {uid} 0 1\n"
    file = folder / "tcp"
    file.write_text(HEAD + line, encoding="ascii")
    return file


@pytest.mark.parametrize("ours", [0, 1000])
def test_the_kernels_table_tells_whose_connection_it_is(
    ours: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.getuid", lambda: ours, raising=False)
    monkeypatch.setattr("sys.byteorder", "little")
    client, server = ("127.0.0.1", 40000), ("127.0.0.1", PORT)
    for uid, own in ((ours, True), (0, True), (65534, False)):
        assert (
            is_own_account(client, server, table(tmp_path, client, server, uid)) is own
        )
    listed = table(tmp_path, client, server, ours)
    # The table tells, and not of these: their clients have gone, and are not ours.
    assert is_own_account(("127.0.0.1", 40001), server, listed) is False
    assert is_own_account(server, client, listed) is False  # that is the server's end
    assert is_own_account(client, server, tmp_path / "none") is None
    assert is_own_account(("", 0), server, listed) is None


def test_a_connection_of_this_process_is_our_own() -> None:
    if not are_known():
        pytest.skip("This system does not tell whose connection it is.")
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        at = server.getsockname()
        with closing(socket.create_connection(at)) as client:
            assert is_own_account(client.getsockname(), at) is True
