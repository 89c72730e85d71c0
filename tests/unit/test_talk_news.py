"""A screen hears of what is new at once, and after a moment in any case."""

import asyncio
from datetime import UTC, datetime

from samenstemming.session.news import News
from samenstemming.session.protocol import Command, Request
from samenstemming.session.talk_desk import TalkDesk
from tests.couple_session import guide

LONG_S = 60.0


def test_an_answer_comes_with_the_next_news() -> None:
    async def run() -> list[int]:
        news, heard = News(), []
        waiting = asyncio.create_task(news.after(news.number, within_s=LONG_S))
        await asyncio.sleep(0)
        heard.append(int(waiting.done()))
        news.tell()
        await waiting
        heard.append(news.number)
        return heard

    assert asyncio.run(run()) == [0, 1]


def test_what_is_old_or_over_is_answered_at_once() -> None:
    async def run() -> None:
        news = News()
        await news.after(None, within_s=LONG_S)
        await news.after(7, within_s=LONG_S)
        await news.after(news.number, within_s=0.001)
        waiting = asyncio.create_task(news.after(news.number, within_s=LONG_S))
        await asyncio.sleep(0)
        news.end()
        await waiting
        await news.after(news.number, within_s=LONG_S)

    asyncio.run(run())


def test_a_press_a_step_and_the_end_are_news_and_a_quiet_second_is_not() -> None:
    desk = TalkDesk(guide("om_de_beurt"))
    desk.begin(0.0)
    began = desk.news.number
    assert began > 0
    desk.second(1.0)
    assert desk.news.number == began
    desk.press(Request(command=Command.PAUSE, arguments={}), 2.0, datetime.now(UTC))
    assert desk.news.number == began + 1
    assert desk.status(2.0)["news"] == began + 1
    desk.stop(3.0)
    assert desk.news.number > began + 1
