"""Feeds: what has a day, for the calendars of other programs, by a secret address."""
