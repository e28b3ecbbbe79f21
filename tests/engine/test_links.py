"""What coordinators give for a link is judged, and laid over the programme as it is shown at an instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.flows.coordination.links import LONGEST, Entered, Trouble, judged, missing, named
from bot.engine.programme import GivenLink, GivenLinks, Seance, Track
from bot.engine.steps.links import linked
from tests.values import PROGRAMME, at

TODAY, NOW = date(2026, 3, 2), at("2026-03-02 09:00")
FILM = "https://videos.example.org/film"


def test_what_is_given_leads_there_and_nothing_else_changes() -> None:
    now = linked(PROGRAMME, GivenLinks({"profile": GivenLink(FILM)}), NOW)
    leading = {item.id for _, item in named(now)["profile"].uses if item.link == FILM}
    assert leading == {"M1.B1", "N1.B2"}
    without = {track: tuple(_without(seance) for seance in some) for track, some in now.tracks.items()}
    assert without == PROGRAMME.tracks
    assert replace(now, tracks={}) == replace(PROGRAMME, tracks={})
    assert now.tracks[Track.MENTORING][1] is PROGRAMME.tracks[Track.MENTORING][1], (
        "what it does not concern is not made anew"
    )


def _without(seance: Seance) -> Seance:
    items, repeated = (tuple(replace(item, link="") for item in some) for some in (seance.items, seance.repeated))
    return replace(seance, items=items, repeated=repeated)


def test_a_programme_with_the_same_links_is_made_once() -> None:
    given = GivenLinks({"profile": GivenLink(FILM)})
    assert linked(PROGRAMME, given, NOW) is linked(PROGRAMME, GivenLinks({"profile": GivenLink(FILM)}), NOW)
    assert linked(PROGRAMME, GivenLinks(), NOW) is PROGRAMME
    other = replace(PROGRAMME, name="another")
    assert linked(other, given, NOW).name == "another"


@pytest.mark.parametrize(
    ("first", "last", "is_on"),
    [
        (None, None, True),
        (date(2026, 3, 2), None, True),
        (date(2026, 3, 3), None, False),
        (None, date(2026, 3, 2), True),
        (None, date(2026, 3, 1), False),
        (date(2026, 3, 1), date(2026, 3, 3), True),
    ],
)
def test_it_is_shown_on_its_days_the_first_and_the_last_among_them(
    first: date | None, last: date | None, *, is_on: bool
) -> None:
    assert GivenLinks({"profile": GivenLink(FILM, first, last)}).at(NOW) == (("profile", FILM if is_on else ""),)


def test_what_is_missing_is_what_nobody_has_given_whatever_the_day() -> None:
    everything = tuple(named(PROGRAMME))
    assert missing(PROGRAMME, {}) == everything
    given = {"profile": GivenLink(FILM, first=date(2027, 1, 1)), "resources": GivenLink()}
    assert missing(PROGRAMME, given) == tuple(name for name in everything if name != "profile")
    written = linked(PROGRAMME, GivenLinks({"resources": GivenLink(FILM)}), NOW)  # as if its files said so
    assert "resources" not in missing(written, {})
    assert "resources" in missing(written, given), "it was withdrawn"


@pytest.mark.parametrize(
    "address",
    [
        FILM,
        "HTTPS://Videos.Example.org",
        "https://videos.example.org:8443/a%20b?x=1&y=(2)#part",
        "https://fr.wikipedia.org/wiki/Évaluation_(éducation)",
    ],
)
def test_an_ordinary_address_is_taken_as_it_is(address: str) -> None:
    assert judged(Entered(f"  {address}\n"), TODAY) == GivenLink(address)


HOSTILE = [
    ("https://user:pass@example.org/", Trouble.HOST),
    ("https://example.org@evil.example.net/", Trouble.HOST),
    ("https://127.0.0.1/", Trouble.HOST),
    ("https://2130706433/", Trouble.HOST),
    ("https://[::1]/", Trouble.HOST),
    ("https://0x7f.1/", Trouble.HOST),
    ("https://intranet/", Trouble.HOST),
    ("https://db.internal/", Trouble.HOST),
    ("https://LOCALHOST/", Trouble.HOST),
    ("https://app.localhost:443/", Trouble.HOST),
    ("https://example.org:99999/", Trouble.HOST),
    ("https:///film", Trouble.HOST),
    ("https://XN--80AK6AA92E.com/", Trouble.HOST),
    ("https://\u0435xample.org/", Trouble.HOST),
    ("https://example.org\\@evil.example.net/", Trouble.SIGNS),
    ("https://example.org/\u202egpj", Trouble.SIGNS),
    ("https://example.org/\x00", Trouble.SIGNS),
    ("https://example.org/a|b", Trouble.SIGNS),
    ("//example.org/", Trouble.SCHEME),
    ("data:text/html,https://example.org", Trouble.SCHEME),
    ("example.org", Trouble.SCHEME),
    (FILM + "x" * LONGEST, Trouble.LONG),
]


@pytest.mark.parametrize(("address", "why"), HOSTILE)
def test_a_hostile_address_is_not(address: str, why: Trouble) -> None:
    assert judged(Entered(address), TODAY) is why


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_entered_is_judged_and_what_is_taken_is_plain(address: str, first: str, last: str) -> None:
    for said in (address, f"https://{address}", f"https://example.org/{address}"):
        verdict = judged(Entered(said, first, last), TODAY)
        if isinstance(verdict, GivenLink) and verdict.address:
            assert verdict.address.lower().startswith("https://")
            assert len(verdict.address) <= LONGEST
            assert verdict.address.isprintable()
            assert not set(verdict.address) & set(' <>"\\|')


def test_without_an_address_the_days_say_nothing() -> None:
    assert judged(Entered("  ", "rubbish", "2026-01-01"), TODAY) == GivenLink()


def test_a_last_day_that_is_today_is_not_over() -> None:
    assert judged(Entered(FILM, "", "2026-03-02"), TODAY) == GivenLink(FILM, None, TODAY)
    assert judged(Entered(FILM, "", "2026-03-01"), TODAY) is Trouble.OVER
