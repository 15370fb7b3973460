"""How those who wait are told that it goes on."""

from collections.abc import Callable

Advance = Callable[[int], object]
"""Is told how many more rows have been dealt with."""
