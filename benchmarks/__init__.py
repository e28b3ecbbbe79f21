"""The benchmarks measure each figure beside its floor in one run: `python -m benchmarks NAME [--json]`."""
