"""The desk of coordinators: cards of lists, of one pair, and of what is done about it."""
