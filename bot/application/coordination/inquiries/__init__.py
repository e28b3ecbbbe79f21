"""What coordinators ask for that takes a look into a directory, or at a file: asked for, looked up, done and answered."""
