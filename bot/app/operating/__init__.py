"""What a process shows to those who run it."""
