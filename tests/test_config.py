"""Settings: what is wrong or missing is named at the start, all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.calendars.settings import CalendarService, CalendarServices
from adapters.slack.plugin import PLUGIN as SLACK
from adapters.teams.plugin import PLUGIN as TEAMS
from bot.app.settings import from_environment, parse
from bot.ports import Address, ProgrammeRecord, Retention, Sections
from bot.settings import Coordinator, Settings, SettingsBroken, is_zone
from tests.seals import KEY


def faults(**values: str) -> list[str]:
    with pytest.raises(SettingsBroken) as broken:
        parse({f"TOGETHER_{name}": value for name, value in values.items()})
    return str(broken.value).splitlines()


def test_nothing_has_to_be_set() -> None:
    assert parse({}) == Settings()
    assert Settings().database_url == "sqlite:///var/together.db"


def test_what_is_not_ours_is_left_alone() -> None:
    assert parse({"PATH": "/bin", "DATABASE_URL": "mysql://x"}) == Settings()


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = parse(
        {
            "TOGETHER_DATABASE_URL": " postgresql://bot@db/together ",
            "TOGETHER_CONTENT": str(tmp_path),
            "TOGETHER_HOST": "0.0.0.0",
            "TOGETHER_PORT": "0",
            "TOGETHER_DIGEST_THRESHOLD": "3",
            "TOGETHER_ORGANIZER_MAIL": "mentoring@example.org",
            "TOGETHER_SECRET_KEYS": f" {KEY} , {'b' * 43}=",
        }
    )
    assert settings.database_url == "postgresql://bot@db/together"
    assert (settings.content, settings.host, settings.port, settings.digest_threshold) == (tmp_path, "0.0.0.0", 0, 3)
    assert settings.organizer_mail == "mentoring@example.org"
    assert settings.secret_keys == (KEY, "b" * 43 + "=")


def test_a_database_may_be_on_several_servers() -> None:
    url = "postgresql://bot:hush@one:5433,two:5434/together?target_session_attrs=read-write"
    given = {"TOGETHER_DATABASE_URL": url, "TOGETHER_SECRET_KEYS": KEY, "TOGETHER_LEDGER": "erasures"}
    assert parse(given).database_url == url


def test_the_first_programme_is_what_the_settings_say() -> None:
    said = {
        "PROGRAMME_NAME": "Mentorat du Sud",
        "PROGRAMME_ZONE": "Africa/Dakar",
        "CONTACT_OUTSIDE": "mediation@example.org",
        "KEEP_ANSWERS_MONTHS": "3",
        "KEEP_MONTHS": "24",
        "KEEP_EVENTS_DAYS": "30",
        "DIGEST_THRESHOLD": "8",
    }
    settings = parse({f"TOGETHER_{name}": value for name, value in said.items()})
    assert settings.first == ProgrammeRecord(
        "first", "Mentorat du Sud", "Africa/Dakar", "", 8, "mediation@example.org", Retention(3, 24, 30)
    )
    assert parse({}).first == ProgrammeRecord()


def test_an_empty_setting_is_no_setting() -> None:
    assert parse({"TOGETHER_PORT": "", "TOGETHER_CONTENT": "  ", "TOGETHER_COORDINATORS": ""}) == Settings()


def test_coordinators_are_parted_by_semicolons() -> None:
    text = "local:claire Claire Martin fr Europe/Paris; slack:T01/U02 Robin en+fr America/New_York;"
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "hush", "SECRET_KEYS": KEY}
    on = {f"TOGETHER_{name}": value for name, value in {**slack, "CHANNELS": "local,slack"}.items()}
    assert parse({**on, "TOGETHER_COORDINATORS": text}).coordinators == (
        Coordinator(Address("local", "claire"), "Claire Martin", ("fr",), "Europe/Paris"),
        Coordinator(Address("slack", "T01/U02"), "Robin", ("en", "fr"), "America/New_York"),
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("NAME", "a{b", "TOGETHER_NAME=a{b is no name for a bot: letters, digits, spaces and .'&- only, at most 30."),
        ("NAME", "x" * 31, "is no name for a bot"),
        ("NAME", "-", "is no name for a bot"),
        ("PORT", "http", "TOGETHER_PORT=http must be a whole number from 0 to 65535."),
        ("PORT", "65536", "TOGETHER_PORT=65536 must be a whole number"),
        ("PORT", "-1", "TOGETHER_PORT=-1 must be a whole number"),
        ("PORT", "²", "TOGETHER_PORT=² must be a whole number"),
        ("DIGEST_THRESHOLD", "2", "TOGETHER_DIGEST_THRESHOLD=2 must be a whole number from 3 to 1000."),
        ("DATABASE_URL", "mysql://x", "TOGETHER_DATABASE_URL must start with sqlite:/// or postgresql://."),
        ("DATABASE_URL", "together.db", "TOGETHER_DATABASE_URL must start with"),
        ("CONTENT", "/no/such/folder", "TOGETHER_CONTENT=/no/such/folder is no folder"),
        ("CHANNELS", "local, irc", "TOGETHER_CHANNELS names irc; known are local, slack, teams."),
        ("PROGRAMME_ZONE", "Paris", "TOGETHER_PROGRAMME_ZONE=Paris is no time zone; write it like Europe/Paris."),
        ("KEEP_MONTHS", "0", "TOGETHER_KEEP_MONTHS=0 must be a whole number from 1 to 120."),
        ("KEEP_EVENTS_DAYS", "ever", "TOGETHER_KEEP_EVENTS_DAYS=ever must be a whole number from 1 to 3650."),
        ("COORDINATORS", "claire", "TOGETHER_COORDINATORS: «claire» must read CHANNEL:ADDRESS NAME LANGUAGE ZONE"),
        ("COORDINATORS", "irc:claire Claire fr Europe/Paris", "must read CHANNEL:ADDRESS"),
        ("COORDINATORS", "local: Claire fr Europe/Paris", "must read CHANNEL:ADDRESS"),
        ("COORDINATORS", "local:claire Claire fr Paris", "«Paris» is no time zone; write it like Europe/Paris."),
        (
            "COORDINATORS",
            "slack:T01/U02 Claire fr Europe/Paris",
            "«slack:T01/U02» can read nothing; add slack to TOGETHER_CHANNELS.",
        ),
        (
            "COORDINATORS",
            "local:claire Claire fr Europe/Paris; local:CLAIRE Robin en Europe/Paris",
            "«local:CLAIRE» is named twice; name everybody once.",
        ),
        ("ORGANIZER_MAIL", "me@home", "TOGETHER_ORGANIZER_MAIL=me@home is no e-mail address; write it like "),
        ("DATBASE_URL", "sqlite:///x", "TOGETHER_DATBASE_URL is no setting; known are "),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(name: str, value: str, says: str) -> None:
    (fault,) = faults(**{name: value})
    assert says in fault


TENANT = "00000000-1111-2222-3333-444444444444"


@pytest.mark.parametrize("id", ["T01AB/U02CD", "E01/W02", "claire@example.org", "T01/claire@example.org"])
def test_what_slack_can_have_for_an_address(id: str) -> None:
    assert SLACK.address_form(id) == ""


@pytest.mark.parametrize("id", ["claire", "U02", "t01/u02", "T01/", "T01/U02/U03", "T01 U02", "@example.org"])
def test_what_slack_cannot_have_for_an_address(id: str) -> None:
    assert "TEAM/USER" in SLACK.address_form(id)


@pytest.mark.parametrize("id", [f"{TENANT}/{TENANT}", f"{TENANT}/Claire@Example.org"])
def test_what_teams_can_have_for_an_address(id: str) -> None:
    assert TEAMS.address_form(id) == ""


@pytest.mark.parametrize("id", ["claire", "claire@example.org", "TENANT/OBJECT-ID", f"{TENANT}/claire"])
def test_what_teams_cannot_have_for_an_address(id: str) -> None:
    assert "TENANT/OBJECT-ID" in TEAMS.address_form(id)


def test_a_coordinators_address_is_one_that_the_channel_can_have() -> None:
    (fault,) = faults(
        CHANNELS="slack",
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_SIGNING_SECRET="hush",
        SECRET_KEYS=KEY,
        COORDINATORS="slack:claire Claire fr Europe/Paris",
    )
    assert "«slack:claire» is no address there; write slack:TEAM/USER" in fault


def test_everything_that_is_wrong_is_named_at_once() -> None:
    assert len(faults(PORT="x", DIGEST_THRESHOLD="1", CONTENT="/no/such/folder", COLOUR="red")) == 4


WEB = {"PUBLIC_URL": "https://t.example", "SECRET_KEYS": KEY}


def test_services_to_sign_in_to_are_read() -> None:
    values = {"GOOGLE_CLIENT_ID": "g", "GOOGLE_CLIENT_SECRET": "hush"} | {
        "MICROSOFT_CLIENT_ID": "m",
        "MICROSOFT_CLIENT_SECRET": "hush",
        "MICROSOFT_TENANT": "example.org",
    }
    settings = parse({f"TOGETHER_{name}": value for name, value in (WEB | values).items()})
    services = {
        "google": CalendarService("g", "hush"),
        "microsoft": CalendarService("m", "hush", "example.org"),
    }
    assert settings.sections == Sections((CalendarServices(services),))
    assert "hush" not in repr(settings)


def test_half_a_service_is_told_what_it_lacks() -> None:
    told = faults(MICROSOFT_CLIENT_ID="m", MICROSOFT_CLIENT_SECRET="hush")
    named = [line.split()[0] for line in told]
    assert named == ["TOGETHER_MICROSOFT_TENANT", "TOGETHER_PUBLIC_URL"], "the key is made beside the database"
    assert "hush" not in "".join(told)
    (said,) = faults(**WEB, MICROSOFT_CLIENT_ID="m", MICROSOFT_CLIENT_SECRET="h", MICROSOFT_TENANT="a/b")
    assert "must be a directory (tenant) id" in said


def test_a_password_is_not_repeated() -> None:
    assert "secret" not in "".join(faults(DATABASE_URL="mysql://bot:secret@db/x"))


@pytest.mark.parametrize("zone", ["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_zone_is_known_by_its_name(zone: str) -> None:
    assert is_zone(zone)


@pytest.mark.parametrize(
    "zone", ["", "Paris", "Europe", "GMT+25", "../etc", "/etc/passwd", "Europe/Paris\0", "x" * 999]
)
def test_other_names_are_no_zone(zone: str) -> None:
    assert not is_zone(zone)


# `.env` ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of one's own, and no settings of this machine."""
    from os import environ

    for name in [name for name in environ if name.startswith("TOGETHER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_environment_stands_above_the_file(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / ".env").write_text("TOGETHER_PORT=9000\nTOGETHER_HOST=example.org\n# a note\n", encoding="utf-8")
    assert (
        from_environment(bare) == from_environment() == parse({"TOGETHER_PORT": "9000", "TOGETHER_HOST": "example.org"})
    )
    monkeypatch.setenv("TOGETHER_PORT", "9001")
    assert (from_environment().port, from_environment().host) == (9001, "example.org")


def test_without_a_file_the_defaults_hold(bare: Path) -> None:
    assert from_environment() == Settings()


def test_a_file_with_a_slip_is_told(bare: Path) -> None:
    (bare / ".env").write_text("TOGETHER_PORTS=9000\n", encoding="utf-8")
    with pytest.raises(SettingsBroken, match="TOGETHER_PORTS is no setting"):
        from_environment(bare)


def test_metrics_are_off_and_this_machines_alone_unless_they_are_set(tmp_path: Path) -> None:
    assert (Settings().metrics_port, Settings().metrics_host, Settings().metrics_folder) == (0, "127.0.0.1", None)
    told = {"TOGETHER_METRICS_PORT": "9464", "TOGETHER_METRICS_HOST": "0.0.0.0"}
    found = parse({**told, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)})
    assert (found.metrics_port, found.metrics_host, found.metrics_folder) == (9464, "0.0.0.0", tmp_path)


def test_metrics_are_not_answered_where_everybody_asks() -> None:
    assert faults(PORT="8080", METRICS_PORT="8080") == [
        "TOGETHER_METRICS_PORT=8080 is TOGETHER_PORT, which everybody reaches: take another one."
    ]
    assert faults(METRICS_PORT="http")[0].startswith("TOGETHER_METRICS_PORT=http must be a whole number")


def test_a_folder_for_metrics_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for wrong in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(SettingsBroken, match=f"PROMETHEUS_MULTIPROC_DIR={wrong} is no folder that can be written"):
            parse({"PROMETHEUS_MULTIPROC_DIR": str(wrong)})
