"""The settings of the channel, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.teams.clouds import CHINA, DOD, GCC, GCC_HIGH, PUBLIC, MicrosoftCloud
from adapters.teams.credentials import Certificate, Credential, FederatedFile, FederatedIdentity, ManagedIdentity
from adapters.teams.settings import PLAYGROUND_TENANT, TeamsApp
from bot.app.settings import parse
from bot.settings import SettingsBroken
from tests.adapters.teams.fakes import APP, TENANT
from tests.adapters.teams.fakes import KEY as SIGNING_KEY
from tests.adapters.teams.login import IDENTITY, certificate, written
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


# Credentials and clouds ---------------------------------------------------------------------------------------------

ALONE = {name: value for name, value in GOOD.items() if name != "TOGETHER_TEAMS_APP_PASSWORD"} | {
    "TOGETHER_TEAMS_TENANTS": TENANT
}


def test_a_client_secret_is_a_credential_like_any_other() -> None:
    assert parse(GOOD).sections.of(TeamsApp).credential == "hush"


def test_the_credentials_without_a_secret(tmp_path: Path) -> None:
    path = written(tmp_path / "app.pem", SIGNING_KEY, certificate(SIGNING_KEY))
    expected: dict[tuple[str, str], Credential] = {
        ("CERTIFICATE", str(path)): Certificate(path),
        ("MANAGED_IDENTITY", "1"): ManagedIdentity(),
        ("FEDERATED", IDENTITY.upper()): FederatedIdentity(IDENTITY),
        ("FEDERATED", str(path)): FederatedFile(path),
    }
    for (name, value), credential in expected.items():
        assert parse(ALONE | {f"TOGETHER_TEAMS_{name}": value}).sections.of(TeamsApp).credential == credential


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CERTIFICATE", "/nowhere.pem", "TEAMS_CERTIFICATE=/nowhere.pem cannot be read: No such file or directory."),
        ("MANAGED_IDENTITY", "yes", "TEAMS_MANAGED_IDENTITY=yes is neither 1 nor empty"),
        ("MANAGED_IDENTITY", IDENTITY, "is neither 1 nor empty: it is the app's id"),
        ("FEDERATED", "/nowhere", "TEAMS_FEDERATED=/nowhere is neither the client id of a managed identity nor a file"),
        ("CLOUD", "gov", "TEAMS_CLOUD=gov is none of public, gcc, gcc-high, dod, china."),
        ("APP_PASSWORD", "", "TEAMS_APP_PASSWORD is missing: a client secret .* docs/teams.md"),
    ],
)
def test_what_is_wrong_with_a_credential_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsBroken, match=said):
        parse(ALONE | {f"TOGETHER_TEAMS_{name}": value})


def test_of_two_credentials_neither_counts_and_both_are_named() -> None:
    with pytest.raises(
        SettingsBroken, match="Of TOGETHER_TEAMS_APP_PASSWORD, TOGETHER_TEAMS_FEDERATED only one"
    ) as told:
        parse(GOOD | {"TOGETHER_TEAMS_FEDERATED": IDENTITY})
    assert "hush" not in str(told.value)


def test_a_managed_identity_has_one_tenant() -> None:
    with pytest.raises(SettingsBroken, match="TEAMS_MANAGED_IDENTITY serves its own tenant alone"):
        parse(ALONE | {"TOGETHER_TEAMS_MANAGED_IDENTITY": "1", "TOGETHER_TEAMS_TENANTS": f"{TENANT} {APP}"})


@pytest.mark.parametrize(
    ("name", "cloud"),
    [("", PUBLIC), ("public", PUBLIC), ("gcc", GCC), ("GCC-High", GCC_HIGH), ("dod", DOD), ("china", CHINA)],
)
def test_the_cloud_is_one_setting(name: str, cloud: MicrosoftCloud) -> None:
    assert parse(GOOD | {"TOGETHER_TEAMS_CLOUD": name}).sections.of(TeamsApp).cloud == cloud
