"""The pure engine: `step(programme, journey, event)` returns the next journey and the effects.

Standard library only. No clock, no randomness, no input or output: time and everything else arrive as arguments.

Rules that hold everywhere, and why:

1. An event carries its own instant. A season replays in milliseconds, and twice to the same end.
2. Nothing is sent unasked but from a timer, and every timer passes `manners`: so working hours, days off,
   the limit of two a day and a pause are kept in one place.
3. A timer is derived from the journey and never stored by hand: move a meeting and all that hung on it has moved.
4. A card is a picture of the journey under a key. An old button gets a polite answer and the card as it is now.
5. What one member answers in private is read by that member alone; the coordinators get facts and totals.
"""
