"""Facts, not scores: each threshold of `programme.yaml` holds from the file to the card of a pair and to the digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot import app
from bot.application.enrolment.enrol import Enrolling
from bot.engine.flows.coordination.needs import NeedKind
from bot.engine.messages import Bullets, Message
from bot.engine.people import Place, Role
from bot.ports import Lane, OutboxMessage, Reason, Refused, UnitOfWork
from tests.content.copies import copied, put
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_desk import CLAIRE
from tests.dialogues.test_dialogues import plainly
from tests.labels import fr
from tests.values import DAY, HOUR, at

PAIR = HEADER + line("Awa", "Camille")
BEGUN = at("2026-01-05 10:00")


def searched(stage: Stage) -> datetime:
    """They look for a date, and dates are on offer."""
    stage.run(app.import_pairs(stage.app, PAIR))
    stage.wait(BEGUN)
    (first,) = (one.opened for one in stage.journey().sittings)
    return first


def offered(stage: Stage) -> datetime:
    searched(stage)
    offer = stage.journey().sittings[0].offer
    assert offer is not None
    return offer.made


def booked(stage: Stage) -> datetime:
    """When the two agree to meet."""
    searched(stage)
    card = next(seen for seen in reversed(stage.chats.seen["awa"]) if seen.key == "s1.date")
    offer = stage.journey().sittings[0].offer
    assert offer is not None
    for name in ("awa", "camille"):
        stage.sends(name, card, "date.tap", [offer.slots[0].isoformat()])
    meeting = stage.journey().sittings[0].meeting
    assert meeting is not None
    return meeting.at


def gave_up(stage: Stage) -> datetime:
    booked(stage)
    card = next(seen for seen in reversed(stage.chats.seen["awa"]) if seen.key == "s1.date")
    stage.sends("awa", card, "date.cancel", [])
    (moved,) = stage.journey().sittings[0].moves
    return moved


def asked(stage: Stage) -> datetime:
    """Whether they are willing; neither says anything."""
    stage.run(app.imported(stage.app, PAIR, Enrolling(None)))
    shown: list[datetime] = []
    for _ in range(30):
        shown = [one for one in stage.journey().shown.values() if one is not None]
        if len(shown) == 2:
            break
        stage.wait(stage.clock.at + HOUR * 12)
    return min(shown)


@dataclass(frozen=True)
class Threshold:
    line: str
    """Of `programme.yaml`, as it is shipped."""
    number: int
    """What it is set to."""
    need: NeedKind
    since: Callable[[Stage], datetime]
    days: int
    """How long after that it is named; of `moved` it is so at once."""
    figure: str = ""
    """The digest's own line for it."""


THRESHOLDS = (
    Threshold("late: 10 ", 5, NeedKind.UNDATED, searched, 5, fr("digest-late", late=5, silent=3)),
    Threshold("silent: 3 ", 6, NeedKind.UNSAID, booked, 6, fr("digest-late", late=10, silent=6)),
    Threshold("unanswered: 7 ", 2, NeedKind.UNANSWERED, offered, 2, fr("digest-needing-unanswered", number=2)),
    Threshold("moved: 2 ", 1, NeedKind.MOVED, gave_up, 0, fr("digest-needing-moved", number=1)),
    Threshold("willing-open: 7 ", 3, NeedKind.UNHEARD, asked, 3),
)


def named(stage: Stage) -> set[str]:
    """The needs on the card of the pair, by the ids of their sentences."""
    stage.says("claire", "binôme Camille")
    parts = stage.chats.seen["claire"][-1].message.parts
    return {line.say.id for part in parts if isinstance(part, Bullets) for line in part.lines}


def on_card(need: NeedKind) -> str:
    return {NeedKind.UNHEARD: "desk-said-nothing"}.get(need, f"desk-need-{need}")


@pytest.mark.parametrize("one", THRESHOLDS, ids=lambda one: one.line.partition(":")[0])
def test_a_threshold_holds_from_the_file_to_the_card_and_the_digest(
    sqlite_url: str, tmp_path: Path, one: Threshold
) -> None:
    folder = copied(tmp_path)
    put("programme.yaml", one.line, f"{one.line.partition(':')[0]}: {one.number} ")(folder)
    with Stage(sqlite_url, "", (CLAIRE,), folder) as stage:
        since = one.since(stage)
        if one.days:
            stage.clock.at = since + one.days * DAY - HOUR
            assert on_card(one.need) not in named(stage)
        stage.clock.at = since + one.days * DAY + HOUR
        assert on_card(one.need) in named(stage)
        stage.finds("claire")
        stage.run(stage.app.service.digests.send())
        stage.clock.at += 7 * DAY
        stage.run(stage.app.service.digests.send())
        digest = stage.says("claire", "semaine")
        shown = {
            line.say.id
            for part in stage.chats.seen["claire"][-1].message.parts
            if isinstance(part, Bullets)
            for line in part.lines
        }
        assert f"digest-late-{one.need}" in shown
        assert one.figure in digest


def test_who_cannot_be_reached_is_a_fact_at_once_and_until_they_are(sqlite_url: str) -> None:
    """It has no threshold: what cannot be delivered waits for a human as long as it does."""
    with Stage(sqlite_url, PAIR, (CLAIRE,)) as stage:
        stage.wait(BEGUN)
        said = fr("undelivered-blocked")
        assert said not in stage.says("claire", "binôme Camille")
        pair = stage.journey().pair
        lane = Lane("local", "", f"dm:{stage.journey().members[Role.MENTEE].person}")

        def refused(unit: UnitOfWork) -> None:
            at = stage.clock.now()
            owed = OutboxMessage(pair, "k", Place.MENTEE, lane, Message(()), ("fr",), ("UTC",))
            unit.outbox.enqueue([owed])
            for post in unit.outbox.claim(at, 100, "test", HOUR):
                unit.dead_letters.put(post, "test", Refused(Reason.BLOCKED, ""), at)

        stage.run(stage.app.store.run(refused))
        assert said in stage.says("claire", "binôme Camille")
        assert "1 binôme" in plainly(stage.says("claire", "binômes"))
        assert said in stage.presses("claire", fr("desk-show-undeliverable"))
        stage.run(stage.app.service.digests.send())
        stage.clock.at += 7 * DAY
        stage.run(stage.app.service.digests.send())
        assert said in stage.says("claire", "semaine")
        stage.says("camille", "statut")
        assert said not in stage.says("claire", "binôme Camille")
