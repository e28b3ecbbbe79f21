"""What coordinators read each Monday."""
