"""Reads the programme's files into what the engine walks and the voices say, and notes every fault on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from bot.engine.commands import Meaning, fold, tokens
from bot.engine.flows import FLOWS
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.flows.coordination.actions import TASKS
from bot.engine.flows.coordination.desk.words import TYPED
from bot.engine.ids import Command
from bot.engine.people import Place
from bot.engine.programme import Item, ItemKind, Phase, Programme, Seance, Timing, Track
from bot.ports.language import Language
from content import languages, phrases, yamlfile
from content.faults import Fault
from content.phrases import Phrasebook
from content.voice import Localizer
from content.yamlfile import Entries

_ID = re.compile(r"([A-Z]+\d+)\.([GBDA])\d+(\.[a-z])?")
_LINK = re.compile(r"[A-Za-z0-9_-]{1,60}")
_READERS = {"mentor": Place.MENTOR, "mentee": Place.MENTEE, "pair": Place.PAIR}


@dataclass(frozen=True)
class Files:
    """The files of a programme as they were read: `programme.yaml`, and one a séance."""

    root: Entries
    seances: Mapping[Track, tuple[Entries, ...]]


@dataclass(frozen=True)
class Content:
    programme: Programme
    languages: Mapping[str, Language]
    """By their codes, the first one first."""
    books: tuple[Phrasebook, ...]
    voices: Localizer
    places: Mapping[str, tuple[Path, int]]
    """Where each item stands: file and line."""
    held: Mapping[tuple[Track, int], tuple[Path, int]]
    """Where each séance says what it holds."""
    files: Files
    """What its files say, as far as pairs go by it."""

    def named(self, bot: str) -> Content:
        """The same of a bot that is called so, in what it says and in what it hears."""
        return replace(self, programme=replace(self.programme, name=bot), voices=Localizer(self.books, bot=bot))


@dataclass(frozen=True, slots=True)
class Notes:
    """What is gathered while the séances are read."""

    links: Entries
    faults: list[Fault]
    used: set[str] = field(default_factory=set)
    """The links that items name."""
    places: dict[str, tuple[Path, int]] = field(default_factory=dict)
    held: dict[tuple[Track, int], tuple[Path, int]] = field(default_factory=dict)


def read(folder: Path, faults: list[Fault]) -> Content:
    """Reads the content as far as it can be read; adds to `faults` what is wrong."""
    root = yamlfile.read(folder / "programme.yaml", faults)
    root.only("languages", "cadence", "timing", "tracks", "links")
    found = languages.read(folder, root, faults)
    spoken = {code: language for code, (language, _) in found.items()}
    books = tuple(phrases.read(folder, language, faults) for language in spoken.values())
    links = root.mapping("links")
    notes = Notes(links, faults)
    tracks: dict[Track, tuple[Seance, ...]] = {}
    files: dict[Track, tuple[Entries, ...]] = {}
    for name in root.texts("tracks"):
        if name not in set(Track):
            root.fault("tracks", f"«{name}» is no track", f"Use one of: {', '.join(Track)}")
        else:
            files[Track(name)] = _files(folder, Track(name), faults)
            tracks[Track(name)] = seances(files[Track(name)], Track(name), notes)
    for track in Track:
        if track not in tracks:
            root.fault("tracks", f"the track «{track}» is missing", "Name it; its séances stand in its folder")
    for link in links.values:
        if not _LINK.fullmatch(link):
            links.fault(link, f"«{link}» is no name of a link", "Write it in letters, digits and dashes: goals-video")
        if link not in notes.used:
            links.fault(link, f"no item names the link «{link}»", "Remove it, or give it to an item with «link:»")
    words = _words(books, faults)
    desk = _desk(books, words, faults)
    phrases_of = _phrases(books, words, faults)
    languages.check_typed(found, words)
    programme = Programme(
        languages=tuple(spoken),
        cadence=cadence(root),
        tracks=tracks,
        timing=timing(root),
        commands=FLOWS.listed,
        words=words,
        desk=desk,
        phrases=phrases_of,
        language_names=languages.names(found),
    )
    voices, kept = Localizer(books), Files(root, files)
    return Content(programme, spoken, books, voices, notes.places, notes.held, kept)


_NO_MORE = {
    "continuation-thought": "Take the line out: both are asked on the same day, and have until the day that is fixed"
}
"""What `timing` once could set."""


def cadence(root: Entries) -> int:
    """Days between two meetings."""
    return root.number("cadence", 1, 90, default=14)


def timing(root: Entries) -> Timing:
    """What the programme sets of `Timing`; `date-nudge` is its `date_nudge`."""
    if "timing" not in root.values:
        return Timing()
    told = root.mapping("timing")
    names = {one.name.replace("_", "-"): one for one in fields(Timing)}
    for name in _NO_MORE.keys() & told.values.keys():
        told.fault(name, f"«{name}» sets nothing any more", _NO_MORE[name])
    told.only(*names, *_NO_MORE)
    read = {
        one.name: told.number(name, one.metadata["least"], one.metadata["most"])
        for name, one in names.items()
        if name in told.values
    }
    return Timing(**read)


def _files(folder: Path, track: Track, faults: list[Fault]) -> tuple[Entries, ...]:
    """The files of a track's séances, in order."""
    files = {int(path.stem): path for path in (folder / track).glob("*.yaml") if path.stem.isdecimal()}
    if not files:
        faults.append(Fault(folder / track, 0, "holds no séance", "Add 1.yaml; content/README.md shows its form"))
    found: list[Entries] = []
    for number in range(1, max(files, default=0) + 1):
        if number not in files:
            path = folder / track / f"{number}.yaml"
            faults.append(Fault(path, 0, f"séance {number} is missing", "Add it, or renumber those that follow"))
            continue
        entries = yamlfile.read(files[number], faults)
        if entries.number("number", 1, 99) != number:
            entries.fault("number", f"the file of séance {number} says another number", f"Write number: {number}")
        found.append(replace(entries, values={**entries.values, "number": number}))
    return tuple(found)


