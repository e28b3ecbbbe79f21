"""Slack: what people do there becomes calls to the interactions, messages become Block Kit, posts go out through the Web API."""
