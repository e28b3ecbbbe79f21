"""A season of two willing people in compressed time, on the real platform, thrown away afterwards (docs/pilot.md)."""
