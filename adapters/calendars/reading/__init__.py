"""Reads busy times from iCalendar texts of anybody's: tolerant, slim, and never fewer than there are."""
