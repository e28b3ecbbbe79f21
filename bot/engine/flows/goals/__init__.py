"""Goals and actions (`M2.D1`, `M2.D2`, `M3.D1`): the mentee's own, shown to the mentor, and what a séance ends with.

1. The mentee writes up to three goals, each with how they will know, and actions with a day. The mentor may add a suggestion.
2. There is one card, in the shared conversation, that stays up to date in its place; what is asked for elsewhere is a copy.
3. An action is remembered on its day, once, unless it is done or its day has moved.
4. A séance ends with up to three things to keep, which either writes down, or skips: the next preparation shows them.
"""
