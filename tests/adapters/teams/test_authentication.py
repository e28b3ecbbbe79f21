"""The token of a request, and the keys that it is checked with: what the real route's suite does not reach."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt
import pytest
from aiohttp import web

from adapters.teams.authentication import KEYS_KEPT, SKEW, KeysAway, SigningKeys, TokenCheck, Unauthorized
from tests.adapters.teams.fakes import APP, ISSUER, KEY, KID, OTHER_KEY, Cloud, cloud, jwk, refusal, token

SERVICE = "https://smba.example/teams/"
AGAIN = 60.0


@dataclass
class Gate:
    """A check, the Microsoft that it asks, and a time of our own."""

    cloud: Cloud
    seconds: float = 1000.0
    check: TokenCheck = field(init=False)
    keys: SigningKeys = field(init=False)

    def __post_init__(self) -> None:
        self.keys = SigningKeys(self.cloud.openid, AGAIN, lambda: self.seconds)
        self.check = TokenCheck(APP, ISSUER, self.keys)

    async def asks(self, bearer: str, channel: str = "msteams") -> None:
        await self.check.check(f"Bearer {bearer}", channel, SERVICE)

    def away(self) -> None:
        """Microsoft answers nothing but 500 from here on."""
        self.cloud.faults.append(lambda _: refusal(500, "away"))

    @property
    def fetched(self) -> int:
        return self.cloud.requests.count("GET /openid")


@asynccontextmanager
async def gate() -> AsyncIterator[Gate]:
    async with cloud() as fake:
        yield Gate(fake)


def tell(story: Callable[[Gate], Awaitable[None]]) -> None:
    async def run() -> None:
        async with gate() as one:
            await story(one)

    asyncio.run(run())


def soon(**claims: Any) -> str:
    return token(SERVICE, **claims)


# The token ----------------------------------------------------------------------------------------------------------


def test_what_microsoft_signed_for_this_app_is_let_in() -> None:
    tell(lambda one: one.asks(soon()))


def _signed(algorithm: str) -> str:
    claims = {"iss": ISSUER, "aud": APP, "serviceurl": SERVICE, "exp": int(time.time()) + 60}
    return jwt.encode(claims, KEY, algorithm=algorithm, headers={"kid": KID})


def _without(name: str) -> str:
    claims = {"iss": ISSUER, "aud": APP, "serviceurl": SERVICE, "exp": int(time.time()) + 60}
    del claims[name]
    return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": KID})


def _headed(header: str) -> str:
    """A token of such a header; nobody looks as far as the rest."""
    return base64.urlsafe_b64encode(header.encode()).rstrip(b"=").decode() + ".e30.AAAA"


@pytest.mark.parametrize(
    "bearer",
    [
        pytest.param(lambda: soon(aud=[APP]), id="one audience of several"),
        pytest.param(lambda: soon(aud=APP.upper() + "-not"), id="another audience"),
        pytest.param(lambda: soon(iss="https://api.botframework.us"), id="another cloud"),
        pytest.param(lambda: _without("exp"), id="without an end"),
        pytest.param(lambda: _without("iss"), id="without an issuer"),
        pytest.param(lambda: _without("aud"), id="without an audience"),
        pytest.param(lambda: _signed("RS384"), id="RS384"),
        pytest.param(lambda: _signed("PS256"), id="PS256"),
        pytest.param(lambda: soon(exp=1e400), id="no end at all"),
        pytest.param(lambda: _headed(json.dumps({"alg": "RS256"})), id="no key id"),
        pytest.param(lambda: _headed(json.dumps({"alg": "RS256", "kid": 3})), id="key id of another type"),
        pytest.param(lambda: _headed("[" * 5000), id="a header nested deeper than one can read"),
        pytest.param(lambda: _headed('{"alg": "RS256", "kid": ' + "9" * 5000 + "}"), id="a huge number"),
        pytest.param(lambda: soon() + " ", id="a blank"),
        pytest.param(lambda: "é", id="not of this alphabet"),
    ],
)
def test_anything_else_is_refused(bearer: Callable[[], str]) -> None:
    async def story(one: Gate) -> None:
        with pytest.raises(Unauthorized):
            await one.asks(bearer())

    tell(story)


def test_a_clock_may_be_wrong_by_five_minutes() -> None:
    async def story(one: Gate) -> None:
        now = int(time.time())
        await one.asks(soon(exp=now - SKEW + 30))
        await one.asks(soon(nbf=now + SKEW - 30, iat=now + SKEW - 30))
        for wrong in (soon(exp=now - SKEW - 30), soon(nbf=now + SKEW + 30)):
            with pytest.raises(Unauthorized):
                await one.asks(wrong)

    tell(story)


def test_a_key_speaks_for_the_channels_that_it_is_endorsed_for() -> None:
    async def story(one: Gate) -> None:
        with pytest.raises(Unauthorized, match="not endorsed for the channel 'webchat'"):
            await one.asks(soon(), "webchat")
        await one.asks(soon())

    tell(story)


# The keys -----------------------------------------------------------------------------------------------------------


def test_many_who_wait_for_the_keys_share_one_fetch() -> None:
    async def story(one: Gate) -> None:
        await asyncio.gather(*(one.asks(soon()) for _ in range(20)))
        assert one.fetched == 1

    tell(story)


def test_all_who_wait_are_told_at_once_that_there_are_none() -> None:
    async def story(one: Gate) -> None:
        one.away()
        found = await asyncio.gather(*(one.asks(soon()) for _ in range(20)), return_exceptions=True)
        assert {type(each) for each in found} == {KeysAway}
        assert one.fetched == 1

    tell(story)


def test_who_hangs_up_takes_the_keys_from_nobody() -> None:
    async def story(one: Gate) -> None:
        first, second = (asyncio.create_task(one.asks(soon())) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        await second
        assert (first.cancelled(), one.fetched) == (True, 1)

    tell(story)


def _held(one: Gate) -> asyncio.Event:
    """The keys do not come before it is set."""
    event = asyncio.Event()
    listed = one.keys._listed

    async def held() -> object:
        await event.wait()
        return await listed()

    one.keys._listed = held  # type: ignore[method-assign]
    return event


def test_old_keys_serve_while_new_ones_are_fetched() -> None:
    async def story(one: Gate) -> None:
        await one.asks(soon())
        come = _held(one)
        one.seconds += KEYS_KEPT + 1
        await asyncio.wait_for(one.asks(soon()), 5)
        await asyncio.wait_for(one.asks(soon()), 5)
        assert one.fetched == 1
        one.cloud.keys = [jwk(OTHER_KEY, "key-2")]
        come.set()
        await one.asks(token(SERVICE, key=OTHER_KEY, kid="key-2"))
        with pytest.raises(Unauthorized):
            await one.asks(soon())
        assert one.fetched == 2

    tell(story)


async def _settled(one: Gate) -> None:
    if (fetching := one.keys._fetching) is not None:
        await fetching


def test_old_keys_go_on_serving_and_others_are_asked_for_again_and_again() -> None:
    async def story(one: Gate) -> None:
        await one.asks(soon())
        one.away()
        one.seconds += KEYS_KEPT + 1
        for _ in range(3):
            await one.asks(soon())
            await _settled(one)
        assert one.fetched == 2
        one.seconds += AGAIN
        await one.asks(soon())
        await _settled(one)
        assert one.fetched == 3

    tell(story)


def test_nobody_can_tell_of_a_new_key_that_cannot_be_fetched() -> None:
    async def story(one: Gate) -> None:
        await one.asks(soon())
        one.away()
        one.seconds += AGAIN
        fresh = token(SERVICE, key=OTHER_KEY, kid="key-2")
        for _ in range(2):
            with pytest.raises(KeysAway):
                await one.asks(fresh)
        assert one.fetched == 2
        one.cloud.faults.clear()
        one.cloud.keys.append(jwk(OTHER_KEY, "key-2"))
        one.seconds += AGAIN
        await one.asks(fresh)

    tell(story)


def test_one_key_that_is_none_spoils_no_other() -> None:
    async def story(one: Gate) -> None:
        good = one.cloud.keys[0]
        one.cloud.keys = [{"kty": "RSA", "kid": "x"}, {"kty": "EC", "kid": "y"}, {"kid": 3}, good]
        one.cloud.keys.insert(0, good | {"kid": "z", "n": 3})
        await one.asks(soon())

    tell(story)


@pytest.mark.parametrize("answer", [[], {}, {"jwks_uri": 3}, "no", None])
def test_a_document_that_leads_nowhere_is_no_fault_of_the_sender(answer: object) -> None:
    async def story(one: Gate) -> None:
        one.cloud.faults.append(lambda _: web.json_response(answer))
        with pytest.raises(KeysAway):
            await one.asks(soon())

    tell(story)


@pytest.mark.parametrize("listed", [[], {}, None, 3, ["x"], [None]])
def test_so_is_a_list_without_a_key(listed: object) -> None:
    async def story(one: Gate) -> None:
        await one.asks(soon())
        one.cloud.faults.append(lambda asked: web.json_response({"keys": listed}) if asked.path == "/keys" else None)
        one.seconds += KEYS_KEPT + 1
        await one.asks(soon())
        await _settled(one)
        await one.asks(soon())

    tell(story)
