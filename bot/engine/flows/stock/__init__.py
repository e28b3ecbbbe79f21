"""Taking stock (`M6.G1`, `M6.B1`, `M6.D1`): the road so far, made of what is theirs.

1. There is one card, in the shared conversation, from the agenda of its séance on. It follows what it shows: séances held,
   goals and actions, people met, what was agreed.
2. Which conversations counted most is the mentee's to say; the mentor sees it.
3. What is not there is left out, and nobody hears that it is missing.
"""
