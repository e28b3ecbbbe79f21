"""The pages that the Teams package links to: what the bot is, what it keeps, on what terms; in every language of the programme."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from html import escape

from aiohttp import web

from bot.engine.messages import Say
from bot.ports import ChannelContext
from bot.text.about import ABOUT, PRIVACY, TERMS, TITLE

PAGES: Mapping[str, Sequence[Say]] = {"/about": ABOUT, "/about/privacy": PRIVACY, "/about/terms": TERMS}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}


def attach(server: web.Application, context: ChannelContext) -> None:
    for path, words in PAGES.items():
        server.router.add_get(path, _serving(_html(context, words)))


def _serving(html: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(_: web.Request) -> web.Response:
        return web.Response(text=html, content_type="text/html", charset="utf-8", headers=HEADERS)

    return serve


def _html(context: ChannelContext, words: Sequence[Say]) -> str:
    languages = context.languages
    title = escape(context.voices(languages[:1], ()).label(TITLE))
    said = "".join(_section(context, language, words) for language in languages)
    return (
        f'<!doctype html><html lang="{escape(languages[0])}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><h1>{title}</h1>{said}</html>'
    )


def _section(context: ChannelContext, language: str, words: Sequence[Say]) -> str:
    voice = context.voices((language,), ())
    said = "".join(f"<p>{escape(voice.prose(one))}</p>" for one in words)
    return f'<section lang="{escape(language)}">{said}</section>'
