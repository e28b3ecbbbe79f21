"""What the bot is, what it keeps and on what terms, in every language of the programme; platforms and people link here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from html import escape

from aiohttp import web

from adapters.pages.html import document, response
from bot.engine.flows.privacy.notice import Section
from bot.ports import Voice, Voices
from bot.text.about import TITLE, pages


def attach(
    server: web.Application,
    voices: Voices,
    languages: Sequence[str],
    notice: Callable[[], Awaitable[Sequence[Section]]],
) -> None:
    """`notice` says what is kept and for how long, as it is when somebody reads it."""

    def serving(path: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def serve(_: web.Request) -> web.Response:
            return response(_html(voices, languages, pages(await notice())[path]))

        return serve

    for path in pages(()):
        server.router.add_get(path, serving(path))


def _html(voices: Voices, languages: Sequence[str], sections: Sequence[Section]) -> str:
    said = "".join(_said(voices((language,), ()), sections) for language in languages)
    return document(languages[0], voices(languages[:1], ()).label(TITLE), said)


def _said(voice: Voice, sections: Sequence[Section]) -> str:
    return f'<section lang="{escape(voice.language)}">{"".join(_section(voice, one) for one in sections)}</section>'


def _section(voice: Voice, section: Section) -> str:
    """A section without a title is plain paragraphs; one with a title is a list."""
    lines = [escape(voice.prose(line)) for line in section.lines]
    if section.title is None:
        return "".join(f"<p>{line}</p>" for line in lines)
    return f"<h2>{escape(voice.label(section.title))}</h2><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
