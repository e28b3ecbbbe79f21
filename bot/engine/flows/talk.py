"""What a member may ask at any time: help, status, language, a pause; and what is said to a word the bot does not know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.commands import Parsed, after, fold, read_day
from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Learned, Outcome, Post, Reply
from bot.engine.events import Changed, Commanded, Left, Nudged, Pressed, Woke
from bot.engine.flows import date_card, date_search, prep, settings
from bot.engine.flows.common import reply, run, seance_of
from bot.engine.journey import Journey, Pause
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Fact,
    Facts,
    Line,
    Message,
    Part,
    Say,
    Text,
    quiet,
    say,
    text,
    typed,
)
from bot.engine.people import PRIVATE, Member, Place, ProfileChange, Role
from bot.engine.programme import Command, Programme

SHOWN = 80
"""How much of an unknown word is repeated."""

STAMP = "%Y%m%dT%H%M%S"


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    if journey.pause is not None and journey.pause.until is not None and journey.ended is None:
        yield Timer(f"resume.{journey.pause.since:{STAMP}}", "resume", journey.pause.until, ())
    if journey.nudged is not None and journey.pause is None and journey.ended is None:
        yield Timer(f"nudge.{journey.nudged:{STAMP}}", "nudge", journey.nudged, Place.PAIR.roles)
    if journey.ended is not None:
        for role in journey.left:
            if role.other not in journey.left:
                yield Timer(f"parted.{role}", "parted", journey.ended, (role.other,))


# Help ------------------------------------------------------------------------------------------------------------


def helped(programme: Programme, journey: Journey, event: Commanded | Pressed) -> Outcome:
    return reply(journey, text("help-lead"), _commands(), quiet("help-privacy"))


def _commands() -> Bullets:
    return Bullets(tuple(Line(say(f"help-{command}")) for command in Command))


def unknown(programme: Programme, journey: Journey, event: Commanded, parsed: Parsed) -> Outcome:
    """The nearest word, ready to press, and the list."""
    word = parsed.word if len(parsed.word) <= SHOWN else parsed.word[:SHOWN] + "…"
    first: tuple[Part, ...] = (text("unknown", word=typed(word)),)
    if parsed.nearest is not None:
        first = (
            text("unknown-nearest", word=typed(word)),
            Buttons((run(parsed.nearest),)),
        )
    return reply(journey, *first, text("help-lead"), _commands())


# Status ----------------------------------------------------------------------------------------------------------


def status(programme: Programme, journey: Journey, event: Commanded | Pressed) -> Outcome:
    """Where the pair stands, as this person may see it."""
    partner = journey.partner(event.actor).name
    rows = [
        Fact(say("status-with"), typed(partner)),
        Fact(say("status-track"), say(f"track-{journey.track}")),
    ]
    now = journey.current
    if now is not None:
        rows.append(seance_of(programme, journey, now).heading)
        if now.meeting is not None and now.held is None:
            rows.append(Fact(say("date-when"), say("date-at", when=now.meeting.at)))
    rows.append(Fact(say("status-stage"), say(f"stage-{journey.stage(event.at)}")))
    mine = [s for s in journey.sittings if event.actor in s.evaluations]
    if mine:
        filled = mine[-1].evaluations[event.actor].filled
        rows.append(Fact(say("status-evaluation", seance=mine[-1].number), _filled(filled)))
    message = Message((Facts(tuple(rows)), _next_steps(journey, event.at)), say("status-title"))
    return Outcome(journey, (Reply(message, seance=now.number if now else 0),))


def _filled(filled: bool) -> Say:
    return say("status-filled") if filled else say("status-open")


def _next_steps(journey: Journey, at: datetime) -> Buttons:
    if journey.pause is not None:
        return Buttons((run(Command.RESUME),))
    if journey.current is not None and journey.current.held is None:
        return Buttons((run(Command.PREP), run(Command.DATE)))
    return Buttons((run(Command.HELP),))


# Language --------------------------------------------------------------------------------------------------------


def language(programme: Programme, journey: Journey, event: Commanded, rest: str) -> Outcome:
    """`language fr`; without a language it asks which."""
    wanted = fold(rest)
    for code in programme.languages:
        if wanted and (wanted == code or programme.language_names.get(wanted) == code):
            return spoken(programme, journey, event.actor, code)
    buttons = tuple(Button("language", say(f"language-{code}"), code) for code in programme.languages)
    return reply(journey, text("language-which"), Buttons(buttons))


def language_pressed(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    code = event.values[0] if event.values else ""
    if code not in programme.languages:
        return reply(journey, text("stale"))
    return spoken(programme, journey, event.actor, code)


def spoken(programme: Programme, journey: Journey, role: Role, code: str) -> Outcome:
    member = journey.members[role]
    languages = (code, *(other for other in member.languages if other != code))
    change = ProfileChange(replace(member, languages=languages), ("languages",))
    journey = settings.changed(journey, role, change)
    cards = (
        *prep.refreshed(programme, journey, role),
        *date_card.refreshed(programme, journey),
    )
    return Outcome(
        journey,
        (Learned(role, change), *cards, Reply(Message((text("language-now"),)))),
    )


def changed(journey: Journey, event: Changed) -> Outcome:
    """Said in another pair of theirs, true in this one too."""
    return Outcome(settings.changed(journey, event.actor, event.change))


# Pause -----------------------------------------------------------------------------------------------------------


def _until(last: datetime, today: datetime, member: Member) -> Text:
    """The year is said where it is not the current one."""
    year = member.local(last).year
    return text("pause-until", when=last) if year == today.year else text("pause-until-year", when=last, year=str(year))


def paused(programme: Programme, journey: Journey, event: Commanded, rest: str) -> Outcome:
    """`pause` or `pause 2026-03-31`: the bot is silent until then, the last day included."""
    member = journey.members[event.actor]
    until: datetime | None = None
    if rest:
        day = read_day(rest, member.local(event.at).date())
        if day is None:
            return reply(journey, text("pause-unreadable"))
        until = after(day, member.zone)
        if until <= event.at:
            return reply(journey, text("pause-in-the-past"))
    if journey.ended is not None:
        return reply(journey, text("ended"))
    since = journey.pause.since if journey.pause is not None else event.at
    journey = replace(journey, pause=Pause(since, until))
    part = _until(until - timedelta(minutes=1), member.local(event.at), member) if until else text("pause-open")
    missed = tuple(quiet("pause-meeting", when=at) for at in _missed(journey, since, until))
    message = Message(
        (part, *missed, quiet("pause-how"), Buttons((run(Command.RESUME),))),
        say("pause-title"),
    )
    return Outcome(
        journey,
        (Post(_pause_key(journey), Place.PAIR, message), Reply(Message((part,)))),
    )


def _missed(journey: Journey, since: datetime, until: datetime | None) -> Iterator[datetime]:
    """The agreed date, if it falls into the pause."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return
    if since <= now.meeting.at and (until is None or now.meeting.at < until):
        yield now.meeting.at


