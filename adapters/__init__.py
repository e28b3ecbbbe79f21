"""One folder a channel: what people do there becomes events, and messages become what it can show."""
