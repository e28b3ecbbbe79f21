"""What each conversation that séances hold says to whoever asks for it while it is empty, and after the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.engine.effects import Reply
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.ids import Command
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.text.plain import plain
from tests.engine.simulator import Season
from tests.engine.walking import asked, decided, held, offered, season, through
from tests.values import CONTENT, PROGRAMME

ZONE = "Europe/Paris"


def asked_while_empty(language: str) -> str:
    """Of every activity, by both, before the first séance that holds it."""
    return _said(language, lambda track: offered(season(track)))


def asked_after_the_end(language: str) -> str:
    """The same, once they would rather not go on, and nothing was written."""
    return _said(language, _over)


def _over(track: Track) -> Season:
    walk = season(track)
    gate = PROGRAMME.gate(track)
    walk = asked(held(walk) if gate == 2 else through(walk, gate - 1))
    return decided(walk)


def _said(language: str, begun: Callable[[Track], Season]) -> str:
    voice = CONTENT.voices((language,), (ZONE,))
    told = []
    for track in Track:
        walk = begun(track)
        for command in _commands(track):
            texts = {role: _answer(walk.fork(), role, command) for role in Role}
            both = texts[Role.MENTOR] == texts[Role.MENTEE]
            for role in (Role.MENTEE,) if both else tuple(Role):
                who = "both" if both else role.value
                told.append(f"——— {command}, {track}, {who}\n\n{plain(texts[role], voice)}\n")
    return "\n".join(told)


def _commands(track: Track) -> Iterator[Command]:
    names = {name for seance in PROGRAMME.tracks[track] for name in seance.activities}
    return (one.command for name, one in ACTIVITIES.items() if name in names)


def _answer(walk: Season, role: Role, command: str) -> Message:
    (reply,) = (effect for effect in walk.type(role, command).effects if isinstance(effect, Reply))
    return reply.message
