"""What has changed at a team's customers in a week, for the mail about it."""
