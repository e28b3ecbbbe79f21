"""What the bot does with the engine: a module or a folder a use case."""
