"""The documentation builds as a site, strictly: no link or anchor leads nowhere, and nothing is fetched from anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from release.site import BESIDE, LINK, led
from tests.release.trees import ROOT

FETCHED = re.compile(
    r"""<(?:script|img|iframe)[^>]*\ssrc="?(?:https?:)?//"""
    r"""|<link[^>]*(?:stylesheet|icon)[^>]*href="?(?:https?:)?//"""
)
SMALL = "# A page\n\nSee [another](other.md#part), [it](../README.md) and [the code](../bot/it.py).\n"


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def built(docs: Path, site: Path) -> None:
    build(load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(site)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built(ROOT / "docs", folder)
    return folder


def test_every_page_is_there(site: Path) -> None:
    pages = {file.relative_to(ROOT / "docs").with_suffix(".html") for file in (ROOT / "docs").rglob("*.md")}
    pages = {page.with_name("index.html") if page.name == "README.html" else page for page in pages}
    pages |= {Path(page).with_suffix(".html") for page in BESIDE.values()}
    assert sorted(pages) == sorted(page.relative_to(site) for page in site.rglob("*.html") if page.name != "404.html")


def test_a_reader_fetches_nothing_from_anywhere_else(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert FETCHED.findall(page.read_text(encoding="utf-8")) == [], page


def test_the_first_page_leads_to_the_others(site: Path) -> None:
    first = (site / "index.html").read_text(encoding="utf-8")
    for page in ("slack.html", "privacy/index.html", "contributing.html", "settings.html"):
        assert f'href="{page}"' in first
    assert '<img alt="' in first or "pictures/demo.png" in first


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A tree with two pages."""
    for file in BESIDE:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("# It\n", encoding="utf-8")
    for file, text in {"docs/page.md": SMALL, "docs/other.md": "# Other\n\n## Part\n", "bot/it.py": ""}.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


def test_what_leads_somewhere_passes(small: Path) -> None:
    built(small / "docs", small / "site")
    page = (small / "site" / "page.html").read_text(encoding="utf-8")
    assert 'href="other.html#part"' in page
    assert 'href="index.html"' in page
    assert "and the code." in page


@pytest.mark.parametrize(
    "link", ["[x](gone.md)", "[x](other.md#gone)", "[x](../gone.py)", "![x](gone.png)", "[x](/other.md)"]
)
def test_what_leads_nowhere_is_an_error(small: Path, link: str) -> None:
    (small / "docs" / "page.md").write_text(f"{SMALL}\n{link}\n", encoding="utf-8")
    with pytest.raises(Abort):
        built(small / "docs", small / "site")


@pytest.mark.parametrize(
    ("here", "link", "there"),
    [
        ("slack.md", "[x](../.env.example)", "[x](settings.md)"),
        ("privacy/keys.md", "[x](../../SECURITY.md#how)", "[x](../security.md#how)"),
        ("index.md", "![x](docs/pictures/demo.png)", "![x](pictures/demo.png)"),
        ("content.md", "[x](../docs/slack.md)", "[x](slack.md)"),
        ("content.md", "[x](README.md)", "[x](content.md)"),
        ("slack.md", "[x](https://example.org/a.md)", "[x](https://example.org/a.md)"),
        ("slack.md", "[x](#there)", "[x](#there)"),
        ("slack.md", "[x](../bot/cli/verbs.py)", "x"),
    ],
)
def test_links_lead_to_where_a_file_stands_on_the_site(here: str, link: str, there: str) -> None:
    found = LINK.fullmatch(link)
    assert found is not None
    assert led(found, here, ROOT) == there
