"""The names of what coordinators do for their programme: what they type, their buttons and cards."""

from __future__ import annotations

from bot.engine.ids import CardId, action, card, command

PAIRS = command("pairs")
PAIR = command("pair")
TO_APPOINT, TO_DISMISS = command("appoint"), command("dismiss")
TO_REPLACE = command("replace")
EXPORT = command("export")
ENROL = command("enrol")
ANNOUNCE = command("announce")
DIGEST = command("digest")
REPORT = command("report")
LISTED_LINKS = command("links")
HELP = command("desk")
TASKS = (
    *(PAIRS, PAIR, ENROL, TO_REPLACE, ANNOUNCE, DIGEST, EXPORT, REPORT, LISTED_LINKS),
    *(TO_APPOINT, TO_DISMISS, HELP),
)
"""What coordinators type, in the order in which they read of it. Nobody else is answered to it."""

DO = action("coordination", "do")
"""One of the tasks, as if its word had been typed: the programme, if it is clear which, and the task."""
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
ENROL_PAIR, ENROL_LINES = action("coordination", "enrol"), action("coordination", "enrol-lines")
"""The forms of a pair, and of lines."""
TO_LINES = action("coordination", "lines")
"""To open the form of lines; the programme."""
APPOINT_NEW = action("coordination", "appoint-new")
"""The form with somebody who is to coordinate."""
PLACE = action("coordination", "place")
"""For which of a coordinator's programmes a file was meant: its id, and the inquiry."""
FIND = action("coordination", "find")
"""The form with a name, of whose pair."""
REPLACE = action("coordination", "replace")
"""To replace one of a pair: its id, and who of the two if that is known."""
REPLACE_WITH = action("coordination", "replace-with")
"""The form that says by whom."""
REPLACE_BY = action("coordination", "replace-by")
"""To do it: the pair, who of the two, and the id of somebody known or an address."""
FORMS = frozenset({ENROL_PAIR, ENROL_LINES, APPOINT_NEW, REPLACE_WITH, FIND})
"""What coordinators fill in; the key of the card says for which programme (`desk_card`)."""

WEEK = action("coordination", "week")
"""The digest of a week: the programme, and the day after that week, `2026-03-01`."""

TO_ANNOUNCE = action("coordination", "announce")
"""To write to the people of some pairs; the value is a `Query`."""
WRITTEN = action("coordination", "written")
"""The form of it."""
SEND = action("coordination", "send")
"""The announcement, and what tells it from what it was before."""
REWRITE, DROP, WITHDRAW = (action("coordination", name) for name in ("rewrite", "drop", "withdraw"))
"""The announcement."""

LINKS = action("coordination", "links")
"""What the séances have people read, watch or open: the programme, and where the page begins."""
LINK = action("coordination", "link")
"""To say where one of these leads: the programme, and its name."""
LINKED = action("coordination", "linked")
"""The form in which that is said; its card names both."""

CARD = "coordination"
"""What is said to those who are appointed or dismissed, and to who does it."""
FIGURES = action("coordination", "figures")
"""The figures of the report as a file: the programme."""

OF_PAIRS, OF_REPORT = "pairs", "report"
"""The kinds of files."""
FILE = "desk-file"
"""The card of a file, or of a part of one."""
DESK = "desk"
"""What coordinators look at and do."""
ANNOUNCEMENT = "announcement"
"""What they write to everybody, as each one gets it."""
NOW = "desk-now"
"""What needs them just now, on a page of their own where there is one."""
WEEK_CARD = "desk-week"
"""A programme's week, as an answer."""


def desk_card(programme: str, rest: str = "") -> CardId:
    """The key of a card with a form: what is filled in there is for that programme."""
    return card(DESK, rest=f"{programme}.{rest}" if rest else programme)


def programme_of(key: str) -> str:
    """The programme that a form of the desk is for; empty for any other card."""
    kind, _, rest = key.partition(".")
    return rest.partition(".")[0] if kind == DESK else ""


LINK_CARD = "desk-link"
"""The form of one link."""
