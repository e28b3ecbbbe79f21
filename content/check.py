"""Checks whether a programme's files are whole: nothing missing or unused, every language alike, every sentence sayable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot.engine.messages import Say
from bot.engine.people import Place
from bot.engine.programme import link_name
from bot.engine.words import Sentence
from content import activities
from content.faults import Fault
from content.phrases import Phrasebook
from content.read import Content, read
from content.voice import Localizer

MOMENTS = frozenset({"when", "until"})
"""Variables that hold an instant."""

LONGEST_CHAIN = 5
"""How often a sentence may refer to one that refers to another."""

_SAMPLE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Need:
    """A need is a sentence that has to be there, with the variables that it may use, and who needs it."""

    variables: frozenset[str]
    by: str
    file: str
    """The `.ftl` that it is expected in."""


def check(folder: Path, sentences: Iterable[Sentence[Any]]) -> tuple[Content, list[Fault]]:
    """The programme of `folder`, and every fault in it, in the order of files and lines; none if it is whole.

    `sentences` is all that the bot can say, so all that has to be there in every language.
    """
    faults: list[Fault] = []
    content = read(folder, faults)
    faults.extend(faults_of(content, sentences))
    if not faults:
        faults.extend(_unsayable(content.books))
    return content, sorted(set(faults))


def warnings_of(content: Content) -> Iterator[Fault]:
    """Nothing is wrong, but somebody may have forgotten it: a link without an address, an activity that was left out."""
    yield from activities.warnings_of(content)
    for seances in content.programme.tracks.values():
        for item in (item for seance in seances for item in seance.items if item.named_link and not item.link):
            file, line = content.places[item.id]
            what = "stands without its link" if item.shown else "is left out"
            cure = f"Give «{item.named_link}» an address in programme.yaml, or have coordinators give it with «links»"
            yield Fault(file, line, f"{item.id} {what}: «{item.named_link}» has no address", cure)


def faults_of(content: Content, sentences: Iterable[Sentence[Any]]) -> Iterator[Fault]:
    """What is missing, unused, or speaks of what it cannot know."""
    yield from activities.faults_of(content)
    yield from _of_books(content, _needs(content, sentences))


def faults_of_version(content: Content) -> Iterator[Fault]:
    """The same of a stored version, which has its séances' words alone: what a link is called is said by the files in use."""
    yield from activities.faults_of(content)
    yield from _of_books(content, {id: need for id, need in _needs(content, ()).items() if not id.startswith("link-")})


def _of_books(content: Content, needs: Mapping[str, Need]) -> Iterator[Fault]:
    for book in content.books:
        yield from _missing(book, needs)
        yield from _unused(book, needs)
        yield from _variables(book, needs)
        yield from _chains(book)
        if book is not content.books[0]:
            yield from _compared(content.books[0], book)


def _needs(content: Content, sentences: Iterable[Sentence[Any]]) -> Mapping[str, Need]:
    """What the bot says, and what the programme's files ask for."""
    needs = {one.id: Need(one.variables, "what the bot says", one.file) for one in sentences}
    for seances in content.programme.tracks.values():
        for seance in seances:
            file = f"{seance.track}.ftl"
            whose = f"séance {seance.number} of {seance.track}"
            needs[seance.title.id] = needs[seance.objective.id] = Need(frozenset(), whose, file)
            for item in seance.items:
                if item.named_link:
                    needed = Need(frozenset(), f"the link «{item.named_link}» of programme.yaml", "words.ftl")
                    needs[link_name(item.named_link).id] = needed
                for reader in item.readers:
                    names = {"mentor", "mentee"} if reader is Place.PAIR else {"partner"}
                    needs[f"{item.id.replace('.', '-')}.{reader}"] = Need(frozenset(names), f"item {item.id}", file)
    return needs


def _missing(book: Phrasebook, needs: Mapping[str, Need]) -> Iterator[Fault]:
    above: dict[str, int] = {}
    for key, need in needs.items():
        if (phrase := book.phrases.get(key)) is not None:
            above[phrase.file.name] = phrase.line
            continue
        name, _, attribute = key.partition(".")
        near = next((phrase for id, phrase in book.phrases.items() if id.partition(".")[0] == name), None)
        file, line = (near.file, near.line) if near else (book.folder / need.file, above.get(need.file, 1))
        how = f"Add «    .{attribute} = …» below «{name} =»" if attribute else f"Add «{key} = …»"
        yield Fault(file, line, f"«{key}» is missing in «{book.language}» (for {need.by})", how)


