"""Each credential in each cloud: a login that checks it, and a Teams that takes its token and no other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from adapters.teams.clouds import CLOUDS, PUBLIC, Resource
from adapters.teams.connector import Connector
from adapters.teams.credentials import (
    Certificate,
    Credential,
    FederatedFile,
    FederatedIdentity,
    ManagedIdentity,
    certificate_fault,
)
from adapters.teams.tokens import AppTokens
from bot.ports import Unreached
from tests.adapters.teams.fakes import APP, KEY, OTHER_KEY, TENANT
from tests.adapters.teams.login import IDENTITY, Detour, Login, certificate, login, written

HELLO = {"type": "message", "text": "hello"}
KINDS = {
    "secret": "secret",
    "certificate": "certificate",
    "managed identity": f"machine as {APP}",
    "federated identity": "federated",
    "federated file": "federated",
}
"""Each credential, and how the login saw the app."""


@pytest.fixture(autouse=True)
def on_a_virtual_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where msal looks for an identity depends on these."""
    for name in ("IDENTITY_ENDPOINT", "IDENTITY_HEADER", "MSI_ENDPOINT", "AZURE_POD_IDENTITY_AUTHORITY_HOST"):
        monkeypatch.delenv(name, raising=False)


def credential(kind: str, one: Login, folder: Path) -> Credential:
    match kind:
        case "certificate":
            own = certificate(KEY)
            one.register(own)
            return Certificate(written(folder / "app.pem", KEY, certificate(OTHER_KEY), own))
        case "managed identity":
            return ManagedIdentity()
        case "federated identity":
            return FederatedIdentity(IDENTITY)
        case "federated file":
            (folder / "token").write_text(one.vouch() + "\n")
            return FederatedFile(folder / "token")
        case _:
            return "hush"


def tell(story: Callable[[Login], Awaitable[None]], cloud: str = "public") -> None:
    async def run() -> None:
        async with login(CLOUDS[cloud]) as one:
            await story(one)

    asyncio.run(run())


def tokens(one: Login, credential: Credential) -> AppTokens:
    return AppTokens(APP, credential, TENANT, cloud=one.cloud, http=Detour(one.url))


async def send(one: Login, found: AppTokens) -> None:
    connector = Connector(found)
    try:
        await connector.send(one.service, "c", HELLO)
    finally:
        await connector.close()


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("kind", KINDS)
def test_teams_takes_what_is_sent_with_it(kind: str, cloud: str, tmp_path: Path) -> None:
    async def story(one: Login) -> None:
        found = tokens(one, credential(kind, one, tmp_path))
        await send(one, found)
        await send(one, found)
        assert (one.asked, len(one.taken)) == ([KINDS[kind]], 2)

    tell(story, cloud)


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("kind", KINDS)
def test_graph_has_a_token_of_its_own(kind: str, cloud: str, tmp_path: Path) -> None:
    async def story(one: Login) -> None:
        token = await tokens(one, credential(kind, one, tmp_path)).get(Resource.GRAPH)
        assert one.issued == {token: one.cloud.graph}

    tell(story, cloud)


def test_a_token_of_another_cloud_is_refused() -> None:
    """What the tests above rest on."""

    async def story(one: Login) -> None:
        one.issued["public"] = PUBLIC.connector
        connector = Connector(_Given("public"))
        with pytest.raises(Unreached, match="401"):
            await connector.send(one.service, "c", HELLO)
        await connector.close()

    tell(story, "gcc-high")


