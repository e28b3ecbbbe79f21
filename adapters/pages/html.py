"""A page of plain paragraphs, without a script, a picture or anything from elsewhere."""

from __future__ import annotations

from html import escape

from aiohttp import web

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}
PRIVATE = {**HEADERS, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
"""For what nobody but its reader is to keep."""


def document(language: str, title: str, body: str) -> str:
    """`body` is HTML; the rest is escaped here."""
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<h1>{escape(title)}</h1>{body}</html>"
    )


def response(html: str, status: int = 200, *, private: bool = False) -> web.Response:
    headers = PRIVATE if private else HEADERS
    return web.Response(text=html, content_type="text/html", charset="utf-8", status=status, headers=headers)
