"""The version as setuptools asks for it."""

from __future__ import annotations

from bot.infra.version import TREE, of_tree

VERSION = of_tree(TREE)
