"""A word that is kept sealed beside the others: it tells whether the keys at hand are those that the database was sealed with."""

from __future__ import annotations

PROBE = "seal.probe"
"""Its name among the installation's facts."""
