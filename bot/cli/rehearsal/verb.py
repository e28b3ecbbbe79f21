"""`together-bot rehearse`: a season of two willing people in compressed time, on the real platform (docs/pilot.md)."""

from __future__ import annotations

import asyncio
import logging
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

from bot.app.rehearsal.in_use import pairs_under_way
from bot.app.rehearsal.season import Stage
from bot.app.rehearsal.serving import Conduct, rehearse
from bot.app.rehearsal.terms import Folder, RehearsalRefused, Terms, checked
from bot.app.settings import from_environment
from bot.cli.failed import CommandFailed
from bot.engine.programme import Track
from bot.infra import logs
from bot.settings import Settings

WHO = "CHANNEL:ADDRESS, and NAME LANGUAGE ZONE where the platform does not tell them"


def add_flags(parser: ArgumentParser) -> None:
    for role in ("mentor", "mentee"):
        parser.add_argument(f"--{role}", nargs="+", metavar="WORD", help=WHO)
    parser.add_argument(
        "--coordinator", nargs="+", metavar="WORD", help="CHANNEL:ADDRESS NAME LANGUAGE ZONE; nobody by default"
    )
    parser.add_argument("--track", choices=tuple(Track), default=Track.MENTORING)
    parser.add_argument("--day", type=float, default=60, metavar="SECONDS", help="how long a day lasts; 60 by default")
    parser.add_argument("--folder", type=Path, default=Path("var/rehearsal"), help="where it is kept meanwhile")
    parser.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="an empty PostgreSQL database of its own; a file in the folder by default",
    )
    parser.add_argument(
        "--protocol", type=Path, default=Path("rehearsal.md"), metavar="FILE.md", help="what is written down; it stays"
    )
    parser.add_argument(
        "--own-app", action="store_true", help="the settings are those of an app that the pairs under way do not use"
    )
    parser.add_argument("--throw-away", action="store_true", help="end the one that is under way, and erase all of it")


def run(args: Namespace) -> int:
    """0 if a season was played to its end, or is left to go on with. Raises `CommandFailed`, and what is explained."""
    logs.begin(logging.WARNING)
    settings, folder = from_environment(), Folder(args.folder.absolute())
    try:
        terms = _terms(args, folder)
        if not args.own_app and not args.throw_away:
            _refuse_beside_others(settings, terms)
        conduct = Conduct(partial(print, flush=True), args.throw_away)
        stage = asyncio.run(rehearse(settings, folder, terms, conduct))
    except RehearsalRefused as refused:
        raise CommandFailed(str(refused)) from refused
    if stage is None:
        print(f"It goes on with: together-bot rehearse --folder {args.folder}; so far: {terms.protocol}")
        return 0
    print(f"{stage}; what was seen stands in {terms.protocol}")
    return 0 if stage in (Stage.PLAYED, Stage.STOPPED) else 1


def _refuse_beside_others(settings: Settings, terms: Terms) -> None:
    """Raises `RehearsalRefused` where an app's events would be taken away from people who take part."""
    if count := asyncio.run(pairs_under_way(settings, terms.channels)):
        raise RehearsalRefused(
            f"{count} pairs are under way in this installation, and what they press would come here: rehearse with an app "
            "of its own (docs/pilot.md). If these settings are that app's, add --own-app."
        )


def _terms(args: Namespace, folder: Folder) -> Terms:
    """Of the one that is under way in the folder; otherwise of a new one, as the flags say."""
    kept = folder.terms()
    if args.throw_away and kept is None:
        raise RehearsalRefused(f"No rehearsal is under way in {folder.path}.")
    if kept is not None and (args.mentor or args.mentee):
        raise RehearsalRefused(
            f"A rehearsal is under way in {folder.path}: go on with it (without --mentor and --mentee), "
            "or end it with --throw-away."
        )
    if kept is not None:
        return kept
    if not args.mentor or not args.mentee:
        raise RehearsalRefused(
            "Name the two people: --mentor CHANNEL:ADDRESS --mentee CHANNEL:ADDRESS. Both are asked first."
        )
    if not 1 <= args.day <= 86_400:
        raise RehearsalRefused("--day must be from 1 second to 86400, which is a day.")
    mentor, mentee, coordinator = (" ".join(words or ()) for words in (args.mentor, args.mentee, args.coordinator))
    protocol = str(args.protocol.absolute())
    return checked(Terms(mentor, mentee, coordinator, args.track, args.day, protocol, args.database))
