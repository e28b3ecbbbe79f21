"""Whole seasons and single situations, through the real edges."""
