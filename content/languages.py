"""Reads what each language folder says of itself in `language.yaml`, and notes every fault with its line.

A folder with such a file is a language, and its name is the language's code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import parse_pattern, tokenize_pattern

from bot.engine.commands import LONGEST_NAME, fold
from bot.engine.flows.prep.actions import PREP
from bot.engine.flows.settings.actions import SETTINGS
from bot.engine.ids import Command
from bot.ports.language import PAGE_WORDS, PLAY_WORDS, AppText, DatePatterns, Language, Player, Players
from content import yamlfile
from content.faults import ContentBroken, Fault
from content.typography import RULES, typeset
from content.yamlfile import Entries

FILE = "language.yaml"

BOT = ("bot",)
"""What the texts of a catalogue can use: the bot's name."""

_DAY, _HOUR, _MINUTE, _MONTH = frozenset("d"), frozenset("hHkK"), frozenset("m"), frozenset("ML")
_DATE_FIELDS, _TIME_FIELDS = frozenset("GyYuQqMLwWdDFEec"), frozenset("abBhHkKm")
_SLOT = re.compile(r"\{(\w*)\}")


def load(folder: Path) -> Mapping[str, Language]:
    """The languages of `folder` by their codes, the first one first. Raises `ContentBroken`."""
    faults: list[Fault] = []
    found = read(folder, yamlfile.read(folder / "programme.yaml", faults), faults)
    if faults:
        raise ContentBroken(faults)
    return {code: language for code, (language, _) in found.items()}


def codes(folder: Path) -> tuple[str, ...]:
    """The codes of the languages of `folder`, the first one first, whatever is wrong with their files."""
    faults: list[Fault] = []
    return tuple(read(folder, yamlfile.read(folder / "programme.yaml", faults), faults))


def read(folder: Path, root: Entries, faults: list[Fault]) -> dict[str, tuple[Language, Entries]]:
    """Each language with its file: first those that `root`, the programme's file, names, then the others by their codes."""
    there = sorted(path.parent.name for path in folder.glob(f"*/{FILE}"))
    named = root.texts("languages") if "languages" in root.values else ()
    for code in named:
        if code not in there:
            root.fault("languages", f"«{code}» is no language here", f"Add {code}/{FILE}, or leave «{code}» out")
    bare = {path.parent for path in folder.glob("*/*.ftl")} - {folder / code for code in there}
    faults.extend(Fault(at / FILE, 0, "is missing", "Copy that of another language, and translate it") for at in bare)
    if not there:
        faults.append(Fault(folder, 0, "holds no language", f"Add a folder with a {FILE}; content/README.md shows it"))
    found = {}
    for code in dict.fromkeys([*(code for code in named if code in there), *there]):
        if _known(code):
            file = yamlfile.read(folder / code / FILE, faults)
            if file.values:
                found[code] = _language(code, file), file
        else:
            what = f"«{code}» is no code of a language"
            faults.append(Fault(folder / code / FILE, 0, what, "Name the folder by its code of two letters"))
    return found


def names(found: Mapping[str, tuple[Language, Entries]]) -> dict[str, str]:
    """What people type for each language, folded."""
    words: dict[str, str] = {}
    for code, (language, file) in found.items():
        for word in filter(None, map(fold, language.called)):
            if words.setdefault(word, code) != code:
                file.fault("called", f"the word «{word}» already means «{words[word]}»", "Choose another word")
    return {fold(code): code for code in found} | words


def check_typed(found: Mapping[str, tuple[Language, Entries]], words: Mapping[str, Command]) -> None:
    """The people of `together-bot play` type words that the bot knows, and one that it does not."""
    for language, file in found.values():
        play = _part(file, "play")
        typed = language.players
        for name, word, command in (("prep", typed.prep, PREP), ("settings", typed.settings, SETTINGS)):
            if word and words.get(fold(word)) is not command:
                play.fault(name, f"«{word}» is no word for «{command}»", f"Use one of command-{command}-words")
        if fold(typed.slip) in words:
            play.fault("slip", f"«{typed.slip}» is a word that the bot knows", "Mistype it")


def _known(code: str) -> bool:
    try:
        return Locale.parse(code).language == code
    except (UnknownLocaleError, ValueError):
        return False


def _language(code: str, file: Entries) -> Language:
    file.only("name", "called", "locale", "typography", "colon", "dates", "app", "play", "page")
    rules = _rules(file)
    return Language(
        code=code,
        name=_said(file, "name"),
        called=file.texts("called"),
        locale=_locale(file, code),
        typography=rules,
        colon=typeset(_said(file, "colon"), rules),
        dates=_dates(_part(file, "dates")),
        app=_app(_part(file, "app")),
        players=_players(_part(file, "play")),
        page=_page(_part(file, "page"), rules),
    )


def _part(file: Entries, name: str) -> Entries:
    """The entries below `name`. If there are none, that is one fault, not one for each entry."""
    part = file.mapping(name)
    if part.values:
        return part
    if isinstance(file.values.get(name), Entries):
        file.fault(name, f"«{name}» is empty", f"Copy its entries from another {FILE}")
    return replace(part, faults=[])


def _rules(file: Entries) -> tuple[str, ...]:
    named = file.texts("typography") if "typography" in file.values else ()
    for rule in named:
        if rule not in RULES:
            file.fault("typography", f"«{rule}» is no rule of typography", f"Use some of: {', '.join(RULES)}")
    return tuple(rule for rule in named if rule in RULES)


