"""Every message of a whole season, in both languages, is valid Block Kit: by slack_sdk's models and by Slack's own types."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from adapters.slack import forms
from adapters.slack.answers import as_modal, as_view, drawn, only_form
from adapters.slack.render import render
from adapters.slack.tags import Tag, TagKind
from adapters.slack.words import unescape
from bot import app
from bot.engine.flows.coordination.needs import NeedKind
from bot.engine.flows.digest.card import Around, Reader, digest
from bot.engine.flows.digest.first import LISTED
from bot.engine.flows.digest.fits import Tone
from bot.engine.flows.digest.frozen import Announced, Asked, PastWeek, StageCount, Unreached
from bot.engine.flows.digest.model import Names, Week
from bot.engine.flows.digest.totals import Level, Totals
from bot.engine.flows.evaluation.card import card
from bot.engine.flows.evaluation.questions import CHIPS, NAMES
from bot.engine.flows.evaluation.state import ANSWERS, Answers, Evaluation, with_evaluation
from bot.engine.flows.nudge import actions as nudge
from bot.engine.journey import Sitting, Stage
from bot.engine.messages import Buttons, Choices, Facts, Form, Message
from bot.engine.people import Place, Role
from bot.engine.programme import Track
from bot.engine.state import lending
from bot.infra.clock import SetClock
from bot.play import cast, player
from bot.play.transcript import Transcript
from bot.ports import Answer, OutboxMessage, Person, Reason, Sent, Voice
from bot.settings import Settings
from bot.text import system_messages
from bot.text.plain import plain
from tests.adapters.local.fakes import PlainVoice
from tests.adapters.local.samples import EVERYTHING
from tests.adapters.slack.reading import letters, texts
from tests.adapters.slack.schema import Json, validator
from tests.adapters.slack.valid import complaints
from tests.engine.walking import answering
from tests.scenarios.slack.payloads import element
from tests.values import CONTENT, DAY, PROGRAMME, at, buttons, member, pair
from tests.weeks import facts

SHOWN = [(track, lang) for track in Track for lang in ("fr", "en")]


@cache
def season(track: Track, lang: str) -> tuple[list[OutboxMessage], list[Answer]]:
    """All that is posted and answered in one."""
    posts: list[OutboxMessage] = []
    answers: list[Answer] = []
    deliver, answered = Transcript.deliver, Transcript.answered

    async def noted(self: Transcript, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        posts.append(post)
        return await deliver(self, post, people)

    def heard(self: Transcript, answer: Answer, place: Place, actor: Role, seance: int) -> None:
        answers.append(answer)
        answered(self, answer, place, actor, seance)

    async def played(folder: Path) -> None:
        clock = SetClock(cast.START)
        settings = Settings(
            database_url=app.sqlite_at(folder / "play.db"),
            coordinators=(cast.coordinator(CONTENT.languages[lang]),),
            public_url="https://together.example.org",  # for the links to calendars
            secret_keys=("c" * 43 + "=",),
        )
        async with app.opened(settings, clock, migrate=True) as parts:
            await app.import_pairs(parts, cast.roster(CONTENT.languages[lang], track))
            pair = await parts.store.run(lambda unit: next(unit.journeys.all()).pair)
            last = parts.content.programme.last(track)
            await player.play(player.Season(track, CONTENT.languages[lang], 1, last), parts.service, clock, pair)

    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(Transcript, "deliver", noted)
        patch.setattr(Transcript, "answered", heard)
        asyncio.run(played(Path(folder)))
    return posts, answers


@cache
def payloads(track: Track, lang: str) -> list[tuple[str, list[Json], bool]]:
    """Name, blocks, and whether they are a view's: each message as a card, an answer and a view, its forms as modals."""
    posts, answers = season(track, lang)
    found: list[tuple[str, list[Json], bool]] = []
    for post in posts:
        for voice in voices(post):
            found.append((post.key, render(post.message, voice, Tag(TagKind.POST, post.pair, post.key)).blocks, False))
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
def test_nothing_of_it_is_cut(track: Track, lang: str) -> None:
    """Not even in two languages: what the programme says fits whole, as a card and as the text beside it."""
    posts, answers = season(track, lang)
    shown = [(post.message, voice) for post in posts for voice in voices(post)]
    shown += [(answer.message, answer.voice) for answer in answers]
    for message, voice in shown:
        drawn = render(message, voice, Tag(TagKind.POST, "pair-1", "s9.evaluation.mentee"))
        assert voice.prose(system_messages.cut_short()) not in str(drawn.blocks)
        assert unescape(drawn.text) == plain(message, voice).strip()
        all_of_it = letters(" ".join(texts(drawn.blocks)))
        assert [line for line in lines(message, voice) if letters(line) not in all_of_it] == []


def voices(post: OutboxMessage) -> list[Voice]:
    """The post's own, and that of a pair that shares no language."""
    zones = (*post.zones, "Asia/Tokyo")
    return [CONTENT.voices(languages, zones) for languages in sorted({post.languages, ("fr", "en"), ("en", "fr")})]


