"""What each button and form comes to: what can be undone, and how; and what cannot, which asks first."""

from __future__ import annotations

from collections.abc import Mapping

from bot.application.interaction_router import CHOOSE_PAIR
from bot.engine.flows.calendar import actions as calendar
from bot.engine.flows.colleagues import actions as colleagues
from bot.engine.flows.common import RUN
from bot.engine.flows.contact import actions as contact
from bot.engine.flows.coordination import actions as coordination
from bot.engine.flows.date import actions as date
from bot.engine.flows.evaluation import actions as evaluation
from bot.engine.flows.evaluation.questions import Audience
from bot.engine.flows.fit import actions as fit
from bot.engine.flows.held import actions as held
from bot.engine.flows.nudge import actions as nudge
from bot.engine.flows.privacy import actions as privacy
from bot.engine.flows.shadowing import actions as shadowing
from bot.engine.ids import Action

FINAL: Mapping[Action, str] = {
    calendar.RENEW: "the address that others read ends",
    calendar.UNLINK: "what was read is forgotten, the address too",
    colleagues.HAND: "the partner reads it",
    contact.SEND: "the coordinators read it",
    coordination.END: "both are told that it is over",
    date.CANCEL: "the date is free for others",
    evaluation.SEND[Audience.COORDINATORS]: "the coordinators read it",
    evaluation.SEND[Audience.PARTNER]: "the partner reads it",
    fit.TELL: "the coordinators read it",
    held.MET: "what was said of a séance is said anew",
    held.NOT_MET: "what was said of a séance is said anew",
    privacy.ERASE: "all is erased",
    shadowing.WISH: "the partner knows",
}
"""By what it comes to. Its button asks, wherever it stands."""

UNDONE: Mapping[str, str] = {
    **dict.fromkeys(map(str, evaluation.QUESTION), "again"),
    "agenda.back": "agenda.next",
    "agenda.end": "the question whether they met",
    "agenda.next": "agenda.back",
    "agenda.open": "it is read",
    "agenda.skip": "agenda.back",
    "agreement.change": "agreement.keep",
    "agreement.days": "again",
    "agreement.every": "again",
    "agreement.format": "again",
    "agreement.keep": "agreement.change",
    "agreement.minutes": "again",
    "agreement.place": "again",
    "agreement.time": "again",
    "agreement.yes": "agreement.change",
    "calendar.address": "it is asked for",
    "calendar.again": "it is read",
    "calendar.feed": "it is read",
    "calendar.link": "calendar.unlink",
    "calendar.open": "it is read",
    "colleagues.no": "colleagues.yes",
    "colleagues.notes": "again",
    "colleagues.yes": "colleagues.no",
    "contact.change": "contact.write",
    "contact.drop": "contact.write",
    "contact.write": "contact.change",
    "continuation.no": "continuation.yes",
    "continuation.yes": "continuation.no",
    "coordination.appoint": "coordination.dismiss",
    "coordination.choose": "it is read",
    "coordination.dismiss": "coordination.appoint",
    "coordination.filters": "it is read",
    "coordination.give-back": "coordination.take",
    "coordination.list": "it is read",
    "coordination.open": "it is read",
    "coordination.restore": "coordination.end",
    "coordination.take": "coordination.give-back",
    "date.again": "date.other",
    "date.move": "date.other",
    "date.none": "date.other",
    "date.other": "it is asked for",
    "date.own": "date.move",
    "date.tap": "date.untap",
    "date.untap": "date.tap",
    "evaluation.change": "evaluation.done",
    "evaluation.done": "evaluation.change",
    "evaluation.remark": "again",
    "fit.early": "again",
    "fit.talk": "again",
    "fit.well": "again",
    "goals.act": "it is asked for",
    "goals.acted": "again",
    "goals.state-1": "again",
    "goals.state-2": "again",
    "goals.state-3": "again",
    "goals.suggest": "it is asked for",
    "goals.suggested": "again",
    "goals.write": "it is asked for",
    "goals.written": "again",
    "held.moved": "held.met",
    "held.no": "held.met",
    "held.yes": "held.not-met",
    "introduction.write": "again",
    "language": "again",
    "nudge": "it waits for a good moment",
    "pact.change": "pact.leave",
    "pact.keep": "again",
    "pact.leave": "pact.change",
    "pact.sign": "pact.change",
    "pact.word": "again",
    "pair": "again",
    "people.add": "it is asked for",
    "people.added": "people.changed",
    "people.change": "it is asked for",
    "people.changed": "again",
    "people.met": "people.not-met",
    "people.not-met": "people.met",
    "people.offer": "people.withdraw",
    "people.withdraw": "people.offer",
    "prep.mine": "it is read",
    "prep.tick": "again",
    "privacy.back": "privacy.go",
    "privacy.export": "it is read",
    "privacy.go": "privacy.back",
    "privacy.stay": "again",
    "run": "again",
    "settings.away": "settings.back",
    "settings.back": "settings.away",
    "settings.days": "again",
    "settings.edge": "again",
    "settings.edit": "it is asked for",
    "settings.every": "again",
    "settings.hours": "again",
    "settings.leave": "it is asked for",
    "settings.minutes": "again",
    "shadowing.how": "again",
    "shadowing.kind": "again",
    "shadowing.no-wish": "shadowing.wish",
    "shadowing.plan": "again",
    "shadowing.welcome": "again",
    "stock.counted": "again",
    "takeaways.skip": "takeaways.write",
    "takeaways.write": "it is asked for",
    "takeaways.written": "again",
    "topic.ideas": "again",
    "topic.others": "topic.pick",
    "topic.own": "again",
    "topic.pick": "again",
    "willing.no": "willing.yes",
    "willing.yes": "willing.no",
}
"""By what undoes it: another action, the same `again`, or nothing is done but that something `is read` or `is asked for`.

A nudge is the bot's own kind word, which waits for a good moment and is not said once it is needless; its button names
both, and five questions more would cut the longest digest on Slack."""

ELSEWHERE = (RUN, CHOOSE_PAIR, nudge.ASK)
"""Answered by no flow, but by who hands events to them."""
