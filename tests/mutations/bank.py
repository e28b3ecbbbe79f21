"""The bank of mutations: critical lines, what to turn each into, and the tests of its room that must turn red.

A line that is rewritten takes its mutation with it: `tests/mutations/test_mutations.py` says which text is not found any more.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """One fault: `old` stands once in `file`, `new` replaces it, and one of `tests` must fail."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


STEP = "bot/engine/step.py"
TIMERS = "bot/engine/timers.py"
POLICY = "bot/engine/contact_policy.py"
TOTALS = "bot/engine/flows/digest/totals.py"
FROZEN = "bot/engine/flows/digest/frozen.py"
ADDING = "bot/application/totals.py"
SEARCH = "bot/engine/scheduling/search.py"
COST = "bot/engine/scheduling/cost.py"
HANDLER = "bot/application/event_handler.py"
WEEKLY = "bot/application/digest/weekly.py"
WORKER = "bot/application/delivery/worker.py"
SCHEDULED, WORK = "bot/application/delivery/scheduled.py", "bot/app/work.py"
PATIENCE, JUMPS = "bot/infra/patience.py", "bot/infra/jumps.py"
STORE, OUTBOX, DEAD_LETTERS = "storage/store.py", "storage/outbox/outbox.py", "storage/outbox/dead_letters.py"
CLAIMS, DUE = "storage/outbox/claims.py", "storage/outbox/due.py"
POSTS = "storage/outbox/posts.py"
SLACK = "adapters/slack/edge.py"
TEAMS = "adapters/teams/transport.py"
TEAMS_TOKENS = "adapters/teams/authentication.py"
JOURNEYS = "storage/repositories/journeys.py"
PEOPLE = "storage/repositories/people.py"
CALENDAR = "bot/engine/scheduling/programme_calendar.py"
WILLING = "bot/engine/flows/willing/state.py"
WELCOME = "bot/engine/flows/welcome/flow.py"
JOURNEY, SPREADING = "bot/engine/journey.py", "bot/application/enrolment/spreading.py"
APPOINTMENTS = "bot/application/coordination/appointments.py"
FRONT = "bot/application/coordination/desk/front.py"
SLACK_ANSWERS = "adapters/slack/answers.py"
REPLACED = "bot/engine/flows/leaving/replaced.py"
REPLACING = "bot/application/coordination/desk/replacing.py"
TRACKS = "bot/engine/flows/digest/tracks.py"
REPORT = "bot/engine/flows/report/report.py"
ONCE = "adapters/pages/once.py"
REPORT_PAGE = "adapters/pages/report.py"
VERSIONS = "bot/application/versions.py"
STORED_VERSIONS = "content/versions/stored.py"
KNOWN = "content/versions/known.py"
UNDELIVERED = "bot/application/coordination/undelivered.py"

INQUIRER = "bot/application/coordination/inquiries/inquirer.py"
INQUIRING = "bot/application/coordination/inquiries/asking.py"
INQUIRY_ROWS = "storage/coordination/inquiries.py"
SLACK_FILES = "adapters/slack/dropped.py"

ENROLLING = ("tests/dialogues/test_enrol.py",)
LINKING = "bot/application/coordination/desk/linking.py"
LINKS = "bot/engine/flows/coordination/links.py"
PROGRAMME = "bot/engine/programme.py"
PROGRAMMES = "storage/repositories/programmes.py"

HELD = "bot/engine/flows/held/handlers.py"
AGENDA = "bot/engine/flows/agenda/card.py"
BUSY_TIMES = "bot/application/calendars/busy_times.py"
MY_CALENDAR = "bot/application/calendars/card.py"
CALENDAR_READER = "bot/application/calendars/reading.py"
CALENDAR_WRITER = "bot/application/calendars/writing.py"
WRITTEN_ENTRIES = "bot/application/calendars/entries.py"
READING = "adapters/calendars/reading"
COMPONENTS, ENTRIES, RECURRENCE = (f"{READING}/{name}.py" for name in ("components", "entries", "rules"))
VALUES, SPANS, ZONES = (f"{READING}/{name}.py" for name in ("values", "spans", "zones"))
TEXT, UNPACKING = f"{READING}/text.py", f"{READING}/unpacking.py"
FETCH, HOSTILE = "adapters/calendars/fetch.py", "adapters/calendars/hostile.py"

OF_ANY = "record = visit.unit.programmes.of(programme)\n    link"

