"""The card that says what is kept, and the question whether to stop."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.flows.common import hint, run
from bot.engine.flows.pause import actions as pause_actions
from bot.engine.flows.privacy import actions, words
from bot.engine.flows.privacy.notice import sections
from bot.engine.flows.privacy.pairs import back_until
from bot.engine.journey import OwnPair
from bot.engine.messages import Bullets, Button, Buttons, Line, Message, Part, Style, Text, typed
from bot.engine.programme import Programme, Timing


def card(programme: Programme) -> Message:
    """The notice, and what can be done at once. It says the same to everybody."""
    told = sections(programme.keeping, programme.timing)
    erase = Button(actions.ERASE, words.ERASE(), style=Style.DANGER, confirm=words.ERASE_SURE())
    return Message(
        (
            *(Bullets(tuple(map(Line, section.lines)), section.title) for section in told),
            Buttons((Button(actions.EXPORT, words.EXPORT()), run(actions.STOP), erase)),
        ),
        words.TITLE(),
    )


def question(timing: Timing, running: Sequence[OwnPair], back: Sequence[OwnPair], *, pause: bool) -> Message:
    """One question for all pairs of a person that are under way; `back` are those whose end can be taken back.

    `pause`: a pause would do something.
    """
    if len(running) == 1:
        asked = words.STOP_ASK.text(partner=typed(running[0].partner))
        yes = [Button(actions.GO, words.STOP_YES(), running[0].pair, Style.DANGER)]
    else:
        asked = words.STOP_ASK_MANY.text()
        yes = [Button(actions.GO, words.STOP_WITH(partner=typed(one.partner)), one.pair) for one in running]
        yes.append(Button(actions.GO, words.STOP_ALL(), " ".join(one.pair for one in running), Style.DANGER))
    rest = [run(pause_actions.PAUSE)] if pause else []
    buttons = Buttons((*yes, *rest, Button(actions.STAY, words.STOP_NO())))
    parts: list[Part] = [asked, words.STOP_MEANS.text(count=timing.back), buttons]
    if back:
        parts.append(_back(back, named=True))
    return Message(tuple(parts), words.STOP_TITLE())


def gone(timing: Timing, back: Sequence[OwnPair]) -> Message:
    """To somebody who has stopped: how to take it back, and until when."""
    until = min(back_until(timing, one.left) for one in back if one.left is not None)
    parts = (words.STOPPED.text(), words.UNTIL.text(when=until), _back(back))
    return Message(parts, words.STOPPED_TITLE())


def nothing(*, late: bool) -> Message:
    """There is nothing to stop; `late`: nor to take back any more."""
    said = words.BACK_LATE.text() if late else words.NOTHING.text()
    return Message((said, hint(actions.PRIVACY)))


def back_again(*, alone: bool) -> Message:
    """`alone`: the other one has left meanwhile."""
    return Message(((words.BACK_ALONE if alone else words.BACK_NOW).text(),), words.BACK_TITLE())


def exported(link: str) -> Message:
    """Where the export is to be had, once; without a link it is on its way to their own chat."""
    if not link:
        return Message((words.EXPORT_HERE.text(),), words.EXPORT_TITLE())
    return Message((words.EXPORT_LINK.text(), Text(Line(words.EXPORT_OPEN(), link=link))), words.EXPORT_TITLE())


def erased(programme: Programme) -> Message:
    stays = words.ERASED_STAYS.quiet(count=programme.keeping.backups)
    return Message((words.ERASED.text(), stays), words.ERASED_TITLE())


def _back(back: Sequence[OwnPair], *, named: bool = False) -> Buttons:
    if len(back) == 1 and not named:
        return Buttons((Button(actions.BACK, words.BACK(), back[0].pair),))
    return Buttons(tuple(Button(actions.BACK, words.BACK_WITH(partner=typed(one.partner)), one.pair) for one in back))
