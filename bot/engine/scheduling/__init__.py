"""The search for dates at which two people can meet."""
