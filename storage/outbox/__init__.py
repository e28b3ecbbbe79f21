"""What is owed: queue, claims, dead letters, pace."""
