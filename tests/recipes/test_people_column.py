"""A new column of people: its field, its column with a migration, and where it comes from. Nothing else is touched."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.application import enrolment
from storage.database.schema import HEAD, migrate
from storage.store import open_store
from tests.application.test_enrol import csv, other, row
from tests.seals import SEAL
from tests.storage.values import do, enrol

ROOT = Path(__file__).parents[2]
PARTS = ("bot", "adapters", "content", "storage")
NEXT = f"{int(HEAD) + 1:04}"

FIELD = "bot/engine/people.py"
COLUMN = "storage/tables.py"
(SOURCE,) = (
    file.relative_to(ROOT).as_posix()
    for file in Path(str(enrolment.__file__)).parent.glob("*.py")
    if "\nAS_WRITTEN = " in file.read_text(encoding="utf-8")
)
MIGRATION = f"storage/migrations/versions/{NEXT}_pronouns.py"
RECIPE = {FIELD, COLUMN, SOURCE, MIGRATION}

STEP = f'''"""How a person wishes to be spoken of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"


def upgrade() -> None:
    op.add_column("person", sa.Column("pronouns", sa.String(), nullable=False, server_default=sa.text("''")))
'''

RUN = """
import asyncio, json, sys
from bot.cli import main
from bot.app.keys import keys_of
from bot.settings import Settings
from storage.seal import AesSeal
from storage.store import open_store

url, file = sys.argv[1:]
assert main(["release"]) == 0
assert main(["pairs", "import", file]) == 0

async def told():
    store = open_store(url, seal=AesSeal(keys_of(Settings(database_url=url))))
    members = await store.run(lambda unit: {j.pair: {m.name: m.pronouns for m in j.members.values()}
                                            for j in unit.journeys.all()})
    people = await store.run(lambda unit: {p.name: p.pronouns for j in members
                                           for p in unit.people.of_pair(j).values()})
    await store.close()
    print(json.dumps({"members": list(members.values()), "people": people}))

asyncio.run(told())
"""


def edit(file: Path, pattern: str, replacement: str) -> None:
    text = file.read_text(encoding="utf-8")
    changed, count = re.subn(pattern, replacement, text, count=1, flags=re.DOTALL)
    assert count == 1, f"{file}: there is nothing like {pattern}"
    file.write_text(changed, encoding="utf-8")


def apply_recipe(tree: Path) -> None:
    edit(tree / FIELD, r"(\nclass Profile:.*?\n    off: [^\n]*\n)", r'\1    pronouns: str = ""\n')
    column = """    pronouns: str = Field(default="", sa_column_kwargs={"server_default": text("''")})\n"""
    edit(tree / COLUMN, r"(\nclass PersonRow\(.*?\n    mail: [^\n]*\n)", rf"\1{column}")
    edit(tree / SOURCE, r'\nAS_WRITTEN = \("mail",', r'\nAS_WRITTEN = ("mail", "pronouns",')
    (tree / MIGRATION).write_text(STEP, encoding="utf-8")


def files(root: Path) -> dict[str, bytes]:
    found = (file for part in PARTS for file in (root / part).rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found if "__pycache__" not in file.parts}


def run(tree: Path, url: str, file: Path) -> Any:
    """What the copy says when the file is imported with it: the last line of what it prints, as JSON."""
    env = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "TOGETHER_DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-c", RUN, url, str(file)], cwd=tree, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_column_of_people_touches_three_files_and_adds_a_migration(tmp_path: Path) -> None:
    tree, url = tmp_path / "tree", f"sqlite:///{tmp_path / 'together.db'}"
    for part in PARTS:
        shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
    migrate(url)
    store = open_store(url, seal=SEAL)
    assert do(store, enrol())  # by the release before: Ama and Bo
    asyncio.run(store.close())

    apply_recipe(tree)
    pairs = tmp_path / "pairs.csv"
    spoken_of = {"mentor_pronouns": "iel", "mentee_pronouns": ""}
    pairs.write_text(csv({**row(), **spoken_of}, {**other(), **spoken_of, "mentee_pronouns": "they"}), encoding="utf-8")
    told = run(tree, url, pairs)

    expected = {"Ama": "", "Bo": "", "Awa": "iel", "Camille": "", "Priya": "iel", "Sam": "they"}
    assert told["people"] == expected
    assert {name: value for pair in told["members"] for name, value in pair.items()} == expected
    with sqlite3.connect(tmp_path / "together.db") as database:
        assert dict(database.execute("SELECT name, pronouns FROM person").fetchall()) == expected
    database.close()

    before, after = files(ROOT), files(tree)
    assert {name for name in before | after if before.get(name) != after.get(name)} == RECIPE
