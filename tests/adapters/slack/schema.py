"""A JSON Schema of Block Kit, generated from Slack's own TypeScript types (npm @slack/types) when the tests run."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from tests.adapters.slack.node import FOLDER, modules

Json = dict[str, Any]

CHART: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["type", "title", "chart"],
    "properties": {
        "type": {"const": "data_visualization"},
        "title": {"type": "string", "minLength": 1, "maxLength": 50},
        "block_id": {"type": "string"},
        "chart": {
            "type": "object",
            "additionalProperties": False,
            "required": ["type", "series", "axis_config"],
            "properties": {
                "type": {"const": "bar"},
                "series": {"type": "array", "minItems": 1, "maxItems": 6},
                "axis_config": {"type": "object", "required": ["categories"]},
            },
        },
    },
}
"""Written by hand after docs.slack.dev: the types do not know this block yet."""


@cache
def validator() -> Draft7Validator:
    """For one block. Without npm the test is skipped, or fails if TOGETHER_REQUIRE_NODE=1."""
    script = modules() / "ts-json-schema-generator" / "bin" / "ts-json-schema-generator.js"
    types = modules() / "@slack" / "types" / "dist" / "index.d.ts"
    command = ["node", str(script), "--path", str(types), "--type", "KnownBlock", "--no-type-check"]
    said = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=120, check=True)
    assert CHART["properties"]["type"]["const"] not in said.stdout, (
        "the types know charts: CHART is not needed any more"
    )
    schema: Json = json.loads(said.stdout)
    schema["definitions"]["KnownBlock"]["anyOf"].append(CHART)
    return Draft7Validator(schema)
