"""Delivering what is owed, as time passes."""
