"""What is read for feeds."""
