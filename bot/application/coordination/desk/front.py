"""Where coordinators' typed words and presses arrive: each goes to the task that it belongs to.

Whoever coordinates nothing reads what a stranger does, whether what they pressed exists or not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.application.answering import Answering
from bot.application.coordination.desk import (
    announcing,
    appointing,
    ending,
    enrolling,
    exporting,
    linking,
    listing,
    nudging,
    replacing,
    reporting,
    taking,
    weeks,
)
from bot.application.coordination.visit import Visit
from bot.application.links import LinksFor, no_links
from bot.engine import ids
from bot.engine.commands import Parsed
from bot.engine.flows.coordination import actions, words
from bot.engine.flows.coordination.desk import helping as help_card
from bot.engine.flows.coordination.desk import programmes as programmes_card
from bot.engine.flows.coordination.desk.query import Query, read
from bot.engine.flows.coordination.desk.replacing import Seat
from bot.engine.flows.coordination.flow import FLOW as COORDINATION
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.language import flow as language_flow
from bot.engine.flows.language import words as language_words
from bot.engine.flows.language.actions import LANGUAGE
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.ids import Action
from bot.engine.messages import Form, Message
from bot.engine.words import Sentence
from bot.ports import Act, Address, Answer, CardPress, DroppedFile, FormSubmission, Person, ProgrammeRecord, UnitOfWork

PRESSES = COORDINATION.outside | {nudge_actions.ASK}
"""The buttons that belong to coordinators."""
OF_ONE = frozenset(actions.TASKS) - {actions.HELP}
"""What is of one programme: whoever coordinates several is asked which."""
KEY = ids.card(actions.DESK)
ANNOUNCING = frozenset({actions.TO_ANNOUNCE, actions.REWRITE, actions.DROP, actions.SEND, actions.WITHDRAW})
LOOKS = frozenset({actions.LIST, actions.MORE, actions.OPEN, actions.WEEK, actions.LINKS}) | ANNOUNCING
"""What is drawn in the place of the card of the desk that it was pressed on."""
LOOKING = frozenset({actions.PAIRS, actions.DIGEST, actions.HELP})
"""The same of tasks."""
ONLY_LOOKS = LOOKS - ANNOUNCING
"""What changes nothing but the audit trail. A file is none of it: it is owed like any message."""
ONCE = frozenset(
    {
        nudge_actions.ASK,
        *(actions.TAKE, actions.GIVE_BACK, actions.APPOINT, actions.DISMISS, actions.END, actions.RESTORE),
        actions.REPLACE_BY,
    }
)
"""What changes something: it is done once, however often the same press comes in. An announcement keeps count of itself."""


@dataclass(frozen=True, slots=True)
class Home:
    """What a coordinator sees before and after their own pairs; where there are many pairs it takes long to find."""

    first: Sequence[Answer] = ()
    last: Sequence[Answer] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers coordinators, inside one transaction."""

    answering: Answering
    links: LinksFor = no_links
    file_channels: Collection[str] = ()
    """Those that give files, by name."""

    def asked(self, unit: UnitOfWork, id: str, person: Person, text: str) -> Sequence[Answer]:
        """What was asked for in words that only coordinators have; nothing, to anybody else and to any other words."""
        parsed = self.answering.service.programme.read_at_desk(text)
        if parsed.command is None:
            return []
        visit = self._visit(unit, person)
        there = visit.programmes
        if len(there) > 1 and parsed.command in OF_ONE:
            return [self.answering.answer(programmes_card.which(text, [(one.id, one.name) for one in there]), person)]
        return self._done(visit, id, there[0].id, parsed) if there else []

    def asks_to_look(self, text: str) -> bool:
        """Whether a coordinator who types this only wants to see something."""
        return self.answering.service.programme.read_at_desk(text).command in LOOKING | {actions.PAIR}

    def looked(self, unit: UnitOfWork, *, sender: Address, conversation: str, text: str) -> Sequence[Answer]:
        """What a coordinator asked to see; nothing, in a pair's own conversation and to anybody else."""
        person, shared = unit.people.at(sender), unit.people.pairs_at(sender.channel, conversation)
        return [] if person is None or shared else self.asked(unit, "", person, text)

    def _done(self, visit: Visit, id: str, programme: str, parsed: Parsed) -> Sequence[Answer]:
        match parsed.command:
            case actions.PAIRS:
                message = listing.listed(visit, Query(programme))
            case actions.PAIR:
                message = listing.named(visit, programme, parsed.rest)
            case actions.TO_APPOINT:
                message = appointing.asked(visit, id, programme, parsed.rest)
            case actions.ENROL:
                message = enrolling.asked(visit, id, programme, parsed.rest)
            case actions.TO_REPLACE:
                return self._shown(replacing.named(visit, programme, parsed.rest), visit.person)
            case actions.ANNOUNCE:
                message = announcing.asked(visit, id, programme)
            case actions.DIGEST:
                message = weeks.asked(visit, programme, parsed.rest)
            case actions.EXPORT:
                message = self._exported(visit, programme)
            case actions.LISTED_LINKS:
                message = linking.listed(visit, programme)
            case actions.REPORT:
                message = reporting.reported(visit, programme, self.links(visit.person))
            case actions.TO_DISMISS:
                message = appointing.coordinators(visit, programme)
            case _:
                message = help_card.tasks(_only(visit.programmes))
        return [] if message is None else [self._answer(message, visit.person, programme)]

    def dropped(self, unit: UnitOfWork, person: Person, file: DroppedFile, id: str) -> Sequence[Answer]:
        """A file with pairs to enrol; nothing to anybody else, and of any other file."""
        visit = self._visit(unit, person)
        there = visit.programmes
        if not there or not enrolling.is_of_pairs(file):
            return []
        message = enrolling.sent(visit, id, [(one.id, one.name) for one in there], file)
        return [self._answer(message, person)]

    def wrote(self, unit: UnitOfWork, person: Person, text: str) -> Sequence[Answer]:
        """Where their programmes stand, to a coordinator without a pair; nothing, to anybody else.

        Coordinators have a language of their own, and choose it like everybody.
        """
        programme = self.answering.service.programme
        parsed = programme.read(text)
        code = language_flow.named(programme, parsed.rest) if parsed.command == LANGUAGE else None
        there = unit.programmes.of_coordinator(person.id)
        if parsed.command == HELP and there:
            return self.helped(unit, person)
        if code is None:
            return self.overview(unit, person)
        languages = (code, *(other for other in person.languages if other != code))
        now = replace(person, languages=languages, chosen=tuple(dict.fromkeys((*person.chosen, "languages"))))
        unit.people.put(now)
        return self.overview(unit, now, language_words.NOW)

    def helped(self, unit: UnitOfWork, person: Person) -> Sequence[Answer]:
        """What they can ask for as a coordinator, also to one who is in a pair; nothing, to anybody else."""
        there = unit.programmes.of_coordinator(person.id)
        return [self._answer(help_card.tasks(_only(there)), person)] if there else []

    def pressed(self, unit: UnitOfWork, press: CardPress) -> Sequence[Answer]:
        name = f"desk:{press.id}"
        if press.action in ONCE and unit.seen.is_claimed(name):
            return []
        answers = self._answers(unit, press)
        if press.action in ONCE and not any(one.to_stranger for one in answers):
            unit.seen.claim_once(name, self.answering.service.clock.now())
        return answers

    def _answers(self, unit: UnitOfWork, press: CardPress) -> Sequence[Answer]:
        person = unit.people.at(press.sender)
        if person is None:
            return [self.answering.stranger()]
        visit, value = self._visit(unit, person), press.values[0] if press.values else ""
        if press.action == actions.CHOOSE:
            programme, _, text = value.partition(" ")
            parsed = self.answering.service.programme.read_at_desk(text)
            is_theirs = visit.programme(programme) is not None
            return self._done(visit, press.id, programme, parsed) if is_theirs else [self.answering.stranger()]
        if press.action == actions.DO:
            return self._do(visit, press.id, value, on_desk=press.card == KEY)
        if press.action == actions.REPLACE:
            return self._shown(replacing.opened(visit, value), person)
        if press.action == actions.REPLACE_WITH:  # a channel had no room for the form on its button
            return self._shown(replacing.asked_again(visit, press.card), person)
        message = self._pressed(visit, press, value)
        if message is None:
            return [self.answering.stranger()]
        if press.action == actions.LINK:
            return [replace(self._answer(message, person), key=linking.key(*value.split(" ", 1)))]
        is_desks = press.card == KEY or ids.read(press.card).kind == actions.LINK_CARD
        redraw = is_desks and press.action in LOOKS
        programme = value if press.action == actions.TO_LINES else actions.programme_of(press.card)
        return [replace(self._answer(message, person, programme), redraw=redraw)]

    def _do(self, visit: Visit, id: str, value: str, *, on_desk: bool) -> Sequence[Answer]:
        """A task whose button was pressed, in the place of another card of the desk if there is only something to look at."""
        chosen, _, word = value.partition(" ")
        task, there = next((one for one in actions.TASKS if one == word), None), visit.programmes
        programme = chosen or _only(there)
        if task is None or not there or (chosen and visit.programme(chosen) is None):
            return [self.answering.stranger()]
        if not programme and task in OF_ONE:
            which = programmes_card.which_of(task, [(one.id, one.name) for one in there])
            return [self._answer(which, visit.person)]
        answers = self._done(visit, id, programme, Parsed(task, "", task))
        return [replace(one, redraw=on_desk and task in LOOKING) for one in answers]

    def submitted(self, unit: UnitOfWork, form: FormSubmission) -> Sequence[Answer]:
        """Whoever made one up learns nothing."""
        person = unit.people.at(form.sender)
        if person is None:
            return [self.answering.stranger()]
        visit = self._visit(unit, person)
        if form.action in actions.FORMS:
            return self._filled_in(visit, form)
        if form.action == actions.LINKED:
            return self._linked(visit, form)
        message = announcing.written(visit, form.id, form.fields) if form.action == actions.WRITTEN else None
        if message is None:
            return [self.answering.stranger()]
        return [replace(self._answer(message, person), redraw=form.card == KEY)]

    def _linked(self, visit: Visit, form: FormSubmission) -> Sequence[Answer]:
        """What becomes of it stands where it was opened."""
        message = linking.given(visit, form.card, form.fields)
        if message is None:
            return [self.answering.stranger()]
        return [replace(self._answer(message, visit.person), key=form.card, redraw=True)]

    def _filled_in(self, visit: Visit, form: FormSubmission) -> Sequence[Answer]:
        """A form for the programme that the key of its card names."""
        programme = actions.programme_of(form.card)
        if visit.programme(programme) is None:
            return [self.answering.stranger()]
        if form.action == actions.REPLACE_WITH:
            answers = self._shown(replacing.submitted(visit, form), visit.person)
            return [replace(one, redraw=one.key not in (KEY, "")) for one in answers]  # the form again, in its place
        message = _filled_in(visit, programme, form)
        return [self.answering.stranger() if message is None else self._answer(message, visit.person, programme)]

    def _pressed(self, visit: Visit, press: CardPress, value: str) -> Message | None:
        """None: it is not theirs to press."""
        match Action(press.action):
            case nudge_actions.ASK:
                return nudging.nudged(visit.service, visit.unit, visit.person, press)
            case actions.TO_ANNOUNCE:
                return announcing.opened(visit, press.id, read(value))
            case actions.WRITTEN:
                return announcing.form(visit)
            case actions.REWRITE:
                return announcing.rewritten(visit, value)
            case actions.DROP:
                return announcing.dropped(visit, value)
            case actions.SEND:
                return announcing.sent(visit, value)
            case actions.WITHDRAW:
                return announcing.withdrawn(visit, value)
            case actions.APPOINT:
                return appointing.appointed(visit, value)
            case actions.DISMISS:
                return appointing.dismissed(visit, value)
            case actions.ENROL_PAIR | actions.ENROL_LINES | actions.APPOINT_NEW as form:
                return _form_again(visit, actions.programme_of(press.card), form)
            case actions.PLACE:
                return enrolling.placed(visit, value)
            case actions.TO_LINES:
                return enrolling.to_lines(visit, value)
            case actions.END:
                return ending.ended(visit, press.id, value)
            case actions.RESTORE:
                return ending.restored(visit, press.id, value)
            case actions.REPLACE_BY:
                return replacing.chosen(visit, press.id, value)
            case actions.TAKE:
                return taking.taken(visit, press.id, value)
            case actions.GIVE_BACK:
                return taking.taken(visit, press.id, value, back=True)
            case _:
                return self._looked_at(visit, Action(press.action), value)

    def _looked_at(self, visit: Visit, action: Action, value: str) -> Message | None:
        """What there is to read, and changes nothing."""
        match action:
            case actions.LIST:
                return listing.listed(visit, read(value))
            case actions.MORE:
                return listing.filters(visit, read(value))
            case actions.OPEN:
                pair, _, query = value.partition(" ")
                return listing.opened(visit, pair, read(query))
            case actions.WEEK:
                return weeks.turned(visit, value)
            case actions.FIGURES:
                return reporting.figures(visit, value, files=self._gives_files(visit.person))
            case actions.LINKS:
                return linking.listed(visit, value)
            case actions.LINK:
                return linking.asked(visit, value)
            case _:
                return None

    def _shown(self, found: Message | tuple[Message, Seat] | None, person: Person) -> Sequence[Answer]:
        """A form's card says what it is about."""
        match found:
            case None:
                return [self.answering.stranger()]
            case (message, seat):
                return [replace(self._answer(message, person), key=seat.key)]
            case message:
                return [self._answer(message, person)]

    def _exported(self, visit: Visit, programme: str) -> Message | None:
        links, files = self.links(visit.person), self._gives_files(visit.person)
        return exporting.exported(visit, programme, links, files=files)

    def _gives_files(self, person: Person) -> bool:
        return person.address.channel in self.file_channels

    def _visit(self, unit: UnitOfWork, person: Person) -> Visit:
        service = self.answering.service
        return Visit(service, unit, person, service.clock.now())

    def _answer(self, message: Message, person: Person, programme: str = "") -> Answer:
        """A card with a form says by its key for which programme that is."""
        forms = any(isinstance(part, Form) and part.action in actions.FORMS for part in message.parts)
        key = actions.desk_card(programme) if forms and programme else KEY
        return replace(self.answering.answer(message, person), key=key)

    def at_home(self, unit: UnitOfWork, sender: Address) -> Home:
        person = unit.people.at(sender)
        return Home() if person is None else Home(self.home(unit, person), self.overview(unit, person))

    def home(self, unit: UnitOfWork, person: Person) -> Sequence[Answer]:
        """What needs a coordinator just now, programme by programme, and all that they can do."""
        visit = self._visit(unit, person)
        return [
            replace(self.answering.answer(listing.needing(visit, one), person), key=ids.card(actions.NOW, rest=one.id))
            for one in visit.programmes
        ]

    def overview(self, unit: UnitOfWork, person: Person, lead: Sentence[[]] = words.HELLO) -> Sequence[Answer]:
        """Where the programmes of a coordinator stand, one after the other."""
        return [
            self._digest(unit, one, person, lead if not nth else None)
            for nth, one in enumerate(unit.programmes.of_coordinator(person.id))
        ]

    def _digest(
        self, unit: UnitOfWork, programme: ProgrammeRecord, person: Person, lead: Sentence[[]] | None
    ) -> Answer:
        service = self.answering.service
        at = service.clock.now()
        unit.audit.note(programme.id, person.id, Act.DIGEST, "", at)
        digest = service.digests.message(unit, programme, person, at)
        parts = (lead.text(), *digest.parts) if lead is not None else digest.parts
        answer = self.answering.answer(Message(parts, digest.title), person)
        return replace(answer, key=ids.card(actions.WEEK_CARD, rest=programme.id))


