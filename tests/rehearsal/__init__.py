"""The rehearsal, against the loopback platforms."""
