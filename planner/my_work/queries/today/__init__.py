"""What starts the day: what is due, who waits, which talks stand still, and what has changed."""
