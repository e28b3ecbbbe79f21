"""What coordinators ask for and do in chat, one module a task."""
