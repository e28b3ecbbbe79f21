"""DBOS: a workflow an event, of one step that writes and one for each message; it runs on in the process that began it."""

from __future__ import annotations

from dbos import DBOS

from benchmarks._durable.work import MESSAGES, Run, connected, message, note


def opened(url: str, events: int, broker: str) -> Run:
    connection, delivered = connected(url), list[str]()
    DBOS(config={"name": "durable", "system_database_url": url, "run_admin_server": False, "log_level": "ERROR"})

    @DBOS.step()
    def happened(number: int) -> None:
        note(connection, number)

    @DBOS.step()
    def deliver(text: str) -> None:
        delivered.append(text)

    @DBOS.workflow()
    def event(number: int) -> None:
        happened(number)
        for nth in range(MESSAGES):
            deliver(message(number, nth))

    def run() -> int:
        for number in range(events):
            event(number)
        DBOS.destroy()
        return len(delivered)

    DBOS.launch()
    return run