def only_looks(press: CardPress) -> bool:
    """Whether what was pressed changes nothing but the audit trail."""
    if press.action == actions.DO:
        return (press.values[0] if press.values else "").partition(" ")[2] in LOOKING
    return press.action in ONLY_LOOKS


def _only(programmes: Sequence[ProgrammeRecord]) -> str:
    """The id of the only programme that somebody coordinates; empty if there are several."""
    return programmes[0].id if len(programmes) == 1 else ""


def _filled_in(visit: Visit, programme: str, submission: FormSubmission) -> Message | None:
    match Action(submission.action):
        case actions.FIND:
            return listing.named(visit, programme, submission.fields.get("name", ""))
        case actions.APPOINT_NEW:
            return appointing.filled_in(visit, programme, submission)
        case actions.ENROL_LINES:
            return enrolling.pasted(visit, submission.id, programme, submission.fields.get("lines", ""))
        case _:
            return enrolling.filled_in(visit, programme, submission)


def _form_again(visit: Visit, programme: str, action: Action) -> Message | None:
    """A form whose button had no room for it; None: it is for none of their programmes."""
    if visit.programme(programme) is None:
        return None
    match action:
        case actions.APPOINT_NEW:
            return appointing.asked(visit, "", programme, "")
        case actions.ENROL_LINES:
            return enrolling.to_lines(visit, programme)
        case _:
            return enrolling.form_alone(visit, programme)
