"""Where a PostgreSQL server is: a URL as libpq reads it, which may name several servers."""

from __future__ import annotations

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

NETWORK = {"keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "15000"}
"""When a server that says nothing is given up, in seconds and milliseconds: a network that is cut says nothing either, and the
system would wait for a quarter of an hour, or for two hours. What stands in the URL goes before it.

https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-KEEPALIVES
"""

UNREADABLE = "this is no postgresql:// URL that can be read: look at its commas, ports and %"


class ServerAddress:
    """`postgresql://bot@one,two/together?target_session_attrs=read-write` is whichever of the two can be written.

    https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
    """

    def __init__(self, url: str) -> None:
        """Raises `ValueError` if libpq cannot read it; its words may repeat a password, so they are left out."""
        try:
            self._said = {
                name: str(value) for name, value in conninfo_to_dict(f"postgresql://{url.partition('://')[2]}").items()
            }
        except ProgrammingError:
            raise ValueError(UNREADABLE) from None
        if not all(port.isdecimal() for port in self._said.get("port", "").split(",") if port):
            raise ValueError(UNREADABLE)

    @property
    def conninfo(self) -> str:
        """What libpq connects by."""
        return make_conninfo(**{**NETWORK, **self._said})

    @property
    def name(self) -> str:
        """For messages: without a password."""
        user = self._said.get("user", "")
        who = f"{user}{':***' if 'password' in self._said else ''}@" if user else ""
        if self._said.get("host", "").startswith("/"):
            return f"postgresql://{who}/{self._database}?host={self._said['host']}"
        return f"postgresql://{who}{','.join(f'{host}:{port}' if port else host for host, port in self._hosts)}/{self._database}"

    def is_same(self, other: ServerAddress) -> bool:
        """Whether both may lead to one database."""
        return self._database == other._database and not self._places.isdisjoint(other._places)

    @property
    def _database(self) -> str:
        return self._said.get("dbname") or self._said.get("user", "")

    @property
    def _hosts(self) -> list[tuple[str, str]]:
        """Each with its port; as in libpq, one port may serve all of them."""
        hosts, ports = self._said.get("host", "").split(","), self._said.get("port", "").split(",")
        return list(zip(hosts, ports if len(ports) == len(hosts) else ports * len(hosts), strict=False))

    @property
    def _places(self) -> frozenset[tuple[str, str]]:
        return frozenset((host, port or "5432") for host, port in self._hosts)
