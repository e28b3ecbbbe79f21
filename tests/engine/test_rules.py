"""Whatever two people, their coordinators and time do to a journey, in whatever order, the rules of `rules.py` hold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from bot.engine.effects import Post
from bot.engine.events import (
    CallBegan,
    CallEnded,
    Changed,
    Event,
    Joined,
    Left,
    Nudged,
    Rested,
    Restored,
    Returned,
    Woke,
)
from bot.engine.ids import TimerId
from bot.engine.journey import Journey
from bot.engine.people import Member, ProfileChange, Role
from bot.engine.programme import Track
from bot.engine.timers import timers
from tests.engine import strategies as any_
from tests.engine.rules import Rules, secret
from tests.engine.simulator import Season
from tests.engine.walking import asked, booked, both_go_on, evaluated, held, key, met, offered, season
from tests.values import DAY, MENTEE, MENTOR, PROGRAMME, actions


@cache
def moments() -> tuple[Season, ...]:
    """Seasons of both tracks, at every turn that their pairs come to."""
    found = []
    for track in Track:
        walk = season(track)
        gate = PROGRAMME.gate(track)
        for number in range(1, PROGRAMME.last(track) + 1):
            found += [stretch(walk).fork() for stretch in (offered, booked, met, held, evaluated)]
            if number + 1 == gate:
                found.append(asked(walk).fork())
                both_go_on(walk)
        walk.idle()
        found.append(walk)
    return (season(), season(Track.NETWORKING), *found)


class AnySeason(RuleBasedStateMachine):
    """Begins anywhere, with anybody."""

    def __init__(self) -> None:
        super().__init__()
        self.season = season()

    @initialize(nth=st.integers(0, 500), mentor=any_.MEMBERS, mentee=any_.MEMBERS, odd=st.booleans())
    def begin(self, nth: int, mentor: Member, mentee: Member, odd: bool) -> None:
        every = moments()
        self.season = every[nth % len(every)].fork()
        if odd:
            self.season.journey = replace(self.season.journey, members={MENTOR: mentor, MENTEE: mentee})
        self.season.check = Rules()

    @rule(actor=any_.ROLES, text=any_.TEXTS)
    def type(self, actor: Role, text: str) -> None:
        self.season.type(actor, text)

    @rule(data=st.data(), actor=any_.ROLES)
    @precondition(lambda self: self.season.cards)
    def press_what_is_shown(self, data: st.DataObject, actor: Role) -> None:
        seen = [k for place, k in self.season.cards if actor in place.roles][-12:]
        seen += [k for who, k in self.season.answers if who is actor and k][-4:]
        if not seen:
            return
        card = data.draw(st.sampled_from(sorted(set(seen))))
        pressable = actions(self.season.card(actor, card))
        if pressable:
            action = data.draw(st.sampled_from(sorted(pressable)))
            self.season.press(actor, card, action, *data.draw(st.sampled_from(pressable[action])))

    @rule(actor=any_.ROLES, card=any_.CARDS, action=any_.ACTIONS, values=any_.VALUES)
    def press_anything(self, actor: Role, card: str, action: str, values: tuple[str, ...]) -> None:
        self.season.press(actor, card, action, *values)

    @rule(actor=any_.ROLES, day=any_.DAYS, clock=any_.CLOCKS)
    @precondition(lambda self: self.season.journey.current)
    def propose_a_date(self, actor: Role, day: str, clock: str) -> None:
        self.season.submit(actor, key(self.season, "date"), "date.own", day=day, time=clock)

    @rule(actor=any_.ROLES, number=st.integers(1, 9), whose=any_.ROLES)
    def remark(self, actor: Role, number: int, whose: Role) -> None:
        self.season.submit(actor, f"s{number}.evaluation.{whose}", "evaluation.remark", remark=secret(actor))

    @rule(actor=any_.ROLES, card=any_.CARDS, action=any_.ACTIONS, fields=st.dictionaries(st.text(), st.text()))
    def submit_anything(self, actor: Role, card: str, action: str, fields: Mapping[str, str]) -> None:
        self.season.submit(actor, card, action, **{name: value for name, value in fields.items() if name.isalpha()})

    @rule(jump=any_.JUMPS)
    def time_passes(self, jump: timedelta) -> None:
        self.season.wait(self.season.at + jump)

    @rule(jump=any_.JUMPS)
    def nobody_is_awake(self, jump: timedelta) -> None:
        """The worker is down for a while; what was due meanwhile rings late."""
        self.season.at += jump

    @rule(slow=st.booleans())
    def the_platform_is_away_or_back(self, slow: bool) -> None:
        """What was posted meanwhile is delivered when it is back."""
        self.season.slow = slow
        if not slow:
            self.season.deliver()

    @rule()
    def the_next_thing_happens(self) -> None:
        if self.season.next is not None:
            self.season.wait(max(self.season.at, self.season.next[1]))

    @rule(data=st.data(), early=st.timedeltas(timedelta(seconds=1), timedelta(days=400)))
    def a_timer_rings_too_early(self, data: st.DataObject, early: timedelta) -> None:
        due = timers(PROGRAMME, self.season.journey)
        if due:
            timer = data.draw(st.sampled_from(list(due)))
            self._rings_in_vain(timer, due[timer] - early)

    @rule(timer=st.sampled_from(["no.such", "s1.date.7", "s3.agenda.1", "resume.never", ""]))
    def a_timer_rings_that_nobody_set(self, timer: str) -> None:
        if timer not in timers(PROGRAMME, self.season.journey):
            before = self.season.journey
            self._rings_in_vain(timer, self.season.at)
            assert self.season.journey == before

    def _rings_in_vain(self, timer: str, at: datetime) -> None:
        """Nothing is said and nothing is changed: at most the bot notes when it may try again, or that it never may."""
        journey = self.season.journey
        outcome = self.season.feed(Woke(f"odd/{len(self.season.events)}", at, journey.pair, TimerId(timer)))
        assert outcome.effects == ()
        assert _apart_from_notes(outcome.journey) == _apart_from_notes(journey)

    @rule(actor=any_.ROLES, languages=any_.LANGUAGES)
    def something_is_said_elsewhere(self, actor: Role, languages: tuple[str, ...]) -> None:
        member = replace(self.season.journey.members[actor], languages=languages)
        change = ProfileChange(member, ("languages",))
        self.season.feed(Changed(self.season.id(), self.season.at, "p1", actor, change))

    @rule()
    def a_coordinator_nudges(self) -> None:
        self.season.feed(Nudged(self.season.id(), self.season.at, "p1"))

    @rule(kind=st.sampled_from([CallBegan, CallEnded]))
    def the_two_are_in_a_call(self, kind: Callable[..., Event]) -> None:
        self.season.feed(kind(self.season.id(), self.season.at, "p1"))

    @rule()
    def it_is_enrolled_again(self) -> None:
        before = self.season.journey
        assert self.season.feed(Joined(self.season.id(), self.season.at, "p1")).journey == before

    @rule(actor=any_.ROLES, kind=st.sampled_from([Rested, Returned, Restored]))
    def somebody_is_away_or_back(self, actor: Role, kind: Callable[..., Event]) -> None:
        heard = kind(self.season.id(), self.season.at, "p1", actor)
        once = self.season.feed(heard).journey
        again = replace(heard, id=self.season.id())
        assert self.season.feed(again).journey == once

    @rule(actor=any_.ROLES, really=st.integers(0, 9))
    def somebody_leaves(self, actor: Role, really: int) -> None:
        if really == 0:
            self.season.feed(Left(self.season.id(), self.season.at, "p1", actor))

    def teardown(self) -> None:
        """Left alone, the bot falls silent."""
        if sys.exc_info()[0] is None:
            seen = len(self.season.shown)
            self.season.wait(self.season.at + 800 * DAY)
            unasked = [
                one for one in self.season.shown[seen:] if isinstance(one.effect, Post) and one.effect.unprompted
            ]
            assert len(unasked) <= 12, unasked


def _apart_from_notes(journey: Journey) -> Journey:
    sittings = tuple(replace(sitting, done=()) for sitting in journey.sittings)
    return replace(journey, postponed={}, done=(), sittings=sittings)


def test_the_rules_hold_in_any_season() -> None:
    run_state_machine_as_test(AnySeason, settings=settings())
