"""What `bot/engine/step.py` is made of beside the dispatch itself: what a step is lent, views, and what follows from every turn."""
