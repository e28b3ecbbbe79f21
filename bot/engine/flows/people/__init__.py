"""The people whom the mentee would like to meet (`M5.G4`, `M5.D1`): who, and why.

1. The list is the mentee's: nobody else adds, rewords or takes off. The mentor sees it, and may offer to introduce somebody on it.
2. There is one card, in the shared conversation, that stays up to date in its place; what is asked for elsewhere is a copy.
3. An offer stands for the name that it was made for. It is said to the mentee by one short message, once until they act.
"""
