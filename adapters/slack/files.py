"""Gives a file into a conversation (docs.slack.dev/messaging/working-with-files): asks for an address, sends it there, shares it.

Slack says where a file is to be sent, and only Slack's own hosts are believed; the token does not go there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from tempfile import TemporaryFile
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import trouble
from bot.engine.messages import File
from bot.ports import Reason, Refused, Unreached

HOSTS = ("files.slack.com", "files.slack-gov.com")
TIMEOUT = aiohttp.ClientTimeout(total=40)
"""Below the queue's lease."""


class NotAllowed(Exception):
    """The workspace has not allowed the app to give files."""


async def sent(
    client: AsyncWebClient, session: aiohttp.ClientSession, file: File, pieces: AsyncIterator[str]
) -> str | None:
    """Slack's id of the file, which nobody sees yet; None if there is nothing in it. Raises `NotAllowed`."""
    with TemporaryFile() as kept:  # however long it is; Slack wants to know that before
        async for piece in pieces:
            kept.write(piece.encode())
        length = kept.tell()
        if not length:
            return None
        kept.seek(0)
        try:
            said = await client.files_getUploadURLExternal(filename=file.name, length=length)
        except SlackApiError as error:
            if trouble.code(error) == "missing_scope":
                raise NotAllowed from error
            raise
        where = _believed(str(said["upload_url"]), client.base_url)
        async with session.post(where, data=kept, timeout=TIMEOUT, allow_redirects=False) as answer:
            if answer.status != 200:
                raise Unreached(f"Slack did not take the file ({answer.status})")
    return str(said["file_id"])


async def shared(client: AsyncWebClient, conversation: str, id: str, name: str, words: str) -> None:
    await client.files_completeUploadExternal(
        files=[{"id": id, "title": name}], channel_id=conversation, initial_comment=words
    )


def _believed(address: str, api: str) -> str:
    """An address of Slack's own; where the Web API is elsewhere, of that server."""
    parts, ours = urlsplit(address), urlsplit(api)
    if (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc):
        return address
    if parts.scheme == "https" and parts.hostname in HOSTS and parts.port is None and parts.username is None:
        return address
    raise Refused(Reason.FAULTY, "Slack named a host that is not Slack's for a file")
