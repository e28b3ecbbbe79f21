"""Opening the agenda and turning its pages: either of the two may press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.engine import ids
from bot.engine.contact_policy import Counts, Timer
from bot.engine.effects import Effect, Outcome, Reply
from bot.engine.events import CallBegan, Commanded, Pressed, Woke
from bot.engine.flows import activities
from bot.engine.flows.agenda import actions, words
from bot.engine.flows.agenda import card as agenda_card
from bot.engine.flows.common import reply, run, seance_of
from bot.engine.flows.date import actions as date_actions
from bot.engine.flows.held import actions as held_actions
from bot.engine.flows.held import card as held_card
from bot.engine.flows.status import actions as status_actions
from bot.engine.ids import TimerId
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.messages import Buttons, Message, Style
from bot.engine.people import Place
from bot.engine.programme import Programme


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return
    met, id = now.meeting, ids.timer(actions.CARD, now.number, now.round)
    due = met.at - timedelta(minutes=programme.timing.agenda_minutes)
    yield Timer(id, actions.SHOWN, due, Place.PAIR.roles, met.over, now.number, Counts.NOT, appointment=True)


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    return Outcome(journey, (agenda_card.posted(programme, journey),))


EARLY = timedelta(hours=1)
"""A call that begins no longer than this before the séance is the séance's."""


def called(programme: Programme, journey: Journey, event: CallBegan) -> Outcome:
    """The two begin to meet, perhaps early: the agenda lies before them, at the page where it is."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or now.meeting.ended is not None:
        return Outcome(journey)
    if not now.meeting.at - EARLY <= event.at < now.meeting.over:
        return Outcome(journey)
    journey = _with(journey, now, now.meeting)
    return Outcome(journey, (agenda_card.posted(programme, journey),))


def opened(programme: Programme, journey: Journey, event: Commanded | Pressed) -> Outcome:
    """`agenda`: the card as it stands, to the one who asks. Starting it puts it before both."""
    now = journey.current
    if now is None or now.held is not None:
        return reply(journey, words.NOT_NOW.text(), Buttons((run(status_actions.STATUS),)))
    if now.meeting is None:
        seance = activities.shared(journey, seance_of(programme, journey, now))
        parts = (
            words.NO_DATE.text(),
            *agenda_card.overview(seance, journey),
            Buttons((run(date_actions.DATE, Style.PRIMARY),)),
        )
        return Outcome(
            journey,
            (
                Reply(
                    Message(parts, words.TITLE(seance=now.number)),
                    seance=now.number,
                ),
            ),
        )
    return Outcome(journey, (_shown(programme, journey, now, now.meeting, redraw=False),))


def _shown(
    programme: Programme,
    journey: Journey,
    now: Sitting,
    meeting: Meeting,
    *,
    redraw: bool,
) -> Reply:
    return Reply(agenda_card.card(programme, journey, now, meeting), now.card(actions.CARD), now.number, redraw)


def turned(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Next, Back, Skip. A press on a page that is no longer open only shows the one that is: both may press at once."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or event.card != now.card(actions.CARD):
        return opened(programme, journey, event)
    seance = activities.shared(journey, seance_of(programme, journey, now))
    meeting, last = now.meeting, len(seance.topics)
    step = -1 if event.action == actions.BACK else 1
    target = meeting.topic + step
    if meeting.ended is not None or event.values != (str(meeting.topic),) or not 1 <= target <= last:
        return Outcome(journey, (_shown(programme, journey, now, meeting, redraw=True),))
    skipped = tuple(t for t in meeting.skipped if t not in (meeting.topic, target))
    if event.action == actions.SKIP:
        skipped = (*skipped, meeting.topic)
    journey = _with(journey, now, replace(meeting, topic=target, skipped=skipped))
    return _progress(programme, journey, *activities.opened(programme, journey, now, seance, target))


def ended(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Terminer »: the agenda closes, and the bot asks whether the séance took place."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or event.card != now.card(actions.CARD):
        return opened(programme, journey, event)
    if now.meeting.ended is not None or event.values != (str(now.meeting.topic),):
        return Outcome(journey, (_shown(programme, journey, now, now.meeting, redraw=True),))
    journey = _with(
        journey,
        now,
        replace(now.meeting, ended=event.at),
        ids.timer(held_actions.CARD, now.number, now.round),
    )
    return _progress(programme, journey, held_card.posted(journey, held_actions.CARD))


def _progress(programme: Programme, journey: Journey, *more: Effect) -> Outcome:
    """The shared card and the pressed one turn to the page that is open now."""
    now = journey.current
    assert now is not None
    post = agenda_card.posted(programme, journey)
    return Outcome(journey, (post, Reply(post.message, post.key, now.number, redraw=True), *more))


def _with(journey: Journey, now: Sitting, meeting: Meeting, *done: TimerId) -> Journey:
    agenda = ids.timer(actions.CARD, now.number, now.round)
    marks = tuple(dict.fromkeys((*now.done, agenda, *done)))
    return journey.with_sitting(replace(now, meeting=meeting, done=marks))
