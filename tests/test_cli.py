"""The command line: quick help, clear trouble, honest exit codes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from os import environ
from pathlib import Path

import pytest

from bot.app.sentences import declared
from bot.cli import main
from bot.engine.people import Role
from bot.engine.programme import GivenLink, Track
from bot.ports import FIRST
from bot.settings import is_key
from content.load import load
from storage.seal import AesSeal
from storage.store import open_store
from tests.application.test_enrol import GOOD, csv, other, row
from tests.content.copies import copied, put
from tests.seals import SEAL
from tests.storage.values import do, owed
from tests.values import PROGRAMME, items

HEAVY = frozenset(
    [
        "aiohttp",
        "alembic",
        "apscheduler",
        "asyncio",
        "babel",
        "botbuilder",
        "fluent",
        "icalendar",
        "msgspec",
        "psycopg",
        "slack_bolt",
        "slack_sdk",
        "sqlalchemy",
        "sqlmodel",
        "yaml",
        "bot.app",
        "bot.engine",
        "content",
        "storage",
        "adapters",
    ]
)
VERBS = ("play", "demo", "release", "content", "pairs", "programmes", "digest")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of one's own with a database to come, and no settings of this machine."""
    for name in [name for name in environ if name.startswith("TOGETHER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOGETHER_DATABASE_URL", f"sqlite:///{tmp_path / 'together.db'}")
    return tmp_path


@pytest.fixture
def released(bare: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["release"]) == 0
    assert capsys.readouterr().out == "The database is up to date.\n"
    return bare


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, what was printed, what was complained of."""
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


# Help ------------------------------------------------------------------------------------------------------------


def test_help_is_there_at_once() -> None:
    """Nothing is imported that help does not need."""
    code = (
        "import sys; from bot.cli import main\ntry: main(['--help'])\nexcept SystemExit: print(*sys.modules, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.splitlines()) == set()
    assert "usage: together-bot" in done.stdout


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    words = capsys.readouterr().out
    assert all(verb in words for verb in VERBS)


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["content"], ["pairs"], ["programmes"], ["play", "--lang", "it"], ["pairs", "import"]]
)
def test_a_wrong_command_line_is_status_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: together-bot" in capsys.readouterr().err


def test_python_can_run_it_too(bare: Path) -> None:
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, cwd=root, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


# Trouble ---------------------------------------------------------------------------------------------------------


def test_settings_that_are_wrong_are_told(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOGETHER_PORT", "http")
    assert run(capsys, "digest") == (1, "", "TOGETHER_PORT=http must be a whole number from 0 to 65535.\n")


@pytest.mark.parametrize("arguments", [["digest"], ["pairs", "leave", "local:awa"]])
def test_a_database_that_is_not_there_is_told(
    arguments: list[str], bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (1, "")
    assert "run `together-bot release`" in err


def test_a_range_that_is_none_is_told(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "play", "--track", "networking", "--seances", "3")
    assert (status, out) == (1, "")
    assert err == "--seances 3: give one séance or a range between 1 and 2, such as 2-4.\n"


# Content ---------------------------------------------------------------------------------------------------------


def test_content_that_is_whole_is_said_to_be(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "content", "check")
    assert status == 0
    assert out.endswith("sentences in fr, en, all well.\n")
    *told, contact = err.splitlines()
    assert "TOGETHER_CONTACT_OUTSIDE" in contact
    linked = [id for id, about in items() if about.item.named_link]
    assert [any(f" {id} " in line for line in told) for id in linked] == [True] * len(linked), "each without its link"
    assert all(line.startswith("warning: ") and "has no address" in line for line in told)


def test_the_check_says_what_coordinators_have_given(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "coordinators say" not in run(capsys, "content", "check")[1]
    store = open_store(f"sqlite:///{released / 'together.db'}", seal=SEAL)
    for name in ("goals-video", "of-before"):
        link = GivenLink("https://videos.example.org/")
        do(store, lambda unit, name=name, link=link: unit.programmes.give_link(FIRST, name, link))  # type: ignore[misc]
    (told,) = [line for line in run(capsys, "content", "check")[1].splitlines() if "coordinators say" in line]
    assert told.startswith(
        "the programme «together»: its coordinators say where 1 of 10 links lead; without an address: "
    )
    assert "goals-video" not in told
    assert "profile, " in told
    assert told.endswith("given, and named by no item any more: of-before.")


def test_the_check_asks_for_somebody_outside_the_coordinators(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOGETHER_PROGRAMME_NAME", "Mentorat du Sud")
    (asked,) = [line for line in run(capsys, "content", "check")[2].splitlines() if "CONTACT_OUTSIDE" in line]
    assert asked.startswith("warning: the programme «Mentorat du Sud» names nobody outside the coordinators")
    monkeypatch.setenv("TOGETHER_CONTACT_OUTSIDE", "Médiation, mediation@example.org")
    assert "CONTACT_OUTSIDE" not in run(capsys, "content", "check")[2]


def test_what_is_optional_is_shown_once_it_has_its_link(bare: Path) -> None:
    folder = copied(bare)
    assert "M2.B2" not in [item.id for item in PROGRAMME.seance(Track.MENTORING, 2).checklist[Role.MENTOR]]
    put("programme.yaml", 'goals-video: ""', "goals-video: https://videos.example.org/goals")(folder)
    second = load(declared(), folder).programme.seance(Track.MENTORING, 2)
    assert "M2.B2" in [item.id for item in second.checklist[Role.MENTOR]]


def test_content_that_is_broken_is_told_line_by_line(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(bare)
    put("mentoring/3.yaml", "lead: 3", "lead: many")(folder)
    put("fr/date.ftl", "date-move = ", "date-move = { $mentor } ")(folder)
    status, out, err = run(capsys, "content", "check", str(folder))
    assert (status, out) == (1, "")
    assert f"{folder}/mentoring/3.yaml:4: «lead» is 'many'." in err
    assert f"{folder}/fr/date.ftl:" in err
    assert err.endswith("Nothing starts with this content until they are mended.\n")


def test_a_broken_list_of_public_holidays_is_a_fault_as_well(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(bare)
    (folder / "holidays" / "own.yaml").write_text("ACME:\n  name: Acme\n  days:\n    - day: soon\n")
    status, out, err = run(capsys, "content", "check", str(folder))
    assert (status, out) == (1, "")
    assert err.startswith(f"{folder}/holidays/own.yaml:4: ACME: a day reads ")


def test_content_that_is_no_folder_is_told(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "content", "check", "nowhere") == (
        1,
        "",
        "nowhere is no folder; give the path of a copy of content/.\n",
    )


# Pairs -----------------------------------------------------------------------------------------------------------


def test_pairs_are_imported_once(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (released / "pairs.csv").write_text(csv(GOOD, other()), encoding="utf-8")
    assert run(capsys, "pairs", "import", "pairs.csv") == (0, "2 pairs enrolled, 0 were there already.\n", "")
    assert run(capsys, "pairs", "import", "pairs.csv") == (0, "0 pairs enrolled, 2 were there already.\n", "")


def test_bad_lines_are_named_by_file_and_line(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (released / "pairs.csv").write_text(csv(row(track="x"), other(mentor_zone="Mars")), encoding="utf-8")
    status, out, err = run(capsys, "pairs", "import", "pairs.csv")
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "pairs.csv:2: the track «x» is not mentoring or networking",
        "pairs.csv:3: the mentor's time zone «Mars» is unknown; write it like Europe/Paris",
        "Nobody was enrolled. Mend the lines above and import the file again.",
    ]


def test_a_file_that_cannot_be_read_is_told(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "pairs", "import", "no.csv") == (1, "", "no.csv cannot be read: No such file or directory.\n")
    (released / "raw.csv").write_bytes(b"\xff\xfe\x81")
    status, _, err = run(capsys, "pairs", "import", "raw.csv")
    assert (status, err) == (1, "raw.csv is no text; save it as «CSV UTF-8».\n")


def test_somebody_leaves(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (released / "pairs.csv").write_text(csv(GOOD), encoding="utf-8")
    run(capsys, "pairs", "import", "pairs.csv")
    status, out, _ = run(capsys, "pairs", "leave", "local:awa")
    assert (status, out) == (0, "Awa left; 1 journeys ended. Their partners will be told kindly.\n")
    for verb in ("leave", "restore"):
        status, _, err = run(capsys, "pairs", verb, "local:nobody")
        assert status == 1
        assert err.startswith("Nobody is known as local:nobody")


def test_who_left_is_named_when_the_file_is_imported_again_and_can_be_brought_back(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (released / "pairs.csv").write_text(csv(GOOD), encoding="utf-8")
    run(capsys, "pairs", "import", "pairs.csv")
    run(capsys, "pairs", "leave", "local:awa")
    status, out, _ = run(capsys, "pairs", "import", "pairs.csv")
    assert status == 0
    assert out.splitlines()[0] == "0 pairs enrolled, 1 were there already."
    assert "importing does not bring them back, this does: together-bot pairs restore local:awa" in out
    status, out, _ = run(capsys, "pairs", "restore", "local:awa")
    assert (status, out) == (0, "Awa is back; 1 journeys go on. Their partners will be told.\n")
    assert run(capsys, "pairs", "import", "pairs.csv")[1] == "0 pairs enrolled, 1 were there already.\n"
    status, _, err = run(capsys, "pairs", "restore", "local:awa")
    assert (status, err) == (1, "Awa has left no pair that could go on; nothing was changed.\n")
    assert run(capsys, "pairs", "leave", "local:awa")[1].startswith("Awa left; 1 journeys ended.")


# Keys ------------------------------------------------------------------------------------------------------------


def test_a_key_stands_alone_on_standard_output_and_the_next_step_beside_it(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "keys", "new")
    assert status == 0
    assert is_key(out.strip())
    assert out.count("\n") == 1
    assert "TOGETHER_SECRET_KEYS of every process" in err
    assert out.strip() not in err


def test_a_key_can_be_made_where_it_is_all_that_is_missing(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOGETHER_DATABASE_URL", "postgresql://bot@db/together")
    status, _, err = run(capsys, "digest")
    assert status == 1
    assert "TOGETHER_SECRET_KEYS is missing" in err
    assert "together-bot keys new" in err
    status, out, _ = run(capsys, "keys", "new")
    assert (status, is_key(out.strip())) == (0, True)


def test_a_name_in_the_log_leads_to_its_pair_and_back(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (released / "pairs.csv").write_text(csv(GOOD), encoding="utf-8")
    run(capsys, "pairs", "import", "pairs.csv")
    store = open_store(f"sqlite:///{released / 'together.db'}", seal=SEAL)
    pair = do(store, lambda unit: next(unit.journeys.all()).pair)
    asyncio.run(store.close())
    status, out, _ = run(capsys, "keys", "pair", pair)
    id, _, name = out.strip().partition(": ")
    assert (status, id, len(name)) == (0, pair, 12)
    assert run(capsys, "keys", "pair", f"pair={name}") == (0, out, "")
    status, out, err = run(capsys, "keys", "pair", "000000000000")
    assert (status, out) == (1, "")
    assert "No pair is called 000000000000" in err


def test_a_further_key_goes_in_front_of_the_old_one(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, err = run(capsys, "keys", "new")
    assert f"at the top of {released / 'together.db.key'}" in err
    monkeypatch.setenv("TOGETHER_SECRET_KEYS", out.strip())
    assert "TOGETHER_SECRET_KEYS=NEW,OLD" in run(capsys, "keys", "new")[2]


def test_a_key_is_changed_in_three_steps(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (released / "together.db.key").read_text().strip(), run(capsys, "keys", "new")[1].strip()
    store = open_store(f"sqlite:///{released / 'together.db'}", seal=AesSeal([old]))
    do(store, lambda unit: unit.outbox.enqueue([owed()]))
    asyncio.run(store.close())
    monkeypatch.setenv("TOGETHER_SECRET_KEYS", f"{new},{old}")
    status, out, _ = run(capsys, "keys", "reseal")
    assert status == 0
    assert out.startswith("All that is sealed (1 values) is sealed with the first key.")
    assert run(capsys, "keys", "reseal")[1] == out, "once more changes nothing"
    monkeypatch.setenv("TOGETHER_SECRET_KEYS", new)
    assert run(capsys, "keys", "reseal")[:2] == (0, out)
    monkeypatch.setenv("TOGETHER_SECRET_KEYS", old)
    status, out, err = run(capsys, "keys", "reseal")
    assert (status, out) == (1, "")
    assert "1 values open with none of the keys (due.message: 1)" in err
    assert "Put the key that is missing back" in err
    assert new not in err


# Digest ----------------------------------------------------------------------------------------------------------


def test_a_digest_without_a_reader_says_how_to_name_one(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "digest")
    assert (status, out) == (1, "")
    assert "TOGETHER_COORDINATORS" in err


def test_a_coordinator_reads_a_language_of_the_programme(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOGETHER_COORDINATORS", "local:claire Claire fr+xx Europe/Paris")
    assert run(capsys, "digest") == (
        1,
        "",
        "TOGETHER_COORDINATORS: «xx» is no language of the programme; known are fr, en.\n",
    )


def test_a_digest_is_printed_for_each_coordinator(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    who = "local:claire Claire fr Europe/Paris; local:robin Robin en America/New_York"
    monkeypatch.setenv("TOGETHER_COORDINATORS", who)
    status, out, _ = run(capsys, "digest")
    assert status == 0
    assert "La semaine du programme" in out
    assert "The programme’s week" in out


# Programmes ------------------------------------------------------------------------------------------------------


def test_an_installation_has_a_first_programme_as_its_settings_say(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOGETHER_PROGRAMME_NAME", "Mentorat du Sud")
    monkeypatch.setenv("TOGETHER_PROGRAMME_ZONE", "Europe/Paris")
    monkeypatch.setenv("TOGETHER_CONTACT_OUTSIDE", "Médiation, mediation@example.org")
    monkeypatch.setenv("TOGETHER_COORDINATORS", "local:claire Claire fr Europe/Paris")
    status, out, _ = run(capsys, "programmes", "list")
    assert status == 0
    assert out.splitlines() == [
        "first  «Mentorat du Sud»  Europe/Paris, 0 pairs",
        "    coordinators: Claire (local:claire)",
        "    places: none of its own",
        "    people are asked first whether they are willing",
        "    contact outside the coordinators: Médiation, mediation@example.org",
        "    keeps answers 6 months after the end, the rest 12, events 90 days",
    ]


def test_a_second_programme_has_its_own_pairs_and_coordinators(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOGETHER_COORDINATORS", "local:claire Claire fr Europe/Paris")
    added = ("programmes", "add", "north", "--name", "Nord", "--zone", "Europe/Paris", "--keep-months", "18")
    status, out, _ = run(capsys, *added)
    assert (status, out.splitlines()[0]) == (0, "north is there.")
    assert "together-bot programmes set north --contact-outside" in out
    named = ("programmes", "set", "north", "--contact-outside", "Ines Duval")
    assert run(capsys, *named) == (0, "north is changed.\n", "")
    assert run(capsys, *added)[0] == 1
    appointed = ("programmes", "appoint", "north", "local:robin", "Robin", "Roy", "en", "America/New_York")
    assert run(capsys, *appointed) == (0, "Robin Roy coordinates north.\n", "")
    (released / "pairs.csv").write_text(csv(GOOD), encoding="utf-8")
    imported = ("pairs", "import", "pairs.csv", "--programme")
    assert run(capsys, *imported, "north")[:2] == (0, "1 pairs enrolled, 0 were there already.\n")
    assert run(capsys, *imported, "north")[:2] == (0, "0 pairs enrolled, 1 were there already.\n")
    assert run(capsys, *imported, "first")[:2] == (0, "1 pairs enrolled, 0 were there already.\n"), "another pair"
    listed = run(capsys, "programmes", "list")[1].splitlines()
    assert [line for line in listed if not line.startswith(" ")] == [
        "first  «together»  UTC, 1 pairs",
        "north  «Nord»  Europe/Paris, 1 pairs",
    ]
    of_north = listed[listed.index("north  «Nord»  Europe/Paris, 1 pairs") :]
    assert [line for line in of_north if line.endswith("the rest 18, events 90 days")] != []
    north, every = run(capsys, "digest", "--programme", "north")[1], run(capsys, "digest")[1]
    assert ("The programme’s week" in north, "La semaine du programme" in north) == (True, False)
    assert ("The programme’s week" in every, "La semaine du programme" in every) == (True, True)
    assert run(capsys, "undelivered", "--programme", "north")[1] == "Every message was delivered.\n"
    dismissed = ("programmes", "dismiss", "north", "local:robin")
    assert run(capsys, *dismissed) == (
        1,
        "",
        "Robin Roy is the last who coordinates north: appoint somebody else first.\n",
    )
    other = ("programmes", "appoint", "north", "local:ines", "Ines", "fr", "Europe/Paris")
    assert run(capsys, *other)[0] == 0
    assert run(capsys, *dismissed) == (0, "Robin Roy coordinates north no more.\n", "")
    assert run(capsys, *dismissed) == (1, "", "No coordinator of north is reached at local:robin.\n")


def test_a_digest_of_a_programme_that_nobody_coordinates_says_so(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "programmes", "add", "north", "--name", "Nord")[0] == 0
    status, _, err = run(capsys, "digest", "--programme", "north")
    assert (status, err) == (1, "Nobody coordinates north yet: together-bot programmes appoint north …\n")


def test_a_programme_has_days_and_asks_unless_it_is_told_not_to(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--starts", "2026-03-02", "--ends", "2026-12-18", "--extension", "2027-01-29")
    closed = ("--closed", "2026-12-24..2027-01-03", "--closed", "2026-05-15")
    assert run(capsys, "programmes", "add", "north", "--name", "Nord", "--asks", "no", *days, *closed)[0] == 0
    north = run(capsys, "programmes", "list")[1].split("north  ")[1].splitlines()
    assert north[3:6] == [
        "    from 2026-03-02 to 2026-12-18, extended to 2027-01-29",
        "    closed: 2026-05-15, 2026-12-24..2027-01-03",
        "    people are told that they take part",
    ]
    assert run(capsys, "programmes", "set", "north", "--closed", "none", "--extension", "none")[0] == 0
    north = run(capsys, "programmes", "list")[1].split("north  ")[1].splitlines()
    assert north[3:5] == ["    from 2026-03-02 to 2026-12-18", "    people are told that they take part"]
    first = ("programmes", "set", "first", "--ends", "2026-06-30", "--asks", "no")
    assert run(capsys, *first)[0] == 0
    listed = run(capsys, "programmes", "list")[1].splitlines()
    assert listed[3:5] == ["    to 2026-06-30", "    people are told that they take part"], "kept at every start"


def test_pairs_of_a_workspace_are_of_the_programme_that_it_belongs_to(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "programmes", "add", "north", "--name", "Nord", "--place", "local:n")[0] == 0
    pairs = [row(mentor_address="n/a", mentee_address="n/b"), row(mentor_address="n/a", mentee_address="s/b")]
    (released / "pairs.csv").write_text(csv(*pairs), encoding="utf-8")
    assert run(capsys, "pairs", "import", "pairs.csv")[0] == 0
    listed = [line for line in run(capsys, "programmes", "list")[1].splitlines() if not line.startswith(" ")]
    assert [line.rpartition(", ")[2] for line in listed] == ["1 pairs", "1 pairs"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["set", "north", "--name", "N"], "There is no programme north; known are first."),
        (["add", "No rth", "--name", "N"], "«No rth» is no id of a programme; use small letters, digits and dashes."),
        (["add", "north", "--name", " "], "A programme has a name."),
        (["add", "north", "--name", "N", "--zone", "Paris"], "«Paris» is no time zone; write it like Europe/Paris."),
        (
            ["add", "n", "--name", "N", "--threshold", "2"],
            "A total over fewer than 3 people would tell what each of them",
        ),
        (["add", "n", "--name", "N", "--keep-months", "0"], "--keep-months must be from 1 to 120."),
        (["add", "n", "--name", "N", "--place", "irc:x"], "«irc:x» is no place; write CHANNEL:WORKSPACE"),
        (["set", "first", "--name", "N"], "The first programme is what the settings say"),
        (["dismiss", "first", "local:x"], "No coordinator of first is reached at local:x."),
        (["add", "n", "--name", "N", "--starts", "monday"], "«monday» is no day; write it like 2026-03-31."),
        (["add", "n", "--name", "N", "--starts", "2026-03-02", "--ends", "2026-03-01"], "cannot end on 2026-03-01."),
        (["add", "n", "--name", "N", "--extension", "2026-03-01"], "must lie after the programme's end"),
        (["add", "n", "--name", "N", "--closed", "2026-03-02..2026-03-01"], "ends before it begins."),
        (["dismiss", "north", "local:x"], "There is no programme north; known are first."),
    ],
)
def test_a_programme_that_cannot_be(
    arguments: list[str], told: str, released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "programmes", *arguments)
    assert (status, out) == (1, "")
    assert told in err
    assert len(run(capsys, "programmes", "list")[1].splitlines()) == 6, "nothing was added"


def test_who_is_appointed_is_named_as_in_the_settings(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "programmes", "add", "north", "--name", "Nord")
    for words, told in (
        (["robin"], "«robin» must read CHANNEL:ADDRESS NAME LANGUAGE ZONE"),
        (["local:robin", "Robin", "xx", "UTC"], "«xx» is no language of the programme; known are fr, en."),
        (["slack:T1/U1", "Robin", "fr", "UTC"], "can read nothing; add slack to TOGETHER_CHANNELS."),
    ):
        status, out, err = run(capsys, "programmes", "appoint", "north", *words)
        assert (status, out) == (1, "")
        assert told in err
