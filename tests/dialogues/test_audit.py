"""What coordinators do in chat is in the audit trail; what people do about themselves is not."""

from __future__ import annotations

from datetime import timedelta

from bot.app.work import _forget
from bot.ports import Address, AuditEntry
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.labels import fr
from tests.values import at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
STARTED = at("2026-01-06 09:00")
MARK = "ZQXWORD"


def trail(stage: Stage) -> list[AuditEntry]:
    return list(stage.run(stage.app.store.run(lambda unit: unit.audit.all())))


def test_a_coordinator_who_reads_the_digest_or_encourages_a_pair_is_in_it(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE,)) as stage:
        stage.wait(at("2026-02-16 09:30"))
        stage.says("claire", f"bonjour {MARK}")
        claire = stage.run(stage.app.store.run(lambda unit: unit.people.at(CLAIRE.address)))
        assert claire is not None
        asked = [one for one in trail(stage) if one.kind == "digest asked"]
        assert [(one.programme, one.who, one.about) for one in asked] == [("first", claire.id, "")]
        stage.presses("claire", fr("digest-nudge", mentee="Camille", mentor="Awa"))
        (nudged,) = [one for one in trail(stage) if one.kind == "pair nudged"]
        assert (nudged.programme, nudged.who, nudged.about) == ("first", claire.id, stage.journey().pair)
        assert MARK not in str(trail(stage))


def test_what_somebody_does_about_themselves_is_nobody_s_business(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE,)) as stage:
        stage.wait(STARTED)
        before = trail(stage)
        stage.says("camille", "confidentialité")
        stage.presses("camille", fr("privacy-export"))
        stage.says("camille", "arrêter")
        stage.presses("camille", fr("stop-yes"))
        assert trail(stage) == before


def test_the_worker_forgets_it_after_a_year(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE,)) as stage:
        noted = len(trail(stage))
        assert noted
        stage.clock.at = stage.clock.now() + timedelta(days=364)
        stage.run(_forget(stage.app))
        assert len(trail(stage)) == noted
        stage.clock.at = stage.clock.now() + timedelta(days=2)
        stage.run(_forget(stage.app))
        assert trail(stage) == []
