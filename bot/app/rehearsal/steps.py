"""What a rehearsal tries, in order: ticked by what the journal has seen, or by hand (docs/pilot.md explains each)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.app.rehearsal.journal import Record, What
from bot.engine.flows.agenda import actions as agenda
from bot.engine.flows.continuation import actions as continuation
from bot.engine.flows.date import actions as date
from bot.engine.flows.evaluation import actions as evaluation
from bot.engine.flows.held import actions as held
from bot.engine.flows.prep import actions as prep
from bot.engine.flows.welcome import actions as welcome
from bot.engine.flows.willing import actions as willing
from bot.engine.people import Place


@dataclass(frozen=True, slots=True)
class Seen:
    """A record that ticks a step; what is empty may be anything. The kind of a digest names its week, which is left out here."""

    what: What
    kind: str = ""
    who: str = ""
    note: str = ""

    def is_met(self, record: Record) -> bool:
        return (
            record.what is self.what
            and self.kind in ("", record.kind, record.kind.partition(":")[0])
            and self.who in ("", record.who)
            and self.note in record.note
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try; without `needs` somebody looks, and ticks it in the protocol."""

    id: str
    does: str
    needs: tuple[Seen, ...] = ()

    def done(self, records: Sequence[Record]) -> Record | None:
        """The record that completed it; None if it is not done, or done by hand."""
        last: Record | None = None
        for seen in self.needs:
            found = next((record for record in records if seen.is_met(record)), None)
            if found is None:
                return None
            last = found if last is None or found.at > last.at else last
        return last


def _both(what: What, kind: str) -> tuple[Seen, ...]:
    return (Seen(what, kind, "mentor"), Seen(what, kind, "mentee"))


STEPS = (
    Step("asked", "Both read what a rehearsal is, and are asked, each in their own chat", _both(What.DELIVERED, willing.CARD)),
    Step("willing", "Both say yes", _both(What.USED, willing.YES)),
    Step("welcome", "Both are welcomed", _both(What.DELIVERED, welcome.CARD)),
    Step("date-card", "The two get dates to choose from, where both read them", (Seen(What.DELIVERED, date.CARD),)),
    Step("date-tapped", "Each taps a date that suits", _both(What.USED, date.TAP)),
    Step("booked", "Both read that a date is agreed on", (Seen(What.DELIVERED, date.BOOKED),)),
    Step("prep", "Each gets their own preparation", _both(What.DELIVERED, prep.CARD)),
    Step("typed", "Each types a word to the bot, such as aide or help", _both(What.USED, "typed")),
    Step("agenda", "The agenda comes when the séance begins", (Seen(What.DELIVERED, agenda.CARD),)),
    Step("pages", "They turn its pages to the end", (Seen(What.USED, agenda.NEXT), Seen(What.USED, agenda.END))),
    Step("redrawn", "A card that both see changes in place", (Seen(What.DELIVERED, agenda.CARD, note="drawn again"),)),
    Step("held", "One of them says that the séance took place", (Seen(What.USED, held.YES),)),
    Step("evaluated", "Each fills in the evaluation, alone", _both(What.USED, evaluation.DONE)),
    Step("went-on", "The process is killed and started again, and goes on", (Seen(What.WENT_ON),)),
    Step("digest", "The week reaches whoever coordinates", (Seen(What.DELIVERED, "digest", Place.COORDINATORS),)),
    Step("continued", "Both are asked whether they go on", _both(What.DELIVERED, continuation.CARD)),
    Step("farewell", "The season ends with a farewell", (Seen(What.DELIVERED, continuation.FAREWELL),)),
    Step("phone", "All of it reads well on a phone: no button is cut, no card too long"),
    Step("notified", "A new card makes the phone ring, a changed one does not"),
    Step("screen-reader", "A screen reader says what every button does"),
    Step("languages", "Each reads their own language, and the hours of their own time zone"),
    Step("form", "A form opens at once, and keeps what was typed"),
    Step("alone", "Nothing private is to be seen in the chat of the two"),
    Step("twice", "Nothing came twice, nothing came late"),
    Step("network", "With the network cut for a minute, what was owed comes once, afterwards"),
    Step("week-read", "Whoever coordinates reads the week, and not a word of what anybody answered"),
)  # fmt: skip
