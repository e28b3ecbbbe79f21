"""A season played by two scripted people on a simulated clock: the real service, printed as a transcript.

The same arguments give the same output, byte for byte.
"""
