"""Moves the clock from one thing that happens to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.application.calendars.entries import Describe
from bot.application.delivery.worker import Worker
from bot.application.event_handler import EventHandler
from bot.application.interaction_router import InteractionRouter
from bot.engine.flows.evaluation.state import ANSWERS, answers_of, evaluation_of
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Checklist, Choices, Form, Message
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.engine.state import lending
from bot.infra.clock import SetClock
from bot.play.acts import Act
from bot.play.calendars import SERVICES, Deed, PaperCalendars
from bot.play.cast import Cast
from bot.play.script import Script
from bot.play.transcript import Row, Transcript
from bot.ports import Address, Answer, CardPress, FormSubmission, Language, Voice
from bot.ports.calendars.events import Entry


@dataclass(frozen=True)
class Season:
    """Says which séances of which track to play, in which language."""

    track: Track
    language: Language
    first: int
    last: int
    cast: Cast = Cast.EAGER
    describe: Describe | None = None
    """The text of an event, if the two have their séances written into their calendars."""


async def play(season: Season, service: EventHandler, clock: SetClock, pair: str) -> list[Row]:
    """Plays the pair's season and returns the transcript of the séances that were asked for."""
    return await _Player(season, service, clock, pair).rows()


class _Player:
    def __init__(self, season: Season, service: EventHandler, clock: SetClock, pair: str) -> None:
        gate = service.programme.gate(season.track)
        self._season, self._service, self._clock, self._pair = season, service, clock, pair
        writes = season.describe is not None
        self._script = Script(season.track, season.language.players, season.last, gate, clock, season.cast, writes)
        held = partial(service.programme.holding, season.track)
        self._transcript = Transcript(clock, service.voices, self._script, held)
        self._worker = Worker(service, {self._transcript.name: self._transcript}, clock, "play")
        self._interactions = InteractionRouter(service)
        describe = season.describe
        self._calendars = None if describe is None else PaperCalendars(service, describe, self._noted)
        self._acts = 0
        self._open: dict[Role, Answer] = {}

    async def rows(self) -> list[Row]:
        if self._calendars is not None:
            await self._calendars.begin(self._pair)
        await self._work()
        while (at := await self._next()) is not None:
            self._clock.at = max(at, self._clock.at)
            while (act := self._script.due(self._clock.at)) is not None:
                await self._do(act)
                await self._work()
            await self._work()
        first, last = self._season.first, self._season.last
        return [row for row in self._transcript.rows if first <= row.seance <= last or (row.seance == 0 and first == 1)]

    async def _work(self) -> None:
        """Everything that is due: in chats, and in calendars."""
        await self._worker.drain()
        while self._calendars is not None and await self._calendars.write():
            await self._worker.drain()

    async def _next(self) -> datetime | None:
        """Returns when something happens next, or None when the season is over."""
        acting = self._script.next
        journey, due = await self._service.store.read(
            lambda unit: (unit.journeys.of(self._pair), unit.outbox.next_due())
        )
        if journey is None or (acting is None and (due is None or self._has_enough(journey))):
            return None
        digest = await self._service.digests.next()
        written = None if self._calendars is None else await self._calendars.next()
        return min(at for at in (acting, due, digest, written) if at is not None)

    def _has_enough(self, journey: Journey) -> bool:
        """Returns whether the séances to play are over, evaluations included."""
        played = journey.sitting(self._season.last)
        if played is None or journey.current is None or journey.current.number <= self._season.last:
            return False
        asked = [role for role in Role if evaluation_of(journey, played.number, role) is not None]
        lent = journey.lending(lending([ANSWERS]))
        return all(answers_of(lent, played.number, role).done is not None for role in asked)

    async def _do(self, act: Act) -> None:
        if act.moves and self._calendars is not None:
            self._calendars.of[act.actor].moved(act.moves)
            return
        self._acts += 1
        id, sender = f"play-{self._acts}", Address(self._transcript.name, act.actor.value)
        answers: Sequence[Answer]
        if act.command:
            self._transcript.did(act.actor, act.place, act.seance, f"/together {act.command}")
            answers = await self._interactions.typed(id, sender, act.lane, act.command)
        else:
            message, key, voice = self._seen(act)
            form = next((p for p in message.parts if isinstance(p, Form) and p.action == act.action), None)
            if form is not None:
                fields = {field.name: field.value for field in form.fields} | dict(act.fields)
                self._transcript.did(act.actor, act.place, act.seance, _filled(form, fields, voice))
                submission = FormSubmission(id, sender, act.lane, self._pair, key, act.action, fields)
                answers = await self._interactions.submitted(submission)
            else:
                values = act.pick(message)
                self._transcript.did(act.actor, act.place, act.seance, _shown(message, act.action, values, voice))
                press = CardPress(id, sender, act.lane, self._pair, key, act.action, values)
                answers = await self._interactions.pressed(press)
        for answer in answers:
            self._open[act.actor] = answer
            if act.answer or not answer.redraw:  # a delivered card that is drawn again is delivered as well
                self._transcript.answered(answer, act.place, act.actor, act.seance)

    def _noted(self, owner: Role, deed: Deed, entry: Entry) -> None:
        players = self._season.language.players
        zone = (players.mentor if owner is Role.MENTOR else players.mentee).zone
        voice = self._service.voices((self._season.language.code,), (zone,))
        self._transcript.entered(owner, SERVICES[owner][1], deed, entry, voice)

    def _seen(self, act: Act) -> tuple[Message, str, Voice]:
        """Returns what is used: the last answer that they had, or a card that was delivered."""
        if act.answer:
            answer = self._open[act.actor]
            return answer.message, answer.key, answer.voice
        post = self._transcript.cards[act.lane, act.key]
        return post.message, post.key, self._service.voices(post.languages, post.zones)


def _shown(message: Message, action: str, values: Sequence[str], voice: Voice) -> str:
    """Returns what was used, in the words that stand on it."""
    for part in message.parts:
        match part:
            case Buttons(buttons=buttons):
                for button in buttons:
                    if button.action == action and (not values or button.value == values[0]):
                        return f"[{voice.label(button.label)}]"
            case Checklist() if part.action == action:
                ticked = [voice.prose(t.line.say) for t in part.ticks if t.value in values]
                return " ".join(f"☑ {one}" for one in ticked)
            case Choices() if part.action == action:
                chosen = [voice.label(o.label) for o in part.options if o.value in values]
                return f"{voice.label(part.label)} → {', '.join(chosen)}"
            case _:
                pass
    return f"[{action}]"


def _filled(form: Form, fields: Mapping[str, str], voice: Voice) -> str:
    return " · ".join(f"{voice.label(field.label)} → {fields[field.name] or '–'}" for field in form.fields)
