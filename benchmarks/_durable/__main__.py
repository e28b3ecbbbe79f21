"""`python -m benchmarks._durable NAME URL EVENTS BROKER`: says when it is ready, and plays all events at the first line of its
input. It answers with the seconds of the processor, and how many messages were delivered.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
import time


def main(name: str, url: str, events: str, broker: str) -> None:
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # frameworks print
    run = importlib.import_module(f"benchmarks._durable.{name}").opened(url, int(events), broker)
    gc.collect()
    gc.freeze()
    print("ready", file=answers, flush=True)
    sys.stdin.readline()
    began = time.process_time()
    delivered = run()
    print(time.process_time() - began, delivered, file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
