"""What is so only where the database is a server."""
