"""Three minutes about oneself, prepared in private before a networking meeting (`N1.D1`, `N1.B1`, `N2.G1`)."""

from __future__ import annotations

import pytest

from bot.application.data_rights.erase import emptied, written
from bot.engine.events import Left
from bot.engine.flows.introduction.state import INTRODUCTION, Introduction
from bot.engine.people import Place, Role
from bot.engine.programme import Track
from bot.engine.timers import timers
from bot.infra.codec import encode_journey
from tests.engine.simulator import Season
from tests.engine.walking import booked, both_go_on, evaluated, held, key, lent, meeting, offered, season, sitting
from tests.labels import en
from tests.values import MENTEE, MENTOR, PROGRAMME, buttons, forms, posts, replies, reply, said

LINES = {"me": "Je dirige une petite équipe.", "matter": "Un nouveau service.", "curious": "Votre parcours."}


def first() -> Season:
    return booked(offered(season(Track.NETWORKING)))


def own(role: Role) -> str:
    return f"introduction.{role}"


def writing(walk: Season, role: Role = MENTEE, **lines: str) -> Season:
    walk.type(role, "introduction")
    walk.submit(role, own(role), "introduction.write", **(lines or LINES))
    return walk


def second(walk: Season) -> Season:
    both_go_on(evaluated(held(walk)))
    assert sitting(walk).number == 2
    return booked(walk)


@pytest.mark.parametrize("role", Role)
def test_each_writes_theirs_and_reads_it_on_their_own_prep_card(role: Role) -> None:
    walk = writing(first(), role)
    assert lent(walk.journey).own_of(INTRODUCTION, role) == Introduction(**LINES)
    walk.wait(meeting(walk).at)
    mine, other = (said(walk.card(one, f"s1.prep.{one}")) for one in (role, role.other))
    for line in LINES.values():
        assert line in mine
        assert line not in other
    for card in (mine, other):
        assert en("run-introduction") in card


def test_a_prep_card_that_is_out_follows_what_is_written() -> None:
    walk = first()
    walk.wait(meeting(walk).at)
    outcome = writing(walk).posted("s1.prep.mentee")
    assert LINES["me"] in said(outcome[-1].message)


def test_the_other_gets_the_same_whatever_was_written() -> None:
    seasons = []
    for lines in (None, LINES, {"me": "Des mots d'un autre jour."}):
        walk = first()
        if lines is not None:
            writing(walk, MENTEE, **lines)
        walk.wait(meeting(walk).at)
        for word in ("introduction", "prep", "status", "agenda"):
            walk.type(MENTOR, word)
        second(walk)
        walk.wait(meeting(walk).at)
        walk.type(MENTOR, "introduction")
        held(walk)
        walk.idle()
        seasons.append(walk)
    seen = [walk.in_sight_of(MENTOR) for walk in seasons]
    assert seen[0] == seen[1] == seen[2]
    assert all(LINES["me"] not in what for _, what in seen[1])
    assert [timers(PROGRAMME, walk.journey) for walk in seasons[1:]] == [timers(PROGRAMME, seasons[0].journey)] * 2


def test_writing_posts_nothing_to_anybody_else() -> None:
    walk = first()
    walk.wait(meeting(walk).at)
    walk.type(MENTEE, "introduction")
    outcome = walk.submit(MENTEE, own(MENTEE), "introduction.write", **LINES)
    assert {post.to for post in posts(outcome)} == {Place.MENTEE}


def test_the_agenda_says_that_each_introduces_themselves_and_none_of_the_words() -> None:
    walk = writing(first())
    walk.wait(meeting(walk).at)
    walk.use(MENTEE, key(walk, "agenda"), "agenda.next")
    page = said(walk.cards[Place.PAIR, key(walk, "agenda")])
    assert en("introduction-on-agenda") in page
    assert LINES["me"] not in page


def test_the_second_meeting_repeats_the_guidance_of_the_first() -> None:
    before, after = (PROGRAMME.seance(Track.NETWORKING, number) for number in (1, 2))
    for phase_of in ("checklist", "advice"):
        for reader, items in getattr(before, phase_of).items():
            assert {item.id for item in items} <= {item.id for item in getattr(after, phase_of)[reader]}
    topics = {topic.head.id for topic in after.topics}
    assert {"N2.G1", "N1.D2", "N1.D3"} == topics


def test_the_second_meeting_shows_their_notes_again_and_takes_what_was_left_over() -> None:
    walk = writing(first())
    walk.type(MENTEE, "introduction")
    assert [field.name for field in forms(walk.card(MENTEE, own(MENTEE)))[0].fields] == ["me", "matter", "curious"]
    second(walk)
    walk.type(MENTEE, "introduction")
    assert forms(walk.card(MENTEE, own(MENTEE)))[0].fields[0].name == "rest"
    walk.submit(MENTEE, own(MENTEE), "introduction.write", rest="Le budget.", **LINES)
    walk.wait(meeting(walk).at)
    prep = said(walk.card(MENTEE, "s2.prep.mentee"))
    for line in (*LINES.values(), "Le budget."):
        assert line in prep
    walk.use(MENTEE, key(walk, "agenda"), "agenda.next")
    page = said(walk.cards[Place.PAIR, key(walk, "agenda")])
    assert en("introduction-on-agenda-again") in page
    assert "Le budget." not in page


def test_it_is_asked_for_when_empty_and_says_what_it_is_for() -> None:
    outcome = first().type(MENTOR, "introduction")
    assert en("introduction-lead") in reply(outcome)
    assert forms(replies(outcome)[0].message)


def test_lines_are_folded_and_cut_where_the_form_says_so_and_can_be_emptied() -> None:
    walk = writing(first(), MENTEE, me="x" * 1000, matter=" a \n b ")
    kept = lent(walk.journey).own_of(INTRODUCTION, MENTEE)
    assert (len(kept.me), kept.matter) == (250, "a b")
    writing(walk, MENTEE, me="", matter="", curious="")
    assert lent(walk.journey).own_of(INTRODUCTION, MENTEE) == Introduction()


def test_after_the_end_it_can_still_be_read_by_its_writer_alone() -> None:
    walk = writing(first())
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTOR))
    outcome = walk.type(MENTEE, "introduction")
    assert LINES["me"] in reply(outcome)
    assert buttons(replies(outcome)[0].message) == []
    assert forms(replies(outcome)[0].message) == []
    assert reply(walk.type(MENTOR, "introduction")).endswith(en("introduction-none-kept"))


def test_it_is_sealed_and_goes_with_its_writer() -> None:
    walk = writing(first())
    assert set(LINES.values()) <= set(written(walk.journey, MENTEE))
    assert LINES["me"] not in encode_journey(emptied(walk.journey, MENTEE, walk.at))
    assert LINES["me"] in encode_journey(emptied(walk.journey, MENTOR, walk.at))


def test_in_mentoring_it_is_no_part_of_the_programme() -> None:
    assert en("not-part") in reply(offered(season()).type(MENTOR, "introduction"))
