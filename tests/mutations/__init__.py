"""Mutations: faults put into a copy of the tree on purpose, each of which the tests of its room must catch."""
