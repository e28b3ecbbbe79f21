"""Microsoft Teams: one chat with each person, one with both of a pair where there is one, Adaptive Cards in all of them."""
