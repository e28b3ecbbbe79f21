"""The recipes of `CONTRIBUTING.md`, each applied to a copy of the tree."""