def _unused(book: Phrasebook, needs: Mapping[str, Need]) -> Iterator[Fault]:
    used = {reference for phrase in book.phrases.values() for reference in phrase.references | phrase.terms}
    for key, phrase in book.phrases.items():
        if key in needs or key in used:
            continue
        close = get_close_matches(key, [id for id in needs if id not in book.phrases], n=1)
        cure = f"Did you mean «{close[0]}»?" if close else "Remove it, or name its reader in the item's «for»"
        yield Fault(phrase.file, phrase.line, f"«{key}» is used nowhere", cure)


def _variables(book: Phrasebook, needs: Mapping[str, Need]) -> Iterator[Fault]:
    for key, phrase in book.phrases.items():
        for reference in sorted(phrase.references | phrase.terms):
            if reference not in book.phrases:
                yield Fault(phrase.file, phrase.line, f"«{key}» refers to «{reference}», which is not there", "Mend it")
        allowed = needs[key].variables if key in needs else frozenset[str]()
        for name in sorted(phrase.variables - allowed):
            known = ", ".join(f"{{ ${one} }}" for one in sorted(allowed)) or "no variable"
            yield Fault(phrase.file, phrase.line, f"«{key}» uses {{ ${name} }}", f"It can use {known}")


def _chains(book: Phrasebook) -> Iterator[Fault]:
    """Yields the sentences that are made of sentences made of sentences, and so on without an end in sight."""
    for key, phrase in book.phrases.items():
        within = phrase.references | phrase.terms
        for _ in range(LONGEST_CHAIN):
            within = frozenset[str]().union(
                *(book.phrases[one].references | book.phrases[one].terms for one in within if one in book.phrases)
            )
        if within:
            what = f"«{key}» refers to a sentence that refers to another, more than {LONGEST_CHAIN} times"
            yield Fault(phrase.file, phrase.line, what, "Write it out")


def _compared(first: Phrasebook, other: Phrasebook) -> Iterator[Fault]:
    """Yields the faults of sentences and variables in which two languages differ."""
    for here, there in ((first, other), (other, first)):
        for key in sorted(here.phrases.keys() - there.phrases.keys()):
            phrase = here.phrases[key]
            cure = f"Add it to a file of {there.folder.name}/, or remove it here"
            yield Fault(
                phrase.file, phrase.line, f"«{key}» is in «{here.language}» but not in «{there.language}»", cure
            )
    for key in sorted(first.phrases.keys() & other.phrases.keys()):
        mine, theirs = _all_variables(first, key), _all_variables(other, key)
        if mine != theirs:
            phrase = other.phrases[key]
            names = ", ".join(f"{{ ${name} }}" for name in sorted(mine ^ theirs))
            what = f"«{key}» differs from «{first.language}» ({first.phrases[key].file.name}) in {names}"
            yield Fault(phrase.file, phrase.line, what, "Use the same variables in both")


def _all_variables(book: Phrasebook, key: str) -> frozenset[str]:
    """Returns a sentence's variables and those of the sentences that it is made of."""
    seen: set[str] = set()
    found: set[str] = set()
    todo = [key]
    while todo:
        one = todo.pop()
        phrase = book.phrases.get(one)
        if phrase is None or one in seen:
            continue
        seen.add(one)
        found |= phrase.variables
        todo.extend(phrase.references)
    return frozenset(found)


def _unsayable(books: tuple[Phrasebook, ...]) -> Iterator[Fault]:
    """Says every sentence once, with sample values, and yields what could not be said."""
    for book in books:
        complaints: list[str] = []
        voice = Localizer([book], complaints.append)([book.language], ["Europe/Paris", "America/New_York"])
        for key, phrase in book.phrases.items():
            if key.startswith("-"):
                continue
            said = voice.prose(_sample(key, _all_variables(book, key)))
            if not said.strip():
                yield Fault(phrase.file, phrase.line, f"«{key}» says nothing", "Write its sentence")
            for complaint in complaints:
                yield Fault(phrase.file, phrase.line, complaint, "Mend the sentence")
            complaints.clear()


def _sample(key: str, variables: frozenset[str]) -> Say:
    times = dict.fromkeys(variables & MOMENTS, _SAMPLE)
    counts = {
        "seance",
        "count",
        "topic",
        "total",
        "minutes",
        "threshold",
        "filled",
        "asked",
        "people",
        "whole",
        "rest",
        "late",
        "silent",
        "days",
        "more",
    }
    args: dict[str, str | int | Say] = {n: 2 if n in counts else "Ana" for n in variables - MOMENTS}
    return Say(key, args, times)