def _locale(file: Entries, code: str) -> str:
    locale = _said(file, "locale")
    if locale and not re.fullmatch(rf"{code}(-[A-Za-z0-9]{{2,8}})*", locale):
        file.fault("locale", f"«{locale}» is no locale of «{code}»", f"Write it as {code}, or with a country behind it")
    return locale


def _dates(dates: Entries) -> DatePatterns:
    dates.only("day", "first", "time", "hour", "moment", "dated", "numeric", "weekdays")
    day = _pattern(dates, "day", _DATE_FIELDS, _DAY, _MONTH)
    time = _pattern(dates, "time", _TIME_FIELDS, _HOUR, _MINUTE)
    weekdays = dates.texts("weekdays") if "weekdays" in dates.values else ()
    if len(weekdays) not in (0, 7):
        dates.fault("weekdays", f"there are {len(weekdays)} days in the week", "Name seven, from Monday on")
    return DatePatterns(
        day=day,
        first=_pattern(dates, "first", _DATE_FIELDS, _MONTH) if "first" in dates.values else day,
        time=time,
        hour=_pattern(dates, "hour", _TIME_FIELDS, _HOUR) if "hour" in dates.values else time,
        moment=_filled(dates, "moment", ("day", "time"), whole=True),
        dated=_filled(dates, "dated", ("day", "year"), whole=True) if "dated" in dates.values else "{day} {year}",
        numeric=_pattern(dates, "numeric", _DATE_FIELDS, _DAY, _MONTH) if "numeric" in dates.values else "yyyy-MM-dd",
        weekdays=weekdays,
    )


def _pattern(dates: Entries, name: str, allowed: frozenset[str], *wanted: frozenset[str]) -> str:
    """A Unicode pattern of the `allowed` fields, with one of each of the `wanted` sets."""
    pattern = _said(dates, name)
    if not pattern:
        return ""
    how = "Write it like «EEEE d MMMM» or «HH:mm», with words in '…'"
    try:
        parse_pattern(pattern)
        fields = {str(value[0]) for kind, value in tokenize_pattern(pattern) if kind == "field"}
    except ValueError as error:
        dates.fault(name, f"«{pattern}» is no pattern: {error}", how)
        return pattern
    for stray in sorted(fields - allowed):
        dates.fault(name, f"«{pattern}» has «{stray}», which does not belong in «{name}»", how)
    for some in wanted:
        if not fields & some:
            dates.fault(name, f"«{pattern}» has no «{min(some)}»", how)
    return pattern


def _app(app: Entries) -> AppText:
    """Lengths by Teams' manifest and Slack's, with the longest name that a bot may have."""
    app.only("name", "tagline", "command", "short", "full")
    return AppText(
        name=_short(app, "name", 100, BOT),
        tagline=_short(app, "tagline", 140),
        command=_short(app, "command", 140),
        short=_short(app, "short", 80),
        full=_short(app, "full", 4000, BOT),
    )


def _players(play: Entries) -> Players:
    play.only("mentor", "mentee", "coordinator", "prep", "slip", "settings", "remark", "said")
    return Players(
        mentor=_player(_part(play, "mentor")),
        mentee=_player(_part(play, "mentee")),
        coordinator=_player(_part(play, "coordinator")),
        prep=_said(play, "prep"),
        slip=_said(play, "slip"),
        settings=_said(play, "settings"),
        remark=_said(play, "remark"),
        said=_play_words(_part(play, "said")),
    )


def _play_words(said: Entries) -> Mapping[str, str]:
    said.only(*PLAY_WORDS)
    return {name: _said(said, name) for name in PLAY_WORDS}


def _player(player: Entries) -> Player:
    player.only("name", "zone")
    zone = _said(player, "zone")
    try:
        ZoneInfo(zone or "UTC")
    except (KeyError, ValueError, OSError):
        player.fault("zone", f"«{zone}» is no time zone", "Write it like Europe/Paris")
    return Player(_said(player, "name"), zone)


def _page(page: Entries, rules: tuple[str, ...]) -> Mapping[str, str]:
    page.only(*PAGE_WORDS)
    return {name: typeset(_filled(page, name, slots), rules) for name, slots in PAGE_WORDS.items()}


def _filled(entries: Entries, name: str, slots: tuple[str, ...], *, whole: bool = False) -> str:
    """A text that may hold `{slot}` for each of `slots`; that must hold them all if `whole`."""
    text = _said(entries, name)
    used = set(_SLOT.findall(text))
    known = ", ".join(f"{{{slot}}}" for slot in slots) or "none"
    for slot in sorted(used.difference(slots)):
        entries.fault(name, f"«{name}» uses {{{slot}}}", f"It can use {known}")
    if whole and text and not used.issuperset(slots):
        entries.fault(name, f"«{text}» leaves something out", f"Use {known}")
    return text


def _short(entries: Entries, name: str, most: int, slots: tuple[str, ...] = ()) -> str:
    text = _filled(entries, name, slots)
    long = len(_SLOT.sub("x" * LONGEST_NAME, text) if slots else text)
    if long > most:
        entries.fault(name, f"«{name}» has {long} characters", f"Use {most} at most")
    return text


def _said(entries: Entries, name: str) -> str:
    """A text that is not empty."""
    text = entries.text(name)
    if name in entries.values and entries.values[name] == "":
        entries.fault(name, f"«{name}» says nothing", "Write it")
    return text
