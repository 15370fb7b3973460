"""What an action answers when it cannot be done; the message is for the person who tried."""

from collections.abc import Mapping

_Values = Mapping[str, object]


class Refused(Exception):
    """The thing cannot be done as things stand.

    `message` is an English sentence with `%(name)s` places for `values`; it says what to do. The
    views translate it. `field` names the form field at which it was caused, where there is one.
    """

    def __init__(self, message: str, /, *, field: str | None = None, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values: _Values = values
        self.field = field


class Taken(Refused):
    """Somebody else was faster; the message says who."""


class Vanished(Exception):
    """Somebody deleted the thing in the same moment. Not for people's eyes as it is: who asks
    first looks whether the person may know of it."""

    def __init__(self, table: str, identity: int) -> None:
        super().__init__(f"{table} {identity}")
        self.table = table
        self.identity = identity
