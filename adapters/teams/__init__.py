"""Connects the bot to Microsoft Teams: a chat with each person, one with both of a pair, Adaptive Cards in all of them."""
