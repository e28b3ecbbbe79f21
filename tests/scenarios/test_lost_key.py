"""A key that is lost, a wrong one, and the right one back: facts go on, no word is overwritten, and in the end each is back."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from bot import app
from bot.engine.flows.evaluation import actions as evaluation
from bot.ports import Address, FormSubmission
from storage.reseal import Resealing, Tally
from tests.dialogues.stage import HEADER, Seen, Stage, line
from tests.dialogues.test_line import WORDS, written
from tests.labels import fr
from tests.marked.places import sealed_values
from tests.seals import ANOTHER, KEY
from tests.values import DAY

RIGHT, WRONG, NEW = KEY, ANOTHER, "Ym9keSBoYXMgdGhpcyBrZXksIG5vdCBldmVuIHVzLiE="
"""In the order in which they are used."""
AWA = "awa"
RUNS, LINES = 3, 20


@contextmanager
def stage_with(url: str, *keys: str, after: Stage | None = None) -> Iterator[Stage]:
    """The bot with these keys; on from where another stage has ended."""
    stage = Stage(url, HEADER + line("Awa", "Camille") if after is None else "")
    stage.settings = replace(stage.settings, secret_keys=keys)
    if after is not None:
        stage.clock.at = after.clock.at
    with stage:
        if after is not None:
            stage.chats.seen.update({name: list(seen) for name, seen in after.chats.seen.items()})
        yield stage


def own_words(url: str) -> Counter[tuple[str, bytes | str]]:
    return Counter((name, value) for name, value, _ in sealed_values(url) if name.startswith("pair."))


def count(stage: Stage, *keys: str) -> Tally:
    return stage.run(Resealing(stage.app.store, keys).count())


def evaluation_card(stage: Stage) -> Seen:
    return next(seen for seen in reversed(stage.chats.seen["awa"]) if seen.key == "s1.evaluation.mentor")


def line_of(stage: Stage, text: str) -> FormSubmission:
    """Awa writes another line into her evaluation."""
    card = evaluation_card(stage)
    return FormSubmission(
        text, Address("local", AWA), card.conversation, card.pair, card.key, evaluation.REMARK, {"remark": text}
    )


def writes(stage: Stage, text: str) -> str:
    """What she reads then."""
    answers = stage.run(stage.app.interactions.submitted(line_of(stage, text)))
    return stage._answered(AWA, answers, f"dm:{AWA}")


def test_a_wrong_key_loses_nothing(empty_url: str, caplog: pytest.LogCaptureFixture) -> None:
    with stage_with(empty_url, RIGHT) as before:
        written(before)
        assert WORDS in before.says("awa", "évaluer")
        assert not caplog.records
    kept = own_words(empty_url)
    assert kept

    with stage_with(empty_url, WRONG, after=before) as blind:
        (warned,) = caplog.records
        assert "put it back" in warned.getMessage()
        assert all(key not in warned.getMessage() for key in (RIGHT, WRONG))
        said = writes(blind, "Un autre mot.")
        assert said == fr("words-unreadable")
        assert own_words(empty_url) == kept, "not a byte of what does not open was written"
        assert "Camille" in blind.says("awa", "status")
        assert WORDS not in blind.says("awa", "évaluer")
        sent = len(blind.chats.sent)
        blind.wait(blind.clock.at + 10 * DAY)
        assert len(blind.chats.sent) > sent, "what hangs on facts goes on"
        assert own_words(empty_url) == kept
        found = blind.run(Resealing(blind.app.store, (WRONG,)).run())
        assert found.unopened.total() >= kept.total()
        assert not found.done
        assert own_words(empty_url) == kept, "nor by resealing"

    caplog.clear()
    with stage_with(empty_url, RIGHT, WRONG, after=blind) as back:
        assert not caplog.records
        assert WORDS in back.says("awa", "évaluer")
        assert not count(back, RIGHT, WRONG).unopened, "what was written meanwhile opens with the key of meanwhile"
        assert back.run(Resealing(back.app.store, (RIGHT, WRONG)).run()).done

    with stage_with(empty_url, RIGHT, after=back) as alone:
        assert WORDS in alone.says("awa", "évaluer")


def test_people_write_while_a_key_is_changed(empty_url: str) -> None:
    with stage_with(empty_url, RIGHT) as before:
        written(before)

    with stage_with(empty_url, NEW, RIGHT, after=before) as both:
        lines: list[str] = []
        runs: list[Tally] = []

        async def write() -> None:
            """One line after the other, until everything was resealed three times."""
            while len(runs) < RUNS or len(lines) < LINES:
                lines.append(f"Ligne {len(lines)}.")
                assert await both.app.interactions.submitted(line_of(both, lines[-1]))

        async def reseal() -> None:
            """On a store of its own, as a command has it."""
            async with app.opened(both.settings, both.clock, migrate=False) as other:
                while len(runs) < RUNS:
                    runs.append(await Resealing(other.store, (NEW, RIGHT)).run())

        async def together() -> None:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(write())
                tasks.create_task(reseal())

        both.run(together())
        assert [run.done for run in runs] == [True] * RUNS

    with stage_with(empty_url, NEW, after=both) as after:
        assert lines[-1] in after.says("awa", "évaluer")
        assert count(after, NEW).done
        after.wait(after.clock.at + 10 * DAY)
        assert not after.run(after.app.store.run(lambda unit: list(unit.dead_letters.all())))


def test_a_process_that_was_not_restarted_changes_nothing_that_it_cannot_read(empty_url: str) -> None:
    with stage_with(empty_url, RIGHT) as late:
        written(late)
        with stage_with(empty_url, NEW, RIGHT, after=late) as restarted:
            writes(restarted, "Mieux dit.")
            kept = own_words(empty_url)
            assert writes(late, "Trop tard.") == fr("words-unreadable")
            assert own_words(empty_url) == kept
            assert "Mieux dit." in restarted.says("awa", "évaluer")
