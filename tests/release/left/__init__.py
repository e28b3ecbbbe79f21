"""Databases as earlier releases left them: `python -m tests.release.left COMMIT NAME` writes one anew, from history.

1. The tree of that commit plays a season on SQLite, with its own code, and is killed in the middle of it: a pair is under way, both
   have answered, and messages are owed that nobody has delivered.
2. What is kept is its schema's version and its rows, a line each. A test makes the tables of that version on either database by the
   migrations and puts the rows there: that a database which was made at once has the same tables is held elsewhere.
3. What was sealed was sealed with the key that all tests use.
"""
