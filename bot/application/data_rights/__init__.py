"""What people can do about what is kept of them: to see it, have it, have it erased, and stop."""
