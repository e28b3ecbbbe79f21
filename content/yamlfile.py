"""Reads YAML with line numbers: every mapping knows where each of its entries stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.constructor import SafeConstructor

from bot.infra.yaml_bounds import LARGEST, Boundless, checked
from content.faults import Fault


@dataclass(frozen=True)
class Entries:
    """Wraps a mapping of a YAML file. A look-up of a wrong or missing entry adds a fault and gives the default."""

    file: Path
    line: int
    values: dict[str, object]
    lines: dict[str, int]
    faults: list[Fault] = field(compare=False)

    def fault(self, name: str, what: str, cure: str) -> None:
        self.faults.append(Fault(self.file, self.lines.get(name, self.line), what, cure))

    def text(self, name: str, *, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if isinstance(value, str):
            return value
        self._wrong(name, value, "a text")
        return ""

    def number(self, name: str, least: int, most: int, *, default: int | None = None) -> int:
        value = self.values.get(name, default)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self._wrong(name, value, f"a whole number from {least} to {most}")
        return least

    def flag(self, name: str) -> bool:
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            self._wrong(name, value, "true or false")
        return value is True

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            return tuple(value)
        self._wrong(name, value, "a list such as [a, b]")
        return ()

    def entries(self, name: str) -> Iterator[Entries]:
        value = self.values.get(name)
        if not isinstance(value, list) or not value:
            self._wrong(name, value, "a list of entries, each on a line that starts with «- »")
            return
        for one in value:
            if isinstance(one, Entries):
                yield one
            else:
                self.fault(name, f"an entry of «{name}» is {one!r}", "Write it as {id: …, kind: …, for: […]}")

    def mapping(self, name: str) -> Entries:
        value = self.values.get(name)
        if isinstance(value, Entries):
            return value
        if value is not None or name not in self.values:
            self._wrong(name, value, "entries of the form «name: value»")
        return Entries(self.file, self.line, {}, {}, self.faults)

    def only(self, *known: str) -> None:
        """Adds a fault for every other name."""
        for name in self.values:
            if name not in known:
                self.fault(name, f"«{name}» is not known here", f"Use one of: {', '.join(known)}")

    def _wrong(self, name: str, value: object, wanted: str) -> None:
        if name not in self.values:
            self.fault(name, f"«{name}» is missing", f"Add «{name}: …», {wanted}")
        else:
            shown = "entries" if isinstance(value, Entries) else repr(value)
            self.fault(name, f"«{name}» is {shown}", f"Make it {wanted}")


def read(path: Path, faults: list[Fault]) -> Entries:
    """Reads a file's mapping; an unreadable file adds a fault and gives an empty one."""
    empty = Entries(path, 1, {}, {}, faults)
    try:
        if path.stat().st_size > LARGEST:
            faults.append(Fault(path, 0, f"is larger than {LARGEST} bytes", "Write less into it"))
            return empty
        text = path.read_text(encoding="utf-8")
        checked(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except Boundless as error:
        faults.append(Fault(path, error.line, error.what, error.cure))
        return empty
    except OSError as error:
        faults.append(Fault(path, 0, f"cannot be read ({error.strerror})", "Put the file there, readable"))
        return empty
    except UnicodeDecodeError:
        faults.append(Fault(path, 0, "is not UTF-8 text", "Save it as UTF-8"))
        return empty
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        faults.append(Fault(path, line, f"is not YAML: {error.problem}", "Mend the punctuation or the indentation"))
        return empty
    except yaml.YAMLError as error:
        faults.append(Fault(path, 0, f"is not YAML: {error}", "Remove the characters that it names"))
        return empty
    value = _value(node, path, faults) if node is not None else None
    if isinstance(value, Entries):
        return value
    faults.append(Fault(path, 1, "does not hold entries of the form «name: value»", "See content/README.md"))
    return empty


def _value(node: yaml.Node, path: Path, faults: list[Fault]) -> object:
    if isinstance(node, yaml.MappingNode):
        values: dict[str, object] = {}
        lines: dict[str, int] = {}
        for key, one in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in values:
                faults.append(Fault(path, line, f"«{name}» stands here twice", "Keep one of the two"))
            values[name], lines[name] = _value(one, path, faults), line
        return Entries(path, node.start_mark.line + 1, values, lines, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, path, faults) for one in node.value]
    return SafeConstructor().construct_object(node)


def plain(value: object) -> object:
    """What was read as dicts and lists."""
    match value:
        case Entries(values=values):
            return {name: plain(one) for name, one in values.items()}
        case list():
            return [plain(one) for one in value]
        case _:
            return value


def entries(values: Mapping[str, object], file: Path, faults: list[Fault]) -> Entries:
    """What `plain` gave, to be read as a file is."""

    def back(value: object) -> object:
        match value:
            case dict():
                return entries(value, file, faults)
            case list():
                return [back(one) for one in value]
            case _:
                return value

    return Entries(file, 0, {name: back(one) for name, one in values.items()}, {}, faults)
