"""Two presses of a form's button give one form.

A form is no card of its own: it opens where the button was pressed, and nothing of it is kept until it is sent. So the
second of two quick presses is known by the moment of the first, which stands in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.engine.messages import Buttons, Checklist, Choices, Form, Message
from bot.engine.words import Words
from bot.ports import Address, Answer, CardPress, UnitOfWork

WORDS = Words("door")

FORM_OPEN = WORDS("form-open")

QUICK = timedelta(seconds=5)
"""Who closed a form and wants it again presses later than this."""


def one_form(unit: UnitOfWork, press: CardPress, answers: Sequence[Answer], at: datetime) -> Sequence[Answer]:
    """The answers to a press; a line in the place of a form that the same person has just been given by the same button."""
    if not any(_opens_a_form(answer) for answer in answers):
        return answers
    name, button = f"form:{press.sender}", _button(press)
    before, _, same = (unit.facts.get(name) or "").partition(" ")
    if same == button and at - datetime.fromisoformat(before) < QUICK:
        return [replace(one, message=Message((FORM_OPEN.text(),)), key="") for one in answers if _opens_a_form(one)]
    unit.facts.put(name, f"{at.isoformat()} {button}")
    return answers


def _button(press: CardPress) -> str:
    """Which button of which card it was. What it carries may be somebody's words, and is not kept as it is."""
    carried = sha256(" ".join(press.values).encode("utf-8", "replace")).hexdigest()[:12]
    return f"{press.pair} {press.card} {press.action} {carried}"


def form_sent(unit: UnitOfWork, sender: Address) -> None:
    """Whoever has sent a form may open the next at once."""
    if unit.facts.get(f"form:{sender}"):
        unit.facts.put(f"form:{sender}", "")


def _opens_a_form(answer: Answer) -> bool:
    """Whether it is a form and no more; one that is drawn in the place of another is that one."""
    used = [part for part in answer.message.parts if isinstance(part, Buttons | Checklist | Choices | Form)]
    return not answer.redraw and bool(used) and all(isinstance(part, Form) for part in used)
