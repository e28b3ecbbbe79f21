"""The language that a person reads."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.commands import fold
from bot.engine.effects import Learned, Outcome, Reply
from bot.engine.events import Changed, Commanded, Pressed
from bot.engine.flow import Flow, On, OnCommand
from bot.engine.flows import common
from bot.engine.flows.common import reply
from bot.engine.flows.language import actions, words
from bot.engine.flows.language.words import WORDS
from bot.engine.flows.settings import holidays
from bot.engine.journey import Journey
from bot.engine.messages import Button, Buttons, Message
from bot.engine.people import ProfileChange, Role
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`language fr`; without a language it asks which."""
    code = named(programme, event.text)
    if code is not None:
        return spoken(programme, journey, event.actor, code)
    buttons = tuple(Button(actions.CHOSEN, words.NAMED(code=code), code) for code in programme.languages)
    return reply(journey, words.WHICH.text(), Buttons(buttons))


def named(programme: Programme, text: str) -> str | None:
    """The code of the language that somebody means, by its code or by a name of it."""
    wanted = fold(text)
    code = programme.language_names.get(wanted, wanted)
    return code if wanted and code in programme.languages else None


def pressed(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    code = event.values[0] if event.values else ""
    if code not in programme.languages:
        return reply(journey, common.STALE.text())
    return spoken(programme, journey, event.actor, code)


def spoken(programme: Programme, journey: Journey, role: Role, code: str) -> Outcome:
    member = journey.members[role]
    languages = (code, *(other for other in member.languages if other != code))
    change = ProfileChange(replace(member, languages=languages), ("languages",))
    journey = holidays.changed(journey, role, change)
    return Outcome(journey, (Learned(role, change), Reply(Message((words.NOW.text(),)))))


def changed(programme: Programme, journey: Journey, event: Changed) -> Outcome:
    """Said in another pair of theirs, true in this one too."""
    return Outcome(holidays.changed(journey, event.actor, event.change))


FLOW = Flow(
    name="language",
    words=(WORDS,),
    commands={actions.LANGUAGE: OnCommand(commanded, order=23, ended=True, any_pair=True, early=True)},
    presses={actions.CHOSEN: On(pressed, ended=True)},
    changed=changed,
)
