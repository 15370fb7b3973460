"""The last number that each table gave: what was deleted must not lend its number to another."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Table, column, func, select, table, text

_GIVEN = table("sqlite_sequence", column("name"), column("seq"))


def last_numbers(connection: Connection, tables: list[Table]) -> dict[str, int]:
    """The last number given, by the name of each table that numbers its rows."""
    if connection.dialect.name == "sqlite":
        return _last_of_sqlite(connection)
    return {
        name: last
        for name, sequence in _sequences(connection, tables)
        if (last := connection.scalar(select(func.pg_sequence_last_value(text(_quoted(sequence))))))
    }


def set_numbers(connection: Connection, tables: list[Table], last: Mapping[str, int]) -> None:
    """Go on counting after these, and after the largest that is there."""
    if connection.dialect.name == "sqlite":
        _set_in_sqlite(connection, last)
        return
    by_name = {one.name: one for one in tables}
    for name, sequence in _sequences(connection, tables):
        largest = connection.scalar(select(func.max(by_name[name].c.id))) or 0
        if number := max(largest, last.get(name, 0)):
            connection.execute(select(func.setval(sequence, number)))


def _sequences(connection: Connection, tables: list[Table]) -> Iterator[tuple[str, str]]:
    for one in tables:
        if "id" in one.c:
            found = connection.scalar(select(func.pg_get_serial_sequence(one.name, "id")))
            if found:
                yield one.name, found


def _quoted(sequence: str) -> str:
    return "'" + sequence.replace("'", "''") + "'::regclass"


def _last_of_sqlite(connection: Connection) -> dict[str, int]:
    if not _counts(connection):
        return {}
    found = connection.execute(select(_GIVEN.c.name, _GIVEN.c.seq).order_by(_GIVEN.c.name))
    return {row.name: row.seq for row in found if row.seq}


def _set_in_sqlite(connection: Connection, last: Mapping[str, int]) -> None:
    """Only for tables that do not give a number again; a row makes the table's entry."""
    if not _counts(connection):
        return
    counting = set(connection.scalars(text(_COUNTING)))
    there = _last_of_sqlite(connection)
    for name in counting & set(last):
        connection.execute(_GIVEN.delete().where(_GIVEN.c.name == name))
        number = max(last[name], there.get(name, 0))
        connection.execute(_GIVEN.insert().values(name=name, seq=number))


_COUNTING = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"


def _counts(connection: Connection) -> bool:
    found = "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'"
    return bool(connection.scalar(text(found)))
