"""Shortcuts: what the commands do where none can be typed. Slack takes no command in a thread
(docs.slack.dev/interactivity/implementing-shortcuts)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.flows.agenda.actions import AGENDA
from bot.engine.flows.prep.actions import PREP
from bot.engine.flows.status.actions import STATUS
from bot.engine.ids import Command
from bot.engine.words import command_words
from bot.ports import Voice

COMMANDS: tuple[Command, ...] = (PREP, AGENDA, STATUS)
"""Each is one anywhere (`global`), and one on a message."""

KINDS = ("global", "message")

_BY_ID: Mapping[str, Command] = {f"together.{kind}.{command}": command for kind in KINDS for command in COMMANDS}


def callback_id(kind: str, command: Command) -> str:
    return f"together.{kind}.{command}"


def read(callback_id: str) -> Command | None:
    """Reads whose command a shortcut is; returns None if it is none of ours."""
    return _BY_ID.get(callback_id)


def typed(command: Command, voice: Voice) -> str:
    """Returns the first word that people type for a command."""
    return voice.label(command_words(command).typed()).split(",")[0].strip()
