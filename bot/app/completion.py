"""What people can type, in the words of the content: proposed by command boxes, and listed in manifests."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.messages import Say
from bot.engine.programme import Command
from bot.ports import Words
from bot.ports.language import AppWords, CommandWord
from content.read import Content


def app_words(content: Content) -> Sequence[AppWords]:
    """What each language says of the app and of its commands, the default language first."""
    return [
        AppWords(book.language, book.about.app, tuple(_word(content, book.language, command) for command in Command))
        for book in content.books
    ]


def _word(content: Content, language: str, command: Command) -> CommandWord:
    voice = content.voices((language,), ())
    words, line = (voice.label(Say(id)) for id in (f"command-{command}-words", f"help-{command}"))
    return CommandWord(command, words.split(",")[0].strip(), _description(line))


def _description(line: str) -> str:
    """`prep – something to prepare with` without its word."""
    return line.partition("–")[2].strip() or line


class Completion:
    """`bot.ports.CommandWords`."""

    def __init__(self, content: Content) -> None:
        self._words = {one.language: [(c.word, c.description) for c in one.commands] for one in app_words(content)}
        self._default = next(iter(self._words))

    def __call__(self, language: str, *, coordinator: bool) -> Words:
        return () if coordinator else self._words.get(language, self._words[self._default])
