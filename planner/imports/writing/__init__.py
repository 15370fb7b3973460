"""Applies the records of any reader: every person, team, field, customer and deal, all or nothing.

What is known again by its foreign system and key is changed, the rest is made; what the export
does not have stays. What was chosen where the records leave it open:

- A customer with deals has one plan for them: the open one that covers today, else the latest open
  one, else a new one, active, for this calendar year. Decided deals stay on it as its history.
- The customer's owner is its first member; whoever else sold there joins by policy. Somebody who
  left is not put back.
- History reads as things happened: a new deal began on the day on which talks did, and was won or
  lost on its own day, both at noon in UTC and by its seller.
- A value is written when the export says another than at the last import, which the events tell;
  what people changed here since stays. Owners, and expected days that the export does not give,
  are concluded for new customers and deals only, and stages of customers only move on.
- Deals without a customer go to collecting customers, see `collecting`.
"""

from planner.imports.writing.outcome import Fate, Outcome
from planner.imports.writing.writer import write_export

__all__ = ["Fate", "Outcome", "write_export"]
