"""Papers about people's data, made of the sentences that the bot itself says."""

from __future__ import annotations

from argparse import Namespace

from bot.app.pages import keeping_of
from bot.app.sentences import declared
from bot.app.settings import from_environment
from bot.engine.flows.privacy.notice import sections
from bot.engine.programme import KEEPING
from bot.text.notice import paper
from content.load import HERE, load


def notice(args: Namespace) -> int:
    """Prints the notice; `--model` leaves this installation's settings out of it."""
    settings = from_environment()
    content = load(declared(), HERE if args.model else settings.content or HERE)
    language = args.lang or content.programme.languages[0]
    keeping = KEEPING if args.model else keeping_of(settings)
    print(paper(content.voices((language,), ()), sections(keeping, content.programme.timing)), end="")
    return 0
