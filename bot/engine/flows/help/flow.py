"""Help, and what is said to people who do not speak in commands."""

from __future__ import annotations

from typing import assert_never

from bot.engine.commands import Meaning, Parsed, example
from bot.engine.effects import Outcome
from bot.engine.events import Commanded
from bot.engine.flow import Flow, OnCommand
from bot.engine.flows.activities import is_listed
from bot.engine.flows.common import hint, reply
from bot.engine.flows.contact.actions import CONTACT
from bot.engine.flows.contact.outside import outside
from bot.engine.flows.date.actions import DATE
from bot.engine.flows.help import actions, words
from bot.engine.flows.help.words import HEARD, WORDS
from bot.engine.flows.status.actions import STATUS
from bot.engine.journey import Journey
from bot.engine.messages import Bullets, Line, typed
from bot.engine.programme import Programme
from bot.engine.words import command_words

SHOWN = 80
"""How much of what was not understood is repeated."""


def helped(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    example_day = words.EXAMPLE.quiet(when=example(event.at))
    listed = _commands(programme, journey)
    named = (outside(programme),) if programme.keeping.contact else ()
    return reply(journey, words.LEAD.text(), listed, example_day, words.PRIVACY.quiet(), *named)


def _commands(programme: Programme, journey: Journey) -> Bullets:
    listed = (command for command in programme.commands if is_listed(programme, journey, command))
    return Bullets(tuple(Line(command_words(command).help()) for command in listed))


def answered(programme: Programme, journey: Journey, event: Commanded, parsed: Parsed) -> Outcome:
    """What a person hears to something that is no command: a short answer, and never a list unasked."""
    match parsed.meaning:
        case Meaning.THUMB:
            return Outcome(journey)
        case Meaning.HELLO:
            return reply(journey, words.HELLO.text(name=journey.members[event.actor].name))
        case Meaning.THANKS:
            return reply(journey, words.THANKS.text())
        case Meaning.TROUBLE:
            return reply(journey, words.TROUBLE.text(), outside(programme), hint(CONTACT))
        case Meaning.CANNOT:
            return reply(journey, words.CANNOT.text(), hint(DATE))
        case Meaning.WHEN:
            return reply(journey, hint(STATUS))
        case None:
            return _unknown(programme, journey, event, parsed)
        case _:
            assert_never(parsed.meaning)


def _unknown(programme: Programme, journey: Journey, event: Commanded, parsed: Parsed) -> Outcome:
    """The nearest word, if one is near, and the list on request."""
    said = " ".join(event.text.split())
    word = typed(said if len(said) <= SHOWN else said[:SHOWN] + "…")
    if (nearest := programme.nearest(parsed)) is None:
        return reply(journey, words.UNKNOWN.text(word=word), hint(actions.HELP))
    return reply(journey, words.UNKNOWN_NEAREST.text(word=word), hint(nearest, actions.HELP))


FLOW = Flow(
    name="help",
    words=(WORDS, HEARD),
    commands={actions.HELP: OnCommand(helped, order=28, ended=True, any_pair=True, early=True)},
)
