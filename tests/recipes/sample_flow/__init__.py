"""A conversation to try the recipe with: each writes down a wish, both agree on a card, and each is reminded of their own.

`tests/recipes/test_flow.py` copies this folder to `bot/engine/flows/sample`; here it belongs to no bot.
"""
