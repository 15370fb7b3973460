"""What can be done about leads."""
