"""Rights over one's own data in SQL, and the trail of who looked at it."""
