"""Options of the whole suite."""

import pytest


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
