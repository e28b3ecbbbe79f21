"""`0001_first.py` and so on: the number is the revision, and their order."""
