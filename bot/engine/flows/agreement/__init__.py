"""How the two work together (`M1.D3`): what either proposes and both confirm. Dates follow it from then on.

1. There is one card, in the shared conversation, that stays up to date in its place; what is asked for elsewhere is a copy.
2. Whatever one of them changes is their proposal, which the other is asked about; it holds once both have said yes to the
   same words. Until then what they agreed before goes on.
3. Nothing waits for it: without an agreement dates follow what each likes, and what the programme says.
"""
