"""The calendars that people let the bot look into."""
