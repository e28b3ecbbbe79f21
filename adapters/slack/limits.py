"""Lists what Slack allows (docs.slack.dev/reference); characters are counted as Slack counts them, in UTF-16."""

from __future__ import annotations

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
"""In a modal or on a Home tab."""

BUDGET = 12_500
"""Characters of JSON in a message's blocks; Slack refuses at about 13,200 (`msg_blocks_too_long`)."""

NOTICE = 8_000
"""The top-level text, for notifications and screen readers. Slack advises 4,000 where it stands alone, and cuts at 40,000."""

TEXT = 3_000
HEADER = 150
CONTEXT = 2_000
BUTTON = 75
SPOKEN = 75
"""What a screen reader says of a button (`accessibility_label`)."""
SAYS_ALL = 50
"""A label of so many characters stands alone: there is hardly room to say more."""
BUTTON_VALUE = 2_000
BUTTONS = 25
DIALOG_TITLE = 100
DIALOG_TEXT = 300
DIALOG_ANSWER = 30
"""Elements of one actions block."""

OPTION = 75
"""The text of a checkbox."""
OPTION_VALUE = 75
OPTIONS = 10
"""Checkboxes of one element."""

ID = 255
"""`block_id` and `action_id`."""

SHORTCUT_NAME = 24
"""In the manifest; its description has 150."""

LABEL = 2_000
VIEW_TITLE = 24
METADATA = 3_000
"""`private_metadata` of a view."""
ENTRY = 3_000
LINK = 3_000

CHARTS = 2
CHART_TITLE = 50
CATEGORY = 20
CATEGORIES = 20

TABLES = 1
"""In a message."""
TABLE_ROWS, TABLE_COLUMNS = 101, 20
"""Of a table; its headings are a row."""
TABLE_TEXT = 10_000
"""Characters in all cells of a message."""
TABLE_PAGE = 100
"""Rows that are shown at once."""

BODY = 512 * 1024
"""Bytes of a request from Slack; real ones stay far below."""

# chat.postMessage: one a second a conversation, and "several hundred a minute" a workspace.
CONVERSATION_SECONDS = 1.0
WORKSPACE_PER_SECOND = 4.0
WORKSPACE_BURST = 20
