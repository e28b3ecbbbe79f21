"""The names of the people to meet: their command, buttons, forms and cards."""

from __future__ import annotations

from bot.engine.ids import action, command

PEOPLE = command("people")

ADD = action("people", "add")
ADDED = action("people", "added")
CHANGE = action("people", "change")
CHANGED = action("people", "changed")
OFFER = action("people", "offer")
WITHDRAW = action("people", "withdraw")
MET = action("people", "met")
NOT_MET = action("people", "not-met")

CARD, OFFERED = "people", "people-offered"
