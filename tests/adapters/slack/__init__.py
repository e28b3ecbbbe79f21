"""The Slack adapter, piece by piece."""
