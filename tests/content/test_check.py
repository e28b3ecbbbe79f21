"""Whatever is wrong with the programme's files is found: where it stands, what it is, and what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.sentences import declared
from content.check import check, faults_of
from content.faults import ContentBroken, Fault
from content.load import HERE, load
from tests.content.copies import Break, add, copied, drop, faults, line_of, put, raw, remove, together
from tests.values import CONTENT

MISSING_AGENDA = "«agenda-over» is missing in «{}» (for what the bot says)"

BROKEN: dict[str, tuple[Break, str, str, str]] = {
    # what is broken: how, in which file, at which text (none: the whole file), what is said of it
    "no programme": (remove("programme.yaml"), "programme.yaml", "", "cannot be read"),
    "an empty programme": (raw("programme.yaml", b""), "programme.yaml", "1", "does not hold entries"),
    "a list for a programme": (raw("programme.yaml", b"- a\n- b\n"), "programme.yaml", "1", "does not hold entries"),
    "a file that is no YAML": (
        put("mentoring/3.yaml", "minutes: 60", "minutes: [60"),
        "mentoring/3.yaml",
        "lead: 3",
        "is not YAML",
    ),
    "a tab in YAML": (
        put("mentoring/3.yaml", "minutes: 60", "\tminutes: 60"),
        "mentoring/3.yaml",
        "\tminutes",
        "is not YAML",
    ),
    "control characters": (
        put("mentoring/3.yaml", "minutes: 60", "minutes: \x07"),
        "mentoring/3.yaml",
        "",
        "is not YAML",
    ),
    "an alias bomb": (
        put("mentoring/3.yaml", "minutes: 60", "minutes: 60\nbomb: &a [x, x]\nbombs: &b [*a, *a, *a, *a]"),
        "mentoring/3.yaml",
        "bombs",
        "«*a» stands for another part of the file",
    ),
    "YAML that holds itself": (
        put("mentoring/3.yaml", "minutes: 60", "minutes: &a [*a]"),
        "mentoring/3.yaml",
        "minutes",
        "«*a» stands for another part of the file",
    ),
    "YAML without a bottom": (
        put("mentoring/3.yaml", "minutes: 60", f"minutes: {'[' * 5000}"),
        "mentoring/3.yaml",
        "minutes",
        "is nested more than 20 deep",
    ),
    "YAML without an end": (
        put("mentoring/3.yaml", "minutes: 60", f"minutes: [{'1,' * 20_001}]"),
        "mentoring/3.yaml",
        "minutes",
        "holds more than 20000 entries",
    ),
    "a YAML file that is too large": (
        put("mentoring/3.yaml", "minutes: 60", f"minutes: 60 # {'x' * 200_000}"),
        "mentoring/3.yaml",
        "",
        "is larger than 200000 bytes",
    ),
    "sentences without a bottom": (
        add("fr/date.ftl", f"deep = {'{' * 5000}"),
        "fr/date.ftl",
        "deep =",
        "braces are nested more than 10 deep",
    ),
    "sentences that are too large": (
        add("fr/date.ftl", f"# {'x' * 500_000}"),
        "fr/date.ftl",
        "",
        "is larger than 500000 bytes",
    ),
    "a sentence that holds itself": (
        add("fr/date.ftl", "laugh = { laugh }"),
        "fr/date.ftl",
        "laugh =",
        "refers to a sentence that refers to another, more than 5 times",
    ),
    "a tower of sentences": (
        add(
            "fr/date.ftl",
            "\n".join(["laugh0 = ha", *(f"laugh{n + 1} = {{ laugh{n} }}{{ laugh{n} }}" for n in range(6))]),
        ),
        "fr/date.ftl",
        "laugh6 =",
        "refers to a sentence that refers to another, more than 5 times",
    ),
    "YAML in Latin-1": (
        raw("mentoring/3.yaml", "prefix: séance".encode("latin-1")),
        "mentoring/3.yaml",
        "",
        "not UTF-8",
    ),
    "sentences in Latin-1": (
        raw("fr/date.ftl", "date-title = é".encode("latin-1")),
        "fr/date.ftl",
        "",
        "cannot be read",
    ),
    "a missing séance": (remove("mentoring/4.yaml"), "mentoring/4.yaml", "", "séance 4 is missing"),
    "a track without séances": (
        together(remove("networking/1.yaml"), remove("networking/2.yaml")),
        "networking",
        "",
        "holds no séance",
    ),
    "a track that is not named": (
        put("programme.yaml", "[mentoring, networking]", "[mentoring]"),
        "programme.yaml",
        "tracks:",
        "the track «networking» is missing",
    ),
    "an unknown track": (
        put("programme.yaml", "networking]", "networking, rowing]"),
        "programme.yaml",
        "tracks:",
        "«rowing» is no track",
    ),
    "an unknown setting": (
        add("programme.yaml", "colour: red"),
        "programme.yaml",
        "colour:",
        "«colour» is not known here",
    ),
    "another number": (
        put("mentoring/2.yaml", "number: 2", "number: 3"),
        "mentoring/2.yaml",
        "number:",
        "another number",
    ),
    "a number in words": (
        put("mentoring/2.yaml", "minutes: 60", "minutes: sixty"),
        "mentoring/2.yaml",
        "minutes:",
        "«minutes» is 'sixty'",
    ),
    "a number out of range": (
        put("mentoring/2.yaml", "minutes: 60", "minutes: 1000"),
        "mentoring/2.yaml",
        "minutes:",
        "«minutes» is 1000",
    ),
    "a missing entry": (put("mentoring/2.yaml", "lead: 3\n", ""), "mentoring/2.yaml", "number: 2", "«lead» is missing"),
    "an entry twice": (
        put("mentoring/2.yaml", "lead: 3", "lead: 3\nlead: 4"),
        "mentoring/2.yaml",
        "lead: 4",
        "«lead» stands here twice",
    ),
    "another way to open": (
        put("mentoring/7.yaml", "opens: continuation", "opens: sometimes"),
        "mentoring/7.yaml",
        "opens:",
        "«sometimes» is not known",
    ),
    "what timing once could set": (
        put("programme.yaml", "  farewell: 1 ", "  continuation-thought: 7\n  farewell: 1 "),
        "programme.yaml",
        "continuation-thought:",
        "«continuation-thought» sets nothing any more",
    ),
    "no items": (
        put("networking/2.yaml", "  - {id: N2.G1, kind: advice, for: [mentor, mentee, pair], topic: true}", "  []"),
        "networking/2.yaml",
        "items:",
        "«items» is []",
    ),
    "an item that is a word": (
        put("mentoring/3.yaml", "items:\n", "items:\n  - M3.G0\n"),
        "mentoring/3.yaml",
        "items:",
        "an entry of «items» is 'M3.G0'",
    ),
    "an unknown kind": (
        put("mentoring/3.yaml", "M3.D1, kind: ask", "M3.D1, kind: wonder"),
        "mentoring/3.yaml",
        "{id: M3.D1, kind: wonder",
        "«wonder» is not known",
    ),
    "an id of another séance": (
        put("mentoring/3.yaml", "{id: M3.D1,", "{id: M4.D1,"),
        "mentoring/3.yaml",
        "{id: M4.D1,",
        "«M4.D1» is no id of this séance",
    ),
    "an id of no phase": (
        put("mentoring/3.yaml", "{id: M3.D1,", "{id: M3.X1,"),
        "mentoring/3.yaml",
        "{id: M3.X1,",
        "«M3.X1» is no id",
    ),
    "the same id twice": (
        put("mentoring/3.yaml", "{id: M3.G2,", "{id: M3.G1,"),
        "mentoring/3.yaml",
        "{id: M3.G1, kind: advice, for: [mentor, mentee]}\n  - {id: M3.G3",
        "the id M3.G1 is taken (3.yaml:7)",
    ),
    "a reader who is nobody": (
        put("mentoring/3.yaml", "{id: M3.D1, kind: ask, for: [pair]}", "{id: M3.D1, kind: ask, for: [boss]}"),
        "mentoring/3.yaml",
        "{id: M3.D1,",
        "«boss» is nobody here",
    ),
    "a check for both at once": (
        put(
            "mentoring/4.yaml",
            "{id: M4.B2, kind: check, for: [mentor, mentee]}",
            "{id: M4.B2, kind: check, for: [pair]}",
        ),
        "mentoring/4.yaml",
        "{id: M4.B2,",
        "is each one's own",
    ),
    "no reader": (
        put("mentoring/3.yaml", "{id: M3.D1, kind: ask, for: [pair]}", "{id: M3.D1, kind: ask, for: []}"),
        "mentoring/3.yaml",
        "{id: M3.D1,",
        "«for» is []",
    ),
    "under a topic that is not there": (
        put("mentoring/1.yaml", "for: [pair], under: M1.D1}", "for: [pair], under: M1.D9}"),
        "mentoring/1.yaml",
        "{id: M1.D1.a,",
        "«M1.D9» is no topic of this séance",
    ),
    "another automatic": (
        put("mentoring/3.yaml", "auto: evaluation", "auto: magic"),
        "mentoring/3.yaml",
        "{id: M3.B1,",
        "«magic» is not known",
    ),
    "an optional that is a word": (
        put("mentoring/2.yaml", "optional: true", "optional: perhaps"),
        "mentoring/2.yaml",
        "{id: M2.B2,",
        "«optional» is 'perhaps'",
    ),
    "an unknown link": (
        put("mentoring/1.yaml", "link: profile", "link: profil"),
        "mentoring/1.yaml",
        "{id: M1.B1,",
        "the link «profil» is unknown",
    ),
    "an unused link": (
        put("programme.yaml", "links:", 'links:\n  spare: ""'),
        "programme.yaml",
        "  spare:",
        "no item names the link «spare»",
    ),
    "a link that is no address": (
        put("programme.yaml", 'profile: ""', 'profile: "the intranet"'),
        "programme.yaml",
        "  profile:",
        "«the intranet» is no web address",
    ),
    "a link whose name is none": (
        together(
            put("programme.yaml", "  profile:", "  a profile:"),
            put("mentoring/1.yaml", "link: profile", "link: a profile"),
        ),
        "programme.yaml",
        "  a profile:",
        "«a profile» is no name of a link",
    ),
    "a link that is called nothing": (
        drop("fr/words.ftl", "link-profile"),
        "fr/words.ftl",
        "1",
        "«link-profile» is missing in «fr» (for the link «profile» of programme.yaml)",
    ),
    "a language without a folder": (
        put("programme.yaml", "[fr, en]", "[fr, en, it]"),
        "programme.yaml",
        "languages:",
        "«it» is no language here",
    ),
    "a sentence missing in one language": (
        drop("en/agenda.ftl", "agenda-over"),
        "en/agenda.ftl",
        "agenda-not-now",
        MISSING_AGENDA.format("en"),
    ),
    "a sentence missing in both": (
        together(drop("en/agenda.ftl", "agenda-over"), drop("fr/agenda.ftl", "agenda-over")),
        "fr/agenda.ftl",
        "agenda-not-now",
        MISSING_AGENDA.format("fr"),
    ),
    "words for one reader missing": (
        put("fr/mentoring.ftl", "    .mentee = { M4-B1.mentor }\n", ""),
        "fr/mentoring.ftl",
        "    .mentor = Lire l'article",
        "«M4-B1.mentee» is missing in «fr» (for item M4.B1)",
    ),
    "a title missing": (
        drop("fr/mentoring.ftl", "M4-title"),
        "fr/mentoring.ftl",
        "    .pair = Choisissez la date de la séance 4",
        "«M4-title» is missing in «fr» (for séance 4 of mentoring)",
    ),
    "a sentence that nobody says": (
        add("fr/date.ftl", "date-extra = Encore"),
        "fr/date.ftl",
        "date-extra",
        "«date-extra» is used nowhere",
    ),
    "words for somebody who does not read it": (
        put("fr/mentoring.ftl", "M1-B3 =\n", "M1-B3 =\n    .pair = Lisez.\n"),
        "fr/mentoring.ftl",
        "    .pair = Lisez.",
        "«M1-B3.pair» is used nowhere",
    ),
    "one variable too many": (
        put("fr/date.ftl", "date-move = ", "date-move = { $mentor } "),
        "fr/date.ftl",
        "date-move =",
        "«date-move» uses { $mentor }",
    ),
    "a variable of another reader": (
        put("en/mentoring.ftl", "M1-G3 =\n    .pair = ", "M1-G3 =\n    .pair = { $partner } "),
        "en/mentoring.ftl",
        "    .pair = { $partner }",
        "«M1-G3.pair» uses { $partner }",
    ),
    "a variable in one language only": (
        put("en/date.ftl", "date-suits = Works for { $who }: { $when }.", "date-suits = Works: { $when }."),
        "en/date.ftl",
        "date-suits",
        "«date-suits» differs from «fr» (date.ftl) in { $who }",
    ),
    "an unknown term": (
        put("fr/welcome.ftl", "mentorat { -platform } vous", "mentorat { -plateforme } vous"),
        "fr/welcome.ftl",
        "welcome-mentoring-mentor",
        "refers to «-plateforme», which is not there",
    ),
    "a reference to nothing": (
        put("fr/mentoring.ftl", "{ M4-B1.mentor }", "{ M4-B9.mentor }"),
        "fr/mentoring.ftl",
        "    .mentee = { M4-B9.mentor }",
        "refers to «M4-B9.mentor», which is not there",
    ),
    "something that is no Fluent": (
        add("fr/date.ftl", "date-title : Une date"),
        "fr/date.ftl",
        "date-title :",
        "is not Fluent",
    ),
    "an open brace": (
        put("fr/date.ftl", "{ $who } : { $when }.", "{ $who : { $when }."),
        "fr/date.ftl",
        "date-suits",
        "is not Fluent",
    ),
    "a sentence twice": (
        add("fr/date.ftl", "date-title = Encore"),
        "fr/date.ftl",
        "date-title = Encore",
        "«date-title» is there twice",
    ),
    "a sentence that says nothing": (
        put("en/date.ftl", "date-move = Move the session", 'date-move = { "" }'),
        "en/date.ftl",
        "date-move",
        "«date-move» says nothing",
    ),
    "a function that is not there": (
        put("en/digest.ftl", "{ DAY($when) }", "{ MONTH($when) }"),
        "en/digest.ftl",
        "digest-lead",
        "Unknown function",
    ),
    "a word that means two things": (
        put("fr/commands.ftl", "command-pause-words = pause", "command-pause-words = pause, date"),
        "fr/commands.ftl",
        "command-pause-words",
        "the word «date» already means «date»",
    ),
}


@pytest.mark.parametrize(("breaks", "file", "where", "what"), BROKEN.values(), ids=BROKEN)
def test_a_fault_is_found_where_it_is(breaks: Break, file: str, where: str, what: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    breaks(folder)
    path = folder / file
    line = 0 if not where else 1 if where == "1" else line_of(path, where)
    found = faults(folder)
    mine = [fault for fault in found if fault.file == path and fault.line == line and what in fault.what]
    assert mine, f"nothing at {file}:{line} says «{what}», but:\n" + "\n".join(map(str, found))
    for fault in mine:
        assert fault.cure.strip()
        assert str(fault) == f"{path}:{line}: {fault.what}. {fault.cure}"
    with pytest.raises(ContentBroken) as broken:
        load(declared(), folder)
    assert broken.value.faults == tuple(found)


def test_what_to_do_is_spelt_as_it_must_be_written(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    drop("fr/mentoring.ftl", "M4-title")(folder)
    put("fr/mentoring.ftl", "    .mentee = { M4-B1.mentor }\n", "")(folder)
    cures = [fault.cure for fault in faults(folder) if fault.file.is_relative_to(folder / "fr")]
    assert cures == ["Add «M4-title = …»", "Add «    .mentee = …» below «M4-B1 =»"]


def test_every_fault_is_named_at_once_in_the_order_of_files(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    remove("mentoring/4.yaml")(folder)
    put("mentoring/2.yaml", "minutes: 60", "minutes: sixty")(folder)
    add("fr/date.ftl", "date-extra = Encore")(folder)
    found = faults(folder)
    assert found == sorted(found)
    for name in ("4.yaml", "2.yaml", "date.ftl"):
        assert [fault for fault in found if fault.file.name == name], name


def test_a_slip_in_a_key_is_guessed(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    put("en/date.ftl", "date-move =", "date-moove =")(folder)
    (guess,) = [fault.cure for fault in faults(folder) if fault.what == "«date-moove» is used nowhere"]
    assert guess == "Did you mean «date-move»?"


def test_all_is_well_with_the_shipped_programme() -> None:
    content, found = check(HERE, declared())
    assert found == []
    assert content.programme.languages == ("fr", "en")
    assert load(declared()).programme == content.programme


def test_windows_line_ends_and_marks_are_no_fault(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for path in (folder / "fr" / "date.ftl", folder / "mentoring" / "3.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert faults(folder) == []


def test_faults_sort_by_file_and_line() -> None:
    a, b = Path("a"), Path("b")
    assert sorted([Fault(b, 1, "x", "y"), Fault(a, 10, "x", "y"), Fault(a, 9, "x", "y")]) == [
        Fault(a, 9, "x", "y"),
        Fault(a, 10, "x", "y"),
        Fault(b, 1, "x", "y"),
    ]


APART = 20
"""Sentences from one that is taken out to the next."""


def test_every_sentence_of_every_file_is_missed_where_it_stood() -> None:
    """Each taken out of all languages at once, far from the others that are: a fault a language, with its file and a line."""
    content, sentences = CONTENT, list(declared())
    keys = [key for key in content.books[0].phrases if not key.startswith("-")]
    assert len(keys) > 300
    for nth in range(APART):
        gone = keys[nth::APART]
        books = tuple(
            replace(book, phrases={id: phrase for id, phrase in book.phrases.items() if id not in gone})
            for book in content.books
        )
        found = list(faults_of(replace(content, books=books), sentences))
        for book, key in ((book, key) for book in content.books for key in gone):
            stood = book.phrases[key].file
            missed = [one for one in found if f"«{key}»" in one.what and one.file == stood and one.line > 0]
            assert missed, f"{key} is not missed in {stood}"


def test_every_declared_sentence_stands_in_the_file_that_its_words_name() -> None:
    for book in CONTENT.books:
        assert [one for one in declared() if book.phrases[one.id].file.name != one.file] == []
