"""What is sent, what goes wrong with it, and what botbuilder did wrong there."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from adapters.teams.connector import Connector, Gone, Missing, trouble
from adapters.teams.graph import Graph, NotAllowed
from adapters.teams.manifest import manifest
from adapters.teams.tokens import CONNECTOR, AppTokens, NoTokens
from bot.ports import Busy, Doubtful, Reason, Refused, Unexplained, Unreached
from tests.adapters.teams.fakes import APP, APP_WORDS, AWA, BOT, CAMILLE, TENANT, Cloud, Detour, Json, cloud, refusal

Story = Callable[[Cloud, Connector], Awaitable[None]]
HELLO = {"type": "message", "text": "hello"}


def tell(story: Story, seconds: float = 10) -> None:
    async def run() -> None:
        async with cloud() as fake:
            connector = Connector(NoTokens(), seconds=seconds)
            try:
                await story(fake, connector)
            finally:
                await connector.close()

    asyncio.run(run())


def test_many_sends_go_out_at_once_on_a_few_connections_and_without_threads() -> None:
    """botbuilder sends by blocking `requests` on a thread each, with a new connection a turn: sixteen a second here."""

    async def story(fake: Cloud, connector: Connector) -> None:
        fake.delay = 0.2
        threads = threading.active_count()
        begun = time.perf_counter()
        for _ in range(2):
            await asyncio.gather(*(connector.send(fake.service, f"c{n}", HELLO) for n in range(40)))
        assert time.perf_counter() - begun < 3
        assert len(fake.posts) == 80
        assert len(fake.connections) <= 41
        assert threading.active_count() <= threads + 1

    tell(story)


def test_the_loop_goes_on_while_teams_takes_its_time() -> None:
    async def story(fake: Cloud, connector: Connector) -> None:
        fake.delay = 0.5
        sending = asyncio.create_task(connector.send(fake.service, "c", HELLO))
        ticks = 0
        while not sending.done():
            await asyncio.sleep(0.01)
            ticks += 1
        assert ticks > 20

    tell(story)


def test_a_send_gives_up_in_time_and_its_fate_is_unknown() -> None:
    """botbuilder waits for a hundred seconds, longer than any lease."""

    async def story(fake: Cloud, connector: Connector) -> None:
        fake.delay = 5
        begun = time.perf_counter()
        with pytest.raises(Doubtful):
            await connector.send(fake.service, "c", HELLO)
        with pytest.raises(Unreached):
            await connector.update(fake.service, "c", "m1", HELLO)
        assert time.perf_counter() - begun < 2

    tell(story, seconds=0.3)


def test_the_usual_time_limit_is_shorter_than_a_lease() -> None:
    from adapters.teams.limits import SEND_SECONDS
    from bot.application.delivery.worker import LEASE

    assert LEASE.total_seconds() > 2 * SEND_SECONDS
    assert Connector(NoTokens())._timeout.total == 10


def test_who_cannot_be_reached_was_sent_nothing() -> None:
    async def story(fake: Cloud, connector: Connector) -> None:
        with pytest.raises(Unreached):
            await connector.send("http://127.0.0.1:1/", "c", HELLO)
        with pytest.raises(Unreached):
            await connector.send("nowhere", "c", HELLO)

    tell(story)


@pytest.mark.parametrize(
    ("method", "status", "code", "error"),
    [
        ("POST", 403, "MessageWritesBlocked", Gone),
        ("PUT", 403, "MessageWritesBlocked", Gone),
        ("PUT", 403, "ConversationBlockedByUser", Gone),
        ("POST", 403, "BotNotInConversationRoster", Gone),
        ("POST", 403, "Forbidden", Unexplained),
        ("POST", 403, "", Unexplained),
        ("GET", 403, "ServiceError", Unexplained),
        ("POST", 400, "BadArgument", Unexplained),
        ("POST", 400, "Bad Argument", Unexplained),
        ("POST", 400, "Failed to decrypt conversation id", Unexplained),
        ("PUT", 400, "Failed to decrypt conversation id", Unexplained),
        ("POST", 403, "BotDisabledByAdmin", Refused),
        ("PUT", 403, "BotDisabledByAdmin", Refused),
        ("POST", 403, "InvalidBotApiHost", Refused),
        ("POST", 404, "ConversationNotFound", Gone),
        ("GET", 404, "ConversationNotFound", Gone),
        ("PUT", 404, "ActivityNotFoundInConversation", Missing),
        ("PUT", 403, "ServiceError", Missing),
        ("PUT", 400, "BadArgument", Missing),
        ("POST", 400, "BadSyntax", Refused),
        ("POST", 413, "MessageSizeTooBig", Refused),
        ("PUT", 413, "MessageSizeTooBig", Refused),
        ("POST", 429, "", Busy),
        ("POST", 412, "PreconditionFailed", Unreached),
        ("POST", 503, "", Unreached),
        ("POST", 502, "", Doubtful),
        ("POST", 504, "", Doubtful),
        ("POST", 500, "", Doubtful),
        ("PUT", 502, "", Unreached),
        ("PUT", 504, "", Unreached),
        ("POST", 401, "BotNotRegistered", Refused),
        ("POST", 401, "", Unreached),
        ("POST", 301, "", Refused),
    ],
)
def test_what_an_answer_means(method: str, status: int, code: str, error: type[Exception]) -> None:
    found = trouble(method, status, "", {"error": {"code": code, "message": "as it is"}})
    assert type(found) is error


@pytest.mark.parametrize(
    ("status", "answer", "reason"),
    [
        (403, {"error": {"code": "MessageWritesBlocked", "message": ""}}, Reason.BLOCKED),
        (403, {"error": {"code": "Forbidden"}, "subCode": "MessageWritesBlocked"}, Reason.BLOCKED),
        (403, {"error": {"code": "ConversationBlockedByUser", "message": "User blocked"}}, Reason.BLOCKED),
        (403, {"error": {"code": "BotDisabledByAdmin", "message": "The tenant admin"}}, Reason.REMOVED),
        (401, {"error": {"code": "BotNotRegistered"}}, Reason.REMOVED),
        (403, {"error": {"code": "InvalidBotApiHost", "message": "For GCC tenants"}}, Reason.FORBIDDEN),
        (403, {"error": {"code": "BotNotInConversationRoster"}}, Reason.ABSENT),
        (403, {"error": {"code": "ForbiddenOperationException", "message": "Bot is not installed"}}, Reason.ABSENT),
        (404, {"error": {"code": "ConversationNotFound"}}, Reason.CLOSED),
        (404, {}, Reason.CLOSED),
        (413, {"error": {"code": "MessageSizeTooBig"}}, Reason.FAULTY),
        (400, {"error": {"code": "BadSyntax"}}, Reason.FAULTY),
    ],
)
def test_why_a_message_will_never_arrive(status: int, answer: Json, reason: Reason) -> None:
    found = trouble("POST", status, "", answer)
    assert isinstance(found, Refused)
    assert found.reason is reason
    assert str(status) in found.detail


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (403, "ForbiddenOperationException", Reason.ABSENT),
        (403, "MessageWritesBlocked", Reason.BLOCKED),
        (403, "BotDisabledByAdmin", Reason.REMOVED),
        (404, "", Reason.ABSENT),
        (400, "BadSyntax", Reason.ABSENT),
    ],
)
def test_why_a_chat_cannot_be_opened(status: int, code: str, reason: Reason) -> None:
    async def story(fake: Cloud, connector: Connector) -> None:
        fake.once("POST", status, code)
        with pytest.raises(Refused) as refused:
            await connector.create(fake.service, TENANT, BOT, AWA.user)
        assert refused.value.reason is reason

    tell(story)


@pytest.mark.parametrize(("status", "code"), [(403, ""), (403, "ServiceError"), (502, ""), (504, ""), (503, "")])
def test_to_open_a_chat_is_tried_again_without_harm(status: int, code: str) -> None:
    async def story(fake: Cloud, connector: Connector) -> None:
        fake.reachable.add(AWA.user)
        fake.once("POST", status, code)
        with pytest.raises(Unreached):
            await connector.create(fake.service, TENANT, BOT, AWA.user)
        assert await connector.create(fake.service, TENANT, BOT, AWA.user) == AWA.chat

    tell(story)


@pytest.mark.parametrize(
    ("header", "after"), [("7", 7), ("0", 1), ("0.5", 1), ("nonsense", 5), ("", 5), ("99999", 3600)]
)
def test_peace_for_as_long_as_teams_asks(header: str, after: float) -> None:
    busy = trouble("POST", 429, header, {})
    assert isinstance(busy, Busy)
    assert busy.after == after


def test_the_secret_and_the_token_are_in_no_trouble(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        async with cloud() as fake:
            tokens = AppTokens(APP, "hush", TENANT, http=Detour(fake.url))
            connector = Connector(tokens)
            fake.always("c", 403, "ServiceError")
            with pytest.raises(Unexplained) as refused:
                await connector.send(fake.service, "c", HELLO)
            token = await tokens.get(CONNECTOR)
            fake.faults.append(lambda request: _bad_login() if request.path.endswith("/token") else None)
            tokens.drop(CONNECTOR)
            with pytest.raises(Unreached) as unreached:
                await connector.send(fake.service, "c", HELLO)
            await connector.close()
            for told in (refused.value, unreached.value, caplog.text, tokens, connector):
                assert "hush" not in f"{told} {told!r}"
                assert token not in f"{told} {told!r}"

    asyncio.run(run())


def test_a_token_that_was_withdrawn_is_fetched_anew() -> None:
    async def run() -> None:
        async with cloud() as fake:
            tokens = AppTokens(APP, "hush", TENANT, http=Detour(fake.url))
            connector = Connector(tokens)
            await connector.send(fake.service, "c", HELLO)
            await connector.send(fake.service, "c", HELLO)
            assert fake.tokens == 1
            fake.once("POST", 401)
            await connector.send(fake.service, "c", HELLO)
            assert fake.tokens == 2
            assert len(fake.posts) == 3
            await connector.close()

    asyncio.run(run())


def test_a_login_that_is_away_or_refuses_is_trouble_for_later(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        async with cloud() as fake:
            fake.faults.append(lambda request: _bad_login() if request.path.endswith("/token") else None)
            connector = Connector(AppTokens(APP, "hush", TENANT, http=Detour(fake.url)))
            with pytest.raises(Unreached, match="no token"):
                await connector.send(fake.service, "c", HELLO)
            away = Connector(AppTokens(APP, "hush", TENANT, http=Detour("http://127.0.0.1:1")))
            with pytest.raises(Unreached, match="no token"):
                await away.send(fake.service, "c", HELLO)
            await connector.close()
            await away.close()
            said = [record.getMessage() for record in caplog.records if record.name == "adapters.teams.tokens"]
            assert said == ["no token for Teams: invalid_client", "no token for Teams: ConnectionError"]

    asyncio.run(run())


def _bad_login() -> web.Response:
    body = {"error": "invalid_client", "error_description": "the secret has expired"}
    return web.json_response(body, status=401)


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, NotAllowed), (403, NotAllowed), (404, NotAllowed), (429, Busy), (503, Unreached), (401, Unreached)],
)
def test_what_graph_says(status: int, error: type[Exception]) -> None:
    async def run() -> None:
        async with cloud() as fake:
            graph = Graph(AppTokens(APP, "hush", TENANT, http=Detour(fake.url)), "app", url=fake.graph)
            fake.faults.append(lambda request: refusal(status, "No") if request.path.startswith("/graph") else None)
            with pytest.raises(error):
                await graph.chat(TENANT, (AWA.user, CAMILLE.user))

    asyncio.run(run())


def test_graph_gives_the_same_chat_twice_and_minds_no_app_that_is_there() -> None:
    async def run() -> None:
        async with cloud() as fake:
            graph = Graph(AppTokens(APP, "hush", TENANT, http=Detour(fake.url)), "app", url=fake.graph)
            fake.catalogue["app"] = manifest(APP, "bot.example.org", APP_WORDS)
            users = (AWA.user, CAMILLE.user)
            chat = await graph.chat(TENANT, users)
            assert await graph.chat(TENANT, users) == chat
            await graph.enter(TENANT, chat)
            await graph.enter(TENANT, chat)
            assert len(fake.chats) == len(fake.installed) == 1

    asyncio.run(run())
