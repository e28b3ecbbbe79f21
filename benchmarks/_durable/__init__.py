"""One piece of durable work, held by this program's queue and by others; each in a process of its own."""
