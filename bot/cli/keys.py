"""`together-bot keys`: a new key, and everything sealed anew with the first one."""

from __future__ import annotations

import sys
from argparse import Namespace

from bot.app.keys import new_key, own_key_file
from bot.app.settings import parse
from bot.settings import SettingsBroken, variables

FIRST = (
    "Put it into TOGETHER_SECRET_KEYS of every process (web, worker and commands, the same for all), and keep a copy apart "
    "from the database and its backups: without it nobody can read what people wrote."
)
NEXT = (
    "Put it in front of the old one, TOGETHER_SECRET_KEYS=NEW,OLD, for every process, and restart them all. "
    "Then: together-bot keys reseal (docs/privacy/keys.md)."
)
IN_FILE = "Put it on a line of its own at the top of {file}, and restart. Then: together-bot keys reseal (docs/privacy/keys.md)."


def new(_: Namespace) -> int:
    """Prints a key, alone on standard output so that it can go into a file, and beside it what to do with it."""
    print(new_key(), flush=True)
    print(_next_step(), file=sys.stderr)
    return 0


def _next_step() -> str:
    values = variables()
    if values.get("TOGETHER_SECRET_KEYS", "").strip():
        return NEXT
    try:
        settings = parse(values)
    except SettingsBroken:  # the key may be what is missing
        return FIRST
    file = own_key_file(settings)
    return IN_FILE.format(file=file) if file is not None and file.exists() else FIRST
