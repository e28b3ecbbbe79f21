"""The line of the evaluation: its writer's own note, shown again on their next prep card, unless they send it to somebody.

1. Nobody else reads it before its writer has pressed « send », and said « yes » to the question that the button asks.
2. To each audience it is sent once, as it is then, under its writer's name. Nothing takes that back, and from then on it
   cannot be changed.
3. The partner gets it in private, when good manners allow; coordinators each in their own hours, and none of them who is one
   of the pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.evaluation import actions, words
from bot.engine.flows.evaluation.questions import LONGEST_REMARK, REMARK, Audience
from bot.engine.flows.evaluation.state import Answers, Evaluation
from bot.engine.ids import CardId, TimerId
from bot.engine.journey import Journey
from bot.engine.messages import Button, Buttons, Field, Form, Line, Message, Part, Text, typed
from bot.engine.people import PRIVATE, Place, Role


def parts(journey: Journey, role: Role, one: Evaluation, said: Answers) -> Iterator[Part]:
    """What was written, as it was, above the line in which it can be changed, and to whom it can be sent."""
    if one.sent:
        yield from kept(journey, role, one, said)
    else:
        if said.line:
            yield _as_typed(said)
        yield _form(said.line) if said.line else _BLANK
    if offers := tuple(_offers(journey, role, one, said)):
        yield Buttons(offers)


def _form(line: str) -> Form:
    field = Field(REMARK, words.REMARK(), value=line, optional=True, most=LONGEST_REMARK)
    return Form(actions.REMARK, (field,), words.REMARK_SAVE())


_BLANK = _form("")


def kept(journey: Journey, role: Role, one: Evaluation, said: Answers) -> Iterator[Part]:
    """What was written, and who has it."""
    if said.line:
        yield _as_typed(said)
    if Audience.PARTNER in one.sent:
        yield words.SENT_PARTNER.quiet(partner=journey.partner(role).name)
    if Audience.COORDINATORS in one.sent:
        yield words.SENT_COORDINATORS.quiet()


def _as_typed(said: Answers) -> Text:
    return Text(Line(typed(said.line)), quiet=True)


def _offers(journey: Journey, role: Role, one: Evaluation, said: Answers) -> Iterator[Button]:
    """The value of each tells which words stand above it, so that no others are sent by it."""
    if not said.line:
        return
    if Audience.PARTNER not in one.sent and role.other not in journey.left:
        partner = journey.partner(role).name
        label, ask = words.TO_PARTNER(partner=partner), words.ASK_PARTNER(partner=partner)
        yield Button(actions.SEND[Audience.PARTNER], label, mark(said.line), confirm=ask)
    if Audience.COORDINATORS not in one.sent:
        label, ask = words.TO_COORDINATORS(), words.ASK_COORDINATORS()
        yield Button(actions.SEND[Audience.COORDINATORS], label, mark(said.line), confirm=ask)


def mark(line: str) -> str:
    """What tells these words from others; short, since a platform limits what a card may hold."""
    return sha256(line.encode(errors="surrogatepass")).hexdigest()[:16]


def timer(seance: int, role: Role) -> TimerId:
    """What passes `role`'s line on to the partner."""
    return ids.timer(actions.WORD, seance, role=role, rest=Audience.PARTNER)


def _card(seance: int, role: Role, audience: Audience) -> CardId:
    """`s3.word.mentor.partner`: the mentor's words to the mentee."""
    return ids.card(actions.WORD, seance, role=role, rest=audience)


def to_partner(journey: Journey, seance: int, role: Role, text: str) -> Post:
    writer = journey.members[role].name
    said = (words.WORD.text(seance=seance, partner=writer), Text(Line(typed(text))))
    message = Message(said, words.WORD_TITLE(partner=writer))
    return Post(_card(seance, role, Audience.PARTNER), PRIVATE[role.other], message, seance)


def to_coordinators(journey: Journey, seance: int, role: Role, text: str) -> Post:
    writer, mentor, mentee = (journey.members[one].name for one in (role, Role.MENTOR, Role.MENTEE))
    said = words.WORD_COORDINATORS.text(seance=seance, name=writer, mentor=mentor, mentee=mentee)
    parts = (said, Text(Line(typed(text))), words.WORD_ANSWER.quiet())
    message = Message(parts, words.WORD_TITLE(partner=writer))
    return Post(_card(seance, role, Audience.COORDINATORS), Place.COORDINATORS, message, seance)