class _Given:
    def __init__(self, token: str) -> None:
        self._token = token

    async def get(self, resource: Resource, tenant: str = "") -> str:
        return self._token

    def drop(self, resource: Resource) -> None:
        pass


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_is_not_known_is_trouble_for_later(
    kind: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(one: Login) -> None:
        own = credential(kind, one, tmp_path)
        one.secret = "another"
        one.certificates.clear()
        one.identities.clear()
        if isinstance(own, FederatedFile):
            own.path.write_text(one.vouch("api://elsewhere"))
        with pytest.raises(Unreached, match="no token for Teams"):
            await send(one, tokens(one, own))
        assert one.taken == []

    tell(story)
    said = [record.getMessage() for record in caplog.records if record.name == "adapters.teams.tokens"]
    assert len(said) == 1
    assert said[0] in (
        "no token for Teams: invalid_client",
        "no token for Teams: invalid_request",
        "no token for Teams: the managed identity gives none: invalid_request",
    )


def test_a_renewed_certificate_is_read_when_the_old_one_is_refused(tmp_path: Path) -> None:
    async def story(one: Login) -> None:
        path = written(tmp_path / "app.pem", OTHER_KEY, certificate(OTHER_KEY))
        found = tokens(one, Certificate(path))
        with pytest.raises(Unreached):
            await send(one, found)
        fresh = certificate(KEY)
        one.register(fresh)
        written(path, KEY, fresh)
        await send(one, found)
        assert len(one.taken) == 1

    tell(story)


def test_a_federated_token_is_read_each_time_that_it_is_needed(tmp_path: Path) -> None:
    async def story(one: Login) -> None:
        path = tmp_path / "token"
        path.write_text(one.vouch("api://elsewhere"))
        found = tokens(one, FederatedFile(path))
        with pytest.raises(Unreached):
            await send(one, found)
        path.write_text(one.vouch())
        await send(one, found)
        assert len(one.taken) == 1

    tell(story)


@pytest.mark.parametrize(
    ("text", "said"), [(None, "cannot be read: FileNotFoundError"), ("", "is empty"), ("é", "cannot be read: Unicode")]
)
def test_a_federated_token_that_is_not_there_is_said(
    text: str | None, said: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(one: Login) -> None:
        if text is not None:
            (tmp_path / "token").write_text(text, encoding="utf-8")
        with pytest.raises(Unreached, match=said):
            await send(one, tokens(one, FederatedFile(tmp_path / "token")))

    tell(story)
    assert said in caplog.text


def test_no_secret_is_in_any_trouble(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")

    async def story(one: Login) -> None:
        own = credential("certificate", one, tmp_path)
        one.certificates.clear()
        with pytest.raises(Unreached) as trouble:
            await send(one, tokens(one, own))
        for told in (caplog.text, repr(trouble.value), repr(own)):
            assert "PRIVATE KEY" not in told
            assert "eyJ" not in told, "the assertion that the key signed"

    tell(story)


# The certificate's file ---------------------------------------------------------------------------------------------


def test_a_certificate_and_its_key_in_any_order_have_no_fault(tmp_path: Path) -> None:
    path = written(tmp_path / "app.pem", KEY, certificate(KEY))
    assert certificate_fault(path) == ""
    key, _, rest = path.read_bytes().partition(b"-----BEGIN CERTIFICATE")
    path.write_bytes(b"Bag Attributes\n-----BEGIN CERTIFICATE" + rest + b"\n" + key)
    assert certificate_fault(path) == ""


def test_what_is_wrong_with_a_certificate_is_said(tmp_path: Path) -> None:
    path = tmp_path / "app.pem"
    assert certificate_fault(path) == "cannot be read: No such file or directory"
    path.write_bytes(b"rubbish")
    assert certificate_fault(path) == "holds no private key in PEM, not encrypted"
    locked = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"hush"))
    path.write_bytes(locked)
    assert certificate_fault(path) == "holds no private key in PEM, not encrypted"
    written(path, KEY)
    assert certificate_fault(path) == "holds no certificate in PEM"
    written(path, KEY, certificate(OTHER_KEY))
    assert certificate_fault(path) == "holds no certificate of its private key"
    curve = ec.generate_private_key(ec.SECP256R1())
    path.write_bytes(curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert certificate_fault(path) == "holds a private key that is not RSA: Entra takes no other"