POLICY_TESTS = ("tests/engine/test_contact_policy.py",)
RULES = ("tests/engine/test_rules.py",)
DIGESTS = ("tests/engine/test_digest.py",)
TOTALLED = ("tests/engine/test_totals.py",)
BOXES = ("tests/application/test_totals.py",)
URGENT = ("tests/engine/test_urgency.py",)
STORES = ("tests/ports/test_store.py", "tests/storage/test_queue_model.py")
SERVICE = ("tests/dialogues/test_service.py",)
SLACK_EDGE = ("tests/scenarios/slack/test_edge.py",)
BOUNDARY = ("tests/boundary/test_coordinators.py",)
CALENDARS = ("tests/engine/test_programme_calendar.py",)
ASKED = ("tests/engine/test_willing.py",)
SPREAD = ("tests/application/test_spreading.py",)
SUCCEEDED = ("tests/engine/test_replacing.py",)
STORED = ("tests/application/test_replacing.py",)
APPOINTED = ("tests/application/test_appointments.py",)
REPORTED = ("tests/engine/test_report.py",)
SHOWN_ONCE = ("tests/adapters/pages/test_report.py",)
LINKED = ("tests/dialogues/test_links.py",)
GIVEN = ("tests/ports/test_programmes.py",)
JUDGED = ("tests/engine/test_links.py",)
VERSIONED = ("tests/dialogues/test_versions.py", "tests/content/test_versions.py", "tests/application/test_versions.py")
DESK = ("tests/dialogues/test_desk.py",)
SLACK_DESK = ("tests/scenarios/slack/test_desk.py",)
AT_ONCE = ("tests/coordination/test_at_once.py",)
TEAMS_DOOR = ("tests/scenarios/teams/test_door.py",)
SEANCES = ("tests/engine/test_seance.py",)
CASES = ("tests/adapters/calendars/test_cases.py",)
READ = ("tests/adapters/calendars/test_parse.py", *CASES)
CUT_OFF = ("tests/adapters/calendars/test_oracles.py",)
FETCHED = ("tests/adapters/calendars/test_fetch.py",)
MINE = ("tests/dialogues/test_calendar.py",)
WRITTEN = ("tests/dialogues/test_calendar_events.py",)

OUTLIVES = ("tests/application/test_worker_outlives.py",)
CLOCKED, JUMPED = ("tests/application/test_clock.py",), ("tests/infra/test_jumps.py",)
PATIENT, RECOVERED = ("tests/infra/test_patience.py",), ("tests/storage/test_recovery.py",)

