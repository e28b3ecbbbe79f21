"""Every message of a whole season, in both languages, is valid Block Kit: by slack_sdk's models and by Slack's own types."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from adapters.slack import forms
from adapters.slack.answers import as_modal, as_view, drawn, only_form
from adapters.slack.render import render
from adapters.slack.tags import Kind, Tag
from bot import app
from bot.clock import SetClock
from bot.config import Settings
from bot.engine.messages import Form
from bot.engine.people import Place, Role
from bot.engine.programme import Track
from bot.play import cast, player
from bot.play.transcript import Transcript
from bot.ports import Answer, Owed, Person, Sent
from tests.adapters.local.fakes import PlainVoice
from tests.adapters.local.samples import EVERYTHING
from tests.adapters.slack.schema import Json, validator
from tests.adapters.slack.valid import complaints
from tests.values import CONTENT

SHOWN = [(track, lang) for track in Track for lang in ("fr", "en")]


@cache
def season(track: Track, lang: str) -> tuple[list[Owed], list[Answer]]:
    """All that is posted and answered in one."""
    posts: list[Owed] = []
    answers: list[Answer] = []
    deliver, answered = Transcript.deliver, Transcript.answered

    async def noted(self: Transcript, post: Owed, people: Mapping[Role, Person]) -> Sent:
        posts.append(post)
        return await deliver(self, post, people)

    def heard(self: Transcript, answer: Answer, place: Place, actor: Role, seance: int) -> None:
        answers.append(answer)
        answered(self, answer, place, actor, seance)

    async def played(folder: Path) -> None:
        clock = SetClock(cast.START)
        settings = Settings(database_url=app.sqlite_at(folder / "play.db"), coordinators=(cast.COORDINATORS[lang],))
        async with app.opened(settings, clock, migrate=True) as parts:
            await app.import_pairs(parts, cast.roster(lang, track))
            pair = await parts.store.run(lambda unit: next(unit.journeys()).pair)
            last = parts.content.programme.last(track)
            await player.play(player.Season(track, lang, 1, last), parts.service, clock, pair)

    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(Transcript, "deliver", noted)
        patch.setattr(Transcript, "answered", heard)
        asyncio.run(played(Path(folder)))
    return posts, answers


def payloads(track: Track, lang: str) -> list[tuple[str, list[Json], bool]]:
    """Name, blocks, and whether they are a view's: each message as a card, an answer and a view, its forms as modals."""
    posts, answers = season(track, lang)
    found: list[tuple[str, list[Json], bool]] = []
    for post in posts:
        both = {post.languages, ("fr", "en")}  # also for a pair that shares no language
        for languages in both:
            voice = CONTENT.voices(languages, (*post.zones, "Asia/Tokyo"))
            found.append((post.key, render(post.message, voice, Tag(Kind.POST, post.pair, post.key)).blocks, False))
            answers = [*answers, Answer(post.message, voice, post.pair, post.key)]
    for answer in answers:
        found.append((answer.key, drawn(answer).blocks, False))
        found.append((answer.key, as_view(answer)["blocks"], True))
        for form in (part for part in answer.message.parts if isinstance(part, Form)):
            alone = answer if only_form(answer) else replace(answer, message=replace(answer.message, parts=(form,)))
            origin = forms.Origin(answer.pair, answer.key, form.action, "D1", "https://hooks.slack.com/x")
            found.append((answer.key, as_modal(alone, form, origin)["blocks"], True))
    return found


@pytest.mark.parametrize(("track", "lang"), SHOWN)
def test_valid_by_the_models(track: Track, lang: str) -> None:
    shown = payloads(track, lang)
    assert len(shown) > (300 if track is Track.MENTORING else 30)
    different = {(json.dumps(blocks), view): key for key, blocks, view in shown}
    wrong = {(key, why) for (text, view), key in different.items() for why in complaints(json.loads(text), view=view)}
    assert wrong == set()


@pytest.mark.parametrize(("track", "lang"), SHOWN)
def test_valid_by_the_types(track: Track, lang: str) -> None:
    one = validator()
    # most blocks stand in many messages; where they stand does not matter here
    different = {
        json.dumps({name: value for name, value in block.items() if name != "block_id"}, sort_keys=True)
        for _, blocks, _ in payloads(track, lang)
        for block in blocks
    }
    for text in different:
        assert one.is_valid(json.loads(text)), text
    kinds = {json.loads(text)["type"] for text in different}
    assert kinds >= {"header", "section", "actions", "context"}


def test_the_types_know_what_is_wrong() -> None:
    """A schema that accepts anything would prove nothing."""
    one = validator()
    voice = PlainVoice("fr")
    for block in render(EVERYTHING, voice, Tag(Kind.POST, "p1", "k")).blocks:
        assert one.is_valid(block)
        assert not one.is_valid({**block, "colour": "red"})
        assert not one.is_valid({**block, "type": "sectoin"})
