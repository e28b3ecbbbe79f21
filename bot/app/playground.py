"""The bot beside the Microsoft 365 Agents Playground, Microsoft's own Teams client for one machine: no account, no network
once npm has fetched it. A clock that can jump ahead, a pair of whom you are the one; `make playground` starts both.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from aiohttp import web

from adapters.teams.connector import Connector, TeamsMember
from adapters.teams.plugin import PLUGIN as TEAMS
from adapters.teams.plugin import teams as teams_channel
from adapters.teams.server import Teams
from adapters.teams.settings import PLAYGROUND_TENANT, TeamsApp
from adapters.teams.tokens import NoTokens
from bot import app
from bot.app.channels import context
from bot.app.keys import new_key
from bot.application.delivery.worker import Worker
from bot.application.demo import QUIET_JUMPS
from bot.infra import logs
from bot.infra.clock import ShiftedClock
from bot.ports import Sections
from bot.settings import Settings

PACKAGE = "@microsoft/m365agentsplayground"
VERSION = "0.2.28"
HOME = Path("var/playground")
"""Where npm puts it; git does not look there."""

EARLY = time(5, 0)

BOT_PORT, CLIENT_PORT = 3978, 56150

PEOPLE = ("Awa", "Camille", "Léo", "Priya", "Tomás", "Dominique")
"""The first is the one whose client it is. The Playground wants one, and five others."""

ROSTER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
{mentor},{mentee},mentoring,{week},{languages},{languages},Africa/Dakar,Europe/Paris,\
teams,{tenant}/{mentor_id},teams,{tenant}/{mentee_id}
"""


def object_id(number: int) -> str:
    """The Entra object id of one of `PEOPLE`."""
    return f"00000000-0000-4000-8000-{number:012d}"


def member(number: int) -> str:
    """The same person's id in conversations."""
    return f"29:user-{number}"


@dataclass
class Stand:
    """The bot, as the Playground talks to it."""

    container: app.Container
    clock: ShiftedClock
    worker: Worker
    teams: Teams
    url: str
    pair: str

    async def jump(self) -> datetime | None:
        """On to the next thing that is sent; None if nothing is planned any more."""
        await self.worker.drain()
        connector = self.teams.connector
        assert isinstance(connector, _Playground)
        seen = connector.sent
        for _ in range(QUIET_JUMPS):
            due = await self.container.store.read(lambda unit: unit.outbox.next_due())
            if due is None:
                return None
            self.clock.jump(due)
            await self.worker.drain()
            if connector.sent != seen:
                break
        return self.clock.now()


class _Playground(Connector):
    """Counts what is sent. The Playground has one group chat, with all six in it; here it is the pair's."""

    sent = 0

    async def send(
        self, service: str, conversation: str, activity: Mapping[str, object], *, to: str = "", owed: bool = False
    ) -> str:
        id = await super().send(service, conversation, activity, to=to, owed=owed)
        self.sent += 1
        return id

    async def members(self, service: str, conversation: str) -> Sequence[TeamsMember]:
        found = await super().members(service, conversation)
        return [one for one in found if one.user in (object_id(0), object_id(1))]


@asynccontextmanager
async def stand(folder: Path, port: int = BOT_PORT, language: str = "") -> AsyncIterator[Stand]:
    """The bot with one pair, Awa and Camille; its database in `folder`. Port 0 takes a free one.

    They prefer `language`, and read all of the programme's.
    """
    clock = ShiftedClock()
    clock.jump(_next_monday(clock.now()))
    settings = Settings(
        database_url=app.sqlite_at(folder / "playground.db"),
        channels=(TEAMS.name,),
        secret_keys=(new_key(),),
        sections=Sections((TeamsApp("", "", (PLAYGROUND_TENANT,)),)),
    )
    async with app.opened(settings, clock, migrate=True) as container:
        roster = ROSTER.format(
            mentor=PEOPLE[0],
            mentee=PEOPLE[1],
            week=clock.now().date(),
            languages=" ".join(dict.fromkeys(filter(None, (language, *container.content.programme.languages)))),
            tenant=PLAYGROUND_TENANT,
            mentor_id=object_id(0),
            mentee_id=object_id(1),
        )
        await app.import_pairs(container, roster)
        pair = await container.store.read(lambda unit: next(unit.journeys.all()).pair)
        teams = teams_channel(context(container), _Playground(NoTokens(), clock))
        server = web.Application()
        teams.attach(server)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=2)
        await runner.setup()
        worker = Worker(container.service, {TEAMS.name: teams.channel}, clock, "playground")
        working = asyncio.create_task(worker.run())
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            yield Stand(container, clock, worker, teams, f"http://127.0.0.1:{runner.addresses[0][1]}", pair)
        finally:
            await worker.stop(5)
            await working
            await runner.cleanup()


