"""Enrolment from a CSV file: every bad line is named, and all pairs are enrolled or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from itertools import count
from pathlib import Path

import pytest

from adapters.calendars.holidays_of import load
from adapters.channels import CHANNELS
from bot import app
from bot.application.enrolment.csv_file import COLUMNS, BadFile, decoded, read_csv
from bot.application.enrolment.enrol import Enrolling, Enrolment, read
from bot.application.enrolment.lookup import Known
from bot.application.enrolment.progress import Progress
from bot.application.enrolment.report import EndedPair
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.engine.journey import Journey
from bot.engine.people import Hours, Role
from bot.engine.programme import Track
from bot.ports import Address, Person, UnitOfWork
from tests.dialogues.stage import Stage
from tests.values import MENTEE, MENTOR, PROGRAMME, at

KNOWN = Known([channel.name for channel in CHANNELS])

UNKNOWN = Flaw(FlawKind.UNKNOWN, "Slack knows no member x@example.org", "x@example.org")

GOOD = dict(
    zip(
        COLUMNS,
        (
            *("Awa", "Camille", "mentoring", "2026-01-05", "fr en", "fr", "Africa/Dakar", "Europe/Paris"),
            *("local", "awa", "local", "camille"),
        ),
        strict=True,
    )
)


def csv(*rows: dict[str, str], parted: str = ",", ends: str = "\n") -> str:
    """A file with those lines; every line has the columns of the first."""
    names = list((rows or (GOOD,))[0])
    return ends.join([parted.join(names), *(parted.join(row[name] for name in names) for row in rows)]) + ends


def row(**changes: str) -> dict[str, str]:
    return {**GOOD, **changes}


def other(**changes: str) -> dict[str, str]:
    """Another pair."""
    return row(mentor="Priya", mentee="Sam", mentor_address="priya", mentee_address="sam", **changes)


def enrolments(text: str) -> list[Enrolment]:
    return read(read_csv(text), PROGRAMME, KNOWN)


def faults(text: str) -> list[str]:
    with pytest.raises(BadFile) as bad:
        enrolments(text)
    assert str(bad.value) == "\n".join(str(line) for line in bad.value.lines)
    return [str(line) for line in bad.value.lines]


# What is good ----------------------------------------------------------------------------------------------------


def test_a_line_is_a_pair() -> None:
    (one,) = enrolments(csv(GOOD))
    assert (one.line, one.track, one.start) == (2, Track.MENTORING, date(2026, 1, 5))
    mentor, mentee = one.people[MENTOR], one.people[MENTEE]
    assert (mentor.name, mentor.languages, mentor.zone) == ("Awa", ("fr", "en"), "Africa/Dakar")
    assert mentee.address == Address("local", "camille")
    assert mentor.hours == Hours()


def test_any_day_of_the_week_means_its_monday() -> None:
    for text in ("2026-01-05", "2026-01-07", "2026-01-11", "2026-W02"):
        assert enrolments(csv(row(first_week=text)))[0].start == date(2026, 1, 5)


def test_hours_may_be_given() -> None:
    (one,) = enrolments(csv({**GOOD, "mentor_hours": "08:30-16:00", "mentee_hours": ""}))
    assert one.people[MENTOR].hours == Hours(time(8, 30), time(16))
    assert one.people[MENTEE].hours == Hours()


def test_nothing_is_said_on_a_public_holiday_of_the_first_day(sqlite_url: str) -> None:
    """Easter Monday, in Paris: known from the enrolment on."""
    roster = csv(row(first_week="2026-04-06", mentor_zone="Europe/Paris", mentee_zone="Europe/Paris"))
    with Stage(sqlite_url, roster) as stage:
        stage.wait(at("2026-04-06 20:00"))
        assert stage.chats.seen == {}
        stage.wait(at("2026-04-07 08:00"))
        assert {seen.key for seen in stage.chats.seen["awa"]} == {"welcome.mentor", "welcome.pair", "s1.date"}


def test_public_holidays_are_those_of_the_time_zones_country_unless_told() -> None:
    programme = replace(PROGRAMME, holidays=load(Path("nowhere")))

    def codes(**changes: str) -> list[str]:
        (one,) = read(read_csv(csv(row(**changes))), programme, KNOWN)
        return [one.people[role].hours.holidays for role in Role]

    assert codes() == ["SN", "FR"]
    assert codes(mentee_zone="UTC") == ["SN", ""]
    assert codes(mentor_holidays="ch-ge", mentee_holidays="-") == ["CH-GE", ""]
    with pytest.raises(BadFile, match="nobody knows the mentee's public holidays «XX»; write FR, CH-GE or -"):
        codes(mentee_holidays="XX")


def test_an_e_mail_address_is_told_or_is_the_address_itself() -> None:
    (one,) = enrolments(csv(row(mentor_address="T1/Awa@example.org", mentee_mail="camille@example.org")))
    assert [one.people[role].mail for role in Role] == ["Awa@example.org", "camille@example.org"]
    (one,) = enrolments(csv(GOOD))
    assert [one.people[role].mail for role in Role] == ["", ""]


def test_columns_may_stand_in_any_order_and_in_capitals() -> None:
    turned = {name.upper(): GOOD[name] for name in reversed(COLUMNS)}
    assert [one.people for one in enrolments(csv(turned))] == [one.people for one in enrolments(csv(GOOD))]


@pytest.mark.parametrize(
    "text",
    [
        csv(GOOD, other(), parted=";"),
        "\ufeff" + csv(GOOD, other()),
        "\ufeff" + csv(GOOD, other(), parted=";", ends="\r\n"),  # French Excel
        csv(GOOD, other()).replace("Awa", '"Awa"'),
        csv(GOOD, dict.fromkeys(GOOD, ""), other()),
        csv(GOOD, other()) + "\n\n",
        csv(*({name: f" {value} " for name, value in one.items()} for one in (GOOD, other()))),
        csv(row(mentor_languages="FR+EN"), other()),
        csv(row(track="Mentoring", mentor_channel="Local"), other()),
    ],
)
def test_spreadsheets_write_it_in_many_ways(text: str) -> None:
    assert [one.people for one in enrolments(text)] == [one.people for one in enrolments(csv(GOOD, other()))]


def test_a_person_may_be_in_several_pairs_and_in_both_roles() -> None:
    swapped = row(
        **{
            name: GOOD[name.replace("mentee", "x").replace("mentor", "mentee").replace("x", "mentor")]
            for name in COLUMNS
        }
    )
    found = enrolments(csv(GOOD, swapped, row(track="networking")))
    assert len({one.pair for one in found}) == 3
    assert len({person.id for one in found for person in one.people.values()}) == 2


AMBIGUOUS = "line {}: the first week «{}» may be {} or {}; write it in one of these ways"


@pytest.mark.parametrize(
    ("weeks", "starts"),
    [
        (["02/03/2026"], [date(2026, 3, 2)]),  # a Monday with the day first, a Tuesday with the month first
        (["2/3/26"], [date(2026, 3, 2)]),
        (["02.03.2026"], [date(2026, 3, 2)]),
        (["03/02/2026"], [date(2026, 3, 2)]),  # a Tuesday with the day first, a Monday with the month first
        (["16/03/2026"], [date(2026, 3, 16)]),
        (["03/16/2026"], [date(2026, 3, 16)]),
        (["04/03/2026", "18/03/2026"], [date(2026, 3, 2), date(2026, 3, 16)]),  # Wednesdays, the second tells
        (["04/03/2026", "03/18/2026"], [date(2026, 3, 30), date(2026, 3, 16)]),
        (["05/05/2026"], [date(2026, 5, 4)]),  # the same either way
        (["2026-03-02", "2026-W10"], [date(2026, 3, 2), date(2026, 3, 2)]),
    ],
)
def test_dates_are_read_as_the_file_writes_them(weeks: list[str], starts: list[date]) -> None:
    rows = [row(first_week=week, mentor=f"A{n}", mentor_address=f"a{n}") for n, week in enumerate(weeks)]
    assert [one.start for one in enrolments(csv(*rows))] == starts


def test_a_date_that_may_be_two_is_named_and_never_guessed() -> None:
    both = AMBIGUOUS.format(2, "04/03/2026", "2026-03-04", "2026-04-03")
    assert faults(csv(row(first_week="04/03/2026"))) == [both]
    assert faults(csv(row(first_week="04/03/2026"), other(first_week="2026-03-16"))) == [both]


def test_a_file_that_contradicts_itself_decides_nothing() -> None:
    third = row(first_week="03/16/2026", mentor="Bo", mentor_address="bo")
    text = csv(row(first_week="04/03/2026"), other(first_week="16/03/2026"), third)
    assert faults(text) == [AMBIGUOUS.format(2, "04/03/2026", "2026-03-04", "2026-04-03")]


@pytest.mark.parametrize("unseen", ["\0", "\u200b", "\u200e", "\u202e", "\u2069", "\ufeff", "\u00ad"])
def test_what_nobody_sees_is_no_part_of_a_cell(unseen: str) -> None:
    marked = {name: f"{value[:1]}{unseen}{value[1:]}{unseen}" for name, value in GOOD.items()}
    assert [one.people for one in enrolments(csv(marked))] == [one.people for one in enrolments(csv(GOOD))]


def test_joiners_stay_where_a_script_spells_with_them() -> None:
    name = "ශ්\u200dරී"
    assert enrolments(csv(row(mentor=f"\u200d{name}\u200c")))[0].people[MENTOR].name == name


@pytest.mark.parametrize("tail", [",", ",,,", ", ,\u200b"])
def test_empty_columns_at_the_end_are_no_columns(tail: str) -> None:
    head, line = csv(GOOD).splitlines()
    for text in (f"{head}{tail}\n{line}{tail}\n", f"{head}\n{line}{tail}\n"):
        assert [one.people for one in enrolments(text)] == [one.people for one in enrolments(csv(GOOD))]
    assert faults(f"{head}\n{line},,more\n") == ["line 2: has 14 columns where the first line names 12"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_however_a_spreadsheet_saved_it(encoding: str) -> None:
    raw = csv(row(mentor="Zoé"), parted="\t" if encoding == "utf-16" else ";").encode(encoding)
    assert enrolments(decoded(raw))[0].people[MENTOR].name == "Zoé"


def test_only_the_true_error_of_a_line_is_named() -> None:
    lost = row(mentor_channel="", mentor_address="", mentor_zone="", mentor_languages="")
    assert faults(csv(lost)) == ["line 2: the mentor's channel «» is not local, slack, teams"]
    lost = row(mentor_address="", mentor_zone="", mentor_languages="")
    assert faults(csv(lost)) == ["line 2: the mentor has no address"]


def test_somebody_whom_slack_does_not_know_is_one_error() -> None:
    known = replace(KNOWN, entries={Address("slack", "x@example.org"): UNKNOWN})
    text = csv(row(mentor_channel="slack", mentor_address="x@example.org", mentor_zone="", mentor_languages=""))
    with pytest.raises(BadFile) as bad:
        read(read_csv(text), PROGRAMME, known)
    assert str(bad.value) == "line 2: the mentor: Slack knows no member x@example.org"


def test_an_address_in_other_capitals_is_named() -> None:
    shouted = row(mentee="Sam", mentee_address="sam", mentor_address="AWA")
    assert faults(csv(GOOD, shouted)) == [
        "line 3: local:AWA and local:awa on line 2 differ in capitals only; write them alike"
    ]


# What is bad -----------------------------------------------------------------------------------------------------

REASONS = {
    "track": ("rowing", "the track «rowing» is not mentoring or networking"),
    "first_week": ("soon", "the first week «soon» is no date; write 2026-03-02 or 2026-W10"),
    "mentor": ("", "the mentor has no name, or one of more than 100 characters"),
    "mentee": ("x" * 101, "the mentee has no name, or one of more than 100 characters"),
    "mentor_languages": ("fr xx", "the mentor's languages «fr xx» must be some of: fr en"),
    "mentee_languages": ("", "the mentee's languages «» must be some of: fr en"),
    "mentor_zone": ("Paris", "the mentor's time zone «Paris» is unknown; write it like Europe/Paris"),
    "mentee_zone": ("../etc/passwd", "the mentee's time zone «../etc/passwd» is unknown; write it like Europe/Paris"),
    "mentor_channel": ("irc", "the mentor's channel «irc» is not local, slack, teams"),
    "mentee_address": ("", "the mentee has no address"),
}


@pytest.mark.parametrize("column", REASONS)
def test_a_bad_cell_is_named_with_its_line_and_reason(column: str) -> None:
    value, reason = REASONS[column]
    assert faults(csv(other(), row(**{column: value}))) == [f"line 3: {reason}"]


@pytest.mark.parametrize(
    "hours", ["9-17", "17:30-09:00", "09:00", "all day", "09:00-17:30Z", "09:00-12:00-14:00", "9h-17h"]
)
def test_hours_that_are_none_are_named(hours: str) -> None:
    text = csv({**GOOD, "mentor_hours": hours})
    assert faults(text) == [f"line 2: the mentor's hours «{hours}» must read like 09:00-17:30"]


@pytest.mark.parametrize("week", ["", "2019-12-30", "2101-01-03", "2026-02-30", "2026-W60", "next week"])
def test_a_week_that_is_none_is_named(week: str) -> None:
    assert faults(csv(row(first_week=week)))[0].startswith(f"line 2: the first week «{week}» is no date")


def test_every_fault_of_every_line_is_named_in_order() -> None:
    bad = [row(track="x", mentor="", mentee_zone="y"), other(), row(first_week="z")]
    assert [line.partition(":")[0] for line in faults(csv(*bad))] == ["line 2", "line 2", "line 2", "line 4"]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = csv(row(mentor='"Awa\nMaria"'), row(mentor="Bo", mentor_address="bo"), other(track="x"))
    assert faults("\n".join([*text.splitlines()[:1], "", *text.splitlines()[1:]])) == [
        "line 6: the track «x» is not mentoring or networking"
    ]


def test_nobody_is_paired_with_themselves() -> None:
    assert faults(csv(row(mentee_address="awa"))) == ["line 2: mentor and mentee have the same address"]


def test_the_same_pair_twice_is_a_slip() -> None:
    assert faults(csv(GOOD, other(), GOOD)) == ["line 4: the same pair as on line 2"]


def test_one_person_told_in_two_ways_is_a_slip() -> None:
    second = row(mentee="Sam", mentee_address="sam", mentor_zone="Europe/Paris")
    assert faults(csv(GOOD, second)) == ["line 3: local:awa is told otherwise on line 2"]


def test_a_line_of_another_length_is_named() -> None:
    assert faults(csv(GOOD) + "Priya,Sam\n") == ["line 3: has 2 columns where the first line names 12"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1: the columns mentor, mentee, track"),
        ("\n", "line 1: the columns mentor, mentee, track"),
        (csv(), "line 1: the file names no pair"),
        (csv({**GOOD, "salary": "1"}), "line 1: the columns salary are unknown"),
        (
            csv({name: value for name, value in GOOD.items() if name != "track"}),
            "line 1: the columns track are missing",
        ),
        (csv(GOOD).replace("mentee,track", "mentee,mentee,track"), "line 1: the columns mentee are there twice"),
        (csv(GOOD) + '"Awa', "line 3: is not CSV: unexpected end of data"),
        ("PK\x03\x04\x00\x00", "line 1: "),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, reason: str) -> None:
    assert faults(text)[0].startswith(reason)


# Enrolling -------------------------------------------------------------------------------------------------------


def imported(stage: Stage, text: str) -> tuple[int, int]:
    return stage.run(app.import_pairs(stage.app, text))


def test_the_same_file_twice_changes_nothing(sqlite_url: str) -> None:
    with Stage(sqlite_url) as stage:
        assert imported(stage, csv(GOOD, other())) == (2, 2)
        stage.wait(at("2026-01-06 09:00"))
        before, sent = stage.journey(), len(stage.chats.sent)
        assert imported(stage, csv(GOOD, other())) == (0, 2)
        stage.wait(at("2026-01-06 09:01"))
        assert stage.journey(before.pair) == before
        assert len(stage.chats.sent) == sent


def test_pairs_that_are_told_alike_are_different_people(sqlite_url: str) -> None:
    ines = {**other(), "mentee": "Ines", "mentee_address": "ines"}
    with Stage(sqlite_url) as stage:
        imported(stage, csv(GOOD, other(), ines, row(mentee="Max", mentee_address="max")))
        found = stage.run(stage.app.store.run(_with_people))
    names = {tuple(one.members[role].name for role in Role) for one, _ in found}
    assert names == {("Awa", "Camille"), ("Priya", "Sam"), ("Priya", "Ines"), ("Awa", "Max")}
    for one, people in found:
        for role, member in one.members.items():
            assert (member.person, member.name) == (people[role].id, people[role].name)


def _with_people(unit: UnitOfWork) -> list[tuple[Journey, Mapping[Role, Person]]]:
    return [(one, unit.people.of_pair(one.pair)) for one in unit.journeys.all()]


def test_a_pair_that_has_ended_is_named_with_the_way_back(sqlite_url: str) -> None:
    with Stage(sqlite_url) as stage:
        imported(stage, csv(GOOD, other()))
        stage.wait(at("2026-01-06 09:00"))
        stage.run(stage.app.service.leave(Address("local", "awa")))
        report = stage.run(app.imported(stage.app, csv(GOOD, other()), Enrolling()))
        assert str(report).splitlines() == [
            "0 pairs enrolled, 2 were there already.",
            "Awa – Camille (mentoring) ended on 2026-01-06; importing does not bring them back, this does: "
            "together-bot pairs restore local:awa",
        ]


def test_a_pair_that_came_to_the_end_is_not_brought_back() -> None:
    told = str(EndedPair("Awa", "Camille", Track.NETWORKING, date(2026, 5, 4), ()))
    assert told == "Awa – Camille (networking) ended on 2026-05-04: they came to the end of it."


def test_a_long_import_says_how_far_it_is(sqlite_url: str) -> None:
    seconds, said = count(), list[str]()
    with Stage(sqlite_url) as stage:
        rows = [row(mentor=f"A{n}", mentor_address=f"a{n}") for n in range(5)]
        stage.run(
            app.imported(stage.app, csv(*rows), Enrolling(progress=Progress(said.append, lambda: float(next(seconds)))))
        )
    assert said == ["0 of 5 pairs stored", "2 of 5 pairs stored", "4 of 5 pairs stored"]


def test_a_short_import_says_nothing_on_the_way(sqlite_url: str) -> None:
    said = list[str]()
    with Stage(sqlite_url) as stage:
        stage.run(app.imported(stage.app, csv(GOOD), Enrolling(progress=Progress(said.append, lambda: 1.0))))
    assert said == []


def test_a_file_that_grew_enrols_what_is_new(sqlite_url: str) -> None:
    with Stage(sqlite_url) as stage:
        imported(stage, csv(GOOD))
        assert imported(stage, csv(GOOD, other())) == (1, 2)


def test_one_bad_line_and_nobody_is_enrolled(sqlite_url: str) -> None:
    with Stage(sqlite_url) as stage:
        with pytest.raises(BadFile, match="line 3: the track «x»"):
            imported(stage, csv(GOOD, other(track="x")))
        assert stage.run(stage.app.store.run(lambda unit: list(unit.journeys.all()))) == []
        assert stage.run(stage.app.store.run(lambda unit: unit.people.at(Address("local", "awa")))) is None


def test_somebody_known_keeps_what_they_have_said_of_themselves(sqlite_url: str) -> None:
    with Stage(sqlite_url) as stage:
        imported(stage, csv(GOOD))
        stage.wait(at("2026-01-06 09:00"))
        stage.says("awa", "langue anglais")
        imported(stage, csv(row(mentee="Mia", mentee_address="mia")))
        journeys = stage.run(stage.app.store.run(lambda unit: list(unit.journeys.all())))
        assert {journey.members[MENTOR].languages for journey in journeys} == {("en", "fr")}


def test_nothing_is_said_before_the_first_week(sqlite_url: str) -> None:
    with Stage(sqlite_url) as stage:
        imported(stage, csv(row(first_week="2026-02-04")))
        stage.wait(at("2026-02-01 22:59"))
        assert stage.chats.sent == []
        stage.wait(at("2026-02-02 12:00"))
        assert {post.key for _, _, post in stage.chats.sent} == {
            "welcome.mentor",
            "welcome.mentee",
            "welcome.pair",
            "s1.date",
        }
        assert set(Role) == set(stage.journey().members)
