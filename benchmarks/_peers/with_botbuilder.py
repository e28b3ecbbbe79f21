"""The evaluation as a waterfall of botbuilder-dialogs, with its storage in memory, or one over `sqlite3` that commits each turn."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonpickle
from botbuilder.core import BotAdapter, ConversationState, MemoryStorage, Storage, StoreItem, TurnContext
from botbuilder.dialogs import DialogSet, DialogTurnResult, DialogTurnStatus, WaterfallDialog, WaterfallStepContext
from botbuilder.dialogs.prompts import PromptOptions, PromptValidatorContext, TextPrompt
from botbuilder.schema import Activity, ActivityTypes, ChannelAccount, ConversationAccount, ResourceResponse

from benchmarks._peers.dialogue import AGAIN, ASKED, KEPT, QUESTIONS, THANKS, TURNS, fits

_PUT = "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET data = excluded.data"


class _Sqlite(Storage):
    """Keeps items as its packages for databases do: as JSON with the names of their classes."""

    def __init__(self, file: Path) -> None:
        self._cursor = sqlite3.connect(file, isolation_level=None).cursor()
        self._cursor.execute("PRAGMA journal_mode = WAL")
        self._cursor.execute("PRAGMA synchronous = FULL")
        self._cursor.execute("CREATE TABLE state (key TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID")

    async def read(self, keys: list[str]) -> Mapping[str, Any]:
        found = {}
        for key in keys:
            row = self._cursor.execute("SELECT data FROM state WHERE key = ?", (key,)).fetchone()
            if row is not None:
                found[key] = jsonpickle.decode(row[0])
        return found

    async def write(self, changes: Mapping[str, StoreItem]) -> None:
        self._cursor.execute("BEGIN IMMEDIATE")
        self._cursor.executemany(_PUT, [(key, jsonpickle.encode(item)) for key, item in changes.items()])
        self._cursor.execute("COMMIT")

    async def delete(self, keys: list[str]) -> None:
        self._cursor.executemany("DELETE FROM state WHERE key = ?", [(key,) for key in keys])


class _Heard(BotAdapter):
    """Keeps what was last said to each."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        self.said[context.activity.conversation.id] = activities[-1].text
        return [ResourceResponse(id="1") for _ in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> None: ...
    async def delete_activity(self, context: TurnContext, reference: object) -> None: ...


def _asking(nth: int) -> Callable[[WaterfallStepContext], Any]:
    async def step(context: WaterfallStepContext) -> DialogTurnResult:
        if nth:
            context.values[QUESTIONS[nth - 1]] = context.result
        if nth == len(QUESTIONS):
            await context.context.send_activity(THANKS)
            return await context.end_dialog({name: context.values[name] for name in QUESTIONS})
        asked = Activity(type=ActivityTypes.message, text=ASKED[QUESTIONS[nth]])
        again = Activity(type=ActivityTypes.message, text=AGAIN)
        return await context.prompt(QUESTIONS[nth], PromptOptions(prompt=asked, retry_prompt=again))

    return step


def _fitting(question: str) -> Callable[[PromptValidatorContext], Any]:
    async def fitting(context: PromptValidatorContext) -> bool:
        return context.recognized.succeeded and fits(question, context.recognized.value)

    return fitting


class WithBotbuilder:
    def __init__(self, storage: Storage) -> None:
        self._state, self._heard = ConversationState(storage), _Heard()
        self._dialogs = DialogSet(self._state.create_property("dialogs"))
        self._answers = self._state.create_property("answers")
        self._dialogs.add(WaterfallDialog("evaluate", [_asking(nth) for nth in range(len(QUESTIONS) + 1)]))
        for question in QUESTIONS:
            self._dialogs.add(TextPrompt(question, _fitting(question)))

    async def turn(self, person: int, number: int) -> str:
        activity = _activity(person, TURNS[number])
        self._heard.said[activity.conversation.id] = ""
        await self._heard.run_pipeline(TurnContext(self._heard, activity), self._turned)
        return self._heard.said[activity.conversation.id]

    async def _turned(self, context: TurnContext) -> None:
        dialog = await self._dialogs.create_context(context)
        result = await dialog.continue_dialog()
        if result.status is DialogTurnStatus.Empty and context.activity.text == "evaluate":
            await dialog.begin_dialog("evaluate")
        elif result.status is DialogTurnStatus.Complete:
            await self._answers.set(context, result.result)
        await self._state.save_changes(context)

    async def kept(self, person: int) -> dict[str, str]:
        kept: dict[str, str] = await self._answers.get(TurnContext(self._heard, _activity(person, "")), dict)
        return {name: kept.get(name, "") for name in KEPT}

    async def close(self) -> None: ...


def _activity(person: int, text: str) -> Activity:
    name = f"person{person}"
    return Activity(
        type=ActivityTypes.message,
        text=text,
        channel_id="bench",
        from_property=ChannelAccount(id=name),
        recipient=ChannelAccount(id="bot"),
        conversation=ConversationAccount(id=name),
    )


async def opened(folder: str | None, people: int) -> WithBotbuilder:
    return WithBotbuilder(_Sqlite(Path(folder) / "botbuilder.db") if folder else MemoryStorage())
