"""How far long work has come, on a terminal; nothing in a pipe."""

import sys
import time
from types import TracebackType

import click

ERASE = "\r\x1b[K"
SECONDS_BETWEEN = 0.1


class Progress:
    """A count that stands in the last line of the terminal while the work goes on."""

    def __init__(self, what: str, of: int | None = None) -> None:
        self.what = what
        self.of = of
        self.done = 0
        self._is_shown = sys.stderr.isatty()
        self._shown_at = 0.0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._write(ERASE)

    def step(self, more: int = 1) -> None:
        """One more is done, or several at once."""
        self.done += more
        if self._is_shown and time.monotonic() - self._shown_at > SECONDS_BETWEEN:
            self._shown_at = time.monotonic()
            of = f" of {self.of}" if self.of else ""
            self._write(f"{ERASE}{self.done}{of} {self.what}")

    def say(self, text: str, *, err: bool = False) -> None:
        """Write a line that stays."""
        self._write(ERASE)
        click.echo(text, err=err)

    def _write(self, text: str) -> None:
        if self._is_shown:
            sys.stderr.write(text)
            sys.stderr.flush()
