"""In which languages the bot writes to a pair at once."""

from __future__ import annotations

import pytest

from bot.application.delivery.addressing import shared_languages
from bot.engine.people import Role
from bot.ports import Address, Person

KNOWN = ("languages",)


def person(name: str, languages: tuple[str, ...], chosen: tuple[str, ...]) -> Person:
    address = Address("local", name)
    return Person(id=name, name=name, languages=languages, zone="Europe/Paris", address=address, chosen=chosen)


@pytest.mark.parametrize(
    ("mentor", "mentee", "written"),
    [
        ((("fr", "en"), ()), (("fr", "en"), ()), ("fr", "en")),
        ((("fr", "en"), ()), (("fr", "en"), KNOWN), ("fr",)),
        ((("en", "fr"), KNOWN), (("fr", "en"), ()), ("en",)),
        ((("en",), KNOWN), (("fr", "en"), ("told",)), ("en",)),
        ((("en", "fr"), KNOWN), (("fr", "en"), KNOWN), ("fr",)),
        ((("en",), KNOWN), (("fr",), KNOWN), ("en", "fr")),
        ((("fr",), ()), (("fr",), ()), ("fr",)),
    ],
)
def test_both_until_one_is_known(
    mentor: tuple[tuple[str, ...], tuple[str, ...]],
    mentee: tuple[tuple[str, ...], tuple[str, ...]],
    written: tuple[str, ...],
) -> None:
    people = {Role.MENTOR: person("a", *mentor), Role.MENTEE: person("b", *mentee)}
    assert shared_languages(people) == written
