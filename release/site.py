"""What the documentation's site has beside docs/: the pages that stand at the root of the tree, and links that lead to them.

MkDocs calls these functions by their names while it builds (https://www.mkdocs.org/dev-guide/plugins/#events).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

BESIDE: Mapping[str, str] = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "content/README.md": "content.md",
    ".env.example": "settings.md",
}
"""Where a file of the tree stands on the site."""
DOCS = "docs"

LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^][]*)\]\((?P<target>[^()\s]+)\)")
_FOUND = {site: file for file, site in BESIDE.items()}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages from outside docs/."""
    root = Path(config.docs_dir).parent
    for file, site in BESIDE.items():
        text = (root / file).read_text(encoding="utf-8")
        if not file.endswith(".md"):
            text = f"# {site.removesuffix('.md').capitalize()}\n\nThis is `{file}`.\n\n```sh\n{text}```\n"
        files.append(File.generated(config, site, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Leads each link to where its file stands on the site."""
    root, here = Path(config.docs_dir).parent, page.file.src_uri
    return "".join(
        part if part.startswith("```") else LINK.sub(lambda link: led(link, here, root), part)
        for part in re.split(r"(?ms)(^```.*?^```$)", markdown)
    )


def led(link: re.Match[str], here: str, root: Path) -> str:
    """A link as the page at `here` needs it. A file of the tree that is no page is named, and not linked."""
    path, mark, anchor = link["target"].partition("#")
    if not path or re.match(r"[a-z]+:|/", path):
        return link[0]
    own = _FOUND.get(here) or f"{DOCS}/{here}"
    file = posixpath.normpath(posixpath.join(posixpath.dirname(own), path))
    if file.startswith(f"{DOCS}/"):
        site = file.removeprefix(f"{DOCS}/")
    elif file in BESIDE:
        site = BESIDE[file]
    elif (root / file).exists():
        return str(link["text"])
    else:
        return link[0]  # it leads nowhere, and MkDocs says so
    return f"{link['image']}[{link['text']}]({posixpath.relpath(site, posixpath.dirname(here) or '.')}{mark}{anchor})"
