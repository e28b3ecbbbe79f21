"""Slack: what people do there becomes calls to the desk, messages become Block Kit, posts go out through the Web API."""
