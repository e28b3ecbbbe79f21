"""The bill of materials has all that the lock pins, and says what a running bot needs."""

from __future__ import annotations

import json
import re

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from release.lock import LOCK, packages, read_lock, read_named
from release.sbom import Json, bill

AT = 1_790_000_000


@pytest.fixture(scope="module")
def sbom() -> Json:
    return bill("1.2.0", read_lock(), read_named(), AT)


def test_it_is_what_the_standard_asks_for(sbom: Json) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(sbom)) is None
    assert sbom["metadata"]["component"]["purl"] == "pkg:pypi/together-bot@1.2.0"


def test_every_pinned_package_is_in_it_with_every_hash(sbom: Json) -> None:
    text = LOCK.read_text(encoding="utf-8")
    pins = re.findall(r"(?m)^(\S+?)==([^\s;]+)", text)
    assert len(pins) > 100
    assert [(one["name"], one["version"]) for one in sbom["components"]] == sorted(pins, key="@".join)
    assert all(one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}" for one in sbom["components"])
    hashes = [found["content"] for one in sbom["components"] for found in one["externalReferences"][0]["hashes"]]
    assert sorted(hashes) == sorted(set(re.findall(r"sha256:([0-9a-f]{64})", text)))


def test_what_a_running_bot_needs_is_told_from_what_its_makers_need(sbom: Json) -> None:
    scopes = {one["name"]: one["scope"] for one in sbom["components"]}
    assert {scopes[name] for name in read_named()} == {"required"}
    needed = ("psycopg-binary", "cffi", "markupsafe", "typing-extensions", "tzlocal")
    assert {scopes[name] for name in needed if name in scopes} == {"required"}
    for name in ("pytest", "mypy", "ruff", "mkdocs-material", "cyclonedx-bom", "playwright", "setuptools"):
        assert scopes[name] == "excluded"


def test_it_says_who_depends_on_whom(sbom: Json) -> None:
    on = {one["ref"].split("@")[0]: one.get("dependsOn", []) for one in sbom["dependencies"]}
    assert len(on["pkg:pypi/together-bot"]) == len(read_named())
    assert any(ref.startswith("pkg:pypi/yarl@") for ref in on["pkg:pypi/aiohttp"])
    refs = {one["bom-ref"] for one in sbom["components"]}
    assert all(ref in refs for others in on.values() for ref in others)


def test_it_is_the_same_bytes_again_and_another_with_another_lock(sbom: Json) -> None:
    assert json.dumps(bill("1.2.0", read_lock(), read_named(), AT)) == json.dumps(sbom)
    fewer = bill("1.2.0", [one for one in read_lock() if one.name != "ruff"], read_named(), AT)
    assert fewer["serialNumber"] != sbom["serialNumber"]


def test_a_lock_is_read_as_it_is_written() -> None:
    a, b, c = (f"    --hash=sha256:{letter * 64}" for letter in "abc")
    via = "    # via\n    #   c[extra]\n    #   together-bot (pyproject.toml)\n"
    first = f"A-b==1.0 ; python_version < '3.12' \\\n{a} \\\n{b}\n{via}"
    one, two = packages(f"# made by uv\n{first}c==2 \\\n{c}\n    # via A-b\n")
    assert (one.name, one.version, len(one.hashes)) == ("A-b", "1.0", 2)
    assert one.asked_by == {"c", "together-bot"}
    assert two.asked_by == {"a-b"}
