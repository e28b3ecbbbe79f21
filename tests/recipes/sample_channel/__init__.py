"""A channel to try the recipe with: a board of plain text over HTTP, behind a token.

`tests/recipes/test_channel.py` copies this folder to `adapters/sample`; here it belongs to no bot.
"""