BANK = (
    # séances in people's own calendars
    Mutation("event-twice", CALENDAR_WRITER, "again=event.tries > 1", "again=False", WRITTEN),
    Mutation(
        "event-over-a-hand", CALENDAR_WRITER, "job.is_written or by_hand(entry, stands)", "job.is_written", WRITTEN
    ),
    Mutation("event-never-anew", CALENDAR_WRITER, "elif kept is None and not job.is_as_dated:", "elif False:", WRITTEN),
    Mutation(
        "event-asked-unheard",
        CALENDAR_WRITER,
        "(change, None) if later is None else (event.asked, later)",
        "change, None",
        WRITTEN,
    ),
    Mutation("event-room-unsaid", CALENDAR_WRITER, "self._opened(unit, event, kept.link, at)", "pass", WRITTEN),
    Mutation("event-told-twice", CALENDAR_WRITER, "lasts and not self._is_told(unit, event.person)", "lasts", WRITTEN),
    Mutation("event-told-at-once", CALENDAR_WRITER, "event.tries > PATIENCE", "event.tries > 0", WRITTEN),
    Mutation(
        "event-unasked", WRITTEN_ENTRIES, "or linked is None or not linked.writes:", "or linked is None:", WRITTEN
    ),
    Mutation("event-of-the-past", WRITTEN_ENTRIES, "found.end <= at", "False", WRITTEN),
    Mutation("event-two-rooms", WRITTEN_ENTRIES, "role is (Role.MENTOR if", "role is (role if", WRITTEN),
    # the engine's step
    Mutation("step-too-early", STEP, "timer.due > event.at or ", "", RULES),
    Mutation(
        "step-too-late", STEP, "if when >= timer.until:", "if False:", ("tests/engine/test_contact_policy.py", *RULES)
    ),
    Mutation("step-never-postpones", STEP, "if when > event.at:", "if False:", POLICY_TESTS),
    Mutation("step-unmarked", POLICY, "unprompted=bool(more)", "unprompted=False", POLICY_TESTS),
    Mutation(
        "step-rings-twice",
        STEP,
        "done=tuple(dict.fromkeys((*sitting.done, timer.id)))",
        "done=sitting.done",
        ("tests/engine/test_date_search.py", "tests/engine/test_prep.py", *RULES),
    ),
    Mutation(
        "step-deaf-to-pauses",
        STEP,
        "if journey.pause is not None and not (on and (on.paused or on.ended)):",
        "if False:",
        ("tests/engine/test_talk.py", "tests/engine/test_commands.py", "tests/engine/test_meeting.py"),
    ),
    # its timers
    Mutation(
        "timers-during-a-pause",
        TIMERS,
        "(flow.paused or journey.pause is None)",
        "True",
        ("tests/engine/test_talk.py", *RULES),
    ),
    Mutation(
        "timers-after-leaving",
        TIMERS,
        "(flow.left or not journey.left)",
        "True",
        ("tests/engine/test_talk.py", *RULES),
    ),
    Mutation(
        "timers-unsorted", TIMERS, "dict(sorted(dues.items(), key=lambda pair: (pair[1], pair[0])))", "dues", RULES
    ),
    # what coordinators ask a directory for
    Mutation(
        "inquiry-done-twice",
        INQUIRER,
        "if not unit.inquiries.settle(inquiry.id, self._owner):",
        "if unit.inquiries.settle(inquiry.id, self._owner) is None:",
        (*ENROLLING, "tests/ports/test_inquiries.py"),
    ),
    Mutation("inquiry-never-given-up", INQUIRER, "inquiry.tries + 1 >= TRIES", "False", ENROLLING),
    Mutation(
        "inquiry-behind-the-digest", INQUIRER, "[answer, *later]", "[*later, answer]", ("tests/boundary/test_enrol.py",)
    ),
    Mutation(
        "inquiry-in-any-workspace",
        INQUIRING,
        "return (owners or {FIRST}) == {programme}",
        "return True",
        ("tests/boundary/test_enrol.py",),
    ),
    Mutation(
        "inquiry-placed-by-anybody",
        INQUIRY_ROWS,
        'INQUIRY.c.coordinator == bindparam("whose"),',
        "",
        ("tests/ports/test_inquiries.py",),
    ),
    Mutation(
        "file-from-anywhere",
        SLACK_FILES,
        'if _origin(where) != self._host or file.get("is_external"):',
        "if not where:",
        ("tests/scenarios/slack/test_enrol.py",),
    ),
    # when the bot may speak unasked
    Mutation("policy-one-too-many", POLICY, ">= A_DAY\n", "> A_DAY\n", POLICY_TESTS),
    Mutation("policy-this-pair-only", POLICY, " + elsewhere.get(role, 0)", "", POLICY_TESTS),
    Mutation("policy-appointments-in-hours", POLICY, "if timer.appointment or not", "if not", POLICY_TESTS),
    Mutation("policy-counts-nothing", POLICY, "before.count + 1", "before.count", POLICY_TESTS),
    Mutation(
        "policy-counts-what-follows",
        POLICY,
        "case Counts.NOT:\n            return False",
        "case Counts.NOT:\n            return True",
        POLICY_TESTS,
    ),
    Mutation(
        "policy-loses-preparations",
        POLICY,
        "if full and timer.counts is Counts.TOGETHER and",
        "if False and",
        POLICY_TESTS,
    ),
    # reminders count from what was delivered
    Mutation(
        "evaluation-reminded-from-its-opening",
        "bot/engine/flows/evaluation/wakes.py",
        "reminder = one.counts_from(timing.evaluation_reminder)",
        "reminder = one.opened + timedelta(days=timing.evaluation_reminder)",
        ("tests/engine/test_deliveries.py",),
    ),
    Mutation(
        "worker-tells-of-no-delivery",
        "bot/application/event_handler.py",
        "is_settled and is_news",
        "is_settled and False",
        ("tests/dialogues/test_times.py",),
    ),
    # what coordinators may see
    Mutation("totals-least-people", TOTALS, "max(threshold, LEAST_PEOPLE)", "threshold", TOTALLED),
    Mutation("totals-least-pairs", TOTALS, ">= LEAST_PAIRS", ">= LEAST_PAIRS - 1", TOTALLED),
    Mutation("totals-of-few-asked", TOTALS, "if are_enough(asked, threshold):", "if asked:", TOTALLED),
    Mutation("totals-upper-median", TOTALS, "(len(found) - 1) // 2", "len(found) // 2", TOTALLED),
    Mutation(
        "totals-one-person-many-times", TOTALS, "first.setdefault(one.person, one)", "first[one.pair] = one", TOTALLED
    ),
    Mutation("totals-of-an-open-week", ADDING, "if one.week <= week.sunday]\n    unit", "]\n    unit", BOXES),
    Mutation("totals-of-coordinators", ADDING, "if one.person not in coordinators]", "]", BOXES),
    Mutation(
        "digest-of-ones-own-pair",
        "bot/engine/flows/digest/frozen.py",
        "unreached=tuple(one for one in self.unreached if one.pair not in own)",
        "unreached=self.unreached",
        DIGESTS,
    ),
    # the date search
    Mutation(
        "search-notice",
        SEARCH,
        "NOTICE = timedelta(hours=48)",
        "NOTICE = timedelta(hours=2)",
        ("tests/engine/test_date_search.py", "tests/engine/scheduling/test_search.py"),
    ),
    Mutation("search-same-day-twice", SEARCH, "        days.add(day)\n", "", ("tests/engine/scheduling",)),
    Mutation(
        "search-too-soon-is-cheap", COST, "LATE, EARLY = 30, 50", "LATE, EARLY = 30, 20", ("tests/engine/scheduling",)
    ),
    Mutation("search-variety-before-wishes", COST, "UNWISHED = 150", "UNWISHED = 0", ("tests/engine/scheduling",)),
    Mutation(
        "search-refused-week-is-free",
        COST,
        "SAME_DAY, SAME_WEEK = 120, 60",
        "SAME_DAY, SAME_WEEK = 0, 0",
        ("tests/engine/scheduling",),
    ),
    Mutation(
        "search-edges-far-away",
        SEARCH,
        "if near is not None and day not in near:",
        "if near is not None and day in near:",
        ("tests/engine/scheduling",),
    ),
    Mutation(
        "search-short-gaps-are-long",
        "bot/engine/scheduling/openings.py",
        "merged(spans, self.minutes - 1)",
        "merged(spans, self.minutes)",
        ("tests/engine/scheduling",),
    ),
    # one transaction, once
    Mutation(
        "handler-hears-twice",
        HANDLER,
        "if not unit.seen.mark(event.id, event.pair, event.at):",
        "if unit.seen.mark(event.id, event.pair, event.at) and False:",
        SERVICE,
    ),
    Mutation(
        "digest-for-one",
        WEEKLY,
        '{which} {person.id}"',
        '{which} "',
        (*SERVICE, "tests/dialogues/test_door.py"),
    ),
    Mutation(
        "worker-never-looks-up",
        WORKER,
        "if post.doubtful and not post.card:",
        "if False:",
        ("tests/application/test_worker.py",),
    ),
    # the outbox
    Mutation(
        "claims-out-of-order",
        CLAIMS,
        "is_(urgency), first(urgency), ~_SUSPECT)",
        "is_(urgency), ~_SUSPECT)",
        STORES,
    ),
    Mutation(
        "claims-two-at-once",
        CLAIMS,
        ".where(_NOTHING_UNDER_WAY, _LANE_OPEN)",
        ".where(_LANE_OPEN)",
        STORES,
    ),
    Mutation(
        "claims-through-a-hold",
        CLAIMS,
        ".where(_NOTHING_UNDER_WAY, _LANE_OPEN)",
        ".where(_NOTHING_UNDER_WAY)",
        STORES,
    ),
    Mutation("claims-never-doubtful", POSTS, "doubtful=bool(doubtful) or lapsed,", "doubtful=bool(doubtful),", STORES),
    Mutation("claims-older-pictures", POSTS, "(bool(overtaken) or newest > post.id)", "False", STORES),
    Mutation("queue-any-owner", POSTS, ', DUE.c.lease_owner == bindparam("owner"))', ",)", STORES),
    # who is let in
    Mutation(
        "slack-any-signature", SLACK, "if not hmac.compare_digest(", "if False and hmac.compare_digest(", SLACK_EDGE
    ),
    Mutation("slack-old-requests", SLACK, "> WINDOW:", "> 1000 * WINDOW:", SLACK_EDGE),
    Mutation("slack-any-app", SLACK, "if self.app and said.api_app_id != self.app:", "if False:", SLACK_EDGE),
    Mutation(
        "teams-any-audience",
        TEAMS_TOKENS,
        "audience=self._app_id,",
        'audience=jwt.decode(token, options={"verify_signature": False})["aud"],',
        TEAMS_DOOR,
    ),
    Mutation(
        "teams-any-service",
        TEAMS_TOKENS,
        'if claims.get("serviceurl") != service:',
        "if False:",
        TEAMS_DOOR,
    ),
    Mutation("teams-endless-body", TEAMS, "if len(raw) > LARGEST_BODY:", "if False:", TEAMS_DOOR),
    # the boundary of programmes
    Mutation(
        "boundary-any-programme",
        JOURNEYS,
        "COORDINATOR.c.programme == PAIR.c.programme, ",
        "",
        ("tests/ports/test_programmes.py", *BOUNDARY),
    ),
    Mutation(
        "boundary-own-pair",
        JOURNEYS,
        'bindparam("person", type_=PAIR.c.mentor.type).not_in((PAIR.c.mentor, PAIR.c.mentee)),',
        "",
        ("tests/ports/test_programmes.py", *BOUNDARY),
    ),
    Mutation(
        "boundary-undelivered",
        "bot/engine/flows/digest/frozen.py",
        "tuple(one for one in self.unreached if one.pair not in own)",
        "self.unreached",
        BOUNDARY,
    ),
    Mutation("boundary-withdrawn", PEOPLE, "self._session.do(_WITHDRAW, ", "(lambda **_: None)(", BOUNDARY),
    # asked first, closures, who coordinates
    Mutation("asked-begins-with-one", WILLING, "return all(answer_of", "return any(answer_of", ASKED),
    Mutation("asked-is-told", WELCOME, " or _is_waiting(journey):", ":", ASKED),
    Mutation("asked-is-named", STEP, "if not on.early and is_before(journey)", "if False", ASKED),
    Mutation("closed-all-the-same", POLICY, "journey.working(role) for", "journey.members[role] for", CALENDARS),
    Mutation("closed-after-the-end", CALENDAR, "if last is None or", "if True or", CALENDARS),
    Mutation("spread-unevenly", SPREADING, "nth * days // len(ids)", "nth % days", SPREAD),
    Mutation("spread-over-holidays", SPREADING, "if all(one.works_on(", "if True or all(one.works_on(", SPREAD),
    Mutation("spread-questions-at-once", SPREADING, "Asking(asked.astimezone(UTC))", "Asking(at)", SPREAD),
    Mutation("spread-lost-when-put-off", JOURNEY, "(starts, self.start.weekday())", "(starts, 0)", SPREAD),
    Mutation("coordinators-none-left", APPOINTMENTS, "if len(there) == 1:", "if False:", APPOINTED),
    Mutation(
        "coordinators-at-once",
        APPOINTMENTS,
        "    unit.weeks.lock(programme)  # they may have been dismissed just now, or somebody else does the same\n",
        "",
        AT_ONCE,
    ),
    Mutation(
        "desk-presses-again",
        FRONT,
        "if press.action in ONCE and unit.seen.is_claimed(name):",
        "if False:",
        ("tests/dialogues/test_desk.py",),
    ),
    Mutation("coordinators-of-others", APPOINTMENTS, "if one.id == programme), None)", "), None)", APPOINTED),
    # somebody else in a pair
    Mutation("replaced-tells-early", REPLACED, "return bool(journey.sittings) or", "return True or", SUCCEEDED),
    Mutation(
        "replaced-twice",
        REPLACING,
        "if away.replaced is not None:",
        "if False:",
        ("tests/dialogues/test_replacing.py",),
    ),
    Mutation(
        "replaced-brings-suggestions",
        "bot/engine/flows/goals/carrying.py",
        "steps=steps, suggestions=()",
        "steps=steps",
        (*SUCCEEDED, *STORED),
    ),
    Mutation(
        "replaced-asks-again",
        "bot/application/still_asked.py",
        "press = replace(press, pair=one.successor)",
        "break",
        STORED,
    ),
    Mutation(
        "replaced-is-restored",
        "bot/engine/flows/leaving/handlers.py",
        " or away.replaced is not None",
        "",
        SUCCEEDED,
    ),
    # what is handed on
    Mutation("report-ended-is-finished", TRACKS, ' if one.is_finished else "cut short"', "", REPORTED),
    Mutation("report-left-is-finished", TRACKS, "if one.left:", "if one.left and one.ended is None:", REPORTED),
    Mutation("report-any-week", REPORT, "weeks[-1].tracks,", "weeks[0].tracks,", REPORTED),
    Mutation("report-to-anybody", REPORT_PAGE, "if one.id == ticket.programme), None)", "), None)", SHOWN_ONCE),
    Mutation("page-again", ONCE, "or not unit.seen.claim_once(ticket.name, at)", "", SHOWN_ONCE),
    Mutation("page-of-another", ONCE, "person.id != ticket.person:", "False:", SHOWN_ONCE),
    # versions of the content
    Mutation("versions-none", HANDLER, "if journey.content == self.programme.version:", "if True:", VERSIONED),
    Mutation("versions-not-learnt", WORKER, "self._service.versions.learn(unit)", "pass", VERSIONED),
    Mutation(
        "versions-not-said",
        "content/voice.py",
        "self._versions.get(version, (self._bundle,)) if version",
        "(self._bundle,) if version",
        VERSIONED,
    ),
    Mutation("versions-links-of-then", STORED_VERSIONS, "values={**named, **today.values}", "values=named", VERSIONED),
    Mutation("versions-everybodys-of-then", STORED_VERSIONS, "for name in names})", "for name in ()})", VERSIONED),
    Mutation("versions-of-before", VERSIONS, 'return id or unit.facts.get(EARLIEST) or ""', "return id", VERSIONED),
    Mutation(
        "versions-moved-in-a-meeting", VERSIONS, "now.meeting.topic and now.meeting.ended is None", "False", VERSIONED
    ),
    Mutation("versions-moved-asleep", VERSIONS, "first(after, journey))", "None)", VERSIONED),
    Mutation("versions-unchecked", STORED_VERSIONS, "faults.extend(faults_of_version(content))", "pass", VERSIONED),
    # coordinators' tables and buttons
    Mutation("table-acknowledged", "adapters/slack/handlers.py", "at_once = not ", "at_once = True or ", SLACK_DESK),
    Mutation(
        "table-asked-again",
        SLACK_ANSWERS,
        "            if said is Said.TAKEN:\n",
        "            if False:\n",
        SLACK_DESK,
    ),
    Mutation(
        "table-in-views", SLACK_ANSWERS, "native: Native = TEXT_ALONE", "native: Native = Native(0, 1)", SLACK_DESK
    ),
    Mutation("desk-of-others", FRONT, " or (chosen and visit.programme(chosen) is None):", ":", DESK),
    Mutation("desk-of-the-first", FRONT, "if len(programmes) == 1 else", "if programmes else", DESK),
    Mutation(
        "home-of-own-pair",
        "bot/application/coordination/visit.py",
        "programme, self.person.id)",
        "programme)",
        DESK,
    ),
    Mutation(
        "announcement-past-the-manners",
        HANDLER,
        "        if when > at:\n            return when\n        contacts, posts",
        "        if False:\n            return when\n        contacts, posts",
        ("tests/dialogues/test_desk_announcing.py",),
    ),
    Mutation(
        "announcement-uncounted",
        HANDLER,
        "after = replace(journey, contacts=contacts)",
        "after = replace(journey, contacts=journey.contacts)",
        ("tests/dialogues/test_desk_announcing.py",),
    ),
    Mutation(
        "announcement-in-a-pause",
        "bot/application/coordination/announcing.py",
        "if journey.pause is None), None)",
        "if True), None)",
        ("tests/dialogues/test_desk_announcing.py",),
    ),
    Mutation(
        "announcement-of-others-sent",
        "bot/application/coordination/desk/announcing.py",
        "if one is None or one.by != visit.person.id or visit.programme",
        "if one is None or visit.programme",
        ("tests/dialogues/test_desk_announcing.py",),
    ),
    Mutation(
        "announcement-changed-behind-the-button",
        "bot/application/coordination/desk/announcing.py",
        "if mark != drafted.mark or not drafted.people",
        "if not drafted.people",
        ("tests/dialogues/test_desk_announcing.py",),
    ),
    Mutation(
        "announcement-by-what-was-told-in-private",
        "bot/engine/flows/coordination/desk/announcing.py",
        "is_private = which.needing or which.asked",
        "is_private = which.asked",
        ("tests/dialogues/test_desk_announcing.py",),
    ),
    Mutation(
        "announcement-withdrawn-by-anybody",
        "bot/application/coordination/desk/announcing.py",
        "if one is None or one.sent is None or visit.programme(one.programme) is None:",
        "if one is None or one.sent is None:",
        ("tests/dialogues/test_desk_announcing.py",),
    ),
    Mutation(
        "programme-ends-in-a-seance",
        "bot/engine/flows/closing/handlers.py",
        "return max(morning, now.meeting.over + timedelta(days=timing.silent))",
        "return morning",
        ("tests/engine/test_closing.py",),
    ),
    Mutation(
        "finished-though-cut-short",
        "bot/engine/flows/coordination/standing.py",
        "and self.stopped is None and self.closed is None",
        "and self.stopped is None",
        ("tests/engine/test_closing.py", "tests/engine/test_report.py"),
    ),
    # links that coordinators give
    Mutation("links-of-others", LINKING, "record = visit.programme(programme)\n    link", OF_ANY, LINKED),
    Mutation("links-day-of-utc", PROGRAMME, "at.astimezone(ZoneInfo(self.zone)).date()", "at.date()", LINKED),
    Mutation(
        "links-left-as-they-were",
        HANDLER,
        "linked(self.programme_of(unit, journey), journey.links, event.at)",
        "self.programme",
        LINKED,
    ),
    Mutation("links-overwritten-at-a-start", PROGRAMMES, 'but=("links",)', "but=()", GIVEN),
    Mutation("links-of-letters-alike", LINKS, "host.isascii() and", "True and", JUDGED),
    Mutation("links-of-one-network", LINKS, "parts[-1] not in _INSIDE", "True", JUDGED),
    Mutation(
        "links-withdrawn-are-missing",
        LINKS,
        "return given[link.name].address if link.name in given else link.usual",
        "return given.get(link.name, GivenLink()).address or link.usual",
        JUDGED,
    ),
    # whether a séance took place
    Mutation("held-own-way-is-none", HELD, "in (actions.YES, actions.OWN_WAY)", "in (actions.YES,)", SEANCES),
    Mutation("held-absence-unanswered", HELD, "if event.action != actions.ABSENT:", "if True:", SEANCES),
    Mutation("held-every-no-is-an-absence", HELD, "if event.action != actions.ABSENT:", "if False:", SEANCES),
    Mutation(
        "agenda-without-the-room",
        AGENDA,
        "parts.extend(where(journey))",
        "pass",
        ("tests/engine/test_agreement.py",),
    ),
    # somebody's own calendar: what is told of it
    Mutation("calendar-alarmed-by-a-slip", MY_CALENDAR, "linked.tries > 1 or ", "True or ", MINE),
    Mutation(
        "calendar-letter-for-a-slip", MY_CALENDAR, "frozenset({*Why, KEY_LOST}) - PASSING", "frozenset(Why)", MINE
    ),
    Mutation("calendar-counts-what-is-over", BUSY_TIMES, "sum(end.astimezone(UTC) > at for", "sum(True for", MINE),
    # … how it is cut into components
    Mutation("components-alarms-count", COMPONENTS, "and not inner and name in KEPT", "and name in KEPT", CASES),
    Mutation(
        "components-without-an-end-are-lost",
        COMPONENTS,
        "yield entry\n                    entry, zone, inner = None, None, []",
        "pass\n                    entry, zone, inner = None, None, []",
        (*CASES, *CUT_OFF),
    ),
    Mutation(
        "components-cut-off-at-the-end",
        COMPONENTS,
        "        entry.whole = False\n        yield entry\n\n",
        "        pass\n\n",
        CASES,
    ),
    Mutation("components-in-one-encoding", COMPONENTS, 'if first[1:2] == b"\\0":', "if False:", CASES),
    # … what its entries say
    Mutation(
        "entries-of-old-versions",
        ENTRIES,
        "if one.version[0] >= self._newest.get((one.uid, one.version[1]), 0)",
        "if True",
        CASES,
    ),
    Mutation("entries-own-meetings", ENTRIES, "if uid.endswith(self._own):", "if False:", CASES),
    Mutation(
        "entries-past-series",
        ENTRIES,
        "if lines.keys() & _REPEATED or not component.whole:",
        "if not component.whole:",
        READ,
    ),
    Mutation("entries-transparent", ENTRIES, 'if said(b"TRANSP") == "TRANSPARENT" or ', "if ", READ),
    Mutation("entries-declined", ENTRIES, " in FREE or self._is_declined(entry)", " in FREE", CASES),
    Mutation("entries-declined-by-anybody", ENTRIES, "in self._mails:", "is not None:", CASES),
    Mutation(
        "entries-float-with-their-owner",
        ENTRIES,
        "zone = first.zone or end.zone or self._window.zone",
        "zone = self._window.zone",
        CASES,
    ),
    Mutation(
        "entries-of-no-length",
        ENTRIES,
        "max(length, stated or timedelta())",
        "(length if stated is None else stated)",
        CASES,
    ),
    Mutation(
        "entries-days-of-no-length",
        ENTRIES,
        "max(min(end.wall - first.wall, LONGEST), A_DAY)",
        "min(end.wall - first.wall, LONGEST)",
        READ,
    ),
    Mutation(
        "entries-days-of-24-hours",
        ENTRIES,
        "instant(Moment(start + length), zone) if first.is_day else begins + length",
        "begins + length",
        READ,
    ),
    Mutation("entries-all-that-follow", ENTRIES, '.upper() == "THISANDFUTURE"', '.upper() == "NEVER"', READ),
    Mutation("entries-exceptions", ENTRIES, "if start in dropped or start.date() in days:", "if False:", READ),
    Mutation(
        "entries-endless-rules-are-free",
        ENTRIES,
        "return _all_of(max(bounds.earliest",
        "return () and _all_of(max(bounds.earliest",
        READ,
    ),
    Mutation(
        "entries-one-fault-for-all",
        ENTRIES,
        "except (ValueError, OverflowError):",
        "except ZeroDivisionError:",
        (*READ, *CUT_OFF),
    ),
    # … its rules, values, zones and spans
    Mutation(
        "rules-last-day-ends-at-midnight",
        RECURRENCE,
        "return found.wall + timedelta(days=1, seconds=-1)",
        "return found.wall",
        CASES,
    ),
    Mutation("rules-over-too-soon", RECURRENCE, "> count\n", "> count - 1000\n", READ),
    Mutation("rules-entered-off-their-step", RECURRENCE, "step *= rule.interval", "pass", READ),
    Mutation("rules-without-patience", RECURRENCE, "signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)", "pass", READ),
    Mutation(
        "values-longer-than-any",
        VALUES,
        'if sign == "-":\n        return timedelta()',
        'if sign == "-":\n        return LONGEST',
        READ,
    ),
    Mutation(
        "zones-of-windows",
        ZONES,
        "known(name) or self._by_rules(name) or displayed(name)",
        "known(name) or self._by_rules(name)",
        CASES,
    ),
    Mutation(
        "zones-own-rules",
        ZONES,
        "known(name) or self._by_rules(name) or displayed(name)",
        "known(name) or displayed(name)",
        CASES,
    ),
    Mutation("spans-apart", SPANS, "start <= found[-1][1]", "start < found[-1][1]", READ),
    Mutation("spans-shortened", SPANS, "max(found[-1][1], end)", "end", READ),
    # … what is no calendar, and what may be fetched
    Mutation("reading-pages", TEXT, "raise Unread(Fault.PAGE)", "pass", READ),
    Mutation("reading-anything", TEXT, "if not head.calendars:", "if False:", READ),
    Mutation("unpacking-without-bounds", UNPACKING, "if total > LARGEST:", "if False:", READ),
    Mutation(
        "hostile-given-secrets",
        HOSTILE,
        'for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ',
        "for name in os.environ",
        READ,
    ),
    Mutation(
        "fetch-from-inside", FETCH, 'if not all(self._welcome(one["host"]) for one in found):', "if False:", FETCHED
    ),
    Mutation(
        "fetch-figures-from-inside", FETCH, "if _is_numeric(host) and not limits.welcome(host):", "if False:", FETCHED
    ),
    Mutation("fetch-without-end", FETCH, "if size > limits.size:", "if False:", FETCHED),
    Mutation(
        "fetch-round-and-round",
        FETCH,
        'raise Unreadable("the address leads on and on", Why.MOVED)',
        'raise Unreadable("the address leads on and on", Why.AWAY)',
        FETCHED,
    ),
    # a worker outlives its database, and a message its neighbours
    Mutation(
        "worker-forgets-what-it-sent",
        WORKER,
        "await until_there(lambda: self._writing.run(work, locks=pair), self._owner, WRITING)",
        "await self._writing.run(work, locks=pair)",
        OUTLIVES,
    ),
    Mutation(
        "worker-blames-the-company",
        CLAIMS,
        "first(urgency), ~_SUSPECT)",
        "first(urgency))",
        OUTLIVES,
    ),
    Mutation(
        "claims-the-least-urgent",
        CLAIMS,
        "tuple(compress(Urgency, ready))",
        "tuple(compress(Urgency, ready))[::-1]",
        STORES,
    ),
    Mutation("claims-a-moment-in-its-turn", DUE, "if urgency is not Urgency.MOMENT:", "if True:", STORES),
    Mutation("urgency-of-moments", POLICY, "return Urgency.MOMENT", "return Urgency.REMINDER", URGENT),
    Mutation("worker-suspects-in-company", WORKER, "if idle and not wakes and not posts:", "if not posts:", OUTLIVES),
    Mutation("worker-never-gives-up", WORKER, "if post.lapses >= FATAL:", "if False:", OUTLIVES),
    Mutation(
        "worker-sends-again-after-a-sleep", WORKER, "if post.id in self._under_way.values():", "if False:", OUTLIVES
    ),
    Mutation(
        "worker-leaves-wakes-to-lapse",
        WORKER,
        "await self._written(lambda unit: self._service.ring(unit, pair, self._clock.now()), pair)",
        "await self._writing.run(lambda unit: self._service.ring(unit, pair, self._clock.now()))",
        OUTLIVES,
    ),
    Mutation("worker-first-after-an-absence", WORKER, "> self._lease.total_seconds() / 2:", "> 9e9:", OUTLIVES),
    Mutation("lapses-are-tries", POSTS, "attempts=attempts,", "attempts=attempts + lapsed,", (*STORES, *OUTLIVES)),
    Mutation("lapses-are-never-cleared", OUTBOX, "        lapses=NULL,\n", "", (*STORES, *OUTLIVES)),
    Mutation("lapses-outlive-a-revival", DEAD_LETTERS, '    "lapses": NULL,\n', "", OUTLIVES),
    Mutation("patience-at-an-end", PATIENCE, "await asyncio.sleep(pauses.longer())\n\n", "raise\n\n", PATIENT),
    Mutation("patience-without-pauses", PATIENCE, "self.tries += 1", "pass", PATIENT),
    Mutation("outage-said-again-and-again", STORE, "if not self._since:", "if True:", RECOVERED),
    Mutation("outage-never-over", STORE, "self._outage.over(reading)", "pass", RECOVERED),
    # the clock
    Mutation(
        "clock-leases-for-a-year",
        SCHEDULED,
        "return unit.outbox.steady(at, LEASE, 2 * RETRIES.last)",
        "return 0",
        CLOCKED,
    ),
    Mutation(
        "clock-appointments-too", OUTBOX, "case((DUE.c.due_at > _until, DUE.c.due_at), else_=_until)", "_until", CLOCKED
    ),
    Mutation("clock-stops-the-scheduler", WORK, "job.modify(next_run_time=at)", "pass", CLOCKED),
    Mutation("clock-deletes-all", WORK, "if jumps is not None and jumps.unsure:", "if False:", CLOCKED),
    Mutation("clock-every-second-is-a-jump", JUMPS, "- timedelta(seconds=ran - self._ran)", "", JUMPED),
    Mutation("clock-nights-are-doubted", JUMPS, "if moved >= FAR:", "if moved:", JUMPED),
    Mutation("zones-of-before", SCHEDULED, "unit.facts.get(ZONES) == fingerprint", "unit.facts.get(ZONES)", CLOCKED),
    Mutation("zones-each-time", SCHEDULED, "    unit.facts.put(ZONES, fingerprint)\n", "", CLOCKED),
)
