"""What a channel brings as a plugin: its settings, its pace, the app to register."""
