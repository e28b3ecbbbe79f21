"""Help, and what is said to a word that the bot does not know."""

from __future__ import annotations

from bot.engine.commands import Parsed
from bot.engine.effects import Outcome
from bot.engine.events import Commanded
from bot.engine.flow import Flow, OnCommand
from bot.engine.flows.common import reply, run
from bot.engine.flows.help import actions, words
from bot.engine.flows.help.words import WORDS
from bot.engine.journey import Journey
from bot.engine.messages import Bullets, Buttons, Line, Part, typed
from bot.engine.programme import Programme
from bot.engine.words import command_words

SHOWN = 80
"""How much of an unknown word is repeated."""


def helped(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    return reply(journey, words.LEAD.text(), _commands(programme), words.PRIVACY.quiet())


def _commands(programme: Programme) -> Bullets:
    return Bullets(tuple(Line(command_words(command).help()) for command in programme.commands))


def unknown(programme: Programme, journey: Journey, event: Commanded, parsed: Parsed) -> Outcome:
    """The nearest word, ready to press, and the list."""
    word = parsed.word if len(parsed.word) <= SHOWN else parsed.word[:SHOWN] + "…"
    first: tuple[Part, ...] = (words.UNKNOWN.text(word=typed(word)),)
    if parsed.nearest is not None:
        first = (
            words.UNKNOWN_NEAREST.text(word=typed(word)),
            Buttons((run(parsed.nearest),)),
        )
    return reply(journey, *first, words.LEAD.text(), _commands(programme))


FLOW = Flow(
    name="help",
    words=(WORDS,),
    commands={actions.HELP: OnCommand(helped, order=10, ended=True, any_pair=True)},
)
