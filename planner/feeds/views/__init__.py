"""The page of one's own feeds, and the calendars themselves."""
