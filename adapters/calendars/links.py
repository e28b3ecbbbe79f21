"""Makes addresses that nobody can guess: a signed one for each séance, a revocable one for a person's feed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from adapters.calendars.agenda import description
from bot.engine.flows.date.invite import Invite
from bot.engine.people import Place
from bot.engine.programme import CalendarForm
from bot.ports import Voice

SHORTEST_KEY = 32
"""Bytes of a signing key."""

LONGEST_TEXT = 1500
"""Of a description in a link: browsers and mail programs cut long addresses off."""

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.office.com/calendar/0/deeplink/compose"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs addresses with the first key and believes all keys, so that a new key is put in front of the old one.

    A séance's address says who reads the file (`Place.PAIR`, or one of the two, in their language); it never ends, and always
    gives the séance as it stands. A feed's counts how often its owner asked for a new one: raising that revokes the old.
    """

    base: str
    """Where the bot is reached from outside, `https://together.example.org`."""
    keys: Sequence[bytes]

    def __post_init__(self) -> None:
        if not self.keys or any(len(key) < SHORTEST_KEY for key in self.keys):
            raise ValueError(f"signing takes keys of at least {SHORTEST_KEY} bytes")

    def meeting(self, pair: str, number: int, reader: Place, form: CalendarForm = CalendarForm.FILE) -> str:
        name = f"{quote(pair, safe='')}/{number}/{reader.value}"
        return f"{self.base.rstrip('/')}/calendar/{name}/{self._sign('meeting', name)}.{form}"

    def is_meeting(self, pair: str, number: str, reader: str, signature: str) -> bool:
        """Returns whether the bot gave out this address."""
        return self._holds("meeting", f"{quote(pair, safe='')}/{number}/{reader}", signature)

    def feed(self, person: str, generation: int) -> str:
        name = quote(person, safe="")
        return f"{self.base.rstrip('/')}/calendar/feed/{name}/{self._sign('feed', f'{name}/{generation}')}.ics"

    def is_feed(self, person: str, generation: int, signature: str) -> bool:
        """Returns whether this is the person's address of that generation, and not one that they gave up."""
        return self._holds("feed", f"{quote(person, safe='')}/{generation}", signature)

    def _sign(self, kind: str, name: str, key: bytes | None = None) -> str:
        digest = hmac.digest(key or self.keys[0], f"{kind}:{name}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def _holds(self, kind: str, name: str, signature: str) -> bool:
        given = signature.encode()
        return any(hmac.compare_digest(self._sign(kind, name, key).encode(), given) for key in self.keys)


def google(invite: Invite, voice: Voice) -> str:
    """Returns the link « Add to Google Calendar »: an event page, filled in."""
    query = {
        "action": "TEMPLATE",
        "text": voice.label(invite.summary),
        "dates": f"{_basic(invite.at)}/{_basic(invite.end)}",
        "details": description(invite, voice)[:LONGEST_TEXT],
        **({"location": invite.place} if invite.place else {}),
    }
    return f"{GOOGLE}?{urlencode(query)}"


def outlook(invite: Invite, voice: Voice) -> str:
    """Returns the link « Add to Outlook »: an event page on the web, filled in; its text is HTML there."""
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": voice.label(invite.summary),
        "startdt": f"{invite.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{invite.end.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "body": html.escape(description(invite, voice)[:LONGEST_TEXT], quote=False).replace("\n", "<br>"),
        **({"location": invite.place} if invite.place else {}),
    }
    # Outlook shows a plus sign as one
    return f"{OUTLOOK}?{urlencode(query, quote_via=quote)}"


def _basic(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