def seances(files: Iterable[Entries], track: Track, notes: Notes) -> tuple[Seance, ...]:
    """The séances of a track, each of what its file says."""
    found: list[Seance] = []
    for entries in files:
        found.append(_seance(entries, track, found, notes))
    return tuple(found)


def _seance(entries: Entries, track: Track, earlier: Sequence[Seance], notes: Notes) -> Seance:
    entries.only("number", "prefix", "minutes", "lead", "opens", "activities", "repeats", "items")
    number = entries.number("number", 1, 99)
    opens = entries.text("opens", default="always")
    if opens not in ("always", "continuation"):
        entries.fault("opens", f"«{opens}» is not known", "Write «continuation», or leave the line out")
    prefix = entries.text("prefix")
    items = _items(entries, prefix, notes)
    held = _activities(entries)
    notes.held[track, number] = (entries.file, entries.lines.get("activities", entries.line))
    return Seance(
        track=track,
        number=number,
        prefix=prefix,
        minutes=entries.number("minutes", 5, 480),
        lead=entries.number("lead", 1, 30),
        gated=opens == "continuation",
        activities=held,
        ahead=max((ACTIVITIES[name].ahead for name in held if name in ACTIVITIES), default=0),
        items=items,
        repeated=_repeated(entries, earlier),
    )


def _repeated(entries: Entries, earlier: Iterable[Seance]) -> tuple[Item, ...]:
    """The items of earlier séances that this one names."""
    if "repeats" not in entries.values:
        return ()
    known = {item.id: item for seance in earlier for item in seance.items}
    named = entries.texts("repeats")
    for id in named:
        if id not in known:
            entries.fault("repeats", f"«{id}» is no item of an earlier séance", "Name such as N1.G1")
    return tuple(known[id] for id in dict.fromkeys(named) if id in known)


def _activities(entries: Entries) -> tuple[str, ...]:
    """The conversations that a séance holds, in the order of its file."""
    if "activities" not in entries.values:
        return ()
    named = entries.texts("activities")
    for name in named:
        if name not in FLOWS.activities:
            known = ", ".join(sorted(FLOWS.activities)) or "none yet"
            entries.fault("activities", f"«{name}» is no activity", f"Use some of: {known}")
    if len(set(named)) < len(named):
        entries.fault("activities", "an activity stands there twice", "Name each once")
    return named


def _items(entries: Entries, prefix: str, notes: Notes) -> tuple[Item, ...]:
    items: list[Item] = []
    for entry in entries.entries("items"):
        item = _item(entry, prefix, notes)
        if item is None:
            continue
        if item.id in notes.places:
            other, line = notes.places[item.id]
            entry.fault("id", f"the id {item.id} is taken ({other.name}:{line})", "Give it one of its own")
        notes.places[item.id] = (entries.file, entry.line)
        items.append(item)
    topics = {item.id for item in items if item.is_topic}
    for entry in entries.entries("items"):
        under = entry.values.get("under")
        if under is not None and under not in topics:
            entry.fault("under", f"«{under}» is no topic of this séance", f"Use one of: {', '.join(sorted(topics))}")
    return tuple(items)


