"""Public holidays of countries and their parts, and organisations' own lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import content
from adapters.calendars.holidays_of import Holidays, ListBroken, load
from bot.engine.people import DaysOff, Off

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def days(code: str) -> set[str]:
    found = Holidays()(code, FIRST, LAST)
    assert found is not None
    return {f"{day.first:%m-%d}" for day in found if day.kind is Off.HOLIDAY}


def test_a_country() -> None:
    assert {"01-01", "05-01", "07-14", "12-25"} <= days("FR")
    assert days("fr") == days("FR")


def test_a_part_of_a_country_has_days_of_its_own() -> None:
    assert "09-10" in days("CH-GE") - days("CH")  # the Jeûne genevois
    assert days("DE-BY") > days("DE")


def kinds(code: str, day: str) -> set[Off]:
    found = Holidays()(code, date(2027, 1, 1), date(2027, 12, 31))
    assert found is not None
    return {one.kind for one in found if one.first == date.fromisoformat(day)}


@pytest.mark.parametrize(
    ("country", "day", "part"),
    [
        ("GB", "2027-03-29", "GB-ENG"),  # Easter Monday, not in Scotland
        ("CH", "2027-03-26", "CH-ZH"),  # Good Friday, not in Ticino and Valais
        ("DE", "2027-11-01", "DE-BY"),  # All Saints, in five of the Länder
    ],
)
def test_a_holiday_of_some_regions_is_better_avoided_unless_the_region_is_known(
    country: str, day: str, part: str
) -> None:
    assert kinds(country, day) == {Off.ESTIMATED}
    assert kinds(part, day) == {Off.HOLIDAY}
    assert kinds(country, f"{day[:4]}-12-25") == {Off.HOLIDAY}
    assert kinds("GB-SCT", "2027-03-29") == set()


def test_a_towns_own_saint_is_no_matter_for_the_rest_of_the_country() -> None:
    assert kinds("IT", "2027-09-19") == set()  # San Gennaro, in Naples


def test_regions_by_code_and_name() -> None:
    regions = Holidays().regions
    assert set(regions("GB")) == {"ENG", "NIR", "SCT", "WLS"}
    assert "Genève" in regions("CH")["GE"]
    assert "Stadt Zurich" not in regions("CH")
    for none in ("CH-GE", "SN", "XX", "", "UN-GENEVA"):
        assert regions(none) == {}


@pytest.mark.parametrize("code", ["SN", "MA", "AE", "ID", "EG"])
def test_what_depends_on_the_moon_is_an_estimate_until_it_is_announced(code: str) -> None:
    ahead = Holidays()(code, date(2027, 1, 1), date(2028, 12, 31))
    assert ahead is not None
    assert {day.kind for day in ahead} == {Off.HOLIDAY, Off.ESTIMATED}


def test_only_days_within_the_bounds_over_the_turn_of_the_year() -> None:
    found = Holidays()("FR", date(2026, 12, 20), date(2027, 1, 10))
    assert found is not None
    assert [day.first for day in found if day.kind is Off.HOLIDAY] == [date(2026, 12, 25), date(2027, 1, 1)]


@pytest.mark.parametrize("code", ["", "XX", "FRANCE", "CH-XX", "../etc", "F", "FR-", "FR;", "é"])
def test_a_code_that_nobody_knows(code: str) -> None:
    assert Holidays()(code, FIRST, LAST) is None


def test_the_example_of_an_organisations_list() -> None:
    lists = load(Path(content.__file__).parent / "holidays")
    found = lists("un-geneva", date(2026, 5, 1), LAST)
    assert found is not None
    assert DaysOff(date(2026, 12, 25), date(2026, 12, 26), Off.HOLIDAY) in found
    assert DaysOff(date(2026, 5, 27), date(2026, 5, 27), Off.ESTIMATED) in found
    assert found[0].first >= date(2026, 5, 1)
    assert lists("FR", FIRST, LAST) == Holidays()("FR", FIRST, LAST)
    assert load(Path("there/is/no/such/folder")).own == {}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- a", "lists"),
        ("{", "not YAML"),
        ("lower: {name: x, days: []}", "capital letters"),
        ("ACME: {days: []}", "a name and days"),
        ("ACME: {name: &x y, days: [*x]}", "another part of the file"),
        ("ACME: " + "[" * 30 + "]" * 30, "nested more than"),
        ("ACME: {name: x, days: [], more: 1}", "a name and days"),
        ("ACME: {name: x, days: [{day: 2026-13-01, name: x}]}", "not YAML"),
        ("ACME: {name: x, days: [{day: 2026-12-01}]}", "a day reads"),
        ("ACME: {name: x, days: [{from: 2026-12-02, to: 2026-12-01, name: x}]}", "a day reads"),
        ("ACME: {name: x, days: [{day: 2026-12-02, name: x, estimated: perhaps}]}", "a day reads"),
        ("ACME: {name: x, days: [{day: 2026-12-02, name: x, colour: red}]}", "a day reads"),
    ],
)
def test_what_is_wrong_with_a_list_is_named(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ListBroken, match=why) as told:
        load(tmp_path)
    assert str(told.value).startswith(f"{tmp_path}/acme.yaml:1: ")


def test_the_line_of_a_wrong_day_is_named(tmp_path: Path) -> None:
    days = "    - {day: 2026-12-01, name: x}\n    - {day: soon, name: x}"
    (tmp_path / "acme.yaml").write_text(f"# ours\nACME:\n  name: x\n  days:\n{days}\n", encoding="utf-8")
    with pytest.raises(ListBroken, match=r"acme\.yaml:6: ACME: a day reads"):
        load(tmp_path)


def test_a_code_stands_for_one_list(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("ACME: {name: x, days: []}", encoding="utf-8")
    with pytest.raises(ListBroken, match="another list"):
        load(tmp_path)
