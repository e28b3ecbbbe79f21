"""The bot itself: a pure engine, the service around it, and the worker that lets time pass."""