def _next_monday(now: datetime) -> datetime:
    """Before anybody is at work: whatever the hour, who installs the app is greeted first."""
    day = now.date() + timedelta(days=7 - now.weekday())
    return datetime.combine(day, EARLY, UTC)


# The Playground -----------------------------------------------------------------------------------------------------


class NoPlayground(Exception):
    """It is not here, and cannot be fetched; the reason is the message."""


def fetched(home: Path = HOME) -> Path:
    """The Playground's script, fetched by npm if need be. Raises `NoPlayground`."""
    script = home / "node_modules" / PACKAGE / "cli.js"
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            raise NoPlayground(f"there is no {tool} here: install Node.js 18 or newer")
    if not script.is_file():
        home.mkdir(parents=True, exist_ok=True)
        (home / "package.json").write_text('{"private": true}\n')
        done = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", f"{PACKAGE}@{VERSION}"],
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not script.is_file():
            raise NoPlayground(f"npm cannot fetch {PACKAGE}: {done.stderr.strip()[-300:]}")
    return script.absolute()


def config() -> str:
    """The people and chats of the Playground, as its file has them (JSON is YAML)."""
    people = [
        {
            "id": member(number),
            "name": name,
            "userPrincipleName": f"user{number}@example.org",
            "aadObjectId": object_id(number),
            "givenName": name,
            "surname": "Example",
            "email": f"user{number}@example.org",
        }
        for number, name in enumerate(PEOPLE)
    ]
    return json.dumps(
        {
            "version": "0.1.1",
            "tenantId": PLAYGROUND_TENANT,
            "bot": {"id": "28:together", "name": "together"},
            "currentUser": people[0],
            "users": people[1:],
            "personalChat": {"id": "personal-chat"},
            "groupChat": {"id": "group-chat", "name": "Awa, Camille"},
            "team": {
                "id": "team",
                "name": "Team",
                "aadGroupId": object_id(99),
                "channels": [{"id": "announcements", "name": "Announcements"}],
            },
        }
    )


@contextmanager
def client(script: Path, endpoint: str, folder: Path, port: int = CLIENT_PORT) -> Iterator[str]:
    """The Playground, running; the address to open in a browser."""
    path = folder / "playground.yml"
    path.write_text(config())
    environment = {
        **os.environ,
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(path.absolute()),
        "TEAMSAPPTESTER_BROWSER": "none",
        "TEAMSFX_TELEMETRY": "off",
    }
    command = ["node", str(script), "start", "-e", f"{endpoint}/api/messages", "-c", "msteams", "-p", str(port)]
    process = subprocess.Popen(
        [*command, "--disable-telemetry"], cwd=folder, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        if process.poll() is None:
            process.kill()
            process.wait()


async def main() -> None:
    try:
        script = fetched()
    except NoPlayground as reason:
        sys.exit(str(reason))
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        async with stand(Path(folder)) as one:
            with client(script, one.url, Path(folder)) as address:
                print(f"Open {address}: you are {PEOPLE[0]}, and {PEOPLE[1]} is the one you accompany.")
                print("Say something to together there; Enter here jumps to the next thing that happens, Ctrl+D ends.")
                while await asyncio.to_thread(sys.stdin.readline):
                    print(f"{await one.jump():%A %d %B %Y, %H:%M} UTC", flush=True)


if __name__ == "__main__":
    logs.begin(logging.WARNING)
    with suppress(KeyboardInterrupt):
        asyncio.run(main())
