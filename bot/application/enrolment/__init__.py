"""Enrolling pairs from a file."""
