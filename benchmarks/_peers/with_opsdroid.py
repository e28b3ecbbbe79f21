"""The evaluation as a skill of opsdroid, with its own SQLite database, or one that is a dict."""

from __future__ import annotations

import asyncio
import gettext
import logging
from pathlib import Path
from typing import Any

from opsdroid.connector import Connector
from opsdroid.core import OpsDroid
from opsdroid.database import Database
from opsdroid.database.sqlite import DatabaseSqlite
from opsdroid.events import Message
from opsdroid.matchers import match_regex

from benchmarks._peers.dialogue import AGAIN, ASKED, QUESTIONS, TURNS, after, fits


class _InMemory(Database):
    def __init__(self) -> None:
        super().__init__({"name": "memory"})
        self._kept: dict[str, Any] = {}

    async def put(self, key: str, data: Any) -> None:
        self._kept[key] = data

    async def get(self, key: str) -> Any:
        return self._kept.get(key)

    async def disconnect(self) -> None: ...


class _Heard(Connector):
    """Keeps what was last said to each."""

    said: dict[str, str]

    async def send(self, event: Message) -> None:
        self.said[event.target] = event.text


@match_regex("evaluate$")
async def _began(opsdroid: OpsDroid, config: object, message: Message) -> None:
    await opsdroid.memory.put(message.user, {"asked": QUESTIONS[0], "answers": {}})
    await message.respond(ASKED[QUESTIONS[0]])


@match_regex("(?!evaluate$).+")
async def _answered(opsdroid: OpsDroid, config: object, message: Message) -> None:
    state = await opsdroid.memory.get(message.user) or {}
    asked = state.get("asked", "")
    if not asked or not fits(asked, message.text):
        await message.respond(AGAIN)
        return
    nth = QUESTIONS.index(asked) + 1
    following = QUESTIONS[nth] if nth < len(QUESTIONS) else ""
    answers = {**state["answers"], asked: message.text}
    await opsdroid.memory.put(message.user, {"asked": following, "answers": answers})
    await message.respond(after(asked))


class WithOpsdroid:
    def __init__(self, bot: OpsDroid, heard: _Heard) -> None:
        self._bot, self._heard = bot, heard

    async def turn(self, person: int, number: int) -> str:
        name = f"person{person}"
        self._heard.said[name] = ""
        message = Message(TURNS[number], user_id=name, user=name, target=name, connector=self._heard)
        await self._bot.parse(message)
        return self._heard.said[name]

    async def kept(self, person: int) -> dict[str, str]:
        state = await self._bot.memory.get(f"person{person}")
        kept: dict[str, str] = state["answers"]
        return kept

    async def close(self) -> None:
        await self._bot.memory.databases[0].disconnect()


async def opened(folder: str | None, people: int) -> WithOpsdroid:
    gettext.install("opsdroid")  # as its command line does
    logging.disable(logging.CRITICAL)
    bot = OpsDroid(config={}, loopless=True)
    bot.__enter__()  # the one that messages find
    bot.eventloop = asyncio.get_running_loop()
    for skill in (_began, _answered):
        bot.register_skill(skill, {"name": skill.__name__})
    database = DatabaseSqlite({"path": str(Path(folder) / "opsdroid.db")}) if folder else _InMemory()
    if folder:
        await database.connect()
    bot.memory.databases = [database]
    heard = _Heard({"name": "heard"}, opsdroid=bot)
    heard.said = {}
    bot.connectors = [heard]
    return WithOpsdroid(bot, heard)
