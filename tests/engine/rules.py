"""What must hold of every single step, whoever did what, and when. `tests/engine/test_rules.py` looks for a way around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import Commanded, Delivered, Event, Left, Pressed, Restored, Submitted, Woke
from bot.engine.flows import FLOWS
from bot.engine.flows.contact import actions as contact
from bot.engine.flows.coordination.standing import standing
from bot.engine.flows.evaluation import actions as evaluation
from bot.engine.flows.evaluation.questions import Audience
from bot.engine.flows.fit import actions as fit
from bot.engine.flows.leaving import actions as leaving
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.pause.state import WITHHELD
from bot.engine.flows.prep import actions as prep
from bot.engine.ids import CardId, read
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Checklist, Choices, Form, Message
from bot.engine.people import PRIVATE, Member, Off, Place, Role
from bot.engine.programme import USUAL
from bot.engine.scheduling.hours import next_common
from bot.engine.step import step
from bot.engine.timers import first, pending, same_but_private, timers
from bot.infra.codec import decode_journey, decode_message, encode, encode_journey
from bot.text.plain import plain
from content.voice import Localizer
from tests.values import CONTENT, PROGRAMME

OF_ONE_ALONE = ("evaluation.", "prep.tick", "continuation.")
"""Actions of cards that one member alone may see."""

APPOINTMENTS = (".agenda.", ".held.", "resting.")
"""In the ids of timers that hang, or may hang, on a time that both agreed to."""


def secret(role: Role) -> str:
    """What a member writes in private in these tests, to be looked for elsewhere."""
    return f"the secret of the {role}"


@dataclass
class Rules:
    """`rules(before, event, outcome)` raises if a step broke one."""

    sent: Counter[tuple[Role, date]] = field(default_factory=Counter)
    """How many unprompted messages each was sent on each day of theirs."""
    delivered: dict[str, datetime] = field(default_factory=dict)
    """When each card that reminders hang on reached its readers."""

    def __call__(self, before: Journey, event: Event, outcome: Outcome) -> None:
        assert step(PROGRAMME, before, event) == outcome, "the same step gives two outcomes"
        journey = outcome.journey
        assert decode_journey(encode_journey(journey)) == replace(journey, coordinators=(), elsewhere=())
        _timers_are_instants(journey)
        _private_words_move_nothing(before, journey)
        _what_was_held_stays_held(before, event, journey)
        _what_may_have_been_is_not_given_up(before, event, journey)
        keys = Counter((post.to, post.key) for post in _posts(outcome))
        assert not [key for key, count in keys.items() if count > 1], f"two cards under one key: {keys}"
        for effect in outcome.effects:
            if isinstance(effect, Post | Reply):
                _can_be_said(effect.message, journey)
                _is_kept_private(effect, event)
            if isinstance(effect, Post) and not effect.refresh and isinstance(event, Woke):
                self._keeps_its_manners(before, event, effect)
                self._is_no_hasty_reminder(before, event, effect)
            elif isinstance(effect, Post):
                assert not effect.unprompted, "only time speaks unasked"
        _appointments_wait_for_nothing(journey)
        match event:
            case Delivered():
                self.delivered[event.card] = event.at
                assert not outcome.effects
            case Woke():
                again = step(PROGRAMME, journey, event)
                assert again == Outcome(journey), f"{event.timer} rings twice"
            case Commanded() | Pressed() | Submitted():
                _is_said_once(journey, event)
                _brings_nothing_new_in_a_pause(before, event, outcome)
                assert any(_is_answered(effect, event.actor) for effect in outcome.effects), "nobody answers"

    def _keeps_its_manners(self, journey: Journey, event: Woke, post: Post) -> None:
        if post.to is Place.COORDINATORS:
            return
        away = post.key.startswith("resting.")  # … that is the other's
        assert journey.pause is None or journey.ended is not None or away, f"{post.key} during a pause"
        readers = [journey.members[role] for role in post.to.roles]
        for role, member in zip(post.to.roles, readers, strict=True):
            assert role not in journey.left, f"{post.key} to one who left"
            today = member.local(event.at).date()
            assert today >= journey.start or journey.sittings, f"{post.key} before the first week"
            self.sent[role, today] += post.unprompted
            if post.unprompted and not _is_the_last_chance(journey, event, post, member):
                assert self.sent[role, today] <= 2, f"{post.key} is the third message of the day to the {role}"
        if not any(part in event.timer for part in APPOINTMENTS) and share_hours(readers, event.at):
            for member in readers:
                assert is_at_work(member, event.at), f"{post.key} at {member.local(event.at)}, outside {member.hours}"

    def _is_no_hasty_reminder(self, journey: Journey, event: Woke, post: Post) -> None:
        """Whoever is reminded of a card has had it for a day."""
        of = REMINDERS.get((read(post.key).kind, read(post.key).rest))
        if of is None:
            return
        card = CardId(post.key.removesuffix(".nudge") if of == "evaluation" else now_card(journey, of))
        assert not journey.is_on_its_way(card), f"{post.key}, and {card} is still on its way"
        if card in self.delivered:
            assert event.at - self.delivered[card] >= timedelta(days=1), f"{post.key} right after {card}"


def _brings_nothing_new_in_a_pause(before: Journey, event: Commanded | Pressed | Submitted, outcome: Outcome) -> None:
    """A card that is there is edited, which notifies nobody; and of what waits something can be said later."""
    journey = outcome.journey
    if before.pause is None or journey.pause is None or event.actor in before.of(AWAY).since:
        return
    new = [post for post in _posts(outcome) if not post.refresh and post.to is not Place.COORDINATORS]
    assert {post.to for post in new} <= {PRIVATE[event.actor]}, f"{[post.key for post in new]} during a pause"
    for key in journey.of(WITHHELD).by:
        kind = FLOWS.cards[read(key).kind]
        sayable = kind.later is not None or (kind.view is not None and not kind.personal)
        assert sayable or read(key).kind == "pause", f"nothing can be said of {key} once the pause is over"


REMINDERS = {("evaluation", "nudge"): "evaluation", ("held-nudge", ""): "held"}
"""What a reminder, by kind and rest of its id, is about."""


def now_card(journey: Journey, kind: str) -> CardId:
    assert journey.current is not None
    return journey.current.card(kind)


def _is_the_last_chance(journey: Journey, event: Woke, post: Post, member: Member) -> bool:
    """Whether it is a preparation that would come too late on the next day."""
    now = journey.current
    if read(post.key).kind != prep.CARD or now is None or now.meeting is None:
        return False
    tomorrow = member.opening(member.local(event.at).date() + timedelta(days=1)).astimezone(UTC)
    return next_common([member], tomorrow) >= now.meeting.at


def _appointments_wait_for_nothing(journey: Journey) -> None:
    """Neither the hour nor what else was sent that day puts them off."""
    assert not [
        id for id, timer in pending(PROGRAMME, journey).items() if timer.appointment and id in journey.postponed
    ]


# What is pressed -------------------------------------------------------------------------------------------------


def _is_said_once(journey: Journey, event: Event) -> None:
    """Pressed or sent again, by the same person on the same card, it changes nothing."""
    if isinstance(event, Pressed) and event.action == "date.none" and not event.values:
        return  # a card of before it said which dates it meant
    if isinstance(event, Pressed | Submitted):
        again = step(PROGRAMME, journey, replace(event, id=f"{event.id}/again"))
        assert again.journey == journey, f"{event.action} says something else the second time"


def _what_was_held_stays_held(before: Journey, event: Event, after: Journey) -> None:
    for sitting in before.sittings:
        then = after.sitting(sitting.number)
        if sitting.held is not None and (then is None or then.held != sitting.held):
            assert isinstance(event, Pressed), f"{event} undoes what was held"
            assert event.action == "held.not-met"


def _what_may_have_been_is_not_given_up(before: Journey, event: Event, after: Journey) -> None:
    """A date whose time has come is given up by an answer alone, or because nobody was asked during a pause."""
    now = before.current
    if now is None or now.meeting is None or now.held is not None:
        return
    then = after.sitting(now.number)
    given_up = then is None or then.meeting is None or then.meeting.at != now.meeting.at
    if given_up and (event.at >= now.meeting.at or now.meeting.ended is not None):
        answered = isinstance(event, Pressed) and event.action in ("held.no", "held.moved", "held.absent")
        assert answered or (before.pause is not None and after.pause is None), f"{event} gives up what may have been"


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
    assert first(PROGRAMME, journey) == next(iter(due), None), (
        "the first of the timers is not the one that is due first"
    )
    assert all(at.tzinfo is UTC for at in due)
    assert due == sorted(due)


def _private_words_move_nothing(before: Journey, journey: Journey) -> None:
    """So what both hang on is not stored again when somebody has written for themselves alone."""
    if journey is not before and same_but_private(before, journey):
        assert timers(PROGRAMME, before) == timers(PROGRAMME, journey), "a reminder hangs on private words"
        assert standing(USUAL, before) == standing(USUAL, journey), "coordinators see what is private"


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
    sent = _sent_line(effect)
    for role in Role:
        if readers != (role,) and sent is not role:
            assert secret(role) not in written
    if any(action.startswith(OF_ONE_ALONE) for action in _actions(effect.message)):
        (reader,) = readers
        assert reader is not None
        assert effect.key.endswith(f".{reader}")
        assert isinstance(effect, Reply) or effect.to is PRIVATE[reader]
    if not isinstance(effect, Post) or effect.to is not Place.COORDINATORS:
        return
    if read(effect.key).kind in leaving.TOLD_KINDS:
        assert isinstance(event, Left | Restored | Woke), "only that somebody goes or comes back is told by itself"
    else:
        assert isinstance(event, Pressed), "only a press of their own sends something to the coordinators"
        assert event.actor is read(effect.key).role
        assert event.action in (evaluation.SEND[Audience.COORDINATORS], contact.SEND, fit.TELL)


def _sent_line(effect: Post | Reply) -> Role | None:
    """Whose line it is, if somebody has sent theirs."""
    ref = read(effect.key)
    return ref.role if isinstance(effect, Post) and ref.kind == evaluation.WORD else None


def _actions(message: Message) -> Iterator[str]:
    for part in message.parts:
        match part:
            case Buttons(buttons=buttons):
                yield from (button.action for button in buttons)
            case Choices(action=action) | Checklist(action=action) | Form(action=action):
                yield action
            case _:
                pass
