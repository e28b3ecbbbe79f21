"""The two databases, and how statements run on them."""
