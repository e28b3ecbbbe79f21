"""A JSON Schema of Block Kit, generated from TypeScript types when the tests run.

They are Slack's own (npm @slack/types), which do not know charts yet; those of charts are slack-blocks-to-jsx's.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from tests.adapters.slack.node import FOLDER, modules

Json = dict[str, Any]

TYPES = """
import type { KnownBlock, ModalView, HomeView } from "@slack/types";
import type { DataVisualizationBlock } from "slack-blocks-to-jsx";
export type Shown = KnownBlock | DataVisualizationBlock;
export type Seen = ModalView | HomeView;
"""


@cache
def validator(of: str = "Shown") -> Draft7Validator:
    """For one block, or `Seen` for a whole view. Without npm the test is skipped, or fails if TOGETHER_REQUIRE_NODE=1."""
    script = modules() / "ts-json-schema-generator" / "bin" / "ts-json-schema-generator.js"
    with tempfile.NamedTemporaryFile("w", suffix=".ts", dir=FOLDER) as file:
        file.write(TYPES)
        file.flush()
        command = ["node", str(script), "--path", Path(file.name).name, "--type", of, "--no-type-check"]
        said = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=120, check=True)
    return Draft7Validator(json.loads(said.stdout))
