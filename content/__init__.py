"""The programme: its files, and the code that reads, checks and says them."""
