"""How it goes with the other one, asked once of each in private after the first séance.

1. When it is asked, and when the answer is final, hangs on when the séance was said to have been held, and on nothing that
   anybody answers; both are asked at the same instant, each one put off only by their own hours and their own other messages.
2. The other one of the pair learns nothing of it. Coordinators read of all answers together in threes, in which each stands
   with another one that it cannot be told from (`bot.engine.flows.digest.fits`).
3. Who would like a word can have that told to the coordinators: that alone, under their name, by a button that asks first and
   names who reads it, none of whom is of the pair.
"""
