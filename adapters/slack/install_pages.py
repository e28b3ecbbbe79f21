"""The pages around an installation, in every language of the programme: plain paragraphs, and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bot.engine.messages import Say, typed
from bot.ports import Voices
from bot.text import installing
from bot.text.installing import InstallFailure

CHANNEL = "Slack"
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class InstallPages:
    voices: Voices
    languages: Sequence[str]
    """Of the programme, the default one first."""
    begin: str
    """Where an installation begins."""

    def start(self, url: str) -> str:
        """Leads to Slack's own page."""
        title, link = installing.START_TITLE(channel=CHANNEL), installing.START_LINK(channel=CHANNEL)
        return self._page(title, (installing.START(channel=CHANNEL),), (url, link))

    def done(self, workspace: str, missing: Sequence[str]) -> str:
        """Names the scopes that are missing, and where it goes on."""
        lines = [installing.DONE(workspace=typed(workspace)), installing.DONE_NEXT(channel=CHANNEL)]
        if missing:
            lines.append(installing.MISSING(scopes=", ".join(missing)))
        return self._page(installing.DONE_TITLE(), lines)

    def failed(self, why: InstallFailure) -> str:
        """Says why, and leads back to the beginning."""
        lines = (installing.FAILED[why](channel=CHANNEL),)
        return self._page(installing.FAILED_TITLE(), lines, (self.begin, installing.AGAIN()))

    def _page(self, title: Say, lines: Sequence[Say], link: tuple[str, Say] | None = None) -> str:
        said = "".join(self._section(language, title, lines, link) for language in self.languages)
        first = self.voices(self.languages[:1], ())
        return (
            f'<!doctype html><html lang="{escape(first.language)}"><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{escape(first.label(title))}</title>{said}</html>'
        )

    def _section(self, language: str, title: Say, lines: Sequence[Say], link: tuple[str, Say] | None) -> str:
        voice = self.voices((language,), ())
        body = "".join(f"<p>{escape(voice.prose(line))}</p>" for line in lines)
        if link is not None:
            body += f'<p><a href="{escape(link[0])}">{escape(voice.label(link[1]))}</a></p>'
        return f'<section lang="{escape(voice.language)}"><h1>{escape(voice.label(title))}</h1>{body}</section>'
