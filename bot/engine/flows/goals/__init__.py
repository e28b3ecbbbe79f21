"""Goals and actions (`M2.D1`, `M2.D2`, `M3.D1`): the mentee's own, shown to the mentor.

1. The mentee writes up to three goals, each with how they will know, and actions with a day. The mentor may add suggestions.
2. There is one card, in the shared conversation, that stays up to date in its place; what is asked for elsewhere is a copy.
3. How an action stands is one tap on the mentee's preparation; the mentor's shows the same to read.
4. An action is remembered on its day, once, unless it is done, left aside, or its day has moved.
"""
