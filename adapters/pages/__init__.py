"""Pages on the web that belong to no channel: what the bot is and keeps, and everybody's own data."""
