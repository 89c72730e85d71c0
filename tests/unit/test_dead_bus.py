"""A dead bus prints no traceback; every other loose end still does."""

import asyncio
import errno
import gc
import logging

import pytest

from samenstemming.sources.dead_bus import tolerate_dead_bus


def dropped(error: Exception) -> list[str]:
    """What the loop's handler hears of a future that nobody looked at."""
    heard: list[str] = []

    async def drop() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, said: heard.append(str(said["exception"])))
        tolerate_dead_bus(loop)
        loop.create_future().set_exception(error)
        gc.collect()
        await asyncio.sleep(0)

    asyncio.run(drop())
    return heard


def test_a_message_to_a_dead_bus_is_only_noted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    assert dropped(OSError(errno.EBADF, "Bad file descriptor")) == []
    assert "a bus that has died" in caplog.text


def test_any_other_forgotten_error_is_heard() -> None:
    assert dropped(OSError(errno.ENOSPC, "full")) == ["[Errno 28] full"]
    assert dropped(ValueError("mine")) == ["mine"]


def test_without_another_handler_it_is_asyncios_own_business(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def drop() -> None:
        tolerate_dead_bus(asyncio.get_running_loop())
        asyncio.get_running_loop().create_future().set_exception(ValueError("mine"))
        gc.collect()

    asyncio.run(drop())
    assert "Future exception was never retrieved" in caplog.text
