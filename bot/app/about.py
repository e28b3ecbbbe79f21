"""The pages that the Teams package links to: what the bot is, what it keeps, on what terms; in every language of the programme."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from html import escape

from aiohttp import web

from bot.app import Container
from bot.engine.messages import Say
from bot.text import about

PAGES: Mapping[str, Sequence[Say]] = {
    "/about": (about.WHAT(), about.WHO()),
    "/about/privacy": (about.KEPT(), about.SEEN(), about.WHERE(), about.RIGHTS()),
    "/about/terms": (about.TERMS(), about.SOFTWARE()),
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}


def attach(server: web.Application, container: Container) -> None:
    for path, words in PAGES.items():
        server.router.add_get(path, _serving(_html(container, words)))


def _serving(html: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(_: web.Request) -> web.Response:
        return web.Response(text=html, content_type="text/html", charset="utf-8", headers=HEADERS)

    return serve


def _html(container: Container, words: Sequence[Say]) -> str:
    languages = container.content.programme.languages
    title = escape(container.content.voices(languages[:1], ()).label(about.TITLE()))
    said = "".join(_section(container, language, words) for language in languages)
    return (
        f'<!doctype html><html lang="{escape(languages[0])}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><h1>{title}</h1>{said}</html>'
    )


def _section(container: Container, language: str, words: Sequence[Say]) -> str:
    voice = container.content.voices((language,), ())
    said = "".join(f"<p>{escape(voice.prose(one))}</p>" for one in words)
    return f'<section lang="{escape(language)}">{said}</section>'
