"""A second reader of iCalendar, from the grammar of RFC 5545 alone, that forgives nothing: no code of the one that writes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

NAME = r"[A-Za-z0-9-]+"
QUOTED = r'"[^"\x00-\x08\x0a-\x1f\x7f]*"'
SAFE = r'[^";:,\x00-\x08\x0a-\x1f\x7f]*'
VALUE = rf"(?:{QUOTED}|{SAFE})"
LINE = re.compile(rf"({NAME})((?:;{NAME}={VALUE}(?:,{VALUE})*)*):([^\x00-\x08\x0a-\x1f\x7f]*)")
PARAM = re.compile(rf";({NAME})=({VALUE}(?:,{VALUE})*)")

ONCE = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
}
"""Properties that must be there exactly once (3.4, 3.6.1; DTSTART wherever there is a METHOD)."""

AT_MOST_ONCE = {
    "VCALENDAR": {"CALSCALE", "METHOD", "NAME", "REFRESH-INTERVAL", "X-WR-CALNAME", "X-PUBLISHED-TTL"},
    "VEVENT": {"SUMMARY", "DESCRIPTION", "DTEND", "SEQUENCE", "STATUS", "TRANSP", "ORGANIZER", "LOCATION", "URL"},
}
MANY = {"VCALENDAR": set[str](), "VEVENT": {"ATTENDEE"}}


class NotStrict(Exception): ...


@dataclass
class Property:
    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """A TEXT value (3.3.11), unescaped."""
        if re.search(r"(?<!\\)(?:\\\\)*[;,]", self.value):
            raise NotStrict(f"{self.name}: a comma or semicolon is not escaped")
        if re.search(r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])", self.value):
            raise NotStrict(f"{self.name}: an unknown escape")
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], self.value)

    @property
    def utc(self) -> datetime:
        """A DATE-TIME in UTC (3.3.5, form 2)."""
        if not re.fullmatch(r"\d{8}T\d{6}Z", self.value) or "TZID" in self.params:
            raise NotStrict(f"{self.name}: {self.value} is not UTC")
        return datetime.strptime(self.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def __getitem__(self, name: str) -> Property:
        (one,) = self.every(name)
        return one

    def every(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]


def read(data: bytes) -> Component:
    """The one calendar in `data`. Raises `NotStrict`."""
    if not data.endswith(b"\r\n"):
        raise NotStrict("the last line does not end")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        if len(line) > 75:
            raise NotStrict(f"a line of {len(line)} octets")
        if b"\n" in line or b"\r" in line:
            raise NotStrict("a line end that is not CRLF")
        line.decode("utf-8")  # folded between octets of one character: allowed, but nobody likes to read it
    unfolded: list[str] = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            unfolded[-1] += line[1:].decode()
        elif not line:
            raise NotStrict("an empty line")
        else:
            unfolded.append(line.decode())
    root = Component("")
    open_ = [root]
    for text in unfolded:
        found = LINE.fullmatch(text)
        if found is None:
            raise NotStrict(f"no content line: {text!r}")
        params = {name.upper(): value.strip('"') for name, value in PARAM.findall(found[2])}
        one = Property(found[1].upper(), params, found[3])
        if one.name == "BEGIN":
            open_.append(Component(one.value.upper()))
        elif one.name == "END":
            done = open_.pop()
            if done.name != one.value.upper():
                raise NotStrict(f"{done.name} ends as {one.value}")
            _check(done)
            open_[-1].parts.append(done)
        else:
            open_[-1].properties.append(one)
    if len(open_) != 1 or len(root.parts) != 1 or root.properties or root.parts[0].name != "VCALENDAR":
        raise NotStrict("not one calendar")
    return root.parts[0]


def _check(part: Component) -> None:
    if part.name not in ONCE:
        raise NotStrict(f"unexpected {part.name}")
    names = [one.name for one in part.properties]
    for name in ONCE[part.name]:
        if names.count(name) != 1:
            raise NotStrict(f"{part.name} has {names.count(name)} {name}")
    for name in AT_MOST_ONCE[part.name]:
        if names.count(name) > 1:
            raise NotStrict(f"{part.name} has {names.count(name)} {name}")
    if unknown := set(names) - ONCE[part.name] - AT_MOST_ONCE[part.name] - MANY[part.name]:
        raise NotStrict(f"{part.name} has {unknown}")
