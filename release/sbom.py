"""The bill of materials: every package that the lock pins, as CycloneDX 1.6.

1. It says which file of a package may be installed by the hashes of the lock: pip takes no other.
2. What only those who work on the bot need is `excluded`: no wheel asks for it, and no image has it.
3. It is the same bytes for the same tree: its number is drawn from its content, and its date is that of the release.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence, Set
from datetime import UTC, datetime
from typing import Any

from bot.infra.version import PROJECT
from release.lock import Package, needed_to_run

Json = dict[str, Any]
SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
"""The namespace of addresses (RFC 9562)."""


def bill(version: str, locked: Sequence[Package], named: Set[str], at: int) -> Json:
    """Of one release, made at a time in seconds of the epoch."""
    needed = needed_to_run(locked, named)
    bot = {
        "type": "application",
        "bom-ref": f"pkg:pypi/{PROJECT}@{version}",
        "name": PROJECT,
        "version": version,
        "purl": f"pkg:pypi/{PROJECT}@{version}",
        "licenses": [{"license": {"id": "MIT"}}],
    }
    content = {
        "metadata": {"timestamp": datetime.fromtimestamp(at, UTC).isoformat(), "component": bot},
        "components": [_component(package, package.name in needed) for package in _in_order(locked)],
        "dependencies": _dependencies(str(bot["bom-ref"]), locked, named),
    }
    number = uuid.uuid5(SPACE, json.dumps(content, sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        **content,
    }


def _in_order(locked: Sequence[Package]) -> Sequence[Package]:
    return sorted(locked, key=lambda one: one.purl)


def _component(package: Package, is_needed: bool) -> Json:
    hashes = [{"alg": "SHA-256", "content": one} for one in sorted(package.hashes)]
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "scope": "required" if is_needed else "excluded",
        "purl": package.purl,
        "externalReferences": [
            {"type": "distribution", "url": f"https://pypi.org/simple/{package.name}/", "hashes": hashes}
        ],
    }


def _dependencies(bot: str, locked: Sequence[Package], named: Set[str]) -> list[Json]:
    refs: Mapping[str, list[str]] = {
        one.name: [other.purl for other in locked if other.name == one.name] for one in locked
    }
    on = {
        package.purl: sorted({ref for other in locked if package.name in other.asked_by for ref in refs[other.name]})
        for package in _in_order(locked)
    }
    asked = {bot: sorted(ref for name in named for ref in refs[name]), **on}
    return [{"ref": ref, "dependsOn": others} if others else {"ref": ref} for ref, others in asked.items()]
