"""Calendars: agreed dates out as .ics files, feeds and links; busy times in, from an address, Microsoft 365 or Google."""
