"""A language is a folder: `content/en` copied to `content/es` and translated gives a whole Spanish bot.

The translation is made by machine, here and nowhere else: every vowel gets an accent, « Séssíóns » for « Sessions », so that
any word that did not come from the new folder shows. Only what `language.yaml` says of dates is Spanish.
"""

from __future__ import annotations

import asyncio
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp.test_utils import TestClient, TestServer
from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor

from adapters.teams.settings import TeamsApp
from bot import app
from bot.app.sentences import declared
from bot.app.web import server
from bot.cli import main
from bot.engine.messages import say
from bot.infra.clock import SystemClock
from bot.ports import Sections
from bot.settings import Settings
from content.check import check
from content.read import Content
from tests.adapters.teams.fakes import APP, TENANT
from tests.content.copies import copied
from tests.copying import HERE
from tests.golden.season import rows
from tests.recipes.tree import prints
from tests.seals import KEY
from tests.values import CONTENT, at

RECIPE = {f"content/es/{path.name}" for path in (HERE / "content" / "en").iterdir()}
ACCENTED = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")


def spanish(text: str) -> str:
    """The text with its vowels accented, apart from what stands in braces."""
    return "".join(part if part.startswith("{") else part.translate(ACCENTED) for part in re.split(r"(\{\w+\})", text))


class Translator(Visitor):
    def visit_TextElement(self, node: ast.TextElement) -> None:
        node.value = spanish(node.value)


def translate_sentences(path: Path) -> None:
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    Translator().visit(resource)
    path.write_text(FluentSerializer().serialize(resource), encoding="utf-8")


def translate_language(path: Path) -> None:
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    said |= {"name": "Español", "called": ["es", "español", "spanish", "espagnol"], "locale": "es-ES", "colon": " ="}
    said["dates"] |= {"day": "EEEE d 'de' MMMM", "time": "H.mm", "moment": "{day} a las {time}"}
    for part in ("app", "page"):
        said[part] = {name: spanish(text) for name, text in said[part].items()}
    people = {"mentor": "Lucía", "mentee": "Mateo", "coordinator": "Carmen"}
    said["play"] |= {role: {**said["play"][role], "name": name} for role, name in people.items()}
    said["play"] |= {"prep": "prép", "slip": "prépp", "settings": "séttíngs", "remark": "Un soplo de aire fresco."}
    said["play"]["said"] = {name: spanish(text) for name, text in said["play"]["said"].items()}
    path.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recipe, applied to a copy of the programme."""
    copy = copied(tmp_path_factory.mktemp("recipe"))
    before = prints(copy)
    shutil.copytree(copy / "en", copy / "es")
    for path in (copy / "es").glob("*.ftl"):
        translate_sentences(path)
    translate_language(copy / "es" / "language.yaml")
    after = prints(copy)
    assert {name: print for name, print in after.items() if not name.startswith("es/")} == before
    assert {f"content/{name}" for name in after.keys() - before.keys()} == RECIPE
    return copy


@pytest.fixture(scope="module")
def content(folder: Path) -> Content:
    content, faults = check(folder, declared())
    assert faults == []
    return content


@pytest.fixture
def run(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """What `together-bot …` prints, with the new folder's programme."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOGETHER_CONTENT", str(folder))

    def printed(*arguments: str) -> str:
        assert main(arguments) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return printed


