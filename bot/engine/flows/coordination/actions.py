"""The names of what coordinators do for their programme: what they type, their buttons and cards."""

from __future__ import annotations

from bot.engine.ids import action, command

PAIRS = command("pairs")
PAIR = command("pair")
TO_APPOINT, TO_DISMISS = command("appoint"), command("dismiss")
EXPORT = command("export")
HELP = command("desk")
TASKS = (PAIRS, PAIR, EXPORT, TO_APPOINT, TO_DISMISS, HELP)
"""What coordinators type, in the order in which they read of it. Nobody else is answered to it."""

LIST = action("coordination", "list")
"""A list of pairs; the value is a `Query`."""
MORE = action("coordination", "filters")
"""What else a list can be narrowed down by."""
OPEN = action("coordination", "open")
"""One pair: its id, and the list that it came from."""
CHOOSE = action("coordination", "choose")
"""For which of a coordinator's programmes a word was meant: its id, and the word."""
TAKE = action("coordination", "take")
"""To see to what somebody asked for: the pair, and who of the two."""
GIVE_BACK = action("coordination", "give-back")
APPOINT, DISMISS = action("coordination", "appoint"), action("coordination", "dismiss")
"""The programme, and the person."""
END, RESTORE = action("coordination", "end"), action("coordination", "restore")
"""To end a pair, and to take that back: its id."""

CARD = "coordination"
"""What is said to those who are appointed or dismissed, and to who does it."""
DESK = "desk"
"""What coordinators look at and do."""
