"""Hashes of passwords as cheap as they get: a real one is meant to take a tenth of a second."""

from argon2 import PasswordHasher

from planner.actions.people import passwords

REAL = passwords._hasher  # noqa: SLF001 - what the program uses, for the test of its strength
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def prepare() -> None:
    """Before the first password is set."""
    passwords._hasher = CHEAP  # noqa: SLF001 - nobody but the tests wants another
