"""What people may be, type and press: anything."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import strategies as st

from bot.engine.flows import FLOWS
from bot.engine.people import DaysOff, Hours, Member, Role
from tests.values import MONDAY, PROGRAMME

ODD_TEXTS = (
    "",
    " ",
    "\n",
    "x" * 10_000,
    "prep " * 2_000,
    "👍🏽 👨‍👩‍👧‍👦",
    "שלום עולם",
    "مرحبا",
    "\u202eprep",
    "<b>prep</b> & <script>",
    "*prep* _date_ `x` [a](b)",
    "{ $name } { -platform }",
    "/PREP",
    "?",
    "…",
    "ÉVALUER !",
    "pause 31/02",
    "pause 0001-01-01",
    "pause 9999-12-31",
    "language klingon",
)

ROLES = st.sampled_from(Role)

ZONES = (
    "Europe/Paris",
    "UTC",
    "Pacific/Kiritimati",  # +14
    "Pacific/Pago_Pago",  # −11
    "Asia/Kolkata",  # +5:30
    "Asia/Kathmandu",  # +5:45
    "America/St_Johns",  # −3:30, summer time
    "Australia/Lord_Howe",  # half an hour of summer time
    "America/Los_Angeles",
)

HOURS = st.sampled_from(
    [
        Hours(),
        Hours(time(6), time(7)),
        Hours(time(12, 15), time(22, 45), (5, 6)),
        Hours(time(9), time(17), (1,)),
        Hours(time(8, 30), time(12), (0, 2, 4)),
        Hours(days=()),
    ]
)


def _off(after: int, days: int) -> DaysOff:
    first = MONDAY + timedelta(days=after)
    return DaysOff(first, first + timedelta(days=days))


LEAVE = st.lists(st.builds(_off, st.integers(-3, 60), st.integers(0, 90)), max_size=2).map(tuple)

LANGUAGES = st.sampled_from([("fr",), ("en",), ("fr", "en"), ("en", "fr")])

MEMBERS = st.builds(
    Member,
    person=st.sampled_from(["p-1", "p-2"]),
    name=st.one_of(st.sampled_from(["Awa", "Léo", "אבי", "<b>Bo</b>", "O'Neil; Ana"]), st.text(min_size=1, max_size=9)),
    languages=LANGUAGES,
    zone=st.sampled_from(ZONES),
    hours=HOURS,
    off=LEAVE,
)

WORDS = st.sampled_from(sorted(PROGRAMME.words))
RESTS = st.sampled_from(["", "fr", "english", "2026-03-01", "31/12", "01/01/2020", "31/02", "?", "x" * 300])
TEXTS = st.one_of(WORDS, st.builds("{} {}".format, WORDS, RESTS), st.sampled_from(ODD_TEXTS), st.text(max_size=30))

ACTIONS = st.sampled_from([*sorted(FLOWS.presses), *sorted(FLOWS.submits), "run", "pair", "nudge", "", "no.such"])

_KEYS = [f"s{n}.{name}" for n in (1, 2, 6, 7) for name in ("date", "date.2", "agenda", "agenda.2", "held", "held.3")]
_OWN = [f"s{n}.{name}.{role}" for n in (1, 2, 6) for name in ("prep", "evaluation") for role in Role]
CARDS = st.sampled_from(
    [*_KEYS, *_OWN, *(f"continuation.{role}" for role in Role), "farewell", "", "s0.date", "s99.agenda"]
)

VALUES = st.lists(
    st.one_of(
        st.sampled_from(
            ["0", "1", "5", "6", "-1", "listening", "other", "M1.B1", "M2.B1", "en", "xx", *PROGRAMME.words]
        ),
        st.sampled_from(["2026-01-08T13:00:00+00:00", "2026-01-08T13:00:00", "9999-12-31T23:59:59+14:00", "today"]),
        st.text(max_size=5),
    ),
    max_size=3,
).map(tuple)

DAYS = st.one_of(
    st.dates(date(2026, 1, 1), date(2028, 1, 1)).map(str), st.sampled_from(["", "0001-01-01", "9999-12-31"])
)
CLOCKS = st.sampled_from(["10:00", "02:30", "24:00", "25:61", "", "10:00+02:00", "T12", "half past"])

JUMPS = st.one_of(
    st.sampled_from([timedelta(0), timedelta(minutes=1), timedelta(hours=1), timedelta(days=365)]),
    st.timedeltas(timedelta(0), timedelta(days=3)),
    st.timedeltas(timedelta(0), timedelta(days=40)),
)
