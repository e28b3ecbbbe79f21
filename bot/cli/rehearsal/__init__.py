"""The command `together-bot rehearse`."""
