"""Logs the app in with what it has: a client secret, a certificate, a managed identity, or one that vouches for it.

The rules:

(1) A certificate and a federated token are files, and others renew them: they are read when a token is asked for, never
kept from the start.

(2) A managed identity is the app: its client id is the app's id, and it has tokens of its own tenant alone.

(3) Whoever vouches for an app that is registered in Entra (a federated credential) is a managed identity, or whoever
wrote the token in a file, such as Kubernetes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, assert_never

from adapters.teams.clouds import MicrosoftCloud, Resource
from bot.ports.logged import Logged

LOGIN_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Certificate:
    """A PEM file with the private key, not encrypted, and its certificate."""

    path: Path


@dataclass(frozen=True, slots=True)
class ManagedIdentity:
    """A user-assigned managed identity that is the app."""


@dataclass(frozen=True, slots=True)
class FederatedIdentity:
    """A user-assigned managed identity that vouches for the app."""

    client_id: str


@dataclass(frozen=True, slots=True)
class FederatedFile:
    """A file with a token that vouches for the app."""

    path: Path


Credential = str | Certificate | ManagedIdentity | FederatedIdentity | FederatedFile
"""A client secret as it is, or any of the others."""

Login = Callable[[Resource], Mapping[str, Any]]
"""Asks for a token, blocking, and returns what the login answered."""


class Unvouched(Logged):
    """Nobody vouches for the app just now; the message says why, without a secret."""


@dataclass(frozen=True, slots=True)
class Registration:
    """Names the app to a login. `http` is for tests: what msal asks through, instead of `requests`."""

    app_id: str
    cloud: MicrosoftCloud
    http: Any = None

    def login(self, credential: Credential, tenant: str) -> Login:
        """Raises `OSError` or `ValueError` if a certificate does not serve."""
        match credential:
            case str():
                return self._confidential(credential, tenant)
            case Certificate():
                return self._confidential(_certified(credential.path), tenant)
            case ManagedIdentity():
                return self._managed(self.app_id)
            case FederatedIdentity():
                vouch = functools.partial(self._vouched, credential.client_id)
                return self._confidential({"client_assertion": vouch}, tenant)
            case FederatedFile():
                read = functools.partial(_written, credential.path)
                return self._confidential({"client_assertion": read}, tenant)
            case _:
                assert_never(credential)

    def _confidential(self, credential: object, tenant: str) -> Login:
        import msal  # a tenth of a second, and only where there is a Teams to write to

        app = msal.ConfidentialClientApplication(
            self.app_id,
            client_credential=credential,
            authority=f"{self.cloud.login}/{tenant}",
            http_client=self.http,
            timeout=LOGIN_SECONDS,
        )

        def ask(resource: Resource) -> Mapping[str, Any]:
            found: Mapping[str, Any] = app.acquire_token_for_client([f"{self.cloud.resource(resource)}/.default"])
            return found

        return ask

    def _managed(self, client_id: str) -> Login:
        asked = self._identity(client_id)
        return lambda resource: asked(self.cloud.resource(resource))

    def _identity(self, client_id: str) -> Callable[[str], Mapping[str, Any]]:
        import msal

        identity = msal.UserAssignedManagedIdentity(client_id=client_id)
        client = msal.ManagedIdentityClient(identity, http_client=self.http or _session())

        def ask(resource: str) -> Mapping[str, Any]:
            found: Mapping[str, Any] = client.acquire_token_for_client(resource=resource)
            return found

        return ask

    def _vouched(self, client_id: str) -> str:
        found = self._identity(client_id)(self.cloud.exchange)
        if "access_token" not in found:
            raise Unvouched(f"the managed identity gives none: {found.get('error')}")
        return str(found["access_token"])


def certificate_fault(path: Path) -> str:
    """Returns what is wrong with a certificate's file, or nothing."""
    try:
        _certified(path)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    except ValueError as error:
        return str(error)
    return ""


def _certified(path: Path) -> Mapping[str, str]:
    """Reads what msal wants of a certificate. Raises `OSError` or `ValueError`."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        load_pem_private_key,
    )

    text = path.read_bytes()
    try:
        key = load_pem_private_key(text, None)
    except (ValueError, TypeError) as error:
        raise ValueError("holds no private key in PEM, not encrypted") from error
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("holds a private key that is not RSA: Entra takes no other")
    try:
        listed = x509.load_pem_x509_certificates(text)
    except ValueError as error:
        raise ValueError("holds no certificate in PEM") from error
    own = [one for one in listed if one.public_key() == key.public_key()]
    if not own:
        raise ValueError("holds no certificate of its private key")
    return {
        "private_key": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        "public_certificate": own[0].public_bytes(Encoding.PEM).decode(),
    }


def _written(path: Path) -> str:
    try:
        found = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unvouched(f"the file of the federated token cannot be read: {type(error).__name__}") from error
    if not found:
        raise Unvouched("the file of the federated token is empty")
    return found


def _session() -> Any:
    """Returns what a managed identity is asked through: without it, a machine that has none would be waited for in vain."""
    import requests

    session = requests.Session()
    session.request = functools.partial(session.request, timeout=LOGIN_SECONDS)  # type: ignore[method-assign]
    return session
