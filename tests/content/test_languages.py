"""What a language folder says of itself: read as it stands, and every fault found where it is."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from bot.app.sentences import declared
from bot.engine.messages import say
from bot.ports.language import PAGE_WORDS
from content import languages
from content.check import check
from content.faults import ContentBroken
from tests.content.copies import Break, copied, faults, line_of, put, raw, remove, together
from tests.values import CONTENT

STATIC = Path(__file__).parents[2] / "adapters" / "local" / "static"
EN = "en/language.yaml"

BROKEN: dict[str, tuple[Break, str, str, str]] = {
    # what is broken: how, in which file, at which text (none: the whole file), what is said of it
    "no language": (
        together(remove("fr/language.yaml"), remove(EN)),
        "",
        "",
        "holds no language",
    ),
    "sentences without a language.yaml": (remove(EN), EN, "", "is missing"),
    "a language without sentences": (
        lambda folder: shutil.copytree(folder / "en", folder / "es", ignore=shutil.ignore_patterns("*.ftl")),
        "es",
        "",
        "holds no .ftl file",
    ),
    "a folder that is no language": (
        lambda folder: shutil.copytree(folder / "en", folder / "xy"),
        "xy/language.yaml",
        "",
        "«xy» is no code of a language",
    ),
    "a file that is no YAML": (put(EN, "name: English", "name: [English"), EN, "called:", "is not YAML"),
    "an unknown key": (put(EN, "colon:", "colour: red\ncolon:"), EN, "colour:", "«colour» is not known here"),
    "a missing key": (put(EN, "name: English", "# English"), EN, "called:", "«name» is missing"),
    "a missing part": (raw(EN, b"name: English\n"), EN, "1", "«dates» is missing"),
    "an empty file": (raw(EN, b""), EN, "1", "does not hold entries"),
    "an empty text": (put(EN, "name: English", 'name: ""  #'), EN, "name:", "«name» says nothing"),
    "a locale of another language": (put(EN, "en-GB", "fr-FR"), EN, "locale:", "«fr-FR» is no locale of «en»"),
    "an unknown rule": (
        put(EN, "[curly-apostrophes]", "[curly-apostrophe]"),
        EN,
        "typography:",
        "«curly-apostrophe» is no rule",
    ),
    "a word of another language": (put(EN, "[en, ", "[en, fr, "), EN, "called:", "the word «fr» already means «fr»"),
    "a pattern of nothing": (put(EN, "EEEE d MMMM", "dddd MMMM"), EN, "day:", "«dddd MMMM» is no pattern"),
    "a day without a month": (put(EN, "EEEE d MMMM", "EEEE d"), EN, "day:", "«EEEE d» has no «L»"),
    "a day with minutes": (put(EN, "EEEE d MMMM", "d mm MMMM"), EN, "day:", "has «m», which does not belong"),
    "a time without minutes": (put(EN, "HH:mm", "HH"), EN, "time:", "«HH» has no «m»"),
    "a moment without a day": (put(EN, "{day} at {time}", "at {time}"), EN, "moment:", "leaves something out"),
    "a moment with a slip": (put(EN, "{day} at", "{date} at"), EN, "moment:", "«moment» uses {date}"),
    "too few weekdays": (put(EN, "  time:", "  weekdays: [Mo, Tu]\n  time:"), EN, "weekdays:", "there are 2 days"),
    "a text that is too long": (
        put(EN, "  short: A ", f"  short: {'A' * 60} "),
        EN,
        "short:",
        "Use 80 at most",
    ),
    "a time zone that is none": (put(EN, "Europe/London", "Europe/Londres"), EN, "mentor:", "is no time zone"),
    "a word that the bot does not know": (put(EN, "  prep: prep", "  prep: prop"), EN, "prep: ", "«prop» is no word"),
    "a slip that is none": (put(EN, "slip: prepp", "slip: prepare"), EN, "slip:", "is a word that the bot knows"),
    "a word of the page that is missing": (put(EN, "  send: Send\n", ""), EN, "title:", "«send» is missing"),
    "a word of the page that is not known": (put(EN, "  send:", "  sent:"), EN, "sent:", "«sent» is not known here"),
    "a variable of the page": (put(EN, "Write as {name}", "Write as {who}"), EN, "write-as:", "uses {who}"),
}


@pytest.mark.parametrize(("breaks", "file", "where", "what"), BROKEN.values(), ids=BROKEN)
def test_a_fault_is_found_where_it_is(breaks: Break, file: str, where: str, what: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    breaks(folder)
    path = folder / file
    line = 0 if not where else 1 if where == "1" else line_of(path, where)
    found = faults(folder)
    mine = [one for one in found if one.file == path and one.line == line and what in f"{one.what}. {one.cure}"]
    assert mine, f"nothing at {file}:{line} says «{what}», but:\n" + "\n".join(map(str, found))
    assert all(fault.cure.strip() for fault in mine)
    languages.codes(folder)  # whatever is wrong


def test_what_is_missing_is_told_once(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    raw(EN, b"name: English\ndates: {}\n")(folder)
    told = [fault.what for fault in faults(folder) if fault.file == folder / EN]
    assert sorted(told) == [
        f"«{name}» is {'empty' if name == 'dates' else 'missing'}"
        for name in ("app", "called", "colon", "dates", "locale", "page", "play")
    ]


def test_the_folders_are_the_languages_and_the_programme_orders_them(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    assert languages.codes(folder) == ("fr", "en")
    put("programme.yaml", "languages: [fr, en]", "#")(folder)
    assert languages.codes(folder) == ("en", "fr")
    put("programme.yaml", "cadence:", "languages: [fr]\ncadence:")(folder)
    assert languages.codes(folder) == ("fr", "en")
    assert check(folder, declared())[1] == []


def test_a_language_that_is_broken_is_not_loaded(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    assert languages.load(folder) == CONTENT.languages
    put(EN, "HH:mm", "HH")(folder)
    with pytest.raises(ContentBroken):
        languages.load(folder)


def test_the_days_of_the_week_may_be_named(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    put(EN, "  time:", "  weekdays: [Mo, Tu, We, Th, Fr, Sa, Su]\n  time:")(folder)
    content, found = check(folder, declared())
    assert found == []
    when = datetime.fromisoformat("2026-03-02T23:30+00:00")
    said = content.voices(("en",), ("Europe/Paris", "America/New_York")).prose(say("date-at", when=when))
    assert "Mo 18:30 (New York)" in said


def test_the_languages_are_named_in_each_readers_own() -> None:
    lines = [CONTENT.voices((code,), ()).label(say("help-language")) for code in ("fr", "en")]
    assert lines == ["langue – français ou anglais", "language – French or English"]
    assert CONTENT.voices(("fr",), ()).label(say("language-named", code="en")) == "English"


def test_the_page_says_what_a_language_must_have_and_nothing_else() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    page = (STATIC / "page.html").read_text(encoding="utf-8")
    said = set(re.findall(r'data-t(?:-label)?="([\w-]+)"', page)) | set(re.findall(r'\b(?:t|say)\("([\w-]+)"', code))
    assert said - PAGE_WORDS.keys() == set()
    spoken = set(re.findall(r'"([\w-]+)"', code)) | said
    families = ("track-", "trouble-")
    assert {key for key in PAGE_WORDS.keys() - spoken if not key.startswith(families)} == {"no-script"}
