"""How those who wait are told that it goes on."""

from collections.abc import Callable

Advance = Callable[[int], object]
"""Is told how many more customers and deals have been dealt with."""
