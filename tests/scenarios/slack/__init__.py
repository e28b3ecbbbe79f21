"""People in a Slack workspace, through the real app, HTTP server and SQLite file."""
