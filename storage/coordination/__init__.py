"""What coordinators have asked for and written, and what was set for their programmes."""
