"""The papers in docs/privacy: the notice says what the bot says, and every page is listed and leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli import main
from bot.engine.flows.privacy.card import card
from bot.engine.flows.privacy.notice import sections
from bot.engine.messages import Bullets
from bot.engine.programme import KEEPING
from bot.text.about import pages
from bot.text.notice import paper
from tests.values import CONTENT, PROGRAMME

FOLDER = Path(__file__).parents[1] / "docs" / "privacy"
NOTICE = sections(KEEPING, PROGRAMME.timing)
COMING = {"backups.md"}
"""The page that comes with backups."""


@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_the_notice_is_what_the_bot_says(language: str) -> None:
    made = paper(CONTENT.voices((language,), ()), NOTICE)
    kept = (FOLDER / f"notice.{language}.md").read_text(encoding="utf-8")
    assert kept == made, "the sentences have changed: make papers"


@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_the_command_makes_it(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["privacy", "notice", "--model", "--lang", language]) == 0
    assert capsys.readouterr().out == (FOLDER / f"notice.{language}.md").read_text(encoding="utf-8")


def test_without_model_it_has_the_figures_of_the_installation(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOGETHER_KEEP_BACKUPS_DAYS", "17")
    monkeypatch.setenv("TOGETHER_CONTACT_OUTSIDE", "Ines Duval")
    assert main(["privacy", "notice", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "Backups: 17 days" in text
    assert "Ines Duval" in text


def test_the_card_the_page_and_the_paper_say_the_same_sentences() -> None:
    on_the_card = [part for part in card(PROGRAMME).parts if isinstance(part, Bullets)]
    assert [(part.title, tuple(line.say for line in part.lines)) for part in on_the_card] == [
        (section.title, section.lines) for section in NOTICE
    ]
    assert tuple(pages(NOTICE)["/about/privacy"])[-len(NOTICE) :] == NOTICE
    voice = CONTENT.voices(("fr",), ())
    text = paper(voice, NOTICE)
    assert all(f"- {voice.prose(line)}\n" in text for section in NOTICE for line in section.lines)


def test_every_page_is_listed() -> None:
    listed = set(re.findall(r"\]\(([\w.]+\.md)\)", (FOLDER / "README.md").read_text(encoding="utf-8")))
    assert listed | COMING == {path.name for path in FOLDER.glob("*.md")} - {"README.md"} | COMING


@pytest.mark.parametrize("page", sorted(FOLDER.glob("*.md")), ids=lambda page: page.name)
def test_its_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists() and link not in COMING] == []


def test_the_figures_on_the_page_are_those_of_the_software() -> None:
    text = (FOLDER / "retention.md").read_text(encoding="utf-8")
    for figure in (
        f"| {KEEPING.answers} months after the end of the journey",
        f"| {KEEPING.rest} months after its end",
        f"| {KEEPING.events} days |",
        f"| {KEEPING.audit} months |",
        f"| {KEEPING.backups} days |",
    ):
        assert figure in text
