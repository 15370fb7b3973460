"""What the search finds, for whom, and what is shown of it."""
