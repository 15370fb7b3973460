"""An export that cannot be read at all."""

from collections.abc import Iterable


class ExportError(Exception):
    """A file or column is missing or cannot be understood; `problems` are all of them."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
