"""docs/operations walked as a new operator would: `python -m tests.walk`, or `make walk`."""
