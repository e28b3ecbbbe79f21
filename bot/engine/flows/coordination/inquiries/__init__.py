"""What coordinators read of people whom the bot looks up for them: forms, answers, and what is wrong with a line."""