def lines(message: Message, voice: Voice) -> list[str]:
    """Every sentence of it, and every label."""
    said = [voice.prose(line.say) for line in message.lines()]
    for part in message.parts:
        match part:
            case Buttons(buttons=buttons):
                said += [voice.label(button.label) for button in buttons]
            case Choices(label=label, options=options):
                said += [voice.label(label), *(voice.label(option.label) for option in options)]
            case Facts(rows=rows):
                said += [voice.label(side) for row in rows for side in (row.label, row.value)]
    return said


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
    for block in render(EVERYTHING, voice, Tag(TagKind.POST, "p1", "k")).blocks:
        assert one.is_valid(block)
        assert not one.is_valid({**block, "colour": "red"})
        assert not one.is_valid({**block, "type": "sectoin"})


LONG_NAME = "Zoé-Éléonore de la Tour « & fils » <b> " * 3
"""As long as a CSV may have it."""


@pytest.mark.parametrize("most", [100, 25])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_longest_digest_is_whole_too(lang: str, most: int) -> None:
    """Hundreds of pairs, all late, and hundreds of messages that could not be delivered: what is not listed is counted."""
    week = Week.ended(date(2026, 3, 8), "UTC")
    late, names = [], {}
    for n in range(300):
        journey = pair(member(f"{n} {LONG_NAME}"[:most]), member(f"{LONG_NAME[: most - 10]} {n}"))
        late.append(replace(journey, pair=f"pair-{n}").with_sitting(Sitting(1, week.start - 60 * DAY)))
        names[f"pair-{n}"] = {f"{role}-{n}": person.name for role, person in journey.members.items()}
    failed = tuple(Unreached(f"pair-{n}", f"mentee-{n}", reason) for reason in Reason for n in range(50))
    frozen = replace(
        facts(late, week, PROGRAMME.timing),
        seances=tuple(
            StageCount(track, seance, stage, 10_000)
            for track in PROGRAMME.tracks
            for seance in range(1, len(PROGRAMME.tracks[track]) + 1)
            for stage in Stage
        ),
        stages=dict.fromkeys(Stage, 99_999),
        needs=dict.fromkeys(NeedKind, 9_999),
        past=tuple(PastWeek(week.sunday - n * timedelta(days=7), 99_999) for n in range(7, 0, -1)),
        asked=tuple(Asked(f"pair-{n}", f"mentee-{n}", week.start) for n in range(50)),
        unreached=failed,
        unreached_in_all=999,
        totals=Totals(200, dict.fromkeys(NAMES, Level.MIDDLE), CHIPS, 999),
        fits=dict.fromkeys(Tone, 999),
        announced=tuple(Announced("claire", week.start, 99_999, withdrawn=True) for _ in range(50)),
    )
    around = Around(week.sunday - timedelta(days=7), week.sunday + timedelta(days=7))
    reader = Reader("Europe/Paris", Names(names, {"claire": LONG_NAME[:most]}), "a-programme", around)
    message = digest(PROGRAMME, frozen, 6, reader)
    voice = CONTENT.voices((lang,), ("Europe/Paris",))
    drawn = render(message, voice, Tag(TagKind.POST, "", "digest:2026-W10"))
    assert complaints(drawn.blocks) == []
    assert voice.prose(system_messages.cut_short()) not in str(drawn.blocks)
    all_of_it = letters(" ".join(texts(drawn.blocks)))
    assert [line for line in lines(message, voice) if letters(line) not in all_of_it] == []
    listed = sum(button.action == nudge.ASK for button in buttons(message))
    assert 1 <= listed <= LISTED
    assert [line for line in lines(message, voice) if str(300 - listed) in line]


@pytest.mark.parametrize(
    "typed", ["&" * 500, '"' * 500, "\\" * 500, "👩" * 500, "mot " * 125, "é\n" * 250, "<!here>" * 71]
)
def test_the_longest_remark_is_shown_and_comes_back_whole(typed: str) -> None:
    sitting = Sitting(2, at("2026-01-05 10:00"), held=at("2026-01-06 10:00"))
    one = Evaluation(at("2026-01-06 11:00"))
    journey = with_evaluation(pair().with_sitting(sitting), 2, Role.MENTEE, one)
    journey = answering(journey, 2, Role.MENTEE, Answers(line=typed))
    message = card(PROGRAMME, journey.lending(lending([ANSWERS])), sitting, Role.MENTEE)
    for languages in (("fr",), ("fr", "en")):
        voice = CONTENT.voices(languages, ("Europe/Paris",))
        drawn = render(message, voice, Tag(TagKind.POST, "pair-1", "s2.evaluation.mentee"))
        assert complaints(drawn.blocks) == []
        assert voice.prose(system_messages.cut_short()) not in str(drawn.blocks)
        assert "".join(typed.split()) in "".join("".join(texts(drawn.blocks)).split())
        opener, _ = element(drawn.blocks, "evaluation.remark")
        sheet = forms.read(opener["value"])
        assert sheet is not None
        assert sheet.fields[0].value == typed
        view = forms.modal(sheet, forms.Origin("pair-1", "s2.evaluation.mentee", "evaluation.remark", "D1"))
        assert complaints(view["blocks"], view=True) == []
        assert view["blocks"][0]["element"]["initial_value"] == typed
