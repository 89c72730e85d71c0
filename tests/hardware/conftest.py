"""Real straps, named on the command line: `pytest tests/hardware --straps A,B`."""

import pytest


@pytest.fixture
def straps(request: pytest.FixtureRequest) -> list[str]:
    """The names or addresses that were given."""
    given = str(request.config.getoption("--straps") or "")
    names = [name.strip() for name in given.split(",") if name.strip()]
    if not names:
        pytest.skip("Needs real straps, worn: pytest tests/hardware --straps A,B")
    return names
