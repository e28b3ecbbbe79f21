"""The pages that the Teams package links to: what the bot is, what it keeps, on what terms; in every language of the programme."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from html import escape

from aiohttp import web

from bot.engine.messages import Say
from bot.ports import Voices
from bot.text.about import PAGES, TITLE

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}


def attach(server: web.Application, voices: Voices, languages: Sequence[str]) -> None:
    for path, lines in PAGES.items():
        server.router.add_get(path, _serving(_html(voices, languages, lines)))


def _serving(html: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(_: web.Request) -> web.Response:
        return web.Response(text=html, content_type="text/html", charset="utf-8", headers=HEADERS)

    return serve


def _html(voices: Voices, languages: Sequence[str], lines: Sequence[Say]) -> str:
    title = escape(voices(languages[:1], ()).label(TITLE))
    sections = "".join(_section(voices, language, lines) for language in languages)
    return (
        f'<!doctype html><html lang="{escape(languages[0])}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><h1>{title}</h1>{sections}</html>'
    )


def _section(voices: Voices, language: str, lines: Sequence[Say]) -> str:
    voice = voices((language,), ())
    paragraphs = "".join(f"<p>{escape(voice.prose(line))}</p>" for line in lines)
    return f'<section lang="{escape(language)}">{paragraphs}</section>'
