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
CLAIMS = "storage/outbox/claims.py"
POSTS = "storage/outbox/posts.py"
SLACK = "adapters/slack/edge.py"
TEAMS = "adapters/teams/transport.py"
TEAMS_TOKENS = "adapters/teams/authentication.py"
JOURNEYS = "storage/repositories/journeys.py"
PEOPLE = "storage/repositories/people.py"
CALENDAR = "bot/engine/scheduling/programme_calendar.py"
WILLING = "bot/engine/flows/willing/state.py"
WELCOME = "bot/engine/flows/welcome/flow.py"
APPOINTMENTS = "bot/application/coordination/appointments.py"
UNDELIVERED = "bot/application/coordination/undelivered.py"

POLICY_TESTS = ("tests/engine/test_contact_policy.py",)
RULES = ("tests/engine/test_rules.py",)
DIGESTS = ("tests/engine/test_digest.py",)
TOTALLED = ("tests/engine/test_totals.py",)
BOXES = ("tests/application/test_totals.py",)
STORES = ("tests/ports/test_store.py", "tests/storage/test_queue_model.py")
SERVICE = ("tests/dialogues/test_service.py",)
SLACK_EDGE = ("tests/scenarios/slack/test_edge.py",)
BOUNDARY = ("tests/boundary/test_coordinators.py",)
CALENDARS = ("tests/engine/test_programme_calendar.py",)
ASKED = ("tests/engine/test_willing.py",)
APPOINTED = ("tests/application/test_appointments.py",)
TEAMS_DOOR = ("tests/scenarios/teams/test_door.py",)

BANK = (
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
        ".where(FIRST, _NOTHING_UNDER_WAY, _LANE_OPEN)",
        ".where(_NOTHING_UNDER_WAY, _LANE_OPEN)",
        STORES,
    ),
    Mutation(
        "claims-two-at-once",
        CLAIMS,
        ".where(FIRST, _NOTHING_UNDER_WAY, _LANE_OPEN)",
        ".where(FIRST, _LANE_OPEN)",
        STORES,
    ),
    Mutation(
        "claims-through-a-hold",
        CLAIMS,
        ".where(FIRST, _NOTHING_UNDER_WAY, _LANE_OPEN)",
        ".where(FIRST, _NOTHING_UNDER_WAY)",
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
    Mutation("coordinators-none-left", APPOINTMENTS, "if len(there) == 1:", "if False:", APPOINTED),
    Mutation("coordinators-of-others", APPOINTMENTS, "if one.id == programme), None)", "), None)", APPOINTED),
)