def _pause_key(journey: Journey) -> str:
    assert journey.pause is not None
    return f"pause.{journey.pause.since:{STAMP}}"


def resumed(programme: Programme, journey: Journey, event: Commanded | Pressed) -> Outcome:
    if journey.pause is None:
        return reply(journey, text("not-paused"), Buttons((run(Command.STATUS),)))
    outcome = _awake(programme, journey, event.at)
    return Outcome(outcome.journey, (*outcome.effects, Reply(Message((text("resumed"),)))))


def resumed_by_time(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The pause is over; whatever is due then speaks for itself, at a decent hour."""
    return _awake(programme, journey, event.at)


def _awake(programme: Programme, journey: Journey, at: datetime) -> Outcome:
    """Out of the pause. A date that went by meanwhile is looked for anew; dates on offer that went by are dropped."""
    assert journey.pause is not None
    notice = Message((text("resumed"),), say("pause-title"))
    effects: list[Effect] = [Post(_pause_key(journey), Place.PAIR, notice, refresh=True)]
    since = journey.pause.since
    journey = replace(journey, pause=None)
    now = journey.current
    if now is None or now.held is not None:
        if journey.continuation is not None and now is not None and now.number < journey.continuation.gate:
            asked = replace(journey.continuation, opened=journey.continuation.opened + (at - since))
            journey = replace(journey, continuation=asked)
        return Outcome(journey, tuple(effects))
    missed = now.meeting is not None and since <= now.meeting.at <= at
    expired = now.meeting is None and now.offer is not None and bool(now.offer.slots) and max(now.offer.slots) <= at
    if missed or expired:
        effects.append(date_card.farewell(journey))
        journey = date_search.reopened(journey, at)
        effects.extend(prep.refreshed(programme, journey))
    return Outcome(journey, tuple(effects))


# From outside the pair -------------------------------------------------------------------------------------------


def nudged(journey: Journey, event: Nudged) -> Outcome:
    """A coordinator's kind word is wanted; it is said when manners allow."""
    if journey.ended is not None:
        return Outcome(journey)
    return Outcome(replace(journey, nudged=event.at))


def encouraged(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    journey = replace(journey, nudged=None)
    message = Message(
        (text("nudge"), Buttons((run(Command.DATE), run(Command.STATUS)))),
        say("nudge-title"),
    )
    return Outcome(journey, (Post(timer.id, Place.PAIR, message),))


def left(journey: Journey, event: Left) -> Outcome:
    """The journey ends; the one who stays is told kindly, and nobody why."""
    if event.actor in journey.left:
        return Outcome(journey)
    return Outcome(replace(journey, left=(*journey.left, event.actor), ended=journey.ended or event.at))


def parted(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    message = Message((text("parted", partner=journey.partner(role).name),), say("farewell-title"))
    return Outcome(journey, (Post(timer.id, PRIVATE[role], message, resend_if_uncertain=False),))
