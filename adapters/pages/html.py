"""A page of plain paragraphs, without a script, a picture or anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from aiohttp import web

PRINTED = (
    "body{font:1rem/1.5 serif;max-width:40rem;margin:2rem auto;padding:0 1rem}h1,h2{line-height:1.2}"
    "table{border-collapse:collapse}th,td{text-align:start;font-weight:normal;padding:.1rem 1.5rem .1rem 0}"
    "td{font-variant-numeric:tabular-nums}@media print{.screen{display:none}}"
)
_STYLE = base64.b64encode(hashlib.sha256(PRINTED.encode()).digest()).decode()
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE}'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
PRIVATE = {**HEADERS, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
"""For what nobody but its reader is to keep."""


def document(language: str, title: str, body: str, *, printed: bool = False) -> str:
    """`body` is HTML; the rest is escaped here. `printed`: it is to be printed, or handed on."""
    style = f"<style>{PRINTED}</style>" if printed else ""
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>{style}'
        f"<h1>{escape(title)}</h1>{body}</html>"
    )


def response(html: str, status: int = 200, *, private: bool = False) -> web.Response:
    headers = PRIVATE if private else HEADERS
    return web.Response(text=html, content_type="text/html", charset="utf-8", status=status, headers=headers)
