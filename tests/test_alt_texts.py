"""What is drawn is said too: every picture has words, or says that it is there for the eye alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [path for folder in ("adapters", "bot") for path in sorted((ROOT / folder).rglob("*.py"))]
PAGES = [path for suffix in ("html", "js") for path in sorted((ROOT / "adapters").rglob(f"*.{suffix}"))]
PAPERS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]

SAYS = re.compile(r"\balt\s*=|aria-hidden|aria-label|<title")
DRAWN = re.compile(r"<(?:img|svg)\b[^>]*>|svg\(\s*\"svg\"[^)]*\)", re.DOTALL)
PICTURE = re.compile(r"!\[([^\]]*)\]\(")


def of_code(source: str) -> Iterator[int]:
    """The lines of pictures without words: in a card (`alt_text` in Slack, `altText` in Teams) or in a page."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            pairs = [(ast.unparse(k) if k is not None else "", v) for k, v in zip(node.keys, node.values, strict=True)]
            kinds = {v.value for k, v in pairs if k == "'type'" and isinstance(v, ast.Constant)}
            if kinds & {"image", "Image"} and not {"'alt_text'", "'altText'"} & {k for k, _ in pairs}:
                yield node.lineno
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (node.lineno for _ in of_page(node.value))


def of_page(source: str) -> Iterator[str]:
    yield from (drawn[0] for drawn in DRAWN.finditer(source) if not SAYS.search(drawn[0]))


def of_paper(source: str) -> Iterator[str]:
    yield from (picture[0] for picture in PICTURE.finditer(source) if len(picture[1].split()) < 3)


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_card_has_a_picture_without_words(path: Path) -> None:
    assert list(of_code(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", [*PAGES, *PAPERS], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_has_a_picture_without_words(path: Path) -> None:
    said = path.read_text("utf-8")
    assert list(of_paper(said) if path.suffix == ".md" else of_page(said)) == []


@pytest.mark.parametrize(
    "source",
    [
        '{"type": "image", "image_url": x}',
        '{"type": "Image", "url": x, "size": "small"}',
        "page = '<p><img src=\"/a.png\"></p>'",
        "f'<svg viewBox=\"0 0 1 1\"></svg>{x}'",
    ],
)
def test_a_picture_without_words_is_noticed(source: str) -> None:
    assert list(of_code(source)) == [1]


@pytest.mark.parametrize(
    "source", ['{"type": "Image", "altText": x}', '{"type": "image", "alt_text": x}', "'<img alt=\"\">'"]
)
def test_a_picture_with_words_passes(source: str) -> None:
    assert list(of_code(source)) == []


def test_a_picture_of_a_paper_without_words_is_noticed() -> None:
    assert list(of_paper("![](a.png) ![Slack](b.png) ![The date card: three dates](c.png)")) == ["![](", "![Slack]("]


def test_there_is_something_to_look_at() -> None:
    assert sum(len(DRAWN.findall(path.read_text("utf-8"))) for path in PAGES) >= 4
    assert sum(len(PICTURE.findall(path.read_text("utf-8"))) for path in PAPERS) >= 10