class Texts(Visitor):
    """The words of sentences, between their variables."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_TextElement(self, node: ast.TextElement) -> None:
        self.found |= {line.strip() for line in node.value.split("\n") if len(re.findall(r"\w{2,}", line)) > 1}


def foreign(text: str) -> list[str]:
    """What is said in it in French or in English: whole lines, or the parts of them around a name."""
    texts = Texts()
    for book in CONTENT.books:
        for resource in book.resources:
            texts.visit(resource)
    pages = [word for language in CONTENT.languages.values() for word in language.page.values()]
    texts.found |= {word for word in pages if " " in word and "{" not in word}
    plain = {one for one in texts.found if spanish(one) != one}
    return sorted(one for one in plain if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text))


def test_words_of_other_languages_would_be_noticed() -> None:
    for code in ("fr", "en"):
        voice = CONTENT.voices((code,), ())
        assert foreign(voice.prose(say("date-none")))
        assert foreign(CONTENT.languages[code].page["nothing-next"])


# The programme ---------------------------------------------------------------------------------------------------


def test_all_is_well_with_the_new_folder(run: Callable[..., str]) -> None:
    assert "in fr, en, es, all well." in run("content", "check")


def test_dates_are_written_as_the_folder_says(content: Content) -> None:
    voice = content.voices(("es",), ("Europe/Paris", "America/New_York"))
    said = voice.prose(say("date-at", when=at("2026-03-02 23:30")))
    assert said == "martes 3 de marzo a las 0.30 (París), lun 18.30 (Nueva York)"
    assert voice.colon == " ="


def test_the_language_can_be_chosen_in_every_language(content: Content) -> None:
    names = content.programme.language_names
    assert {names[word] for word in ("es", "espanol", "spanish", "espagnol")} == {"es"}
    helps = {code: content.voices((code,), ()).label(say("help-language")) for code in content.languages}
    assert helps == {
        "fr": "langue – français, anglais ou espagnol",
        "en": "language – French, English, or Spanish",
        "es": "lángúágé – francés, inglés o español",
    }
    for code in content.languages:
        assert content.voices((code,), ()).label(say("language-named", code="es")) == "Español"


# What people see -------------------------------------------------------------------------------------------------


def test_a_season_is_played_in_the_new_language(run: Callable[..., str]) -> None:
    """As it is in English, step for step, and no word of it in another language."""
    printed = run("play", "--lang", "es", "--format", "jsonl")
    played: list[dict[str, Any]] = [json.loads(line) for line in printed.splitlines()]
    english = rows("mentoring", "en")

    def steps(those: Any) -> list[object]:
        return [{name: row[name] for name in row if name not in ("text", "did")} for row in those]

    assert steps(played) == steps(english)
    assert foreign(printed) == []
    said = "\n".join(row["text"] for row in played if "text" in row)
    done = [row["did"] for row in played if "did" in row]
    assert "/together prépp" in done
    assert "/together séttíngs" in done
    assert "Un soplo de aire fresco." in said
    assert re.search(r"(lunes|martes|miércoles|jueves|viernes) \d+ de enero a las \d+\.\d\d", said)


def test_a_season_can_be_read_in_the_new_language(run: Callable[..., str]) -> None:
    read = run("play", "--lang", "es", "--track", "networking")
    assert foreign(read) == []
    assert all(name in read for name in ("Lucía", "Mateo", "Carmen"))
    assert "Priya" not in read


def test_a_language_that_no_folder_has_is_refused(run: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("play", "--lang", "it")
    assert "choose from fr, en, es" in capsys.readouterr().err


def test_the_page_and_what_it_is_linked_to_speak_the_new_language(folder: Path, tmp_path: Path) -> None:
    settings = Settings(
        database_url=app.sqlite_at(tmp_path / "together.db"),
        content=folder,
        channels=("local", "teams"),
        secret_keys=(KEY,),
        sections=Sections((TeamsApp(APP, "hush", (TENANT,)),)),
    )

    async def story() -> None:
        async with (
            app.opened(settings, SystemClock(), migrate=True) as parts,
            TestClient(TestServer(server(parts))) as client,
        ):
            page = await (await client.get("/")).text()
            commands = await (await client.get("/api/commands?language=es")).json()
            about = [await (await client.get(path)).text() for path in ("/about", "/about/privacy", "/about/terms")]
        spoken = json.loads(page.partition('id="languages">')[2].partition("</script>")[0])
        assert [(one["code"], one["name"], one["locale"]) for one in spoken] == [
            ("fr", "Français", "fr-FR"),
            ("en", "English", "en-GB"),
            ("es", "Español", "es-ES"),
        ]
        words: Mapping[str, str] = spoken[2]["words"]
        assert words == {name: spanish(text) for name, text in CONTENT.languages["en"].page.items()}
        assert words["no-script"] in page
        assert foreign(json.dumps(commands, ensure_ascii=False)) == []
        assert "ágéndá" in [one["word"] for one in commands["words"]]
        for text in about:
            section = text.partition('<section lang="es">')[2].partition("</section>")[0]
            assert section
            assert foreign(section) == []

    asyncio.run(story())


def test_the_manifests_speak_the_new_language(run: Callable[..., str], tmp_path: Path) -> None:
    made = json.loads(run("manifest", "slack", "--url", "https://together.example.org"))
    english = CONTENT.languages["en"].app
    assert made["display_information"]["description"].endswith(spanish(english.tagline))
    (command,) = made["features"]["slash_commands"]
    assert command["description"].endswith(spanish(english.command))
    run("manifest", "teams", "--id", APP, "--domain", "bot.example.org")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "together-teams.zip").read_bytes())) as package:
        local = json.loads(package.read("es.json"))
        languages = json.loads(package.read("manifest.json"))["localizationInfo"]["additionalLanguages"]
    assert [one["languageTag"] for one in languages] == ["en", "es"]
    assert (local["name.full"], local["description.short"], local["description.full"]) == (
        spanish(english.name),
        spanish(english.short),
        spanish(english.full),
    )
    assert foreign(json.dumps(local, ensure_ascii=False)) == []
