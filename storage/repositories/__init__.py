"""What is kept, a module a kind."""
