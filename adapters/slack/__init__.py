"""Connects the bot to Slack: people's deeds become calls to the interactions, messages Block Kit, posts calls of the Web API."""
