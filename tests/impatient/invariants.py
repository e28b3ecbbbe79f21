"""What holds whatever impatient people do. Each is a function that raises with a sentence about what was broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.engine.flows.common import RUN
from bot.engine.flows.date import actions as dates
from bot.engine.flows.evaluation.actions import QUESTION
from bot.engine.flows.evaluation.state import evaluation_of, evaluations_of
from bot.engine.flows.held import actions as held
from bot.engine.ids import Action, CardId, read
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import say
from bot.engine.people import Role
from tests.engine.walking import answers, every_answer
from tests.impatient.deeds import Deed
from tests.impatient.house import Json, Seen, Shown
from tests.values import CONTENT

Journeys = Mapping[str, Journey]


@dataclass(frozen=True)
class Moment:
    """What was done, and how everything stood before and stands after."""

    deeds: Sequence[Deed]
    """Several were done at the same instant."""
    answers: Sequence[Sequence[Json]]
    """One list a deed."""
    before: Journeys
    after: Journeys
    cards_before: Mapping[str, Seen]
    cards: Mapping[str, Seen]
    shown: Shown
    undelivered: Sequence[object]
    owed: bool
    """Something that is due was left undone."""

    @property
    def alone(self) -> tuple[Deed, Sequence[Json]] | None:
        """The deed, if it was the only one."""
        return (self.deeds[0], self.answers[0]) if len(self.deeds) == 1 else None

    def __str__(self) -> str:
        return "; ".join(map(str, self.deeds)) or "time passed"


def nothing_is_lost(moment: Moment) -> None:
    """Posts owed are posts shown: nothing due is left, nothing is undeliverable, and a card shows what was posted last."""
    assert not moment.owed, f"after {moment}: something that is due was not done"
    assert not moment.undelivered, f"after {moment}: could not be delivered: {moment.undelivered}"
    for card, post in moment.shown.posts.items():
        if post.pair and card not in moment.cards:
            raise AssertionError(f"after {moment}: {post.key} was delivered to {post.lane} and stands nowhere")
        if card in moment.cards and moment.cards[card].key != post.key:
            raise AssertionError(f"after {moment}: {post.key} stands on the card of {moment.cards[card].key}")


def a_card_stands_once(moment: Moment) -> None:
    """No card has two live versions."""
    standing = Counter((card.conversation, card.pair, card.key) for card in moment.cards.values() if card.pair)
    twice = [where for where, count in standing.items() if count > 1]
    assert not twice, f"after {moment}: two cards stand for {twice}"


def held_stays_held(moment: Moment) -> None:
    """A séance that was held never becomes un-held by a single press, and none disappears.

    A mistaken answer is put right by a choice of its own, which asks first, until the next date is booked.
    """
    for pair, journey in moment.before.items():
        mended = any(deed.action == held.NOT_MET and deed.pair == pair for deed in moment.deeds)
        if mended and journey.current is not None and (journey.current.held or not journey.current.meeting):
            continue
        for sitting in journey.sittings:
            now = moment.after[pair].sitting(sitting.number)
            assert now is not None, f"{moment}: séance {sitting.number} of {pair} is gone"
            kept = sitting.held is None or now.held is not None
            assert kept, f"{moment}: séance {sitting.number} was held, and is not"


def what_cannot_be_taken_back_asks_first(moment: Moment) -> None:
    """The choice that un-holds a séance asks before it does, wherever it stands."""
    for card in moment.cards.values():
        for part in card.content["parts"]:
            for button in part.get("buttons", ()):
                asks = button["action"] != held.NOT_MET or button.get("confirm")
                assert asks, f"after {moment}: {card.key} un-holds a séance without a question"


def a_walked_agenda_is_not_called_off(moment: Moment) -> None:
    """Once the agenda was walked to its end, « annuler » and « déplacer » ask, and take nothing back by themselves."""
    if not any(deed.action in (dates.CANCEL, dates.MOVE) for deed in moment.deeds):
        return
    for pair, journey in moment.before.items():
        was, now = journey.current, moment.after[pair].current
        if was is not None and was.meeting is not None and was.meeting.ended is not None and was.held is None:
            kept = now is not None and now.number == was.number and now.meeting == was.meeting
            assert kept, f"{moment}: the séance whose agenda was walked is gone"


def a_press_pressed_again_changes_nothing(moment: Moment) -> None:
    """Of the same two deeds at once, the second changes nothing: what was asked for once is what was asked for twice."""
    if len(moment.deeds) != 2 or not moment.deeds[0].same_as(moment.deeds[1]):
        return
    deed = moment.deeds[0]
    if deed.action == dates.TAP:
        was, now = _offered(moment.before, deed), _offered(moment.after, deed)
        if moment.after[deed.pair].pause is not None or moment.after[deed.pair].ended is not None:
            return
        if was is not None and now is not None and was.number == now.number and was.round == now.round and now.offer:
            taps = now.offer.taps.get(deed.role, ())
            gone = now.meeting is None and deed.slot in now.offer.slots and deed.slot not in taps
            already = was.offer is not None and deed.slot in was.offer.taps.get(deed.role, ())
            assert already or not gone, f"{moment}: tapped twice, and not chosen"


def two_presses_of_a_form_give_one_form(moment: Moment) -> None:
    """Two presses ask for a form: there is one. A word that shows a card again may do so twice."""
    if len(moment.deeds) != 2 or not moment.deeds[0].same_as(moment.deeds[1]):
        return
    if moment.deeds[0].kind == "type" or moment.deeds[0].action == RUN:
        return
    forms = [answer for answers in moment.answers for answer in answers if any(_forms(answer["content"]))]
    keys = Counter((answer["key"], answer["content"]["title"]) for answer in forms if not answer["redraw"])
    assert all(count == 1 for count in keys.values()), f"{moment}: {keys} forms"


def no_button_is_dead(moment: Moment) -> None:
    """What is pressed on the newest version of a card does something: an answer, or a change; never « stale »."""
    if moment.alone is None or not moment.alone[0].fresh:
        return
    deed, answers = moment.alone
    if deed.kind == "type":
        assert answers, f"{deed}: not answered"
        return
    changed = moment.before != moment.after or moment.cards_before != moment.cards
    assert answers or changed, f"{deed}: nothing happened"


def no_button_is_stale(moment: Moment) -> None:
    """No button of a newest version is answered by « this card has changed ».

    During a pause nothing is drawn anew, so what closes meanwhile keeps its buttons until the end of it.
    """
    if moment.alone is None or not moment.alone[0].fresh:
        return
    deed, answers = moment.alone
    if deed.pair and moment.after[deed.pair].pause is not None:
        return
    said = " ".join(answer["content"]["text"] for answer in answers)
    for language in CONTENT.programme.languages:
        assert _label("stale", language) not in said, f"{deed}: a button of the newest version says « stale »"


def what_is_said_is_so(moment: Moment) -> None:
    """An answer that says something is noted is followed by its being stored."""
    if moment.alone is None or not moment.alone[0].pair:
        return
    deed, answers = moment.alone
    for answer in answers:
        for sentence, holds in CLAIMS.items():
            args = {"seance": read(CardId(deed.card)).seance} if sentence == "held-thanks" else {}
            said = _label(sentence, answer["content"]["language"], **args)
            if said in answer["content"]["text"]:
                assert holds(moment.after[deed.pair], deed), f"{deed}: answered « {said} », and it is not so"


def answers_are_kept(moment: Moment) -> None:
    """What somebody rates is stored as they gave it, and no evaluation loses an answer that nobody took back."""
    if moment.alone is not None:
        deed, _ = moment.alone
        if deed.fresh and deed.action in QUESTION and deed.kind == "press":
            _stored(moment, deed)
    for pair, journey in moment.before.items():
        for role in Role:
            own = {(deed.role, deed.action) for deed in moment.deeds if deed.pair == pair}
            for seance in evaluations_of(journey, role):
                gone = evaluation_of(moment.after[pair], seance, role) is None
                assert not gone, f"{moment}: the evaluation of séance {seance} is gone"
                was, now = (answers(one, seance, role) for one in (journey, moment.after[pair]))
                for action, name in QUESTION.items():
                    if (role, action) not in own:
                        kept = now.answers.get(name, ()) == was.answers.get(name, ())
                        assert kept, f"{moment}: {role}'s answer to {name} of séance {seance} changed"


def _stored(moment: Moment, deed: Deed) -> None:
    before, after, seance = moment.before[deed.pair], moment.after[deed.pair], read(CardId(deed.card)).seance
    was = evaluation_of(before, seance, deed.role)
    if (
        was is not None
        and was.closed is None
        and after.ended is None
        and answers(before, seance, deed.role).done is None
    ):
        kept = set(answers(after, seance, deed.role).answers.get(QUESTION[Action(deed.action)], ()))
        assert kept == set(deed.values), f"{deed}: stored {kept}"


def _held(journey: Journey, deed: Deed) -> bool:
    sitting = journey.sitting(read(CardId(deed.card)).seance)
    return sitting is not None and sitting.held is not None


def _done(journey: Journey, deed: Deed) -> bool:
    return any(one.done is not None for one in every_answer(journey, deed.role))


CLAIMS: Mapping[str, Callable[[Journey, Deed], bool]] = {
    "held-thanks": _held,
    "evaluation-thanks": _done,
    "pause-open": lambda journey, deed: journey.pause is not None,
    "resumed": lambda journey, deed: journey.pause is None,
}
"""Sentences that say that something was stored, and whether it is."""


def _label(id: str, language: str, **args: int) -> str:
    return CONTENT.voices((language,), ("UTC",)).prose(say(id, **args))


def _offered(journeys: Journeys, deed: Deed) -> Sitting | None:
    return journeys[deed.pair].current if deed.pair in journeys else None


def _forms(content: Json) -> Iterator[Json]:
    return (part for part in content["parts"] if part["kind"] == "form")


Invariant = Callable[[Moment], None]

INVARIANTS: Sequence[Invariant] = (
    nothing_is_lost,
    a_card_stands_once,
    held_stays_held,
    what_cannot_be_taken_back_asks_first,
    a_walked_agenda_is_not_called_off,
    a_press_pressed_again_changes_nothing,
    two_presses_of_a_form_give_one_form,
    no_button_is_dead,
    no_button_is_stale,
    what_is_said_is_so,
    answers_are_kept,
)
