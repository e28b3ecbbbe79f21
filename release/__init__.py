"""Makes releases: the build backend, the bill of materials, and what the changelog says of a version.

It stands beside the bot and is in no wheel.
"""
