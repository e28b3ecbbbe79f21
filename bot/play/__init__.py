"""Plays a season with two scripted people, a simulated clock and the real event handler, and prints a transcript.

The same arguments give the same output, byte for byte.
"""
