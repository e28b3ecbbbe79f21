"""procrastinate: a job a message, in order by a lock of its conversation; one worker, one job at a time."""

from __future__ import annotations

import asyncio

from procrastinate import App, PsycopgConnector

from benchmarks._durable.work import MESSAGES, Run, connected, message, note


def opened(url: str, events: int, broker: str) -> Run:
    app, delivered = App(connector=PsycopgConnector(conninfo=url)), list[str]()

    @app.task(name="deliver")
    def deliver(text: str) -> None:
        delivered.append(text)

    async def installed() -> None:
        async with app.open_async():
            await app.schema_manager.apply_schema_async()

    async def played() -> int:
        async with app.open_async():
            for number in range(events):
                note(connection, number)
                for nth in range(MESSAGES):
                    job = deliver.configure(lock=f"pair{number}")
                    await job.defer_async(text=message(number, nth))
            await app.run_worker_async(wait=False, concurrency=1, install_signal_handlers=False)
        return len(delivered)

    asyncio.run(installed())
    connection = connected(url)
    return lambda: asyncio.run(played())
