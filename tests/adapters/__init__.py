"""What each channel promises, tried out against the real adapter."""
