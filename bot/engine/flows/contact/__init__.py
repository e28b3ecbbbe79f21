"""A word with a human being: a line to the coordinators under one's own name, and beside it whom to turn to outside of them.

1. Who would read it is named before anything is written, and again before it goes; none of them is of the pair.
2. Nothing goes before its writer has seen it and pressed « send », which asks once more. What has gone cannot be taken back, and
   is kept nowhere but with those who read it.
3. The other one of the pair learns nothing of it, nor does a coordinator who is in it. That somebody asked for a word, and when, is
   a fact that the other coordinators read in their week; the line is not.
"""
