"""What everything rests on: clock, codec, logs, zones, batching, backoff."""
