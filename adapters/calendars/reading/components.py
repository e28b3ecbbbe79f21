"""Cuts a calendar's text into components, as it comes, and keeps of them what busy times need (RFC 5545, 3.1).

Nothing here judges a value. A line that cannot be read spoils nothing but itself; a component that has no end ends where the
next one begins.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

KEPT = frozenset(
    b"UID SEQUENCE DTSTAMP DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID TRANSP STATUS "
    b"X-MICROSOFT-CDO-BUSYSTATUS ATTENDEE FREEBUSY".split()
)
"""What is read of an entry."""
HEAD = frozenset((b"X-WR-CALNAME",))
"""What is read of a calendar's head."""
ENTRIES = frozenset((b"VEVENT", b"VFREEBUSY"))
OTHERS = frozenset((b"VCALENDAR", b"VTODO", b"VJOURNAL", b"VAVAILABILITY"))
"""They stand in no entry: where one begins, an entry before it has ended."""
ZONE = b"VTIMEZONE"
LONGEST_LINE = 1 << 20
"""Bytes of a line; of what is longer, the rest is left out."""

_NAMES = b"|".join(re.escape(name) for name in sorted(KEPT | HEAD | {b"BEGIN", b"END"}, key=len, reverse=True))
_LINE = re.compile(rb"\n(%s)(?=[:;])([^\n]*(?:\n[ \t][^\n]*)*)" % _NAMES, re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
_FOLD = re.compile(rb"\n[ \t]")
_DECLINED = b"DECLINED"


@dataclass(slots=True)
class Component:
    """An entry, or the rules of a time zone: what stands behind the name of each line that is kept, parameters and value."""

    name: bytes
    lines: dict[bytes, list[bytes]] = field(default_factory=dict)
    text: bytes = b""
    """Of a time zone, whole."""
    whole: bool = True
    """False: the text broke off, or another one began in it."""

    def first(self, name: bytes) -> bytes | None:
        found = self.lines.get(name)
        return found[0] if found else None


@dataclass(slots=True)
class Head:
    """What is known once the whole text was seen."""

    calendars: int = 0
    names: list[bytes] = field(default_factory=list)
    """What calendars call themselves."""

    @property
    def mails(self) -> list[str]:
        """Names that are the owner's address, as Google names a calendar."""
        return [name for raw in self.names if _MAIL.fullmatch(name := parts(raw)[1])]


def components(chunks: Iterable[bytes], head: Head) -> Iterator[Component]:
    """Yields entries and time zones in their order."""
    entry: Component | None = None
    zone: list[bytes] | None = None
    inner: list[bytes] = []
    for block in _blocks(_utf8(chunks)):
        begun = 0
        for match in _LINE.finditer(block):
            name = match[1].upper()
            if name not in (b"BEGIN", b"END"):
                if zone is None and entry is not None and not inner and name in KEPT:
                    _keep(entry.lines, name, match[2])
                elif entry is None and name in HEAD:
                    head.names.append(unfolded(match[2]))
                continue
            kind = unfolded(match[2])[1:].strip().upper()
            if name == b"BEGIN":
                if zone is not None and kind not in ENTRIES | OTHERS:
                    continue
                if kind in ENTRIES | OTHERS | {ZONE}:
                    if entry is not None:
                        entry.whole = False
                        yield entry
                    entry, zone, inner = None, None, []
                    if kind in ENTRIES:
                        entry = Component(kind)
                    elif kind == ZONE:
                        zone, begun = [], match.start()
                    else:
                        head.calendars += kind == b"VCALENDAR"
                elif entry is not None:
                    inner.append(kind)
            elif kind == ZONE and zone is not None:
                yield Component(ZONE, text=b"".join((*zone, block[begun : match.end()])))
                zone = None
            elif entry is not None and kind == entry.name:
                yield entry
                entry, inner = None, []
            elif inner and kind in inner:
                del inner[inner.index(kind) :]
            elif entry is not None and kind == b"VCALENDAR":
                entry.whole = False
                yield entry
                entry, inner = None, []
        if zone is not None:
            zone.append(block[begun:])
    if entry is not None:
        entry.whole = False
        yield entry


def _keep(lines: dict[bytes, list[bytes]], name: bytes, raw: bytes) -> None:
    if name != b"ATTENDEE" or _DECLINED in raw.upper():
        lines.setdefault(name, []).append(unfolded(raw))


def unfolded(raw: bytes) -> bytes:
    return _FOLD.sub(b"", raw) if b"\n" in raw else raw


def parts(raw: bytes) -> tuple[Mapping[str, str], str]:
    """Returns the parameters and the value of a line, by what stands behind its name.

    A zone's name may hold colons that nobody has quoted: a value of times holds none, so it begins behind the last.
    """
    given, _, value = raw.rpartition(b":")
    if not given:
        return {}, _text(value)
    return {match[1].upper(): match[2].strip('"') for match in _PARAMETER.finditer(_text(given))}, _text(value)


_PARAMETER = re.compile(r';\s*([\w-]+)\s*=\s*("[^"]*"|[^;"]*)')


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").strip()


# The text ---------------------------------------------------------------------------------------------------------


def _blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yields whole lines, each behind a line feed, with those that continue it."""
    rest = b"\n"
    for chunk in chunks:
        text = rest + chunk
        if text.endswith(b"\r"):
            text, held = text[:-1], b"\r"
        else:
            held = b""
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        cut = _cut(text)
        if cut > 0:
            yield text[:cut]
            text = text[cut:]
        rest = text[:LONGEST_LINE] + held
    yield rest


def _cut(text: bytes) -> int:
    """Returns where the last line begins that nothing before it is continued by."""
    at = text.rfind(b"\n")
    while at > 0 and (at + 1 == len(text) or text[at + 1] in b" \t\n"):
        at = text.rfind(b"\n", 0, at)
    return at


def _utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yields the text in UTF-8, whichever way it was written."""
    stream = iter(chunks)
    first = next(stream, b"")
    while len(first) < 4 and (more := next(stream, b"")):
        first += more
    encoding = _encoding(first)
    if encoding is None:
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from stream
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    yield decoder.decode(first).removeprefix("\ufeff").encode()
    for chunk in stream:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode()


def _encoding(first: bytes) -> str | None:
    """None: UTF-8, or something in which ASCII is ASCII."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if first.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    if first[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if first[:1] == b"\0" else None
