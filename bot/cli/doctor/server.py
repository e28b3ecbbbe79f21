"""Asks a PostgreSQL server what the bot needs of it (docs/operations/postgresql.md)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.cli.doctor.examining import aside
from bot.ports import Unavailable
from bot.ports.plugins.doctor import Check, Finding, Found, advised, right, skipped, wrong
from bot.settings import Settings
from storage.database.server.facts import ServerFacts, facts_of
from storage.database.urls import SERVERS

OLDEST = 15
"""The release of PostgreSQL that the bot was last tried with, going back."""

SESSIONS = 7
"""Connections that a web or worker process opens at most: four that write, two that read, one that listens."""

FOR_STANDBYS = ("on", "remote_write", "remote_apply")
"""Values of `synchronous_commit` with which a commit waits for standbys."""

SHORT = {"idle_in_transaction_session_timeout": 60_000, "lock_timeout": 5_000}
"""Milliseconds below which one gets in the way; any of the others does."""


def checks(settings: Settings) -> Sequence[Check]:
    """None where the database is a file."""
    if not settings.database_url.startswith(SERVERS):
        return ()
    asked = _Asked(settings.database_url)
    return (
        Check("database.server", "its server", lambda: asked.judged_by(server)),
        Check("database.rights", "rights in it", lambda: asked.judged_by(rights)),
        Check("database.connections", "connections", lambda: asked.judged_by(connections)),
        Check("database.news", "news of due work", lambda: asked.judged_by(news)),
    )


@dataclass(slots=True)
class _Asked:
    """Asks the server once for all checks."""

    url: str
    _asking: asyncio.Task[ServerFacts] | None = field(default=None)

    async def judged_by(self, judge: Callable[[ServerFacts], Finding]) -> Finding:
        if self._asking is None:
            self._asking = asyncio.create_task(self._facts())
        return judge(await asyncio.shield(self._asking))

    async def _facts(self) -> ServerFacts:
        """Raises `Found`."""
        try:
            return await aside(lambda: facts_of(self.url))
        except Unavailable as error:
            raise Found(skipped("left out until the database can be reached (database.reached)")) from error


def server(facts: ServerFacts) -> Finding:
    if facts.release < OLDEST:
        return wrong(f"PostgreSQL {facts.version}", f"Use PostgreSQL {OLDEST} or later: nobody has tried an older one.")
    if facts.is_standby or facts.is_read_only:
        return wrong(
            "it can only be read",
            "Name the primary in TOGETHER_DATABASE_URL, or all servers and target_session_attrs=read-write.",
        )
    advice = [*_durable(facts), *_patient(facts)]
    said = f"PostgreSQL {facts.version}, {_commits(facts)}"
    return advised(said, "\n".join(advice)) if advice else right(said)


def _commits(facts: ServerFacts) -> str:
    waits = facts.standbys and facts.synchronous_commit in FOR_STANDBYS
    return f"a commit waits for {facts.standbys}" if waits else "a commit waits for no standby"


def _durable(facts: ServerFacts) -> Sequence[str]:
    if facts.synchronous_commit == "off":
        return [
            "synchronous_commit is off: what was answered last is lost when the server ends by surprise. Set it to on."
        ]
    if facts.standbys and facts.synchronous_commit not in FOR_STANDBYS:
        return [
            f"synchronous_commit is {facts.synchronous_commit}: a standby that takes over lacks what was answered last. "
            "Set it to on."
        ]
    return []


def _patient(facts: ServerFacts) -> Sequence[str]:
    # the bot says its own limit for a statement, wherever a connection is its own
    mine = set() if facts.is_pooled else {"statement_timeout"}
    short = {name: ms for name, ms in facts.timeouts.items() if name not in mine and ms < SHORT.get(name, ms + 1)}
    return [
        f"{name} is {ms} ms: an import, an upgrade or a backup may be cut off. Set it to 0 for the bot's user."
        for name, ms in sorted(short.items())
    ]


def rights(facts: ServerFacts) -> Finding:
    if facts.others:
        return wrong(
            f"{len(facts.others)} tables belong to somebody else: {', '.join(facts.others[:3])} …",
            "Make the bot's user their owner (ALTER TABLE … OWNER TO …): an upgrade changes them, an erasure writes them anew.",
        )
    if not facts.may_create:
        return wrong(
            "the bot's user may make no tables there",
            "GRANT CREATE ON SCHEMA public TO it, or make it the owner of the database; nothing else is needed.",
        )
    return right("it owns its tables, and may make more")


def connections(facts: ServerFacts) -> Finding:
    said = f"{facts.free} more may be opened{', by a pooler' if facts.is_pooled else ''}; a process takes {SESSIONS} at most"
    if facts.is_pooled or facts.free > SESSIONS:
        return right(said)
    return advised(
        said,
        "Before another process is started, raise max_connections (or the limit of the user or the database), or put a pooler "
        "in transaction mode in between.",
    )


def news(facts: ServerFacts) -> Finding:
    if facts.is_pooled:
        return right("a pooler is in between, so workers look for them, twenty times a second")
    if facts.heard is None:
        return advised(
            "a NOTIFY was not heard",
            "Workers notice what is due a second later. See what stands between here and the server, and whether it passes "
            "LISTEN on.",
        )
    return right(f"heard after {1000 * facts.heard:.0f} ms")
