"""What people can type, in the words of the content: proposed by command boxes, and listed in manifests."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.flows import FLOWS
from bot.engine.flows.coordination.actions import TASKS
from bot.engine.flows.coordination.desk import words as desk_words
from bot.engine.ids import Command
from bot.engine.words import command_words
from bot.ports import Proposals
from bot.ports.language import AppWords, CommandWord
from content.read import Content


def app_words(content: Content) -> Sequence[AppWords]:
    """What each language says of the app and of its commands, the default language first."""
    return [
        AppWords(
            book.language, book.about.app, tuple(_word(content, book.language, command) for command in FLOWS.listed)
        )
        for book in content.books
    ]


def _word(content: Content, language: str, command: Command) -> CommandWord:
    voice = content.voices((language,), ())
    words = command_words(command)
    return CommandWord(
        command,
        _first(voice.label(words.typed())),
        _description(voice.label(words.help())),
        voice.label(words.run()),
    )


def _first(words: str) -> str:
    return words.split(",")[0].strip()


def _description(line: str) -> str:
    """`prep – something to prepare with` without its word."""
    return line.partition("–")[2].strip() or line


class Completion:
    """`bot.ports.CommandWords`."""

    def __init__(self, content: Content) -> None:
        self._words = {one.language: [(c.word, c.description) for c in one.commands] for one in app_words(content)}
        self._tasks = {book.language: [_task(content, book.language, task) for task in TASKS] for book in content.books}
        self._default = next(iter(self._words))

    def __call__(self, language: str, *, coordinator: bool) -> Proposals:
        words = self._tasks if coordinator else self._words
        return words.get(language, words[self._default])


def _task(content: Content, language: str, task: Command) -> tuple[str, str]:
    """What coordinators type for it, and what for."""
    voice = content.voices((language,), ())
    return _first(voice.label(desk_words.TYPED[task]())), _description(voice.label(desk_words.TOLD[task]()))
