"""What a release is made of: its version, its changelog, its files, and how one follows another."""
