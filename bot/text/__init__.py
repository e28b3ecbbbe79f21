"""A message in words: plain text, memoised voices, what the bot says about itself."""
