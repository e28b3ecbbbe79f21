"""The recipes of CONTRIBUTING.md, applied to a copy of the tree: each needs the files that it names and no others."""
