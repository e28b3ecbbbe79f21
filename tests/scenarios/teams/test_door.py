"""Who may come in: tokens signed by a local key, through the real route."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable

import pytest

from tests.adapters.teams.fakes import AWA, KEY, OTHER_KEY, TENANT, Json, Pen, jwk, token
from tests.scenarios.teams.house import House, house


def status(activity: Callable[[House], Json], authorization: Callable[[House], str]) -> int:
    async def run() -> int:
        async with house() as one:
            code, _ = await one.post(activity(one), authorization(one))
            return code

    return asyncio.run(run())


def hello(one: House) -> Json:
    return one.pen.says(AWA, "aide")


def test_a_valid_token_is_let_in() -> None:
    assert status(hello, lambda one: f"Bearer {token(one.cloud.service)}") == 200


@pytest.mark.parametrize(
    "authorization",
    [
        pytest.param(lambda one: f"Bearer {token(one.cloud.service, aud='another-app')}", id="audience"),
        pytest.param(lambda one: f"Bearer {token(one.cloud.service, iss='https://evil.example')}", id="issuer"),
        pytest.param(lambda one: f"Bearer {token('https://evil.example/')}", id="service URL"),
        pytest.param(lambda one: f"Bearer {token(one.cloud.service, serviceurl=None)}", id="no service URL"),
        pytest.param(lambda one: f"Bearer {token(one.cloud.service, key=OTHER_KEY)}", id="key"),
        pytest.param(lambda one: f"Bearer {token(one.cloud.service, kid='key-2')}", id="key id"),
        pytest.param(lambda one: f"Bearer {token(one.cloud.service, exp=int(time.time()) - 3600)}", id="expired"),
        pytest.param(lambda one: f"Bearer {token(one.cloud.service, nbf=int(time.time()) + 3600)}", id="not yet"),
        pytest.param(lambda one: "", id="missing"),
        pytest.param(lambda one: "Bearer", id="empty"),
        pytest.param(lambda one: "Bearer rubbish", id="garbage"),
        pytest.param(lambda one: "Bearer a.b.c", id="three parts of garbage"),
        pytest.param(lambda one: "Bearer eyJhbGciOiJub25lIn0.e30.", id="unsigned"),
        pytest.param(lambda one: f"Basic {token(one.cloud.service)}", id="scheme"),
        pytest.param(lambda one: f"Bearer {token(one.cloud.service)} more", id="too many words"),
    ],
)
def test_anything_else_is_401(authorization: Callable[[House], str]) -> None:
    assert status(hello, authorization) == 401


def test_another_tenant_is_403_and_changes_nothing() -> None:
    async def run() -> None:
        async with house() as one:
            stranger = Pen(one.cloud.service, tenant="cccccccc-0000-4000-8000-000000000009")
            assert (await one.post(stranger.says(AWA, "aide")))[0] == 403
            assert (await one.post(stranger.installs(AWA)))[0] == 403
            assert one.cloud.posts == []
            nobody = one.pen.says(AWA, "aide") | {"channelData": {}, "conversation": {"id": "x"}}
            assert (await one.post(nobody))[0] == 403
            assert TENANT not in json.dumps(one.cloud.requests)

    asyncio.run(run())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"type": "message"}',
        b"\xff\xfe",
        b'{"type": 3, "serviceUrl": "x"}',
        b"[" * 100_000,
        b'{"type": "message", "channelId": "msteams", "serviceUrl": "SERVICE", "from": "Awa"}',
        b'{"type": "message", "channelId": "msteams", "serviceUrl": "SERVICE", "conversation": {"id": 3}}',
    ],
)
def test_a_broken_body_is_400(body: bytes) -> None:
    async def run() -> int:
        async with house() as one:
            code, _ = await one.raw(body.replace(b"SERVICE", one.cloud.service.encode()))
            return code

    assert asyncio.run(run()) == 400


@pytest.mark.parametrize("service", ["prep", "http://", "http://../../etc/passwd", "http://a b/", "ftp://example.org/"])
def test_a_service_url_that_is_none_is_400_even_if_it_was_signed(service: str) -> None:
    assert status(lambda one: hello(one) | {"serviceUrl": service}, lambda one: f"Bearer {token(service)}") == 400


def test_an_activity_that_names_no_channel_is_400() -> None:
    """Without it the endorsements of Microsoft's key are not looked at."""

    def nameless(one: House) -> Json:
        said = hello(one)
        del said["channelId"]
        return said

    assert status(nameless, lambda one: f"Bearer {token(one.cloud.service)}") == 400


def test_a_body_of_another_type_or_size_is_refused() -> None:
    async def run() -> None:
        async with house() as one:
            async with one.session.post(f"{one.url}/api/messages", data="type=message") as response:
                assert response.status == 415
            assert (await one.raw(b'{"text": "' + b"x" * 300_000 + b'"}'))[0] == 413

    asyncio.run(run())


def test_keys_that_cannot_be_fetched_are_no_fault_of_the_sender() -> None:
    async def run() -> None:
        async with house() as one:
            one.cloud.once("GET", 500)
            assert (await one.post(hello(one)))[0] == 503
            assert (await one.post(hello(one)))[0] == 200

    asyncio.run(run())


def test_a_new_key_is_fetched_when_it_is_first_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.teams.transport.KEYS_AGAIN", 0.0)

    async def run() -> None:
        async with house() as one:
            assert (await one.post(hello(one)))[0] == 200
            bearer = f"Bearer {token(one.cloud.service, key=OTHER_KEY, kid='key-2')}"
            assert (await one.post(hello(one), bearer))[0] == 401
            one.cloud.keys = [jwk(KEY, "key-1"), jwk(OTHER_KEY, "key-2")]
            assert (await one.post(hello(one), bearer))[0] == 200

    asyncio.run(run())


def test_made_up_key_ids_do_not_send_us_for_the_keys_each_time() -> None:
    async def run() -> None:
        async with house() as one:
            for number in range(20):
                bearer = f"Bearer {token(one.cloud.service, kid=f'made-up-{number}')}"
                assert (await one.post(hello(one), bearer))[0] == 401
            assert one.cloud.requests.count("GET /keys") == 1

    asyncio.run(run())
