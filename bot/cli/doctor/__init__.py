"""`together-bot doctor`: asks everything that the bot needs whether it is there, and says what to do where it is not."""
