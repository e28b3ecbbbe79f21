"""Versions of the programme's files: pairs keep the one that they began with."""
