"""Whoever should not read something tries every way to it."""
