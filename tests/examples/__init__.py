"""The examples in docs/examples: each is followed, step by step, and works."""
