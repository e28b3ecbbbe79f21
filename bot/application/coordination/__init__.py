"""What coordinators are told."""
