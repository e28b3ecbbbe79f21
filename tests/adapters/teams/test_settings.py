"""The settings of the channel, and what is said of wrong ones."""

from __future__ import annotations

import pytest

from adapters.teams.settings import PLAYGROUND_TENANT, TeamsApp
from bot.app.settings import parse
from bot.settings import SettingsBroken
from tests.adapters.teams.fakes import APP, TENANT
from tests.seals import KEY

GOOD = {
    "TOGETHER_CHANNELS": "teams",
    "TOGETHER_TEAMS_APP_ID": APP,
    "TOGETHER_TEAMS_APP_PASSWORD": "hush",
    "TOGETHER_TEAMS_TENANTS": f"{TENANT}, {APP}",
    "TOGETHER_SECRET_KEYS": KEY,
}


def test_an_app_and_its_tenants() -> None:
    teams = parse(GOOD).sections.of(TeamsApp)
    assert (teams.id, teams.tenants, teams.catalogue) == (APP, (TENANT, APP), "")
    assert "hush" not in repr(teams)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("APP_ID", ""),
        ("APP_ID", "together"),
        ("APP_PASSWORD", ""),
        ("TENANTS", ""),
        ("TENANTS", "example.org"),
        ("CATALOGUE_ID", "together"),
        ("PLAYGROUND", "1"),
        ("PLAYGROUND", "0"),
        ("PLAYGROUND", "yes"),
    ],
)
def test_what_is_wrong_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsBroken, match=f"TOGETHER_TEAMS_{name}"):
        parse(GOOD | {f"TOGETHER_TEAMS_{name}": value})


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsBroken) as broken:
        parse({"TOGETHER_CHANNELS": "teams"})
    assert str(broken.value).count("TOGETHER_TEAMS_") == 3


def test_nobody_is_let_in_unasked_but_on_this_machine() -> None:
    playground = {"TOGETHER_CHANNELS": "teams", "TOGETHER_TEAMS_PLAYGROUND": "1", "TOGETHER_SECRET_KEYS": KEY}
    teams = parse(playground).sections.of(TeamsApp)
    assert (teams.id, teams.tenants) == ("", (PLAYGROUND_TENANT,))
    with pytest.raises(SettingsBroken, match="PLAYGROUND"):
        parse(playground | {"TOGETHER_HOST": "0.0.0.0"})


def test_a_channel_that_is_off_needs_nothing() -> None:
    assert parse({"TOGETHER_CHANNELS": "local"}).sections.get(TeamsApp) is None
