"""Values: what the rating reads and makes, written once and never changed."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True)
def value(of: type[Class]) -> type[Class]:
    """Make a dataclass whose fields nobody sets again, as the type checker makes sure.

    A dataclass that is frozen at run time too takes four times as long to build, which is most of
    the time in which a hundred thousand plans are read.
    """
    return dataclass(slots=True, unsafe_hash=True)(of)
