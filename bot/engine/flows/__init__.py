"""The conversations, a folder each: what is asked, what an answer changes, what is due when.

A folder holds `actions.py` (the names of its command, buttons, cards and timers), `words.py` (every sentence), `state.py`
where it keeps something, and `flow.py`, which declares all of it as one `FLOW`. A conversation more is a folder and a line here.
Nothing below this folder imports `FLOWS`.
"""

from __future__ import annotations

from bot.engine import programme, words
from bot.engine.flow import Flows
from bot.engine.flows import common
from bot.engine.flows.agenda.flow import FLOW as AGENDA
from bot.engine.flows.agreement.flow import FLOW as AGREEMENT
from bot.engine.flows.attestation.flow import FLOW as ATTESTATION
from bot.engine.flows.calendar.flow import FLOW as CALENDAR
from bot.engine.flows.closing.flow import FLOW as CLOSING
from bot.engine.flows.colleagues.flow import FLOW as COLLEAGUES
from bot.engine.flows.contact.flow import FLOW as CONTACT
from bot.engine.flows.continuation.flow import FLOW as CONTINUATION
from bot.engine.flows.coordination.flow import FLOW as COORDINATION
from bot.engine.flows.date.flow import FLOW as DATE
from bot.engine.flows.digest.flow import FLOW as DIGEST
from bot.engine.flows.entries.flow import FLOW as ENTRIES
from bot.engine.flows.evaluation.flow import FLOW as EVALUATION
from bot.engine.flows.fit.flow import FLOW as FIT
from bot.engine.flows.goals.flow import FLOW as GOALS
from bot.engine.flows.held.flow import FLOW as HELD
from bot.engine.flows.help.flow import FLOW as HELP
from bot.engine.flows.introduction.flow import FLOW as INTRODUCTION
from bot.engine.flows.language.flow import FLOW as LANGUAGE
from bot.engine.flows.leaving.flow import FLOW as LEAVING
from bot.engine.flows.nudge.flow import FLOW as NUDGE
from bot.engine.flows.pact.flow import FLOW as PACT
from bot.engine.flows.pause.flow import FLOW as PAUSE
from bot.engine.flows.people.flow import FLOW as PEOPLE
from bot.engine.flows.prep.flow import FLOW as PREP
from bot.engine.flows.privacy.flow import FLOW as PRIVACY
from bot.engine.flows.report.flow import FLOW as REPORT
from bot.engine.flows.settings.flow import FLOW as SETTINGS
from bot.engine.flows.shadowing.flow import FLOW as SHADOWING
from bot.engine.flows.status.flow import FLOW as STATUS
from bot.engine.flows.stock.flow import FLOW as STOCK
from bot.engine.flows.takeaways.flow import FLOW as TAKEAWAYS
from bot.engine.flows.topic.flow import FLOW as TOPIC
from bot.engine.flows.welcome.flow import FLOW as WELCOME
from bot.engine.flows.willing.flow import FLOW as WILLING

FLOWS = Flows(
    (
        AGENDA,
        AGREEMENT,
        ATTESTATION,
        CALENDAR,
        CLOSING,
        COLLEAGUES,
        CONTACT,
        CONTINUATION,
        COORDINATION,
        DATE,
        DIGEST,
        ENTRIES,
        EVALUATION,
        FIT,
        GOALS,
        HELD,
        HELP,
        INTRODUCTION,
        LANGUAGE,
        LEAVING,
        NUDGE,
        PACT,
        PAUSE,
        PEOPLE,
        PREP,
        PRIVACY,
        REPORT,
        SETTINGS,
        SHADOWING,
        STATUS,
        STOCK,
        TAKEAWAYS,
        TOPIC,
        WELCOME,
        WILLING,
    ),
    common=(words.BASE, programme.WORDS, common.WORDS),
)