def _item(entry: Entries, prefix: str, notes: Notes) -> Item | None:
    entry.only("id", "kind", "for", "under", "topic", "optional", "link", "auto")
    id = entry.text("id")
    found = _ID.fullmatch(id)
    if found is None or found[1] != prefix:
        entry.fault("id", f"«{id}» is no id of this séance", f"Write it as {prefix}.G1, {prefix}.B2, {prefix}.D1.a …")
        return None
    kind = entry.text("kind")
    if kind not in set(ItemKind):
        entry.fault("kind", f"«{kind}» is not known", f"Use one of: {', '.join(ItemKind)}")
        return None
    readers = entry.texts("for")
    for reader in readers:
        if reader not in _READERS:
            entry.fault("for", f"«{reader}» is nobody here", f"Use some of: {', '.join(_READERS)}")
    phase = Phase(found[2])
    if phase is Phase.BEFORE and "pair" in readers:
        entry.fault("for", "what is to be done before a séance is each one's own", "Use mentor, mentee or both")
    link = entry.text("link", default="")
    notes.used.add(link)
    if link and link not in notes.links.values:
        where = notes.links.file.name
        entry.fault("link", f"the link «{link}» is unknown", f'Add «{link}: ""» to «links» in {where}')
    auto = entry.text("auto", default="")
    if auto not in ("", "evaluation"):
        entry.fault("auto", f"«{auto}» is not known", "Write «evaluation», or leave it out")
    return Item(
        id=id,
        phase=phase,
        kind=ItemKind(kind),
        readers=tuple(_READERS[reader] for reader in readers if reader in _READERS),
        under=entry.text("under", default=""),
        topic=entry.flag("topic"),
        optional=entry.flag("optional"),
        named_link=link,
        link=_address(notes.links, link) if link in notes.links.values else "",
        auto=bool(auto),
    )


def _address(links: Entries, name: str) -> str:
    address = links.text(name)
    if address and not re.match(r"https?://\S+$", address):
        links.fault(name, f"«{address}» is no web address", "Write it with https:// in front, or leave it empty")
    return address


def _words(books: tuple[Phrasebook, ...], faults: list[Fault]) -> dict[str, Command]:
    """What people type for each command, from the lists `a, b, c` of every language."""
    words: dict[str, Command] = {}
    for book in books:
        for command in FLOWS.listed:
            id = f"command-{command}-words"
            phrase = book.phrases.get(id)
            for word in filter(None, map(fold, book.plain(id).split(","))):
                if phrase is not None and words.get(word, command) != command:
                    what = f"the word «{word}» already means «{words[word]}»"
                    faults.append(Fault(phrase.file, phrase.line, what, "Choose another word"))
                words.setdefault(word, command)
    for command in FLOWS.listed:
        words.setdefault(fold(command), command)
    return words


def _desk(books: tuple[Phrasebook, ...], words: Mapping[str, Command], faults: list[Fault]) -> dict[str, Command]:
    """What coordinators type, from the lists of every language; whoever is in a pair too keeps the words of pairs."""
    found: dict[str, Command] = {}
    for book in books:
        for task in TASKS:
            id = TYPED[task].id
            phrase = book.phrases.get(id)
            for word in filter(None, map(fold, book.plain(id).split(","))):
                other = words.get(word) or found.setdefault(word, task)
                if phrase is not None and other != task:
                    what = f"the word «{word}» already means «{other}»"
                    faults.append(Fault(phrase.file, phrase.line, what, "Choose another word"))
    return found


def _phrases(
    books: tuple[Phrasebook, ...], words: Mapping[str, Command], faults: list[Fault]
) -> dict[tuple[str, ...], Meaning]:
    """What people say, from the lists `a b, c` of every language. The word of a command is no such phrase."""
    found: dict[tuple[str, ...], Meaning] = {}
    for book in books:
        for meaning in Meaning:
            id = f"meaning-{meaning}-words"
            phrase = book.phrases.get(id)
            for said in filter(None, map(tokens, book.plain(id).split(","))):
                told = found.setdefault(said, meaning)
                if phrase is None or (told is meaning and " ".join(said) not in words):
                    continue
                other = words.get(" ".join(said), told)
                what = f"the words «{' '.join(said)}» already mean «{other}»"
                faults.append(Fault(phrase.file, phrase.line, what, "Choose others"))
    return found
