"""Who coordinates: named in the settings while there is nobody, then by each other; and there is always somebody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import app
from bot.application.coordination.appointments import appointed_by, dismissed_by
from bot.engine.flows.coordination import card
from bot.engine.flows.coordination.change import Change
from bot.engine.messages import Message
from bot.ports import FIRST, Address, Person, ProgrammeRecord, UnitOfWork
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.values import DAY, HOUR, at, said

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "robin"), "Robin", ("en",), "America/New_York")
INES = Coordinator(Address("local", "ines"), "Ines", ("fr",), "Europe/Paris")
AWA = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Africa/Dakar")
NORTH = ProgrammeRecord("north", "Nord")


def coordinate(stage: Stage, programme: str = FIRST) -> list[str]:
    found = stage.run(stage.app.store.run(lambda unit: unit.people.coordinators(programme)))
    return sorted(person.name for _, person in found)


def person(unit: UnitOfWork, name: str) -> Person:
    found = unit.people.at(Address("local", name))
    assert found is not None
    return found


def appoint(stage: Stage, by: str, one: Coordinator, programme: str = FIRST) -> Change:
    at = stage.clock.now()
    return stage.run(stage.app.store.run(lambda unit: appointed_by(unit, person(unit, by), programme, one, at)))


def dismiss(stage: Stage, by: str, name: str, programme: str = FIRST) -> Change:
    at = stage.clock.now()

    def work(unit: UnitOfWork) -> Change:
        return dismissed_by(unit, person(unit, by), programme, person(unit, name).id, at)

    return stage.run(stage.app.store.run(work))


def audited(stage: Stage) -> list[tuple[str, str]]:
    return [(one.kind, one.programme) for one in stage.run(stage.app.store.run(lambda unit: unit.audit.all()))]


def test_the_settings_name_the_first_ones_and_nobody_afterwards(url: str) -> None:
    with Stage(url, coordinators=(CLAIRE,)) as stage:
        assert coordinate(stage) == ["Claire"]
    with Stage(url, coordinators=(ROBIN,)) as stage:
        assert coordinate(stage) == ["Claire"], "nobody is dismissed, and nobody appointed"
        assert appoint(stage, "claire", INES) is Change.DONE
        assert dismiss(stage, "ines", "claire") is Change.DONE
    with Stage(url, coordinators=(CLAIRE,)) as stage:
        assert coordinate(stage) == ["Ines"], "who was dismissed in chat is not back at the next start"
    with Stage(url) as stage:
        assert coordinate(stage) == ["Ines"]


def test_who_could_not_be_looked_up_is_appointed_at_a_later_start(url: str) -> None:
    asked: list[str] = []
    with Stage(url) as stage:
        appointments = app.appointments(stage.app)
        away = replace(CLAIRE, address=Address("local", "claire@example.org"))
        unreached = replace(appointments, directories=lambda: {"local": _Silent(asked)})  # type: ignore[dict-item]
        stage.run(unreached.make((away, ROBIN)))
        assert coordinate(stage) == ["Robin"]
        assert asked == ["claire@example.org"]
        stage.run(appointments.make((away, ROBIN)))
        assert coordinate(stage) == ["Claire", "Robin"]
        stage.run(appointments.make((away, ROBIN, INES)))
        assert coordinate(stage) == ["Claire", "Robin"], "the setting is read no more"


class _Silent:
    """A directory that cannot be asked."""

    def __init__(self, asked: list[str]) -> None:
        self._asked = asked

    async def find(self, id: str) -> object:
        from bot.ports import Unreached

        self._asked.append(id)
        raise Unreached("away")

    async def close(self) -> None:
        pass


def test_coordinators_appoint_others_who_are_told_in_their_hours(url: str) -> None:
    with Stage(url, coordinators=(CLAIRE,)) as stage:
        stage.clock.at = at("2026-01-05 09:00")
        assert appoint(stage, "claire", ROBIN) is Change.DONE
        assert appoint(stage, "claire", ROBIN) is Change.NEEDLESS
        assert coordinate(stage) == ["Claire", "Robin"]
        assert stage.finds("robin") == [], "it is four in the morning there"
        stage.wait(at("2026-01-05 14:00"))
        (told,) = stage.finds("robin")
        assert "Claire has asked you to coordinate the programme “together”" in told
        assert "The programme’s week" not in told
        assert "programme" in stage.says("robin", "hello"), "they may look at it at once"
        assert ("coordinator appointed", FIRST) in audited(stage)
        stage.wait(at("2026-01-12 14:00"))
        assert any("The programme’s week" in one for one in stage.finds("robin")), "on the next Monday"


def test_a_coordinator_may_be_of_a_pair_too(url: str) -> None:
    with Stage(url, HEADER + line("Awa", "Camille"), coordinators=(CLAIRE,)) as stage:
        assert appoint(stage, "claire", replace(AWA, languages=("en",))) is Change.DONE
        found = stage.run(stage.app.store.run(lambda unit: person(unit, "awa")))
        assert found.languages == ("fr",), "what is known of a person stays as it is"
        pair = stage.journey().pair
        of_pair = stage.run(stage.app.store.run(lambda unit: unit.people.coordinators_of(pair)))
        assert [one.name for _, one in of_pair] == ["Claire"]


def test_the_last_one_cannot_be_dismissed(url: str) -> None:
    with Stage(url, coordinators=(CLAIRE, ROBIN)) as stage:
        assert dismiss(stage, "claire", "robin") is Change.DONE
        assert dismiss(stage, "claire", "robin") is Change.NEEDLESS
        assert dismiss(stage, "claire", "claire") is Change.LAST
        assert coordinate(stage) == ["Claire"]
        stage.wait(stage.clock.at + 2 * DAY)
        (told,) = stage.finds("robin")
        assert "You no longer coordinate the programme “together”; Claire made that change." in told
        assert [kind for kind, _ in audited(stage)].count("coordinator dismissed") == 1


def test_who_dismisses_themselves_is_told_nothing_more(url: str) -> None:
    with Stage(url, coordinators=(CLAIRE, ROBIN)) as stage:
        assert dismiss(stage, "robin", "robin") is Change.DONE
        stage.wait(stage.clock.at + 30 * HOUR)
        assert stage.finds("robin") == []


def test_a_programme_of_others_is_as_one_that_is_not_there(url: str) -> None:
    with Stage(url, HEADER + line("Awa", "Camille"), coordinators=(CLAIRE,)) as stage:
        stage.run(stage.app.store.run(lambda unit: unit.programmes.put(NORTH)))
        assert stage.run(app.appointments(stage.app).appoint("north", ROBIN))
        for by, programme in (("claire", "north"), ("claire", "nowhere"), ("robin", FIRST), ("awa", FIRST)):
            assert appoint(stage, by, INES, programme) is Change.NOT_YOURS
            assert dismiss(stage, by, "robin" if programme == "north" else "claire", programme) is Change.NOT_YOURS
        assert (coordinate(stage), coordinate(stage, "north")) == (["Claire"], ["Robin"])


@pytest.mark.parametrize("change", Change)
def test_who_asks_is_told_what_has_become_of_it(change: Change) -> None:
    both = {
        said(Message((make(change, "Ines", "Nord"),)), language)
        for make in (card.appointing, card.dismissing)
        for language in ("fr", "en")
    }
    assert len(both) >= 2
    assert all(("Ines" in one and "Nord" in one) or change is Change.NOT_YOURS for one in both)
