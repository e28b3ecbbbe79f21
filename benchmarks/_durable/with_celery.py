"""Celery with Redis: the event commits in the database, and its messages are owed in the broker after that; one worker, in this
process, that acknowledges a message once it is delivered."""

from __future__ import annotations

from celery import Celery
from celery.worker import state

from benchmarks._durable.work import MESSAGES, Run, connected, message, note


def opened(url: str, events: int, broker: str) -> Run:
    app, connection, delivered = Celery("durable", broker=broker), connected(url), list[str]()
    app.conf.update(task_ignore_result=True, task_acks_late=True, worker_hijack_root_logger=False)

    @app.task(name="deliver")
    def deliver(text: str) -> None:
        delivered.append(text)
        if len(delivered) == events * MESSAGES:
            state.should_stop = 0  # the worker looks once this one is acknowledged

    def run() -> int:
        for number in range(events):
            note(connection, number)
            for nth in range(MESSAGES):
                deliver.delay(message(number, nth))
        worker = app.Worker(pool="solo", loglevel="ERROR", without_gossip=True, without_mingle=True)
        worker.start()
        return len(delivered)

    return run
