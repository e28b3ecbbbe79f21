"""Reads the sentences of one language from Fluent files, with their line numbers, and sets them typographically."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.ports.language import Language
from content.faults import Fault
from content.typography import typeset

LARGEST = 500_000
"""Bytes of a file."""
DEEPEST = 10
"""Braces in braces."""


@dataclass(frozen=True)
class Phrase:
    """A phrase is where a sentence stands and what it uses. `key` is `date-title`, `M1-B1.mentor` or `-platform`."""

    key: str
    file: Path
    line: int
    variables: frozenset[str]
    terms: frozenset[str]
    references: frozenset[str]


@dataclass(frozen=True)
class Phrasebook:
    about: Language
    folder: Path
    resources: tuple[ast.Resource, ...]
    phrases: dict[str, Phrase] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    """As each message and term is written, by its name."""

    @property
    def language(self) -> str:
        """Its code."""
        return self.about.code

    def plain(self, key: str) -> str:
        """Returns the text of a sentence without variables, empty if there is none."""
        for resource in self.resources:
            for entry in resource.body:
                if isinstance(entry, ast.Message) and entry.id.name == key and entry.value:
                    return "".join(e.value for e in entry.value.elements if isinstance(e, ast.TextElement))
        return ""


class _Uses(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.terms: set[str] = set()
        self.references: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:
        self.terms.add(f"-{node.id.name}")

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self.references.add(f"{node.id.name}.{node.attribute.name}" if node.attribute else node.id.name)


class _Setter(Visitor):
    def __init__(self, rules: Iterable[str]) -> None:
        self.rules = tuple(rules)

    def visit_TextElement(self, node: ast.TextElement) -> None:
        node.value = typeset(node.value, self.rules)


def read(folder: Path, about: Language, faults: list[Fault]) -> Phrasebook:
    """Every `.ftl` file of the language's folder in `folder`. What cannot be read adds a fault."""
    home = folder / about.code
    files = sorted(home.glob("*.ftl"))
    if not files:
        faults.append(Fault(home, 0, "holds no .ftl file", f"Put the sentences for «{about.code}» there"))
    book = _Book(about, faults)
    for path in files:
        try:
            if path.stat().st_size > LARGEST:
                faults.append(Fault(path, 0, f"is larger than {LARGEST} bytes", "Write less into it"))
                continue
            source = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(Fault(path, 0, f"cannot be read ({error})", "Save it as readable UTF-8 text"))
            continue
        book.add(path, source)
    return Phrasebook(about, home, tuple(book.resources), book.phrases, book.sources)


def of_source(source: str, path: Path, about: Language, faults: list[Fault]) -> Phrasebook:
    """The sentences that one text holds. What cannot be read adds a fault."""
    book = _Book(about, faults)
    book.add(path, source)
    return Phrasebook(about, path, tuple(book.resources), book.phrases, book.sources)


@dataclass(slots=True)
class _Book:
    """What is gathered while the files of a language are read."""

    about: Language
    faults: list[Fault]
    resources: list[ast.Resource] = field(default_factory=list)
    phrases: dict[str, Phrase] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def add(self, path: Path, source: str) -> None:
        if line := _too_deep(source):
            fault = Fault(path, line, f"braces are nested more than {DEEPEST} deep", "Close them, or use fewer")
            self.faults.append(fault)
            return
        resource = parsed(source, self.about.typography)
        self.resources.append(resource)
        starts = _line_starts(source)
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                note = entry.annotations[0].message if entry.annotations else "unreadable"
                cure = "Mend it: «key = text», attributes and further lines indented by four spaces"
                self.faults.append(Fault(path, _line(starts, entry.span), f"is not Fluent: {note}", cure))
            elif isinstance(entry, ast.Message | ast.Term):
                self.sources[_name(entry)] = _written(entry, source)
                for phrase in _phrases(entry, path, starts):
                    if phrase.key in self.phrases:
                        other = self.phrases[phrase.key]
                        cure = f"Remove it here or at {other.file.name}:{other.line}"
                        self.faults.append(Fault(path, phrase.line, f"«{phrase.key}» is there twice", cure))
                    self.phrases[phrase.key] = phrase


def _written(entry: ast.Message | ast.Term, source: str) -> str:
    """An entry as it stands in its file, without the comment above it."""
    if entry.span is None:
        return ""
    start = entry.comment.span.end if entry.comment is not None and entry.comment.span else entry.span.start
    return "\n".join(line.rstrip() for line in source[start : entry.span.end].strip().split("\n"))


def parsed(source: str, rules: Sequence[str]) -> ast.Resource:
    """What a file says, set by the typography's rules."""
    resource = FluentParser(with_spans=True).parse(source)
    _Setter(rules).visit(resource)
    return resource


def _too_deep(source: str) -> int:
    """The line where braces are nested deeper than the parser should follow; 0 if there is none."""
    depth = 0
    for number, line in enumerate(source.split("\n"), 1):
        if line[:1] not in ("", " ", "}", "[", "*", "\t"):
            depth = 0  # another sentence begins
        if line.startswith("#"):
            continue
        for char in line:
            depth = depth + 1 if char == "{" else max(0, depth - 1) if char == "}" else depth
            if depth > DEEPEST:
                return number
    return 0


def _name(entry: ast.Message | ast.Term) -> str:
    return f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name


def _phrases(entry: ast.Message | ast.Term, path: Path, starts: list[int]) -> Iterator[Phrase]:
    name = _name(entry)
    if entry.value is not None:
        yield _phrase(name, entry.value, path, _line(starts, entry.span))
    for attribute in entry.attributes:
        yield _phrase(f"{name}.{attribute.id.name}", attribute.value, path, _line(starts, attribute.span))


def _phrase(key: str, pattern: ast.Pattern, path: Path, line: int) -> Phrase:
    uses = _Uses()
    uses.visit(pattern)
    return Phrase(key, path, line, frozenset(uses.variables), frozenset(uses.terms), frozenset(uses.references))


def _line_starts(source: str) -> list[int]:
    return [0, *(n + 1 for n, char in enumerate(source) if char == "\n")]


def _line(starts: list[int], span: ast.Span | None) -> int:
    return bisect_right(starts, span.start) if span else 0
