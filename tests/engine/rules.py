"""What must hold of every single step, whoever did what, and when. `tests/engine/test_rules.py` looks for a way around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import Commanded, Event, Pressed, Submitted, Woke
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Checklist, Choices, Form, Message
from bot.engine.people import PRIVATE, Member, Off, Place, Role
from bot.engine.step import step
from bot.engine.timers import timers
from bot.infra.codec import decode_journey, decode_message, encode, encode_journey
from bot.text.plain import plain
from content.voice import Localizer
from tests.values import CONTENT, PROGRAMME

OF_ONE_ALONE = ("evaluation.", "prep.tick", "continuation.")
"""Actions of cards that one member alone may see."""

APPOINTMENTS = (".agenda.", ".held.")
"""In the ids of timers that hang on a time that both agreed to."""


def secret(role: Role) -> str:
    """What a member writes in private in these tests, to be looked for elsewhere."""
    return f"the secret of the {role}"


@dataclass
class Rules:
    """`rules(before, event, outcome)` raises if a step broke one."""

    sent: Counter[tuple[Role, date]] = field(default_factory=Counter)
    """How many unprompted messages each was sent on each day of theirs."""

    def __call__(self, before: Journey, event: Event, outcome: Outcome) -> None:
        assert step(PROGRAMME, before, event) == outcome, "the same step gives two outcomes"
        journey = outcome.journey
        assert decode_journey(encode_journey(journey)) == journey
        _timers_are_instants(journey)
        keys = Counter((post.to, post.key) for post in _posts(outcome))
        assert not [key for key, count in keys.items() if count > 1], f"two cards under one key: {keys}"
        for effect in outcome.effects:
            if isinstance(effect, Post | Reply):
                _can_be_said(effect.message, journey)
                _is_kept_private(effect, event)
            if isinstance(effect, Post) and effect.unprompted:
                self._keeps_its_manners(before, event, effect)
        match event:
            case Woke():
                again = step(PROGRAMME, journey, event)
                assert again == Outcome(journey), f"{event.timer} rings twice"
            case Commanded() | Pressed() | Submitted():
                assert any(_is_answered(effect, event.actor) for effect in outcome.effects), "nobody answers"
                assert not any(post.unprompted for post in _posts(outcome))

    def _keeps_its_manners(self, journey: Journey, event: Event, post: Post) -> None:
        assert isinstance(event, Woke), "only time speaks unasked"
        assert journey.pause is None or journey.ended is not None, f"{post.key} during a pause"
        readers = [journey.members[role] for role in post.to.roles]
        for role, member in zip(post.to.roles, readers, strict=True):
            assert role not in journey.left, f"{post.key} to one who left"
            today = member.local(event.at).date()
            assert today >= journey.start or journey.sittings, f"{post.key} before the first week"
            self.sent[role, today] += 1
            assert self.sent[role, today] <= 2, f"{post.key} is the third message of the day to the {role}"
        if not any(part in event.timer for part in APPOINTMENTS) and share_hours(readers, event.at):
            for member in readers:
                assert is_at_work(member, event.at), f"{post.key} at {member.local(event.at)}, outside {member.hours}"


def is_at_work(member: Member, at: datetime, leave: bool = True) -> bool:
    here = member.local(at)
    off = leave and any(o.first <= here.date() <= o.last and o.kind is not Off.ESTIMATED for o in member.off)
    return here.weekday() in member.hours.days and not off and member.hours.start <= here.time() < member.hours.end


def share_hours(members: list[Member], at: datetime) -> bool:
    """Whether their hours meet at all in these weeks, leave apart, as far as a quarter of an hour shows."""
    quarters = (at + timedelta(minutes=15 * n) for n in range(14 * 96))
    return any(all(is_at_work(one, quarter, leave=False) for one in members) for quarter in quarters)


def _posts(outcome: Outcome) -> list[Post]:
    return [effect for effect in outcome.effects if isinstance(effect, Post)]


def _is_answered(effect: Effect, actor: Role) -> bool:
    return isinstance(effect, Reply) or (isinstance(effect, Post) and not effect.refresh and actor in effect.to.roles)


def _timers_are_instants(journey: Journey) -> None:
    due = list(timers(PROGRAMME, journey).values())
    assert all(at.tzinfo is UTC for at in due)
    assert due == sorted(due)


# What is said ----------------------------------------------------------------------------------------------------

_complaints: list[str] = []
_choir = Localizer(CONTENT.books, _complaints.append)
_said: set[str] = set()


def _can_be_said(message: Message, journey: Journey) -> None:
    """In every language, and in both at once; and it survives its way through the store."""
    written = encode(message)
    if written in _said:
        return
    assert decode_message(written) == message
    zones = tuple(member.zone for member in journey.members.values())
    for languages in (("fr",), ("en",), ("fr", "en")):
        assert plain(message, _choir(languages, zones)).strip()
    assert not _complaints, _complaints
    _said.add(written)


# Who may read it -------------------------------------------------------------------------------------------------


def _is_kept_private(effect: Post | Reply, event: Event) -> None:
    """What one member ticked, answered or wrote in private is on no card that another reads."""
    readers = effect.to.roles if isinstance(effect, Post) else (getattr(event, "actor", None),)
    written = encode(effect.message)
    for role in Role:
        if readers != (role,):
            assert secret(role) not in written
    if any(action.startswith(OF_ONE_ALONE) for action in _actions(effect.message)):
        (reader,) = readers
        assert reader is not None
        assert effect.key.endswith(f".{reader}")
        assert isinstance(effect, Reply) or effect.to is PRIVATE[reader]
    assert not isinstance(effect, Post) or effect.to is not Place.COORDINATORS


def _actions(message: Message) -> Iterator[str]:
    for part in message.parts:
        match part:
            case Buttons(buttons=buttons):
                yield from (button.action for button in buttons)
            case Choices(action=action) | Checklist(action=action) | Form(action=action):
                yield action
            case _:
                pass
