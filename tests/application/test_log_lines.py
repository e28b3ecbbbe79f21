"""What stands in the logs tells nobody who has answered: a card is called by its kind."""

from __future__ import annotations

import re

from bot.engine.messages import Message
from bot.engine.people import Place
from bot.ports import Lane, OutboxMessage
from tests.copying import HERE

_LOGGED = re.compile(r"log\.\w+\([^\n]*post\.key")


def test_a_reminder_is_called_what_the_card_is_called() -> None:
    keys = ("s3.evaluation.mentor", "s3.evaluation.mentor.nudge")
    assert {_owed(key).kind for key in keys} == {"evaluation"}


def _owed(key: str) -> OutboxMessage:
    return OutboxMessage("p1", key, Place.MENTOR, Lane("local", "", "dm:awa"), Message(()), ("fr",), ("UTC",))


def test_no_log_line_names_a_key() -> None:
    files = [path for folder in ("bot", "adapters", "storage") for path in (HERE / folder).rglob("*.py")]
    assert len(files) > 100
    assert [path.name for path in files if _LOGGED.search(path.read_text(encoding="utf-8"))] == []
