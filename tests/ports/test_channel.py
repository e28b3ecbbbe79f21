"""What every channel does, each through its own real edge: what people do comes in as their platform tells it, and what
the bot says is looked at where its readers see it. What channels do later is added here once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle, pairwise

import pytest

from adapters.channels import CHANNELS as PLUGINS
from bot.engine.ids import Action
from bot.engine.messages import Button, Buttons, Checklist, Choices, Line, Message, Option, Style, Text, Tick, typed
from bot.engine.people import PRIVATE, Place, Role
from bot.ports import Refused
from tests.adapters.local.fakes import Done
from tests.adapters.local.samples import EVERYTHING, FORM, note
from tests.asking import FINAL
from tests.labels import fr
from tests.ports.channels import CHANNELS
from tests.ports.channels.house import House, Play
from tests.ports.channels.under_test import Standing
from tests.values import at

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE

LABEL = "Choisir ensemble un moment qui nous convienne à toutes les deux"
"""As long as the longest that the content has, and not cut by any platform."""

QUESTION = Message(
    (
        Text(Line(typed("Quand ?"))),
        Choices(Action("when"), typed("Jour"), (Option("mon", typed("Lundi")), Option("tue", typed("Mardi")))),
        Buttons((Button(Action("go"), typed("Commencer"), "first"), Button(Action("go"), typed("Plus tard"), "later"))),
        Buttons((Button(Action("other"), typed(LABEL)),)),
    ),
    typed("Une date"),
)


def test_no_channel_is_left_out() -> None:
    assert set(CHANNELS) == {channel.name for channel in PLUGINS}


# Post, update in place --------------------------------------------------------------------------------------------


def test_a_post_creates_a_card_in_its_conversation(play: Play) -> None:
    async def story(house: House) -> None:
        platform = house.platform
        wanted = {
            Place.PAIR: await platform.shared(),
            PRIVATE[MENTOR]: await platform.private(MENTOR),
            PRIVATE[MENTEE]: await platform.private(MENTEE),
        }
        assert len(set(wanted.values())) == 3
        for number, (place, conversation) in enumerate(wanted.items(), 7_000_001):
            sent = await platform.channel.deliver(house.post(place, id=number), house.people)
            assert sent.conversation == conversation
            assert await platform.standing(conversation) == [Standing(conversation, sent.card, "Bonjour")]

    play(story)


def test_a_coordinator_has_a_conversation_without_a_pair(play: Play) -> None:
    async def story(house: House) -> None:
        inbox = house.lane(f"coordinator:{house.people[MENTOR].address.id}")
        sent = await house.platform.channel.deliver(house.post(Place.COORDINATORS, pair="", lane=inbox), {})
        assert await house.texts(sent.conversation) == ["Bonjour"]

    play(story)


def test_the_same_people_have_the_same_conversation(play: Play) -> None:
    async def story(house: House) -> None:
        first, second = [await house.shown(house.post(id=7_000_001 + n, key=f"s1.{n}")) for n in range(2)]
        assert first.conversation == second.conversation
        assert first.card != second.card

    play(story)


def test_an_update_changes_the_card_in_place(play: Play) -> None:
    async def story(house: House) -> None:
        first = await house.platform.channel.deliver(house.post(), house.people)
        update = house.post(id=9, card=first.card, conversation=first.conversation, message=note("Bonsoir"))
        for _ in range(2):  # as often as one likes
            assert await house.platform.channel.deliver(update, house.people) == first
        assert [(card.card, card.text) for card in await house.platform.standing(first.conversation)] == [
            (first.card, "Bonsoir")
        ]

    play(story)


def test_a_doubtful_post_is_found_by_its_id_and_no_other(play: Play) -> None:
    async def story(house: House) -> None:
        channel = house.platform.channel
        assert await channel.find(house.post(), house.people) is None
        sent = await channel.deliver(house.post(), house.people)
        if not channel.looks_up:
            assert await channel.find(house.post(doubtful=True), house.people) is None
            return
        await channel.deliver(house.post(id=7_000_002), house.people)
        for conversation in ("", sent.conversation):
            assert await channel.find(house.post(conversation=conversation, doubtful=True), house.people) == sent
        assert await channel.find(house.post(id=70), house.people) is None

    play(story)


@pytest.mark.parametrize("place", ["dm:nobody", "attic:1", ""])
def test_what_nobody_could_read_is_refused(play: Play, place: str) -> None:
    async def story(house: House) -> None:
        with pytest.raises(Refused):
            await house.platform.channel.deliver(house.post(lane=house.lane(place)), house.people)

    play(story)


def test_what_was_closed_is_closed_twice_and_opens_again(play: Play) -> None:
    async def story(house: House) -> None:
        await house.shown(house.post())
        await house.platform.channel.close()
        await house.platform.channel.close()
        assert (await house.shown(house.post(id=7_000_002))).text == "Bonjour"

    play(story)


# Press, choose, fill in -------------------------------------------------------------------------------------------


def test_a_word_comes_in_from_who_typed_it_and_is_answered_to_them_alone(play: Play) -> None:
    async def story(house: House) -> None:
        house.answers("Bien reçu")
        assert await house.platform.types(MENTEE, "prép") == ["Bien reçu"]
        assert (house.platform.noted.last.sender, house.platform.noted.last.text) == (
            house.people[MENTEE].address,
            "prép",
        )
        await _nobody_else_reads(house, "Bien reçu")

    play(story)


@pytest.mark.parametrize("typed", ["/together prep", "@together, prep", "prep :", "\u200bprep", "bonjour, prep"])
def test_however_the_bot_is_addressed_it_hears_the_same(play: Play, typed: str) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 10:30"))
        assert fr("prep-title", seance=1, partner="Awa") in "".join(await house.platform.types(MENTEE, typed))

    play(story)


def test_people_need_not_speak_in_commands(play: Play) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 10:30"))
        types = house.platform.types
        assert await types(MENTEE, "👍") == []
        assert "".join(await types(MENTEE, "merci !")).strip() == fr("thanks")
        assert fr("status-title") in "".join(await types(MENTEE, "quand est notre prochaine séance ?"))
        offered = "".join(await types(MENTEE, "je ne peux pas venir jeudi"))
        assert fr("cannot") in offered
        assert fr("help-lead") not in "".join(await types(MENTEE, "un mot que personne ne connaît"))

    play(story)


@pytest.mark.parametrize("place", [Place.PAIR, PRIVATE[MENTEE]])
def test_a_press_comes_in_with_its_card_and_is_answered_to_who_pressed_alone(play: Play, place: Place) -> None:
    async def story(house: House) -> None:
        card = await house.shown(house.post(place, QUESTION))
        house.answers("Bien reçu")
        said = await house.platform.presses(MENTEE, card, "go", "later")
        assert _done(house.platform.noted.last) == (
            house.people[MENTEE].address,
            house.pair,
            "s1.test",
            "go",
            ("later",),
        )
        assert "Bien reçu" in said
        await _nobody_else_reads(house, "Bien reçu")

    play(story)


def test_a_button_without_a_value_brings_none(play: Play) -> None:
    async def story(house: House) -> None:
        card = await house.shown(house.post(message=QUESTION))
        house.answers("Bien reçu")
        await house.platform.presses(MENTOR, card, "other")
        assert _done(house.platform.noted.last) == (house.people[MENTOR].address, house.pair, "s1.test", "other", ())

    play(story)


def test_what_cannot_be_taken_back_asks_first(play: Play) -> None:
    async def story(house: House) -> None:
        asking = Button(Action("cancel"), typed("Annuler la date"), "s1", Style.DANGER, confirm=typed("Vraiment ?"))
        row = Buttons((asking, Button(Action("keep it"), typed("La garder"))))
        card = await house.shown(house.post(message=Message((row,), typed("Une date"))))
        assert "Vraiment ?" in house.platform.asks(card, "cancel")
        assert "Annuler la date" in house.platform.asks(card, "cancel")
        assert house.platform.asks(card, "keep it") == ""
        assert house.platform.complaints(card) == []
        house.answers("Bien reçu")
        await house.platform.presses(MENTOR, card, "cancel")
        assert _done(house.platform.noted.last)[2:] == ("s1.test", "cancel", ("s1",))

    play(story)


def test_everything_that_cannot_be_undone_asks_first(play: Play) -> None:
    async def story(house: House) -> None:
        rows = [
            Buttons((Button(action, typed(f"Do {action}"), "1", style, confirm=typed(f"Really {action}?")),))
            for action, style in zip(FINAL, cycle(Style), strict=False)
        ]
        card = await house.shown(house.post(message=Message(tuple(rows), typed("À vous"))))
        for action in FINAL:
            assert f"Really {action}?" in house.platform.asks(card, action)
        assert house.platform.complaints(card) == []

    play(story)


def test_what_is_chosen_already_is_chosen_again_not_taken_back(play: Play) -> None:
    async def story(house: House) -> None:
        (choices,) = (part for part in QUESTION.parts if isinstance(part, Choices))
        chosen = Message((replace(choices, chosen=("tue",)), *QUESTION.parts[2:]))
        card = await house.shown(house.post(message=chosen))
        house.answers("Bien reçu")
        await house.platform.chooses(MENTOR, card, "when", "tue")
        assert all(done.values == ("tue",) for done in house.platform.noted.done)

    play(story)


def test_a_choice_comes_in_as_it_was_made(play: Play) -> None:
    async def story(house: House) -> None:
        card = await house.shown(house.post(message=QUESTION))
        house.answers("Bien reçu")
        await house.platform.chooses(MENTOR, card, "when", "tue")
        assert _done(house.platform.noted.last) == (
            house.people[MENTOR].address,
            house.pair,
            "s1.test",
            "when",
            ("tue",),
        )

    play(story)


def test_a_form_comes_in_with_its_fields(play: Play) -> None:
    async def story(house: House) -> None:
        card = await house.shown(house.post(PRIVATE[MENTOR], Message((FORM,), typed("Une date"))))
        house.answers("Bien reçu")
        entered = {"remark": "Plutôt <le> matin & tôt", "day": "2026-01-15", "time": "10:00"}
        assert "Bien reçu" in await house.platform.submits(MENTOR, card, "own", **entered)
        last = house.platform.noted.last
        assert (last.sender, last.pair, last.card, last.action) == (
            house.people[MENTOR].address, house.pair, "s1.test", "own"
        )  # fmt: skip
        assert last.fields == entered
        await _nobody_else_reads(house, "Bien reçu", MENTOR)

    play(story)


def test_half_a_character_is_read_as_a_mark_and_keeps_nothing_from_being_stored(play: Play) -> None:
    async def story(house: House) -> None:
        card = await house.shown(house.post(PRIVATE[MENTOR], Message((FORM,), typed("Une date"))))
        house.answers("Bien reçu")
        cut = {"remark": "Merci \ud83d", "day": "2026-01-15", "time": "10:00"}
        assert "Bien reçu" in await house.platform.submits(MENTOR, card, "own", **cut)
        assert house.platform.noted.last.fields == {**cut, "remark": "Merci \ufffd"}
        whole = {**cut, "remark": "Merci \U0001f388"}
        await house.platform.submits(MENTOR, card, "own", **whole)
        assert house.platform.noted.last.fields == whole

    play(story)


def test_the_same_thing_handed_in_twice_has_the_same_id(play: Play) -> None:
    async def story(house: House) -> None:
        card = await house.shown(house.post(message=QUESTION))
        house.answers("Bien reçu")
        for value in ("first", "later"):
            await house.platform.presses(MENTEE, card, "go", value)
            await house.platform.again()
        first, again, second, third = [done.id for done in house.platform.noted.done]
        assert first == again != second == third

    play(story)


def test_a_choice_that_comes_in_twice_counts_once(play: Play) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 10:30"))
        shared = await house.platform.shared()
        welcome, date = await house.platform.standing(shared)
        await house.platform.presses(MENTEE, date, "date.tap")
        await house.until(at("2026-01-05 10:35"))
        same, once = await house.platform.standing(shared)
        assert same == welcome, "the pair's welcome is not edited away"
        assert once.card == date.card
        assert once.text != date.text
        mine = await house.texts(await house.platform.private(MENTEE))
        await house.platform.again()
        await house.until(at("2026-01-05 10:40"))
        assert await house.platform.standing(shared) == [welcome, once]
        assert await house.texts(await house.platform.private(MENTEE)) == mine

    play(story)


async def _nobody_else_reads(house: House, text: str, actor: Role = MENTEE) -> None:
    other = MENTOR if actor is MENTEE else MENTEE
    for conversation in (await house.platform.shared(), await house.platform.private(other)):
        assert text not in "".join(await house.texts(conversation))


def _done(done: Done) -> tuple[object, ...]:
    return done.sender, done.pair, done.card, done.action, done.values


# Refused, and reached again ---------------------------------------------------------------------------------------


def test_who_cannot_be_written_to_gets_everything_once_they_act(play: Play) -> None:
    async def story(house: House) -> None:
        platform, store = house.platform, house.platform.container.store
        private = await platform.private(MENTEE)
        reason = platform.refuses(MENTEE)
        words = ["Un", "Deux"]
        await house.owe(*(house.post(PRIVATE[MENTEE], note(word), key=f"s1.{word}", id=0) for word in words))
        await house.owe(house.post(PRIVATE[MENTOR], note("Trois"), key="s1.Trois", id=0))
        await house.until(platform.clock.now() + timedelta(minutes=1))
        assert "Trois" in await house.texts(await platform.private(MENTOR)), "the other's conversation goes on"
        if reason is not None:
            dead = await store.run(lambda unit: unit.dead_letters.all())
            assert [(one.key, one.reason) for one in dead] == [(f"s1.{word}", reason) for word in words]
            assert not set(words) & set(await house.texts(private))
            platform.accepts()
            await platform.types(MENTEE, "aide")
            await house.until(platform.clock.now() + timedelta(minutes=1))
        assert [text for text in await house.texts(private) if text in words] == words
        assert await store.run(lambda unit: unit.dead_letters.all()) == []

    play(story)


# What the platform allows -----------------------------------------------------------------------------------------


def test_every_part_can_be_shown(play: Play) -> None:
    async def story(house: House) -> None:
        card = await house.shown(house.post(message=EVERYTHING))
        assert "Regardez le profil." in card.text
        assert house.platform.complaints(card) == []

    play(story)


def test_labels_are_not_cut(play: Play) -> None:
    async def story(house: House) -> None:
        labels = house.platform.labels(await house.shown(house.post(message=QUESTION)))
        for wanted in ("Commencer", "Plus tard", "Lundi", "Mardi", LABEL):
            assert wanted in labels

    play(story)


def test_what_is_too_much_for_the_platform_is_shown_within_its_limits(play: Play) -> None:
    async def story(house: House) -> None:
        long = "Une phrase assez longue, avec des é et des 🎈. " * 20
        parts = [Text(Line(typed(f"{n} {long}"))) for n in range(12)]
        many = [Button(Action("go"), typed(f"{n} {long}"), str(n)) for n in range(40)]
        ticks = tuple(Tick(str(n), Line(typed(f"{n} {long[:400]}"))) for n in range(30))
        message = Message((*parts, Checklist(Action("tick"), ticks), Buttons(tuple(many))), typed(long))
        card = await house.shown(house.post(message=message))
        assert "Une phrase assez longue" in card.text
        assert house.platform.complaints(card) == []

    play(story)


def test_it_is_written_to_no_faster_than_it_allows(play: Play) -> None:
    async def story(house: House) -> None:
        (plugin,) = (one for one in PLUGINS if one.name == house.channel)
        platform, store = house.platform, house.platform.container.store
        await house.owe(*(house.post(PRIVATE[MENTOR], note(f"n° {n}"), key=f"s1.{n}", id=0) for n in range(4)))
        private, arrived = await platform.private(MENTOR), dict[str, datetime]()
        for _ in range(20):
            await house.worker.drain()
            for text in await house.texts(private):
                arrived.setdefault(text, platform.clock.now())
            due = await store.run(lambda unit: unit.outbox.next_due())
            if len(arrived) == 4 or due is None:
                break
            platform.clock.at = max(due, platform.clock.at)
        assert list(arrived) == [f"n° {n}" for n in range(4)]
        times = list(arrived.values())
        apart = timedelta(seconds=plugin.rate.lane_seconds)
        assert all(after - before >= apart for before, after in pairwise(times))

    play(story)
