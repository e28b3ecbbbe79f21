"""The versions of the content, and which pairs go by which."""
