"""Writes agreed dates as .ics files, feeds and links; reads busy times from an address, Microsoft 365 or Google."""
