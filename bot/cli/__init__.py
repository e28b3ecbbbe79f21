"""The command `together-bot`. Parts are imported where they are used, so that `--help` is there at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

_BACKUPS = {
    "backup": "write all of the database to one file, and check it",
    "restore": "put a backup in the place of the database; stop web and worker first",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; the exit status is 0, 1 for trouble that the message explains, 2 for a wrong command line."""
    words = sys.argv[1:] if argv is None else argv
    args = _parser(words).parse_args(words)
    from bot.cli.verbs import run

    return run(args)


class _Version(argparse.Action):
    """Looks for the version only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from bot.infra.version import version

        print(f"{parser.prog} {version()}")
        parser.exit()


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="together-bot", description="Walks the pairs of a mentoring programme through it, inside their chat tool."
    )
    parser.add_argument("--version", action=_Version, help="which release this is")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")

    _trying(verbs)
    _rehearsal(verbs, list(words[:1]))
    verbs.add_parser("web", help="serve the channels that are switched on")
    verbs.add_parser("worker", help="let time pass: reminders, deliveries, digests")
    _looking(verbs)
    verbs.add_parser("release", help="bring the database up to date")
    for name, told in _BACKUPS.items():
        verbs.add_parser(name, help=told).add_argument("file", type=Path, metavar="FILE")
    _keys(verbs.add_parser("keys", help="the keys that seal words").add_subparsers(dest="what", required=True))

    manifest = verbs.add_parser("manifest", help="the app to register with a platform")
    if list(words[:1]) == ["manifest"]:  # its flags are the channels' own, and only now are channels looked at
        from bot.cli.manifest import add_channels

        add_channels(manifest)

    content = verbs.add_parser("content", help="the programme's files").add_subparsers(dest="what", required=True)
    check = content.add_parser("check", help="check the programme's files")
    check.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="a copy of content/; the built-in one by default"
    )
    moved = content.add_parser("move", help="pairs under way go by the content in use; first it says what that changes")
    if list(words[:1]) == ["content"]:
        from bot.cli.content import add_move

        add_move(moved)

    _pairs(verbs.add_parser("pairs", help="the programme's pairs").add_subparsers(dest="what", required=True))
    digest = verbs.add_parser("digest", help="print the coordinators' weekly digest")
    digest.add_argument("--programme", metavar="ID", help="of this one alone")

    programmes = verbs.add_parser("programmes", help="the programmes of this installation, and who coordinates them")
    if list(words[:1]) == ["programmes"]:
        from bot.cli.programmes import add_commands

        add_commands(programmes)
    _records(verbs, list(words[:1]))
    return parser


def _looking(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Whether all is well, and what could not be delivered."""
    doctor = verbs.add_parser("doctor", help="ask all that the bot needs whether it is there, and say what to do")
    doctor.add_argument(
        "parts", nargs="*", metavar="PART", help="these alone, by their ids or how those begin: workers slack"
    )
    doctor.add_argument("--json", action="store_true", dest="as_json", help="one object, for machines")
    doctor.add_argument("--timeout", type=float, default=15.0, metavar="SECONDS", help="that a check may take (15)")
    dead = verbs.add_parser("undelivered", help="messages that could not be delivered, and why")
    dead.add_argument("--retry", metavar="ID|all", help="try again")
    dead.add_argument("--programme", metavar="ID", help="of this programme alone")


def _keys(keys: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    keys.add_parser("new", help="make a key")
    pair = keys.add_parser("pair", help="what the log calls a pair, or which pair a name in the log is")
    pair.add_argument("name", metavar="PAIR|NAME")
    keys.add_parser("reseal", help="seal everything with the first key, while the bot runs; safe to interrupt")


def _trying(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What can be tried without an account anywhere."""
    play = verbs.add_parser("play", help="play a season with two scripted people and print the transcript")
    play.add_argument("--track", choices=("mentoring", "networking"), default="mentoring")
    play.add_argument(
        "--lang", type=_language, metavar="CODE", help="a language of the programme; its first by default"
    )
    play.add_argument("--seances", metavar="1-9", help="which séances, one or a range; all of the track by default")
    play.add_argument(
        "--cast",
        choices=("eager", "quiet"),
        default="eager",
        help="who take it all up, or write little and leave things out",
    )
    play.add_argument("--asked", action="store_true", help="both are asked first whether they are willing")
    play.add_argument("--calendars", action="store_true", help="both have their séances written into their calendars")
    play.add_argument("--format", choices=("text", "jsonl"), default="text", dest="form")

    demo = verbs.add_parser("demo", help="try it: a local page with a pair's chats side by side, no account needed")
    demo.add_argument("--port", type=int, help="instead of TOGETHER_PORT")


def _rehearsal(verbs: argparse._SubParsersAction[argparse.ArgumentParser], asked: Sequence[str]) -> None:
    rehearsal = verbs.add_parser(
        "rehearse", help="two willing people try a season in compressed time, on the real platform"
    )
    if asked == ["rehearse"]:
        from bot.cli.rehearsal.verb import add_flags

        add_flags(rehearsal)


def _pairs(pairs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    imported = pairs.add_parser("import", help="enrol the pairs of a CSV file, all of them or none")
    imported.add_argument("file", type=Path, metavar="FILE.csv")
    imported.add_argument("--programme", metavar="ID", help="instead of the one that their workspace belongs to")
    left = pairs.add_parser("leave", help="a person leaves: their journeys end, their partners are told kindly")
    left.add_argument("address", metavar="CHANNEL:ADDRESS")
    restored = pairs.add_parser("restore", help="a person who left takes part again: their journeys go on")
    restored.add_argument("address", metavar="CHANNEL:ADDRESS")


def _records(verbs: argparse._SubParsersAction[argparse.ArgumentParser], asked: Sequence[str]) -> None:
    """What is kept of people, and who looked at it; their flags are read only if they are asked for."""
    people = verbs.add_parser("people", help="one person: show, export, erase, move")
    if asked == ["people"]:
        from bot.cli.people import add_commands

        add_commands(people)
    papers = verbs.add_parser("privacy", help="papers about people's data").add_subparsers(dest="what", required=True)
    notice = papers.add_parser("notice", help="print the notice for those who take part")
    notice.add_argument(
        "--lang", type=_language, metavar="CODE", help="a language of the programme; its first by default"
    )
    notice.add_argument("--model", action="store_true", help="as docs/privacy has it: with the default figures")
    audit = verbs.add_parser("audit", help="what coordinators and operators looked at or changed")
    audit.add_argument("--since", metavar="DAY", help="from this day on, in UTC: 2026-03-31; a year by default")


def _language(code: str) -> str:
    """The code of a language that the programme's folder has."""
    from bot.cli.languages import codes

    known = codes()
    if code not in known:
        raise argparse.ArgumentTypeError(f"invalid choice: {code!r} (choose from {', '.join(known)})")
    return code
