"""Finds out what the files of other programs hold: which system, which noun, what each column is.

Everything that is known of other programs stands in `headings.csv`; one more needs no code. Marks
before a heading say how much it tells: `!` tells the noun more than one without, `!!` much more,
and `!!!` that it is something which is not read; `~` tells nothing of the noun.
"""

from planner.imports.recognising.mapping import Mapping, read_mapping
from planner.imports.recognising.recognition import Recognised, fields_named, recognise

__all__ = ["Mapping", "Recognised", "fields_named", "read_mapping", "recognise"]
